// The Report page's finder, and the buttons that copy and print.

const SHOWN_MS = 2000;

function tell(text) {
  document.dispatchEvent(new CustomEvent("sandwell-say", { detail: text }));
}

async function copy(button) {
  const place = button.closest(".place");
  const address = new URL(place.dataset.href, window.location.href).href;
  const words = [...place.querySelectorAll(":scope > p")].map((p) => p.textContent).join("\n");
  const text = button.dataset.copy === "link" ? address : `${words}\n(${button.dataset.reference}, ${address})`;
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = "Not allowed by this browser: select the words and press Ctrl+C";
  }
  const label = button.firstChild;
  button.dataset.label ??= label.data;
  label.data = said;
  tell(said);
  setTimeout(() => { label.data = button.dataset.label; }, SHOWN_MS);
}

function press(event) {
  const button = event.target instanceof Element && event.target.closest("button[data-copy], button[data-print]");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  else window.print();
}

export default function ({ parentElement }) {
  const form = parentElement.querySelector(".find");
  form.bringDown ??= bringToLife(form);
  document.addEventListener("click", press);
  return () => {
    document.removeEventListener("click", press);
    form.bringDown();
    form.bringDown = undefined;
  };
}
