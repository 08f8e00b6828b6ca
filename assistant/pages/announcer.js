// Mounted once above every page: the announcer, the focus after a change of page, and a guard
// against Streamlit's one-key shortcuts.

function inTextField(event) {
  const target = event.composedPath()[0];
  return target instanceof Element && (target.isContentEditable || target.matches("input, textarea, select"));
}

// WCAG 2.1.4: a letter alone must not act. Streamlit reruns the page on r and clears caches on c.
function blockLetters(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || inTextField(event)) return;
  if (["r", "c"].includes(event.key.toLowerCase())) event.stopPropagation();
}

// Streamlit leaves the focus on the link that was followed, or nowhere, and says nothing.
function focusHeading(left) {
  const heading = document.querySelector("[data-testid=stMain] h1");
  const active = document.activeElement;
  const nowhere = active === document.body || active?.closest("header, .st-key-narrow-menu, .st-key-foot, .st-key-restart");
  if (!heading || heading.textContent === left || !nowhere) return Boolean(heading) && !nowhere;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

function focusWhenDrawn(root) {
  const deadline = Date.now() + 10_000;
  clearInterval(root.waiting);
  root.waiting = setInterval(() => {
    if (focusHeading(left) || Date.now() > deadline) clearInterval(root.waiting);
  }, 100);
}

// Noted before the page goes: when its successor makes itself known, its heading may be there.
let left;
function noteHeading() {
  left = document.querySelector("[data-testid=stMain] h1")?.textContent;
}

export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("[role=status]");
  function say(text) {
    // Emptied first, so that the same words are announced again.
    status.textContent = "";
    if (text) setTimeout(() => { status.textContent = text; }, 100);
  }
  if (status.dataset.serial !== String(data.serial)) {
    status.dataset.serial = String(data.serial);
    say(data.text);
  }
  // What happens in the browser alone, such as copying, is announced from there.
  status.sayOf ??= (event) => say(event.detail);
  document.addEventListener("sandwell-say", status.sayOf);
  const before = status.dataset.page;
  status.dataset.page = data.page;
  if (before !== undefined && before !== data.page) {
    focusWhenDrawn(status);
  }
  const begun = status.dataset.begun;
  status.dataset.begun = data.begun;
  if (begun !== undefined && begun !== status.dataset.begun) {
    left = undefined;
    focusWhenDrawn(status);
  }
  window.addEventListener("keydown", blockLetters, true);
  window.addEventListener("click", noteHeading, true);
  window.addEventListener("popstate", noteHeading, true);
  return () => {
    window.removeEventListener("click", noteHeading, true);
    window.removeEventListener("popstate", noteHeading, true);
    document.removeEventListener("sandwell-say", status.sayOf);
    window.removeEventListener("keydown", blockLetters, true);
  };
}
