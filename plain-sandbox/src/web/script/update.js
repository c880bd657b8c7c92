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
