// Keys that decide, and marking of text. Everything else is plain forms and links.
"use strict";
document.documentElement.classList.add("scripted");

// Offsets are in Unicode code points; the browser counts UTF-16 units.
const points = (text) => Array.from(text).length;
const typing = (node) => node.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

// A key pressed twice, or while the answer is on its way, must not decide twice.
let sending = false;
document.addEventListener("submit", (event) => {
  if (sending) { event.preventDefault(); return; }
  sending = true;
});
window.addEventListener("pageshow", () => { sending = false; });

function cycle(fieldset) {
  const radios = [...fieldset.querySelectorAll("input[type=radio]")];
  const next = radios[(radios.findIndex((radio) => radio.checked) + 1) % radios.length];
  next.checked = true;
  next.focus();
}

function open(details) {
  details.open = true;
  // Where something is to be written, there; what it is on stands before it, and is chosen already.
  const first = details.querySelector("div textarea")
    || details.querySelector("div select, div input:not([type=hidden]), div a");
  (first || details.querySelector("summary")).focus();
  if (first && first.id === "evidence-text") first.setSelectionRange(0, 0);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (typing(event.target) || sending) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z0-9]$/.test(key)) return;
  const button = document.querySelector(`[data-key="${key}"]`);
  const details = document.querySelector(`[data-open-key="${key}"]`);
  const fieldset = document.querySelector(`[data-cycle-key="${key}"]`);
  if (!button && !details && !fieldset) return;
  event.preventDefault();
  if (button) button.click();
  else if (details) open(details);
  else cycle(fieldset);
});

// Evidence in the queue: what is selected in the text field.
const field = document.getElementById("evidence-text");
if (field) {
  const said = document.getElementById("evidence-said");
  const use = () => {
    const [from, to] = [field.selectionStart, field.selectionEnd];
    said.textContent = from === to ? said.dataset.none : said.dataset.some;
    if (from === to) return;
    const start = Number(field.dataset.start) + points(field.value.slice(0, from));
    const end = start + points(field.value.slice(from, to));
    document.querySelector("form.acts input[name=evidence]").value = `${start}-${end}`;
    document.querySelector("form.acts button").focus();
  };
  document.getElementById("evidence-use").addEventListener("click", use);
  // Chromium gives a readonly field no caret to select with, so it is a field that takes no input.
  field.addEventListener("beforeinput", (event) => event.preventDefault());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); use(); }
  });
}

// A tag in the interview: what is selected in a turn.
const marker = document.getElementById("marker");
if (marker) {
  const before = (turn, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(turn);
    range.setEnd(node, offset);
    return points(range.toString());
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const turn = range.startContainer.parentElement?.closest(".said");
    if (!turn || !turn.dataset.start) return;
    const whole = turn.contains(range.endContainer);
    const start = before(turn, range.startContainer, range.startOffset);
    const end = whole ? before(turn, range.endContainer, range.endOffset) : points(turn.textContent);
    if (end <= start) return;
    marker.querySelector("[name=start]").value = Number(turn.dataset.start) + start;
    marker.querySelector("[name=end]").value = Number(turn.dataset.start) + end;
    marker.hidden = false;
  });
  document.getElementById("marker-close").addEventListener("click", () => { marker.hidden = true; });
}

// A page that waits for something to be made looks again by itself.
const waiting = document.querySelector("[data-reload]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.reload));
