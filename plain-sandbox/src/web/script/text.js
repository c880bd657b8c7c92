// Shows times in the viewer's time zone, copies text, loads customer cards, and updates the page when the
// sandbox reports a change. Without the script, the page is still readable, and its forms load cards.

"use strict";

/* Times */

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const UNITS = [
  ["y", 365 * 24 * 3600],
  ["mo", 30 * 24 * 3600],
  ["d", 24 * 3600],
  ["h", 3600],
  ["m", 60],
];

function ago(date) {
  const seconds = (Date.now() - date) / 1000;
  // A time in the future.
  if (seconds < -60) return dateTime.format(date);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]} ago` : "just now";
}

function showTimes(root) {
  for (const time of root.querySelectorAll("time[data-show]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.valueOf())) continue;
    time.textContent = time.dataset.show === "ago" ? ago(date) : dateTime.format(date);
    time.title = exactTime.format(date);
  }
}

/* Copying */

const announcement = document.getElementById("announcement");

/** Announces a text to screen readers. */
function announce(text) {
  announcement.textContent = "";
  announcement.textContent = text;
}

async function writeToClipboard(text) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    // Passed as a promise, so that browsers attribute it to the click even if the text is fetched first.
    const blob = text.then((it) => new Blob([it], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return;
  }
  // The clipboard API is missing if the origin is neither https nor localhost.
  const area = document.createElement("textarea");
  area.value = await text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (!isCopied) throw new Error("the browser does not allow copying");
}

async function fetchText(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} responded with ${response.status}`);
  return response.text();
}

/** Replaces the label of a button briefly. */
function flash(button, word) {
  const label = button.querySelector(".tooltip") ?? button;
  label.dataset.original ??= label.textContent;
  label.textContent = word;
  clearTimeout(Number(label.dataset.timer));
  label.dataset.timer = String(setTimeout(() => (label.textContent = label.dataset.original), 1500));
}

async function copy(button) {
  const { copy: value, copyFrom } = button.dataset;
  try {
    await writeToClipboard(copyFrom === undefined ? Promise.resolve(value) : fetchText(copyFrom));
    flash(button, "Copied");
    announce("Copied");
  } catch (error) {
    flash(button, "Not copied");
    announce(`Not copied: ${error.message}`);
  }
}

document.addEventListener("click", (click) => {
  const button = click.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  click.preventDefault();
  copy(button);
});
