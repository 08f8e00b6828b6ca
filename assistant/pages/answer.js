// Draws one turn: the question, the answer with its markers, the cited paragraphs beside it.

const NEAREST = "These places came closest. They do not answer the question.";

function draw(root, view, open, act) {
  const turn = element("div", `turn ${view.tone}`);
  const question = element("h2", "question", view.question);
  question.dir = "auto";
  // A very long question scrolls in its own box, which a keyboard must be able to reach.
  question.tabIndex = view.question.length > 400 ? 0 : -1;
  turn.append(question);
  if (view.scope) turn.append(element("p", "scope", `Searched: ${view.scope}`));

  const columns = element("div", "columns");
  const left = element("div", "left");
  const right = element("div", "right");
  const cards = [];
  let origin = null;

  function follow(quote, marker) {
    origin = marker;
    for (const each of root.querySelectorAll(".marker")) each.classList.toggle("chosen", each === marker);
    for (const each of root.querySelectorAll("mark")) {
      each.classList.toggle("chosen", each.dataset.quotes.split(" ").includes(String(quote)));
    }
    const chosen = root.querySelector("mark.chosen");
    for (const card of cards) {
      const current = card.contains(chosen);
      card.classList.toggle("current", current);
      card.querySelector(".back").hidden = !current;
      if (!current) continue;
      const heading = card.querySelector("h4");
      heading.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
  }

  function goBack() {
    if (origin) origin.focus();
  }

  if (view.label) left.append(element("p", "label", view.label));
  if (view.status) left.append(element("p", "status", view.status));
  for (const warning of view.warnings) left.append(element("p", "warning", warning));
  if (view.paragraphs.length) left.append(answerText(view, follow));
  if (view.not_covered.length) left.append(listed("The report does not cover", "", view.not_covered));
  if (view.looked_at.length) {
    const links = view.looked_at.map((link) => {
      const item = document.createDocumentFragment();
      item.append(reportLink(link, link.title, open));
      if (link.section) item.append(element("span", "where", link.section));
      return item;
    });
    left.append(listed("What was looked at", NEAREST, links));
  }
  left.append(actionsOf(view, questionForm(view, question, act), act));
  if (view.suggestions.length) left.append(askOn(view, act));
  if (["answered", "partial", "refused"].includes(view.tone)) left.append(element("div", "foot"));
  columns.append(left);

  if (view.sources.length) {
    right.append(element("h3", "", "What the report says"));
    for (const each of view.sources) {
      const card = source(each, open);
      card.querySelector(".back").addEventListener("click", goBack);
      cards.push(card);
      right.append(card);
    }
    right.addEventListener("keydown", (event) => {
      if (event.key === "Escape") goBack();
    });
    columns.append(right);
  }
  turn.append(columns);
  root.replaceChildren(turn);
}

function showNewest(root) {
  const heading = root.querySelector(".question");
  const active = document.activeElement;
  const typing = active && active.tagName === "TEXTAREA" && active.value.trim() !== "";
  if (!typing) heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

// The answer stays in view while its paragraphs scroll past, unless it would not fit.
function keepInView(root) {
  const left = root.querySelector(".left");
  const fit = () => left.classList.toggle("kept", left.offsetHeight < window.innerHeight - 220);
  const observer = new ResizeObserver(fit);
  observer.observe(left);
  window.addEventListener("resize", fit);
  root.release = () => {
    observer.disconnect();
    window.removeEventListener("resize", fit);
  };
}

// Called again for every change of data, and what it returns only when the component goes.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const act = (action) => setTriggerValue("act", action);
  const drawn = JSON.stringify(data.turn);
  // Drawn again only when its content changes: a new node would lose the reader's focus.
  if (root.drawn !== drawn) {
    root.release?.();
    const stopping = root.getRootNode().activeElement?.textContent === STOP;
    draw(root, data.turn, (place) => setTriggerValue("open", place), act);
    keepInView(root);
    // While an answer grows the button that stops it must not lose the focus.
    if (stopping && data.turn.tone === "waiting") root.querySelector(".action").focus();
    root.drawn = drawn;
  }
  root.querySelector(".turn").classList.toggle("last", data.last);
  drawFoot(root, data, act);
  // Once: a change of theme, too, has this called with the same data.
  if (data.newest && root.shown !== data.newest) {
    root.shown = data.newest;
    showNewest(root);
  }
  return () => root.release();
}
