// What every page does beside htmx: shortcuts, dialogs, menus, drafts, warnings. Works on what data- attributes ask for.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const texts = () => $("#kit-texts").dataset;

// --- keyboard -----------------------------------------------------------------------------------------------------
const shortcutsOn = () => document.body.dataset.shortcuts !== "off";
let going = 0;  // until when a letter after "g" leads somewhere
const writing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form[data-ctrl-enter]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.key === "Escape") {
    if (event.target.id === "kit-search" && comeBack?.isConnected) { comeBack.focus(); comeBack = null; }
    closeMenus(true);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || !shortcutsOn() || $("dialog[open]")) return;
  if (Date.now() < going) {
    going = 0;
    const link = $(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "/" && $("#kit-search")) { event.preventDefault(); comeBack = document.activeElement; $("#kit-search").focus(); }
  if (event.key === "?") { event.preventDefault(); $("#kit-shortcuts").showModal(); }
  if (event.key === "g") going = Date.now() + 1500;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

// the rows of the lists of a page, one after the other; Enter follows the link that has the focus by itself
function step(by) {
  const links = $$("[data-list] tbody tr").map((row) => $("th a, td a", row)).filter(Boolean);
  const row = document.activeElement.closest("[data-list] tbody tr");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}
let comeBack = null;  // what had the focus before the search box got it

// --- dialogs, menus, messages (a dialog gives the focus back by itself) ---------------------------------------------
function closeMenus(focus) {
  $$("details[data-popup][open]").forEach((menu) => {
    menu.open = false;
    if (focus) $("summary", menu).focus();
  });
  if (document.body.classList.contains("kit-menu-open")) toggleSidebar(false, focus);
}
function toggleSidebar(open, focus) {
  const button = $("[data-menu]");
  document.body.classList.toggle("kit-menu-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (open) $("#kit-sidebar nav a")?.focus();
  else if (focus) button.focus();
}
document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (!at("details[data-popup]")) $$("details[data-popup][open]").forEach((menu) => { menu.open = false; });
  if (at("[data-menu]")) toggleSidebar(!document.body.classList.contains("kit-menu-open"));
  else if (document.body.classList.contains("kit-menu-open") && !at("#kit-sidebar")) toggleSidebar(false, true);
  if (at("[data-dialog]")) { closeMenus(false); document.getElementById(at("[data-dialog]").dataset.dialog)?.showModal(); }
  if (at("[data-close]")) at("dialog")?.close();
  if (at("[data-dismiss]")) at(".kit-message").remove();
  if (at("[data-print]")) window.print();
  if (event.target.matches("dialog")) event.target.close();
});

// --- forms: nothing typed is lost -----------------------------------------------------------------------------------
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form?.matches("[data-unsaved], [data-autosave]")) dirty.add(form);
  if (form?.dataset.autosave && !timers.has(form)) plan(form, 2000);
});
// what keeps a draft is sent only once its draft is kept: without a connection or a session the page stays as it is
const sending = new Set();
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.autosave) { dirty.delete(form); return; }
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  if (await save(form)) { stop(form); form.submit(); } else sending.delete(form);
});
addEventListener("pageshow", () => sending.clear());
addEventListener("beforeunload", (event) => { if ([...dirty].some((form) => form.isConnected)) event.preventDefault(); });
document.addEventListener("visibilitychange", () => {
  if (document.hidden) dirty.forEach((form) => { if (form.dataset.autosave) save(form); });
});

