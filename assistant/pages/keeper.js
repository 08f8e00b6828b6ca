// Keeps the questions of this tab in the browser until the tab is closed, so that loading the page
// anew does not lose them. Only the questions: the answers are made again.

const STORE = "sandwell-questions";
const MOST = 20;

function stored() {
  try {
    const found = JSON.parse(sessionStorage.getItem(STORE));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function goesOnFrom(long, short) {
  return short.length < long.length
    && short.every((turn, at) => JSON.stringify(turn) === JSON.stringify(long[at]));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".keeper");
  const before = stored();
  const fresh = root.dataset.seen !== "yes" || data.turns.length === 0;
  root.dataset.seen = "yes";
  if (fresh && !data.cleared && goesOnFrom(before, data.turns)) {
    setTriggerValue("restore", before);
    return;
  }
  try {
    sessionStorage.setItem(STORE, JSON.stringify(data.turns.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing loses the questions on a reload, as it was told to.
  }
}
