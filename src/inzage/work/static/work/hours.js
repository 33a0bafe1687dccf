// The week of hours: arrows and Enter go from cell to cell, and each row is added up while somebody types.
const table = document.querySelector("[data-hours]");
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function read(text) {
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim());
  if (clock) return Number(clock[1]) + Number(clock[2]) / 60;
  const hours = Number(text.trim().replace(",", "."));
  return Number.isFinite(hours) ? hours : 0;
}

function addUp(row) {
  const total = [...row.querySelectorAll("input")].reduce((sum, box) => sum + read(box.value), 0);
  row.querySelector("[data-total]").textContent = total ? total.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 }) : "";
}

function atEdge(box, key) {
  // inside a number the arrow moves the caret, as everywhere
  if (key === "ArrowLeft") return box.selectionStart === 0 && box.selectionEnd === 0;
  if (key === "ArrowRight") return box.selectionStart === box.value.length;
  return true;
}

function go(event) {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("input") || !atEdge(event.target, event.key)) return;
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
  const line = rows.findIndex((boxes) => boxes.includes(event.target));
  const column = rows[line].indexOf(event.target);
  const next = rows[line + step[0]]?.[column + step[1]];
  // Enter never sends a week by accident; Ctrl + Enter and the button do
  if (next || event.key === "Enter") event.preventDefault();
  next?.focus();
  next?.select();
}

if (table) {
  table.addEventListener("keydown", go);
  table.addEventListener("input", (event) => addUp(event.target.closest("tr")));
  for (const row of table.tBodies[0].rows) addUp(row);
}
