// What the page does besides being read: it shows moments in the viewer's zone, copies, and asks for
// itself again when the sandbox says that something changed. Without it, all of it can still be read.

"use strict";

/* Moments */

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const UNITS = [
  ["y", 365 * 24 * 3600],
  ["mo", 30 * 24 * 3600],
  ["d", 24 * 3600],
  ["h", 3600],
  ["m", 60],
];

function ago(date) {
  const seconds = (Date.now() - date) / 1000;
  // What lies ahead has no "ago".
  if (seconds < -60) return moment.format(date);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]} ago` : "just now";
}

function showMoments(within) {
  for (const time of within.querySelectorAll("time[data-show]")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.valueOf())) continue;
    time.textContent = time.dataset.show === "ago" ? ago(date) : moment.format(date);
    time.title = exact.format(date);
  }
}

/* Copying */

const said = document.getElementById("said");

/** Tells those who do not see it. */
function say(text) {
  said.textContent = "";
  said.textContent = text;
}

async function write(text) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    // Given as a promise, so that a browser still counts it to the click when the text has to come first.
    const blob = text.then((it) => new Blob([it], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return;
  }
  // Where the sandbox is reached by another name than localhost, there is no clipboard to write to.
  const area = document.createElement("textarea");
  area.value = await text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (!isCopied) throw new Error("the browser does not let the page copy");
}

async function textAt(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response.text();
}

/** Shows a word in the place of a button's own for a moment. */
function flash(button, word) {
  const shown = button.querySelector(".tooltip") ?? button;
  shown.dataset.own ??= shown.textContent;
  shown.textContent = word;
  clearTimeout(Number(shown.dataset.timer));
  shown.dataset.timer = String(setTimeout(() => (shown.textContent = shown.dataset.own), 1500));
}

async function copy(button) {
  const { copy: value, copyFrom } = button.dataset;
  try {
    await write(copyFrom === undefined ? Promise.resolve(value) : textAt(copyFrom));
    flash(button, "Copied");
    say("Copied");
  } catch (error) {
    flash(button, "Not copied");
    say(`Not copied: ${error.message}`);
  }
}

document.addEventListener("click", (click) => {
  const button = click.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  click.preventDefault();
  copy(button);
});

/* Changes */

// What the sandbox wrote, before the script changed it.
const written = new WeakMap();

function remember(within) {
  for (const region of within.querySelectorAll("[data-live='text']")) {
    written.set(region, region.innerHTML);
  }
}

/** Takes over a region as it is now. */
function replace(region, fresh) {
  const html = fresh.innerHTML;
  if (written.get(region) === html) return;
  const focused = region.contains(document.activeElement)
    ? document.activeElement.getAttribute("href")
    : null;
  region.replaceChildren(...fresh.childNodes);
  written.set(region, html);
  showMoments(region);
  if (focused !== null) region.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

/** Takes over the entries of a list that are new or not as they were; the others are left as they are. */
function merge(list, fresh) {
  const known = new Map([...list.children].map((child) => [child.id, child]));
  const added = [];
  let next = list.firstElementChild;
  for (const child of [...fresh.children]) {
    const old = known.get(child.id);
    known.delete(child.id);
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
    showMoments(child);
  }
  for (const gone of known.values()) gone.remove();
  if (added.length === 1) say(`New: ${added[0].querySelector("h2").textContent}`);
  if (added.length > 1) say(`${added.length} new entries`);
}

function show(page) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(region.id);
    if (!fresh) continue;
    if (region.dataset.live === "list") merge(region, fresh);
    else replace(region, fresh);
  }
}

let isAsking = false;
let isStale = false;

/** Asks for the page as it is now. What changes in the meantime is asked for once more. */
async function refresh() {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isStale) {
      isStale = false;
      const response = await fetch(location.href);
      if (response.ok) show(new DOMParser().parseFromString(await response.text(), "text/html"));
    }
  } catch {
    // The sandbox is gone. When it is back, the first change makes up for it.
  } finally {
    isAsking = false;
  }
}

const connection = document.getElementById("connection");
let source = null;

function setConnected(isConnected) {
  connection.hidden = false;
  connection.textContent = isConnected ? "Live" : "Reconnecting";
  connection.classList.toggle("lost", !isConnected);
}

function connect() {
  source = new EventSource("/live");
  source.addEventListener("change", () => {
    setConnected(true);
    refresh();
  });
  source.addEventListener("error", () => {
    setConnected(false);
    // Of an answer that is no stream, the browser does not ask again by itself.
    if (source.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(connectIfSeen, 2000);
    }
  });
}

// A browser has six connections to a host, so a page that is not looked at does not keep one.
function connectIfSeen() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    connect();
  }
}

document.addEventListener("visibilitychange", connectIfSeen);

showMoments(document);
remember(document);
connectIfSeen();
setInterval(() => showMoments(document), 30_000);
