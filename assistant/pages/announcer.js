// Mounted once above every page: the announcer, and a guard against Streamlit's one-key shortcuts.

function inTextField(event) {
  const target = event.composedPath()[0];
  return target instanceof Element && (target.isContentEditable || target.matches("input, textarea, select"));
}

// WCAG 2.1.4: a letter alone must not act. Streamlit reruns the page on r and clears caches on c.
function blockLetters(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || inTextField(event)) return;
  if (["r", "c"].includes(event.key.toLowerCase())) event.stopPropagation();
}

export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("[role=status]");
  if (status.dataset.serial !== String(data.serial)) {
    status.dataset.serial = String(data.serial);
    // Emptied first, so that the same words are announced again.
    status.textContent = "";
    if (data.text) setTimeout(() => { status.textContent = data.text; }, 100);
  }
  window.addEventListener("keydown", blockLetters, true);
  return () => window.removeEventListener("keydown", blockLetters, true);
}
