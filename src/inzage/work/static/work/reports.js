// The editor of a report: puts a field where the cursor is, and shows a word in the text. Without it the server does the same.
const editor = document.getElementById("editor");
let last = null;

editor.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) last = event.target;
});

// the server answers a save with this; the pages beside the text are made anew then
editor.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.body.dispatchEvent(new CustomEvent("report-saved"));
});

function put(text) {
  const before = last.value.slice(0, last.selectionStart);
  last.setRangeText(/\S$/.test(before) ? ` ${text}` : text, last.selectionStart, last.selectionEnd, "end");
  last.focus();
  last.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(words, from) {
  const fields = [...from.closest("fieldset").querySelectorAll("textarea, input[type=text], input:not([type])")];
  const flat = (text) => text.toLowerCase().replace(/\s/g, " ");
  const field = fields.find((each) => flat(each.value).includes(flat(words)));
  if (!field) return;
  const start = flat(field.value).indexOf(flat(words));
  field.focus();
  field.setSelectionRange(start, start + words.length);
}

document.addEventListener("click", (event) => {
  const find = event.target.closest("[data-find]");
  if (find) show(find.dataset.find, find);
  const button = event.target.closest("button[name=do][value=field]");
  if (button && last?.isConnected) {
    event.preventDefault();
    const chosen = document.getElementById("field").selectedOptions[0];
    put(chosen.dataset.value || `{{${chosen.value}}}`);
  }
});
