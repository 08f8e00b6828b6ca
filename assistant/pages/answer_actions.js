// What can be done with an answer: copying, saving, asking on, saying whether it was useful.

const STOP = "Stop";
const COPIED_SHOWN_MS = 2500;
const REASONS = [
  ["wrong", "Something in it is wrong"],
  ["incomplete", "Something is missing"],
  ["wrong_paragraph", "It shows the wrong paragraph"],
  ["should_not_have_refused", "The report does answer this"],
];

function actionButton(text, act) {
  const button = element("button", "action", text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

// Read out by the announcer, which stands above every page.
function say(text) {
  document.dispatchEvent(new CustomEvent("sandwell-say", { detail: text }));
}

function absolute(href) {
  return new URL(href, document.baseURI).href;
}

async function copied(button, text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https, browsers other than on this computer lend no clipboard.
    const box = element("textarea", "", text);
    button.after(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  say(said);
  button.words ??= button.textContent;
  button.textContent = "Copied";
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { button.textContent = button.words; }, COPIED_SHOWN_MS);
}

function save(download) {
  const bytes = Uint8Array.from(atob(download.base64), (each) => each.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: download.type }));
  const link = element("a");
  link.href = address;
  link.download = download.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function questionForm(view, question, act) {
  const form = element("form", "change");
  const label = element("label", "", "Change the question");
  const box = element("textarea", "", view.question);
  box.rows = 3;
  box.dir = "auto";
  label.append(box);
  const row = element("p", "row");
  const send = element("button", "send", "Ask again");
  send.type = "submit";
  function close() {
    form.remove();
    form.origin.focus();
  }
  row.append(send, actionButton("Cancel", close));
  form.append(label, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!box.value.trim()) return box.focus();
    form.remove();
    act({ do: "ask", question: box.value, instead: true });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === box && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.open = (origin) => {
    form.origin = origin;
    box.value = view.question;
    question.after(form);
    box.focus();
  };
  return form;
}

function askOn(view, act) {
  const list = listed("You could also ask", "", view.suggestions.map((question) => {
    const button = actionButton(question, () => act({ do: "ask", question }));
    return button;
  }));
  list.classList.add("asking");
  return list;
}

function actionsOf(view, form, act) {
  const bar = element("div", "bar");
  if (view.tone === "waiting") {
    bar.append(actionButton(STOP, () => act({ do: "stop" })));
    return bar;
  }
  if (view.widens) {
    bar.append(actionButton("Show everything the report says about this", () => act({ do: "everything" })));
  }
  const change = actionButton("Change the question", () => form.open(change));
  bar.append(change);
  if (view.address) {
    const link = actionButton("Copy a link to this question", () => copied(link, absolute(view.address), "Link copied"));
    bar.append(link);
  }
  return bar;
}

function savingRow(label, whole, act) {
  const row = element("p", "saving", label);
  for (const [form, name] of [["docx", "Word"], ["md", "Text"]]) {
    const button = actionButton(name, () => act({ do: "save", form, whole }));
    button.setAttribute("aria-label", `${label} ${name}`);
    row.append(" ", button);
  }
  return row;
}

function feedbackBox(refused, act) {
  const box = element("div", "feedback");
  const asks = element("p", "asks", "Was this useful?");
  const yes = actionButton("Yes", () => act({ do: "comment", useful: true }));
  const no = actionButton("No", () => { form.hidden = false; no.setAttribute("aria-expanded", "true"); form.querySelector("input").focus(); });
  no.setAttribute("aria-expanded", "false");
  yes.setAttribute("aria-label", "Yes, this was useful");
  no.setAttribute("aria-label", "No, this was not useful");
  asks.append(" ", yes, " ", no);

  const form = element("form", "why");
  form.hidden = true;
  const reasons = element("fieldset");
  reasons.append(element("legend", "", "What is wrong with it?"));
  for (const [value, words] of REASONS) {
    if (!refused && value === "should_not_have_refused") continue;
    if (refused && (value === "incomplete" || value === "wrong_paragraph")) continue;
    const label = element("label");
    const radio = element("input");
    radio.type = "radio";
    radio.name = "reason";
    radio.value = value;
    radio.required = true;
    label.append(radio, words);
    reasons.append(label);
  }
  const more = element("label", "more", "Tell us more, if you like. Do not name a child.");
  const words = element("textarea");
  words.rows = 2;
  words.maxLength = 1000;
  more.append(words);
  const kept = element("p", "note", "Your question, the answer and what you say here are kept on the computer that runs the assistant.");
  const row = element("p", "row");
  const send = element("button", "send", "Send");
  send.type = "submit";
  row.append(send, actionButton("Cancel", () => { form.hidden = true; no.setAttribute("aria-expanded", "false"); no.focus(); }));
  form.append(reasons, more, kept, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act({ do: "comment", useful: false, reason: new FormData(form).get("reason"), comment: words.value });
  });
  box.append(asks, form);
  return box;
}

// Drawn apart from the answer: what changes here must not cost the reader their place in it.
function drawFoot(root, data, act) {
  const foot = root.querySelector(".foot");
  const wanted = JSON.stringify([data.whole, data.feedback]);
  if (foot && foot.dataset.drawn !== wanted) {
    foot.dataset.drawn = wanted;
    const hadFocus = foot.contains(root.getRootNode().activeElement);
    const rows = [savingRow("Save this answer as", false, act)];
    if (data.whole) rows.push(savingRow("Save the whole conversation as", true, act));
    if (data.feedback.said) {
      const said = element("p", "said", data.feedback.said);
      said.tabIndex = -1;
      rows.push(said);
    } else if (data.feedback.on) {
      rows.push(feedbackBox(data.turn.tone === "refused", act));
    }
    foot.replaceChildren(...rows);
    if (hadFocus) foot.querySelector(".said")?.focus();
  }
  if (data.download && root.downloaded !== data.download.serial) {
    root.downloaded = data.download.serial;
    save(data.download);
  }
}
