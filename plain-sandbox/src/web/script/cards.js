/* Customer cards */

// The cards that the page has let the sandbox load, as Plain does when a customer or thread is opened.
const opened = new WeakSet();
// The cards that are reloaded by a click, with the time of their previous result.
const reloading = new Map();

const cards = () => [...document.querySelectorAll(".customer-card")];
const statusOf = (card) => document.getElementById(`status-${card.id}`);
const isLoading = (card) => statusOf(card).querySelector(".loading") !== null;
const loadedAt = (card) => statusOf(card).querySelector("[data-at]")?.dataset.at;

/** Lets the sandbox load cards. The page is updated when they begin to load, and when they have. */
async function load(path, fields) {
  const body = new URLSearchParams(fields);
  body.set("background", "true");
  const response = await fetch(path, { method: "POST", body });
  if (!response.ok) throw new Error(`the sandbox responded with ${response.status}`);
}

/** Loads the cards that are new on the page, or in a restarted sandbox. Those that are cached are not requested. */
function loadNewCards() {
  const isUnknown = (card) => loadedAt(card) === undefined && !isLoading(card);
  const fresh = cards().filter((card) => !opened.has(card) || isUnknown(card));
  if (fresh.length === 0) return;
  for (const card of fresh) opened.add(card);
  load(document.getElementById("cards").dataset.load, {}).catch(() => {
    // The cards are shown as they were, with a button that loads them.
  });
}

async function reload(form, submitter) {
  const named = cards().filter((card) => ["all", card.id].includes(form.dataset.loads));
  const chosen = named.filter((card) => !isLoading(card));
  if (chosen.length === 0) return;
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
