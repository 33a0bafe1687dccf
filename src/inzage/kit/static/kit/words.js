// Warns while somebody types words that do not belong in a report. It never blocks, and what is typed stays here.
// `find` finds what inzage.law.words.find_words finds: both are tested with the same table.
const LETTER = "[\\p{L}\\p{N}_]";
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const either = (words) =>
  [...words].sort((a, b) => b.length - a.length).map((word) => escaped(word).replace(/ /g, "\\s+")).join("|") || "(?!)";
const plain = (text) => text.normalize("NFC");
const folded = (text) => plain(text).toLowerCase();

export function prepare({ words }) {
  const known = new Map(words.map(([word, group, wording]) => [folded(word).replace(/\*$/, ""), { group, wording }]));
  const stem = (word) => folded(word).replace(/\*$/, "");
  const open = words.filter(([word]) => word.endsWith("*")).map(([word]) => stem(word));
  const whole = words.filter(([word]) => !word.endsWith("*")).map(([word]) => stem(word));
  const offered = [...new Set(words.map(([, , wording]) => wording).filter(Boolean))];
  return {
    known,
    pattern: new RegExp(`(?<!${LETTER})(?:(?<open>${either(open)})${LETTER}*|(?<whole>${either(whole)}))(?!${LETTER})`, "giu"),
    allowed: new RegExp(`(?<!${LETTER})(?:${either(offered)})(?!${LETTER})`, "giu"),
  };
}

// Each word once per spelling, in the order of the text, with every place where it stands: [from, to].
export function find(text, { known, pattern, allowed }) {
  const blanked = plain(text).replace(allowed, (wording) => " ".repeat(wording.length));
  const found = new Map();
  for (const match of blanked.matchAll(pattern)) {
    const [stem, word] = [match.groups.open ?? match.groups.whole, match[0]].map((part) => folded(part).split(/\s+/).join(" "));
    if (!found.has(word)) found.set(word, { word, ...known.get(stem), places: [] });
    found.get(word).places.push([match.index, match.index + match[0].length]);
  }
  return [...found.values()];
}

// The text with another wording in these places; a capital stays one. Without a wording the space before goes too.
export function rewrite(text, places, wording) {
  let written = plain(text);
  for (const [from, to] of [...places].reverse()) {
    const old = written.slice(from, to);
    const capital = old[0] !== old[0].toLowerCase();
    const words = capital && wording ? wording[0].toUpperCase() + wording.slice(1) : wording;
    const start = wording ? from : written.slice(0, from).replace(/[ \t]+$/, "").length;
    written = written.slice(0, start) + words + written.slice(to);
  }
  return written;
}

// --- the page ---------------------------------------------------------------------------------------------------------
const template = globalThis.document?.getElementById("kit-words");
const panels = new WeakMap();
const language = () => (document.documentElement.lang.startsWith("nl") ? "nl" : "en");
let list;
const load = () => (list ??= fetch(template.dataset.url, { credentials: "same-origin" })
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
  .then((data) => {
    Object.entries(data.articles ?? {}).forEach(([code, called]) => { data.groups[code].called = called; });
    return { groups: data.groups, ...prepare(data) };
  })
  .catch(() => { list = undefined; return null; }));

function panelOf(field) {
  if (!panels.has(field)) {
    const parts = template.content.cloneNode(true);
    const [panel, status] = [parts.querySelector("[data-panel]"), parts.querySelector("[role=status]")];
    field.after(status, panel);
    const made = { panel, status, hidden: new Set(), shown: "" };
    panel.querySelector("[data-hide]").addEventListener("click", () => {
      made.words.forEach((word) => made.hidden.add(word));
      show(field, made, [], null);
      field.focus();
    });
    panels.set(field, made);
  }
  return panels.get(field);
}

function line(field, hit, group) {
  const row = template.content.querySelector("[data-row]").content.cloneNode(true);
  const put = (name, text) => { row.querySelector(`[data-${name}]`).textContent = text; };
  put("word", hit.word);
  put("label", group.label[language()]);
  put("why", group.why[language()]);
  put("article", [group.called ?? group.article, ...group.law].join(" · "));
  put("wording", hit.wording);
  row.querySelector(hit.wording ? "[data-leave]" : "[data-write]").remove();
  const button = row.querySelector("button");
  button.querySelector("[data-about]").textContent = hit.word;
  button.addEventListener("click", () => {
    field.value = rewrite(field.value, hit.places, hit.wording);
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    look(field);
  });
  return row;
}

function show(field, made, hits, groups) {
  const key = hits.map((hit) => `${hit.word}:${hit.places.length}`).join();
  made.words = hits.map((hit) => hit.word);
  made.panel.hidden = hits.length === 0;
  made.panel.querySelectorAll("[data-where]").forEach((told) => { told.hidden = told.dataset.where !== field.dataset.words; });
  made.panel.querySelector("ul").replaceChildren(...hits.map((hit) => line(field, hit, groups[hit.group])));
  if (key !== made.shown) {
    made.status.textContent = hits.length ? `${made.status.dataset.say}: ${made.words.join(", ")}` : "";
    made.shown = key;
  }
}

async function look(field) {
  if (!field.dataset.words && !panels.has(field)) return;
  const known = await load();
  if (!known || !field.isConnected) return;
  const made = panelOf(field);
  const all = field.dataset.words ? find(field.value, known) : [];
  show(field, made, all.filter((hit) => !made.hidden.has(hit.word)), known.groups);
}

const waiting = new Map();
function soon(event) {
  const field = event.target;
  if (!field.matches?.("[data-words]")) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => { waiting.delete(field); look(field); }, 400));
}
const all = () => document.querySelectorAll("[data-words]").forEach((field) => { if (field.value || panels.has(field)) look(field); });
if (template) {
  document.addEventListener("input", soon);
  document.addEventListener("htmx:afterSettle", all);
  all();
}
