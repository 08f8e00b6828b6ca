// Finding words in the report on the page. Nothing on the page is changed: matches are ranges that
// the browser paints, so that copying, links and reading aloud stay as they are.

const SHORTEST = 2;
const AFTER_TYPING_MS = 250;
const BETWEEN_WORDS = /[\p{L}\p{N}]/u;
const WITHIN = "p:not(.graded), dt, dd, th, td, h2";

// One character for one, so that offsets fit the text as it is shown.
function plain(text) {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text)
    .replace(/[‘’‛]/g, "'").replace(/[“”]/g, '"').replace(/[‐‑–—]/g, "-").replace(/\s/g, " ");
}

function startsOf(words, text) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (at === 0 || !BETWEEN_WORDS.test(text[at - 1]) || !BETWEEN_WORDS.test(words[0])) found.push(at);
  }
  return found;
}

function blocks() {
  return [...document.querySelectorAll(".report")]
    .flatMap((report) => [...report.querySelectorAll(WITHIN)])
    .filter((element) => !element.querySelector(WITHIN))
    .map((element) => ({ element, text: plain(element.textContent) }));
}

// The range of an element's text from one offset to another.
function rangeOf(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (start >= passed && start <= passed + length) range.setStart(node, start - passed);
    if (end <= passed + length) {
      range.setEnd(node, end - passed);
      break;
    }
    passed += length;
  }
  return range;
}

function matchesOf(words, among) {
  return among.flatMap(({ element, text }) =>
    words
      .flatMap((word) => startsOf(word, text).map((start) => [start, start + word.length]))
      .sort((one, other) => one[0] - other[0])
      .map(([start, end]) => ({ element, range: rangeOf(element, start, end) })));
}

// The words as typed; where they never stand together, the paragraphs that have all of them.
function find(typed) {
  const phrase = plain(typed).trim().replace(/ +/g, " ");
  if (phrase.length < SHORTEST) return { matches: [], apart: false };
  const among = blocks();
  const together = matchesOf([phrase], among);
  const words = phrase.split(" ");
  if (together.length || words.length === 1) return { matches: together, apart: false };
  const all = among.filter(({ text }) => words.every((word) => startsOf(word, text).length));
  return { matches: matchesOf(words, all), apart: true };
}

function paint(matches, current) {
  if (!CSS.highlights) return;
  CSS.highlights.set("found", new Highlight(...matches.map((match) => match.range)));
  const one = new Highlight(...(matches[current] ? [matches[current].range] : []));
  one.priority = 1;
  CSS.highlights.set("found-current", one);
}

function bringIntoView(range) {
  const main = document.querySelector("[data-testid=stMain]");
  const place = range.getBoundingClientRect();
  if (place.top > 90 && place.bottom < window.innerHeight - 90) return;
  main.scrollBy({ top: place.top - window.innerHeight / 2, behavior: "instant" });
}

function withinSentence(name) {
  return name[0].toLowerCase() + name.slice(1);
}

function saidOf(state, typed) {
  if (plain(typed).trim().length < SHORTEST) return "";
  if (!state.matches.length) return `No match for “${typed.trim()}” in this report.`;
  const apart = state.apart ? "These words do not stand together. " : "";
  const place = state.matches[state.current].element.closest(".place");
  const where = place ? `, ${withinSentence(place.dataset.name)}` : ", a heading";
  return `${apart}Match ${state.current + 1} of ${state.matches.length}${where}`;
}

// Gives the finder its life; what it returns takes it away again.
function bringToLife(form) {
  const field = form.querySelector("input");
  const said = form.querySelector(".find-said");
  const steps = form.querySelector(".find-steps");
  const open = form.querySelector(".find-open");
  let state = { matches: [], apart: false, current: 0 };
  // Whether the current match has been brought into view: on a phone that would hide the box.
  let visited = false;
  let timer;

  function show() {
    paint(state.matches, state.current);
    said.textContent = saidOf(state, field.value);
    steps.hidden = !state.matches.length;
    document.body.classList.toggle("finding", !steps.hidden);
    const place = state.matches[state.current]?.element.closest(".place");
    open.hidden = !place;
    if (place) {
      open.textContent = `Open ${withinSentence(place.dataset.name)}`;
      open.setAttribute("href", place.dataset.href);
    }
  }

  function search() {
    timer = undefined;
    state = { ...find(field.value), current: 0 };
    show();
    visited = window.matchMedia("(min-width: 48rem)").matches;
    if (state.matches.length && visited) bringIntoView(state.matches[0].range);
  }

  function step(by) {
    const count = state.matches.length;
    if (!count) return;
    if (visited) state.current = (state.current + by + count) % count;
    visited = true;
    show();
    bringIntoView(state.matches[state.current].range);
  }

  // Enter pressed before the words were looked for shows the first match.
  function enter(by) {
    if (timer === undefined) return step(by);
    clearTimeout(timer);
    search();
    visited = false;
    step(by);
  }

  function clear() {
    field.value = "";
    search();
    field.focus({ preventScroll: true });
  }

  function again() {
    timer = undefined;
    const { current } = state;
    state = find(field.value);
    state.current = Math.min(current, Math.max(state.matches.length - 1, 0));
    show();
  }

  function wait(action) {
    clearTimeout(timer);
    timer = setTimeout(action, AFTER_TYPING_MS);
  }

  form.onsubmit = (event) => { event.preventDefault(); enter(1); };
  field.oninput = () => wait(search);
  field.onkeydown = (event) => {
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); enter(-1); }
    if (event.key === "Escape" && field.value) clear();
  };
  form.querySelector(".find-previous").onclick = () => step(-1);
  form.querySelector(".find-clear").onclick = clear;
  form.querySelector(".find-next").onclick = () => step(1);
  // Opening a place draws its part of the report anew.
  const watcher = new MutationObserver((changes) => {
    const report = (node) => node instanceof Element && (node.closest(".report") || node.querySelector(".report"));
    const drawn = changes.some((change) => report(change.target) || [...change.addedNodes].some(report));
    if (drawn && field.value) wait(again);
  });
  watcher.observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true });
  return () => {
    clearTimeout(timer);
    watcher.disconnect();
    CSS.highlights?.clear();
    document.body.classList.remove("finding");
  };
}
