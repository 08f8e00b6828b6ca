// Sorts a table by the heading that is pressed: once up, once more down.

const PLAIN = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

function keyOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent;
}

// What has no figure stays last, whichever way the rest is sorted.
function compare(one, other, way) {
  const missing = (key) => key === "" || key === "–";
  if (missing(one) || missing(other)) return missing(one) - missing(other);
  return way * PLAIN.compare(one, other);
}

function sortBy(button) {
  const heading = button.closest("th");
  const table = button.closest("table");
  const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const column = heading.cellIndex;
  const [body] = table.tBodies;
  const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
  rows.sort(([one], [other]) => compare(one, other, way));
  body.append(...rows.map(([, row]) => row));
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
  const order = way > 0 ? "ascending" : "descending";
  const detail = `Sorted by ${button.textContent}, ${order}`;
  document.dispatchEvent(new CustomEvent("sandwell-say", { detail }));
}

function press(event) {
  const button = event.target instanceof Element && event.target.closest("button.sort");
  if (button) sortBy(button);
}

// The headings look pressable only while a press does something.
export default function () {
  document.addEventListener("click", press);
  document.documentElement.dataset.sorts = "";
  return () => {
    document.removeEventListener("click", press);
    delete document.documentElement.dataset.sorts;
  };
}
