// The parts of an answer. Words reach the page through textContent alone, so nothing in them can
// act as markup. Joined in front of answer.js.

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function reportLink(link, text, open) {
  const anchor = element("a", "open", text);
  anchor.href = link.href;
  anchor.addEventListener("click", (event) => {
    // A plain click stays in this session; with a modifier the browser opens the address itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open([link.report, link.locator]);
  });
  return anchor;
}

function place(link) {
  const line = element("p", "place", link.section);
  if (link.grade) {
    if (link.section) line.append(" ");
    const grade = element("span", "grade", link.grade);
    grade.dataset.grade = link.grade.split(" ")[0].toLowerCase();
    line.append(grade);
  }
  return line;
}

function source(view, open) {
  // Where every word is quoted, highlighting them all would point at nothing.
  const whole = view.pieces.every((piece) => piece.quotes.length || !piece.text.trim());
  const card = element("div", whole ? "source whole" : "source");
  const heading = element("h4", "", view.link.title);
  heading.tabIndex = -1;
  const words = element("p", "words");
  for (const piece of view.pieces) {
    if (piece.quotes.length === 0) {
      words.append(piece.text);
      continue;
    }
    const mark = element("mark", "", piece.text);
    mark.dataset.quotes = piece.quotes.join(" ");
    words.append(mark);
  }
  const back = element("button", "back", "Back to the answer");
  back.type = "button";
  back.hidden = true;
  const actions = element("p", "actions");
  const openLink = reportLink(view.link, "Open in the report", open);
  openLink.setAttribute("aria-label", `Open in the report: ${view.link.title}`);
  const copy = actionButton("Copy citation", () => copied(copy, `${view.citation} ${absolute(view.link.href)}`, "Citation copied"));
  copy.setAttribute("aria-label", `Copy citation: ${view.link.title}`);
  actions.append(openLink, copy, back);
  card.append(heading);
  if (view.link.section || view.link.grade) card.append(place(view.link));
  card.append(words, actions);
  return card;
}

function answerText(view, follow) {
  const body = element("div", "answer");
  for (const paragraph of view.paragraphs) {
    const text = element("p");
    paragraph.forEach((sentence, position) => {
      if (position > 0) text.append(" ");
      // The last word and the first marker stay on one line, so that no marker stands alone.
      const cut = sentence.text.lastIndexOf(" ") + 1;
      const end = element("span", "end", sentence.text.slice(cut));
      text.append(sentence.text.slice(0, cut), end);
      sentence.markers.forEach(({ text: shown, quote }, number) => {
        const marker = element("button", "marker", shown);
        marker.type = "button";
        marker.setAttribute("aria-label", `${shown} Show these words in the report`);
        marker.addEventListener("click", () => follow(quote, marker));
        (number === 0 ? end : text).append(" ", marker);
      });
    });
    body.append(text);
  }
  return body;
}

function listed(title, note, items) {
  const box = element("div", "listed");
  const list = element("ul");
  for (const item of items) {
    const line = element("li");
    line.append(item);
    list.append(line);
  }
  box.append(element("h3", "", title));
  if (note) box.append(element("p", "note", note));
  box.append(list);
  return box;
}
