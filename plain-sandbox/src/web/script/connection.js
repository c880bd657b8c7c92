/* The connection to the sandbox, and the start */

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
