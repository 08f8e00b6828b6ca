// Opens a page at the place its address names, and keeps the page's own links in the session.

function show(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
  return true;
}

function showWhenDrawn(root, id) {
  root.watcher?.disconnect();
  if (show(id)) return;
  root.watcher = new MutationObserver((_, watcher) => {
    if (show(id)) watcher.disconnect();
  });
  root.watcher.observe(document.body, { childList: true, subtree: true });
}

// Called again for every change of data, and what it returns only when the component goes.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".scroll");
  const visit = `${data.target} ${data.visit}`;
  if (data.target && root.dataset.visit !== visit) {
    root.dataset.visit = visit;
    showWhenDrawn(root, data.target);
  }
  root.follow ??= (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("go", link.getAttribute("href"));
  };
  document.addEventListener("click", root.follow);
  return () => {
    root.watcher?.disconnect();
    document.removeEventListener("click", root.follow);
  };
}
