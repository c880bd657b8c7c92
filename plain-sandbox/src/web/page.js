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

/* Updates */

// HTML of the regions as served, before the script changed it.
const served = new WeakMap();

function rememberServed(root) {
  for (const region of root.querySelectorAll("[data-live='text']")) {
    served.set(region, region.innerHTML);
  }
}

/** Replaces the content of a region if it has changed. */
function replace(region, fresh) {
  const html = fresh.innerHTML;
  if (served.get(region) === html) return;
  const focused = region.contains(document.activeElement)
    ? document.activeElement.getAttribute("href")
    : null;
  region.replaceChildren(...fresh.childNodes);
  served.set(region, html);
  showTimes(region);
  if (focused !== null) region.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

/** Updates the new and changed entries of a list, and leaves the others untouched. */
function merge(list, fresh) {
  const existing = new Map([...list.children].map((child) => [child.id, child]));
  const added = [];
  let next = list.firstElementChild;
  for (const child of [...fresh.children]) {
    const old = existing.get(child.id);
    existing.delete(child.id);
    if (old && old.dataset.version === child.dataset.version) {
      if (old === next) next = next.nextElementSibling;
      else list.insertBefore(old, next);
      continue;
    }
    if (old) {
      if (old === next) next = next.nextElementSibling;
      old.remove();
    } else if (child.matches(".entry")) {
      child.classList.add("new");
      added.push(child);
    }
    list.insertBefore(child, next);
    rememberServed(child);
    showTimes(child);
  }
  for (const removed of existing.values()) removed.remove();
  if (added.length === 1) announce(`New: ${added[0].querySelector("h2").textContent}`);
  if (added.length > 1) announce(`${added.length} new entries`);
}

function update(page) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(region.id);
    if (!fresh) continue;
    if (region.dataset.live === "list") merge(region, fresh);
    else replace(region, fresh);
  }
  announceLoaded();
  loadNewCards();
}

let isRefreshing = false;
let isStale = false;
// The number of the last change, after which the page must have been drawn.
let tick = "";

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Requests the page again, and once more if it changes in the meantime: at most four times a second, and
 * for at most a fifth of the time. */
async function refresh() {
  isStale = true;
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    while (isStale) {
      isStale = false;
      const start = performance.now();
      const response = await fetch(location.href, { headers: { "x-plain-sandbox-tick": tick } });
      if (response.ok) update(new DOMParser().parseFromString(await response.text(), "text/html"));
      await pause(Math.max(250, 4 * (performance.now() - start)));
    }
  } catch {
    // The sandbox is not running. The first change after it is back triggers a refresh.
  } finally {
    isRefreshing = false;
  }
}

/* Customer cards */

// The cards that the page has let the sandbox load, as Plain does when a customer or thread is opened.
const requested = new Set();
// The cards that are reloaded by a click, with the time of their previous result.
const reloading = new Map();

const cards = () => [...document.querySelectorAll(".customer-card")];
const statusOf = (card) => document.getElementById(`status-${card.id}`);
const loadedAt = (card) => statusOf(card).querySelector("[data-at]")?.dataset.at;

/** Lets the sandbox load cards. The page is updated when they begin to load, and when they have. */
async function load(path, fields) {
  const body = new URLSearchParams(fields);
  body.set("background", "true");
  const response = await fetch(path, { method: "POST", body });
  if (!response.ok) throw new Error(`the sandbox responded with ${response.status}`);
}

/** Loads the cards that are new on the page. Those that are cached are not requested. */
function loadNewCards() {
  const fresh = cards().filter((card) => !requested.has(card.id));
  if (fresh.length === 0) return;
  for (const card of fresh) requested.add(card.id);
  load(document.getElementById("cards").dataset.load, {}).catch(() => {
    // The cards are shown as they were, with a button that loads them.
  });
}

async function reload(form, submitter) {
  const chosen = cards().filter((card) => ["all", card.id].includes(form.dataset.loads));
  for (const card of chosen) {
    reloading.set(card.id, loadedAt(card));
    const status = statusOf(card);
    status.innerHTML = '<span class="loading">Loading…</span>';
    served.delete(status);
  }
  try {
    await load(form.action, new FormData(form, submitter));
  } catch (error) {
    for (const card of chosen) reloading.delete(card.id);
    announce(`Not reloaded: ${error.message}`);
    refresh();
  }
}

/** Announces the cards that have been reloaded. */
function announceLoaded() {
  const loaded = cards().filter((card) => {
    const at = loadedAt(card);
    return reloading.has(card.id) && at !== undefined && at !== reloading.get(card.id);
  });
  if (loaded.length === 0) return;
  for (const card of loaded) reloading.delete(card.id);
  const texts = loaded.map((card) => `${card.querySelector("h3").textContent}: ${statusOf(card).textContent}`);
  announce(texts.join(". "));
}

document.addEventListener("submit", (event) => {
  if (event.target.dataset.loads === undefined) return;
  event.preventDefault();
  reload(event.target, event.submitter);
});

// The ages of cards are those of the sandbox's clock.
setInterval(() => {
  if (!document.hidden && cards().some((card) => loadedAt(card) !== undefined)) refresh();
}, 5_000);

const connection = document.getElementById("connection");
let source = null;

function setConnected(isConnected) {
  connection.hidden = false;
  connection.textContent = isConnected ? "Live" : "Reconnecting";
  connection.classList.toggle("lost", !isConnected);
}

function connect() {
  source = new EventSource("/live");
  source.addEventListener("change", ({ data }) => {
    setConnected(true);
    tick = data;
    refresh();
  });
  source.addEventListener("error", () => {
    setConnected(false);
    // The browser does not retry a response that is not an event stream.
    if (source.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(connectIfVisible, 2000);
    }
  });
}

// Browsers limit the connections to a host to six, so a hidden page closes its own.
function connectIfVisible() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    connect();
  }
}

document.addEventListener("visibilitychange", connectIfVisible);

showTimes(document);
rememberServed(document);
connectIfVisible();
loadNewCards();
setInterval(() => showTimes(document), 30_000);