const timers = new Map();
function stop(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
}
function plan(form, wait) {
  stop(form);
  timers.set(form, setTimeout(() => save(form), wait));
}
async function post(form) {
  const body = new FormData(form);
  [...body].forEach(([name, value]) => { if (value instanceof File) body.delete(name); });
  const options = { method: "POST", body, redirect: "manual", keepalive: document.hidden, headers: { "HX-Request": "true" } };
  return fetch(form.dataset.autosave, options);
}
// after signing in anew, in another window, the page's token is an old one: take the present one over
async function renewToken() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (answer.type === "opaqueredirect") return answer;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = $("[name=csrfmiddlewaretoken]", page)?.value;
  $$("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token ?? field.value; });
  return null;
}
async function save(form) {
  if (!dirty.has(form) || !form.isConnected) return true;
  stop(form);
  const status = $("[data-autosave-status]", form);
  const say = (text) => { if (status) status.textContent = text; };
  say(texts().saving);
  dirty.delete(form);
  let problem = texts().unsaved;
  try {
    let answer = await post(form);
    if (answer.status === 403) answer = await renewToken() ?? await post(form);
    if (answer.type === "opaqueredirect") problem = texts().signedOut;
    if (!answer.ok) throw new Error(String(answer.status));
    if (answer.status === 200 && answer.headers.get("Content-Type") === "application/json") tellNewer(form, await answer.json());
    say(`${texts().saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`);
    extendSession();
    return true;
  } catch {
    dirty.add(form);
    say(problem);
    plan(form, 5000);
    return false;
  }
}
// another window kept newer text of the same form: both stay, and this one says where the other is
function tellNewer(form, { at, address }) {
  const notice = $("[data-autosave-newer]", form);
  if (!notice) return;
  $("[data-at]", notice).textContent = at;
  const link = $("a", notice);
  link.href = address;
  link.target = "_blank";
  notice.hidden = false;
}

// --- the session: a warning two minutes before its end -----------------------------------------------------------------
let warning;
function extendSession() {
  const seconds = Number(document.body.dataset.sessionSeconds);
  if (!seconds) return;
  clearTimeout(warning);
  warning = setTimeout(() => { if (!$("dialog[open]")) $("#kit-session").showModal(); }, Math.max(seconds - 120, 10) * 1000);
}
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-session-stay]")) return;
  const answer = await send(document.body.dataset.sessionKeep);
  if (!answer?.ok) return fail();
  $("#kit-session").close();
  extendSession();
});

function send(address, body) {
  const token = $("[name=csrfmiddlewaretoken]")?.value ?? "";
  return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" }).catch(() => null);
}

// --- rows that are chosen together: one box for all of them, and how many they are -------------------------------------
function chooseAll(all) {
  const boxes = $$("input[name=row]", all.form);
  const counted = $("[data-chosen]", all.form);
  const word = counted?.textContent;
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    if (counted) counted.textContent = chosen ? String(chosen) : word;
  };
  all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); });
  boxes.forEach((box) => box.addEventListener("change", count));
  count();
}

// --- htmx and first paint ----------------------------------------------------------------------------------------------
function fail() {
  const alert = $("#kit-alert");
  if (alert) { alert.textContent = texts().failed; alert.hidden = false; }
}
function dress(root) {
  // as cards on a small screen a table loses its roles unless they are written out
  $$(".kit-table", root).forEach((table) => {
    table.setAttribute("role", "table");
    $$("thead, tbody", table).forEach((part) => part.setAttribute("role", "rowgroup"));
    $$("tr", table).forEach((row) => row.setAttribute("role", "row"));
    $$("td", table).forEach((cell) => cell.setAttribute("role", "cell"));
    $$("th", table).forEach((cell) => cell.setAttribute("role", cell.scope === "row" ? "rowheader" : "columnheader"));
  });
  $("[data-error-summary]", root)?.focus();
}
document.addEventListener("htmx:afterSwap", (event) => dress(event.detail.target));
document.addEventListener("htmx:afterRequest", extendSession);
["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, fail));

document.addEventListener("DOMContentLoaded", () => {
  dress(document);
  // on a small screen the present tab may lie beyond the edge
  $$(".kit-tabs [aria-current]").forEach((tab) => { tab.closest("ul").scrollLeft = tab.offsetLeft - 48; });
  extendSession();
  $("[data-shortcuts-switch]")?.addEventListener("change", async (event) => {
    const box = event.target;
    const form = new FormData();
    form.set("on", box.checked ? "1" : "0");
    const answer = await send(box.dataset.shortcutsSwitch, form);
    if (!answer?.ok) { box.checked = !box.checked; return fail(); }
    document.body.dataset.shortcuts = box.checked ? "on" : "off";
  });
  $$("[data-choose-all]").forEach(chooseAll);
});
