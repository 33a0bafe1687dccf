// Checks a proof of the log in the browser: RFC 9162 hashes, a C2SP checkpoint, its Ed25519 signature. Needs no library.
"use strict";

(() => {
  const page = document.getElementById("proof");
  const find = (selector) => page.querySelector(selector);
  const all = (selector) => [...page.querySelectorAll(selector)];
  const base = page.dataset.checkpoints;
  const LARGEST_FILE = 1_000_000;

  // --- bytes and hashes (RFC 9162, 2.1) ------------------------------------------------------------------------------
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => hex(one) === hex(other);
  async function sha256(...parts) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
  }
  const node = (left, right) => sha256(Uint8Array.of(1), left, right);
  const half = (number) => Math.floor(number / 2); // numbers of lines may have more than 32 bits
  const odd = (number) => number % 2 === 1;

  async function leadsToRoot(leaf, index, size, path, root) { // 2.1.3.2
    let [here, last, found] = [index, size - 1, leaf];
    if (index >= size) return false;
    for (const beside of path) {
      if (last === 0) return false;
      if (odd(here) || here === last) {
        found = await node(beside, found);
        while (!odd(here) && here !== 0) [here, last] = [half(here), half(last)];
      } else found = await node(found, beside);
      [here, last] = [half(here), half(last)];
    }
    return last === 0 && same(found, root);
  }

  async function beginsWith(first, second, path, old, fresh) { // 2.1.4.2
    if (first < 1 || first > second) return false;
    if (first === second) return path.length === 0 && same(old, fresh);
    if (path.length === 0) return false;
    const steps = Number.isInteger(Math.log2(first)) ? [old, ...path] : path;
    let [here, last, smaller, larger] = [first - 1, second - 1, steps[0], steps[0]];
    while (odd(here)) [here, last] = [half(here), half(last)];
    for (const beside of steps.slice(1)) {
      if (last === 0) return false;
      if (odd(here) || here === last) {
        [smaller, larger] = [await node(beside, smaller), await node(beside, larger)];
        while (!odd(here) && here !== 0) [here, last] = [half(here), half(last)];
      } else larger = await node(larger, beside);
      [here, last] = [half(here), half(last)];
    }
    return last === 0 && same(smaller, old) && same(larger, fresh);
  }

  // --- checkpoints and keys (C2SP tlog-checkpoint, signed-note) -------------------------------------------------------
  const NOTE = /^((\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n— (\S+) ([A-Za-z0-9+/]+={0,2})\n$/;
  const KEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/;
  function checkpointOf(text) {
    const found = NOTE.exec(text);
    if (!found) throw new Error("form");
    const [, body, origin, size, root, name, signature] = found;
    return { body, origin, name, size: Number(size), root: bytesOf(root), signature: bytesOf(signature) };
  }
  async function keyOf(text) {
    const found = KEY.exec(text.trim());
    if (!found) throw new Error("form");
    const [name, hint, raw] = [found[1], found[2], bytesOf(found[3])];
    const said = hex((await sha256(`${name}\n`, raw)).slice(0, 4));
    if (said !== hint || raw.length !== 33 || raw[0] !== 1) throw new Error("form");
    return { name, hint, raw: raw.slice(1) };
  }
  async function signed(checkpoint, key) { // "ok", "bad", or "unknown" when the browser has no Ed25519
    const [hint, signature] = [checkpoint.signature.slice(0, 4), checkpoint.signature.slice(4)];
    if (checkpoint.origin !== key.name || checkpoint.name !== key.name || hex(hint) !== key.hint) return "bad";
    let usable;
    try {
      usable = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return "unknown";
    }
    const body = new TextEncoder().encode(checkpoint.body);
    return (await crypto.subtle.verify({ name: "Ed25519" }, usable, signature, body)) ? "ok" : "bad";
  }

  // --- what the bureau publishes --------------------------------------------------------------------------------------
  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error("away");
    return answer.text();
  }
  const hashes = (path) => path.map((one) => {
    const bytes = bytesOf(one);
    if (bytes.length !== 32) throw new Error("form");
    return bytes;
  });

  // whether the newest published checkpoint, itself signed, begins with this one
  async function stillPublished(checkpoint, key) {
    const text = await fetched(base);
    if (text === null) return "bad";
    const newest = checkpointOf(text);
    if ((await signed(newest, key)) === "bad" || newest.size < checkpoint.size) return "bad";
    let path = [];
    if (newest.size > checkpoint.size) {
      const proof = await fetched(`${base}/${newest.size}/since/${checkpoint.size}`);
      if (proof === null) return "bad";
      path = hashes(JSON.parse(proof).since.path);
    }
    return (await beginsWith(checkpoint.size, newest.size, path, checkpoint.root, newest.root)) ? "ok" : "bad";
  }

  async function judge(checkpoint, step) {
    let key;
    try {
      key = await keyOf(await fetched(`${base}/key`));
    } catch {
      step("signature", "unknown");
      step("published", "unknown");
      return;
    }
    step("signature", await signed(checkpoint, key));
    try {
      step("published", await stillPublished(checkpoint, key));
    } catch {
      step("published", "unknown");
    }
  }

  // --- a file, a code -------------------------------------------------------------------------------------------------
  async function checkFile(file, step) {
    let said, checkpoint, path;
    try {
      if (file.size > LARGEST_FILE) throw new Error("form");
      said = JSON.parse(await file.text());
      checkpoint = checkpointOf(said.checkpoint);
      if (said.form !== "inzage-proof-1" || typeof said.event !== "string" || !Number.isSafeInteger(said.index)) throw new Error("form");
      path = hashes(said.path);
      JSON.parse(said.event);
    } catch {
      step("form", "bad");
      return;
    }
    step("form", "ok");
    const leaf = await sha256(Uint8Array.of(0), said.event);
    const there = await leadsToRoot(leaf, said.index, checkpoint.size, path, checkpoint.root);
    step("line", there ? "ok" : "bad");
    if (there) showLine(JSON.parse(said.event));
    await judge(checkpoint, step);
  }

  async function checkCode(code, step) {
    const found = /^(\d{1,15})((?:-[0-9a-f]{4}){4})$/.exec(code.trim().toLowerCase());
    if (!found) return step("form", "bad");
    let text;
    try {
      text = await fetched(`${base}/${Number(found[1])}`);
    } catch {
      return step("published", "unknown");
    }
    if (text === null) return step("published", "bad");
    const checkpoint = checkpointOf(text);
    if (!hex(checkpoint.root).startsWith(found[2].replaceAll("-", ""))) return step("published", "bad");
    return judge(checkpoint, step);
  }

  // --- the screen -----------------------------------------------------------------------------------------------------
  function inWords(value) {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value === "object") return Object.entries(value).map(([name, one]) => `${name}: ${one}`).join(", ");
    return String(value);
  }
  function showLine(event) {
    for (const place of all("[data-field]")) {
      place.textContent = inWords(event[place.dataset.field]);
      place.parentElement.hidden = place.textContent === "";
    }
    find("[data-line]").hidden = false;
  }

  async function run(check) {
    const states = {};
    find("[data-line]").hidden = true;
    find("[data-result]").hidden = true;
    delete find("[data-result]").dataset.done;
    await check((name, state) => { states[name] = state; });
    for (const step of all("[data-step]")) {
      step.hidden = !(step.dataset.step in states);
      for (const text of step.querySelectorAll("[data-when]")) text.hidden = text.dataset.when !== states[step.dataset.step];
    }
    const found = Object.values(states);
    const verdict = found.includes("bad") ? "bad" : found.includes("unknown") ? "partly" : "ok";
    for (const one of all("[data-verdict]")) one.hidden = one.dataset.verdict !== verdict;
    find("[data-result]").hidden = false;
    find("[data-result]").dataset.done = verdict;
    find("[data-result]").focus();
  }

  const input = find("#proof-file"), drop = find("[data-drop]"), code = find("#proof-code");
  const take = (file) => { if (file) run((step) => checkFile(file, step)); };
  input.addEventListener("change", () => take(input.files[0]));
  find("[data-check-code]").addEventListener("click", () => run((step) => checkCode(code.value, step)));
  code.addEventListener("keydown", (event) => { if (event.key === "Enter") find("[data-check-code]").click(); });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.dataset.over = ""; });
  drop.addEventListener("dragleave", () => { delete drop.dataset.over; });
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    delete drop.dataset.over;
    take(event.dataTransfer.files[0]);
  });
})();
