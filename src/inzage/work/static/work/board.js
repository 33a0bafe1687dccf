// The board of a plan: an action can be dragged to another column. Its buttons do the same without this file.
const board = document.querySelector("[data-board]");
const form = document.querySelector("[data-board-form]");

function begin(event) {
  const card = event.target.closest(".work-action");
  if (!card) return;
  event.dataTransfer.setData("text/plain", card.dataset.action);
  event.dataTransfer.effectAllowed = "move";
  card.classList.add("is-dragged");
}

function over(event) {
  const column = event.target.closest("[data-column]");
  if (!column) return;
  event.preventDefault();
  for (const each of board.querySelectorAll("[data-column]")) each.classList.toggle("is-target", each === column);
}

function stop() {
  for (const each of board.querySelectorAll(".is-target, .is-dragged")) each.classList.remove("is-target", "is-dragged");
}

function drop(event) {
  const column = event.target.closest("[data-column]");
  const address = event.dataTransfer.getData("text/plain");
  const card = [...board.querySelectorAll(".work-action")].find((each) => each.dataset.action === address);
  stop();
  // only what was dragged from this board: another page can hand over any text
  if (!column || !card || card.closest("[data-column]") === column) return;
  event.preventDefault();
  form.action = address;
  form.elements.state.value = column.dataset.column;
  form.requestSubmit();
}

if (board && form) {
  for (const card of board.querySelectorAll(".work-action")) card.draggable = true;
  board.addEventListener("dragstart", begin);
  board.addEventListener("dragover", over);
  board.addEventListener("dragend", stop);
  board.addEventListener("drop", drop);
}
