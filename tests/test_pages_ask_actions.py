"""What can be done with an answer on the Ask page, and what its address asks."""

import base64
import json
import threading
import time
from io import BytesIO

import docx
import pytest
from pages_fixtures import (
    HOMELESS,
    PARTLY,
    PERSONAL,
    REPORT,
    UNKNOWN,
    announced,
    component_data,
    open_page,
    turns_shown,
)
from pydantic import ValidationError

from assistant.feedback import FeedbackFolder
from assistant.models import AnswerSentence
from assistant.pages import answering_job, conversation, keeping, questioning, turn_actions
from assistant.pages.ask_address import Scope
from assistant.pages.turn_actions import THANKS
from assistant.prose import Checked
from vectorstore.errors import StorageError

NEXT = "What did inspectors say about rights and entitlements?"


@pytest.fixture
def app(backstage, monkeypatch):
    """The Ask page. A question that is JSON stands for what a button sends: see ``send``."""
    put = questioning.put

    def put_or_act(question, *args, **options):
        if question.startswith("["):
            turn_actions.act(*json.loads(question))
        else:
            put(question, *args, **options)

    monkeypatch.setattr(questioning, "put", put_or_act)
    backstage.finish_loading()
    return open_page().run()


def ask(app, *questions):
    for question in questions:
        app.chat_input[0].set_value(question).run()
    return app


def send(app, position, **action):
    """The page after a button of that turn; the browser would send the same."""
    return ask(app, json.dumps([position, action]))


def saved(app, position):
    return component_data(app, "sandwell_answer")[position]["download"]


def test_what_is_suggested_can_be_asked_and_what_was_shown_stays(app):
    ask(app, HOMELESS)
    (suggested,) = turns_shown(app)[0]["suggestions"]
    send(app, 0, do="ask", question=suggested)
    assert [view["question"] for view in turns_shown(app)] == [HOMELESS, suggested]
    assert turns_shown(app)[0]["sources"]


def test_everything_is_offered_only_where_there_is_more_and_asked_as_the_same_question(
    app, backstage
):
    ask(app, UNKNOWN, HOMELESS)
    assert [view["widens"] for view in turns_shown(app)] == [False, True]
    send(app, 1, do="everything")
    asked = backstage.assistant.asked[-1]
    assert (asked.text, asked.everything) == (HOMELESS, True)
    assert turns_shown(app)[2]["label"] == "Everything that was found"
    assert not turns_shown(app)[2]["widens"]


def test_a_changed_question_leans_on_what_the_first_one_leant_on(app, backstage):
    ask(app, HOMELESS, PARTLY)
    send(app, 0, do="ask", question="And at night?", instead=True)
    assert backstage.assistant.asked[-1].text == "And at night?"
    assert backstage.assistant.asked[-1].history == ()
    send(app, 1, do="ask", question="And by day?", instead=True)
    assert backstage.assistant.asked[-1].history == (HOMELESS,)


def test_a_question_that_waits_can_be_stopped_and_is_not_answered_later(backstage, monkeypatch):
    monkeypatch.setattr(conversation, "PATIENCE_SECONDS", 0.0)
    put = questioning.put
    monkeypatch.setattr(
        questioning,
        "put",
        lambda text, *rest, **more: (
            turn_actions.act(0, {"do": "stop"}) if text == "stop" else put(text, *rest, **more)
        ),
    )
    app = ask(open_page().run(), HOMELESS, "stop")
    assert [view["tone"] for view in turns_shown(app)] == ["stopped"]
    assert announced(app) == conversation.STOPPED
    backstage.finish_loading()
    app.run()
    assert [view["tone"] for view in turns_shown(app)] == ["stopped"]
    assert backstage.assistant.asked == []


def test_an_answer_that_takes_long_is_waited_for_in_words_and_comes_by_itself(app, backstage):
    quick = backstage.assistant.answer

    def slow(question):
        time.sleep(conversation.PATIENCE_SECONDS + 0.5)
        return quick(question)

    backstage.assistant.answer = slow
    ask(app, HOMELESS)
    assert turns_shown(app)[0]["tone"] == "waiting"
    assert turns_shown(app)[0]["status"] == answering_job.LOOKING
    assert announced(app) == answering_job.LOOKING
    time.sleep(1)
    app.run()
    assert turns_shown(app)[0]["tone"] == "answered"
    assert announced(app).startswith("Answer ready")


def test_what_a_model_writes_is_shown_as_it_comes_and_ends_when_it_is_stopped(app, backstage):
    closed = threading.Event()

    def writing(_):
        try:
            for number in range(100):
                yield Checked(AnswerSentence(f"Sentence {number}."))
                time.sleep(0.3)
        finally:
            closed.set()

    backstage.assistant.steps = writing
    ask(app, HOMELESS)
    view = turns_shown(app)[0]
    assert (view["tone"], view["status"]) == ("waiting", answering_job.WRITING)
    assert view["paragraphs"][0][0] == {"text": "Sentence 0.", "markers": []}
    send(app, 0, do="stop")
    assert turns_shown(app)[0]["tone"] == "stopped"
    assert closed.wait(10)


def test_the_same_question_twice_quickly_is_asked_once(app, backstage):
    ask(app, HOMELESS, HOMELESS)
    assert len(backstage.assistant.asked) == 1
    assert len(turns_shown(app)) == 1


def test_one_answer_is_saved_as_word(app):
    ask(app, HOMELESS, UNKNOWN)
    send(app, 0, do="save", form="docx", whole=False)
    assert saved(app, 1) is None
    file = saved(app, 0)
    assert file["name"].startswith("inspection-answer-")
    document = docx.Document(BytesIO(base64.b64decode(file["base64"])))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [HOMELESS]
    app.run()
    assert saved(app, 0) is None


def test_the_whole_conversation_is_saved_from_its_last_answer(app):
    ask(app, HOMELESS)
    assert [data["whole"] for data in component_data(app, "sandwell_answer")] == [False]
    ask(app, "???", UNKNOWN)
    assert [data["whole"] for data in component_data(app, "sandwell_answer")] == [
        False,
        False,
        True,
    ]
    send(app, 2, do="save", form="md", whole=True)
    text = base64.b64decode(saved(app, 2)["base64"]).decode()
    assert text.index(f"## {HOMELESS}") < text.index(f"## {UNKNOWN}")
    assert "???" not in text


def test_nothing_is_kept_of_an_answer_unless_the_setting_is_on(app, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    ask(app, HOMELESS)
    assert component_data(app, "sandwell_answer")[0]["feedback"] == {"on": False, "said": ""}
    send(app, 0, do="comment", useful=True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_of_an_answer_is_kept_with_it_and_thanked_for(app, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    monkeypatch.setenv("SANDWELL_FEEDBACK", "true")
    ask(app, HOMELESS)
    assert component_data(app, "sandwell_answer")[0]["feedback"] == {"on": True, "said": ""}
    send(app, 0, do="comment", useful=False, reason="wrong_paragraph", comment="¶13 says it")
    (kept,) = FeedbackFolder(tmp_path).read().entries
    assert (kept.question, kept.reason, kept.comment) == (
        HOMELESS,
        "wrong_paragraph",
        "¶13 says it",
    )
    assert [place.locator for place in kept.cited] == ["p12", "p48"]
    assert component_data(app, "sandwell_answer")[0]["feedback"]["said"] == THANKS
    assert announced(app) == THANKS


def test_feedback_that_cannot_be_written_says_so(app, monkeypatch, tmp_path):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    monkeypatch.setenv("SANDWELL_FEEDBACK", "true")

    def refuse(*_):
        raise StorageError("The disk is full. Free some space.")

    monkeypatch.setattr(FeedbackFolder, "append", refuse)
    send(ask(app, HOMELESS), 0, do="comment", useful=True)
    said = component_data(app, "sandwell_answer")[0]["feedback"]["said"]
    assert said == "Error: The disk is full. Free some space."


def test_what_is_no_action_is_refused():
    for sent in ({"do": "delete"}, {"do": "save", "form": "exe", "whole": True}, None):
        with pytest.raises(ValidationError):
            turn_actions.act(0, sent)


def test_start_again_forgets_the_questions_and_tells_the_tab_to(app):
    ask(app, HOMELESS)
    kept = component_data(app, "sandwell_keeper")[0]
    assert [turn["question"] for turn in kept["turns"]] == [HOMELESS]
    app.button(key="restart").click().run()
    assert turns_shown(app) == []
    assert component_data(app, "sandwell_keeper")[0] == {"turns": [], "cleared": True}


def test_a_question_with_a_persons_details_is_not_kept_by_the_tab(app):
    for question in (HOMELESS, PERSONAL, UNKNOWN):
        ask(app, question)
    turns = component_data(app, "sandwell_keeper")[0]["turns"]
    assert [(turn["question"], turn["follows"]) for turn in turns] == [(HOMELESS, 0), (UNKNOWN, 1)]


def opened(**query):
    app = open_page()
    for name, values in query.items():
        app.query_params[name] = values
    return app.run()


def test_an_address_asks_its_question_once(backstage):
    backstage.finish_loading()
    app = opened(q=HOMELESS)
    assert [view["question"] for view in turns_shown(app)] == [HOMELESS]
    app.run()
    assert len(backstage.assistant.asked) == 1


def test_an_address_asks_questions_in_their_order_and_of_its_reports(backstage):
    backstage.finish_loading()
    opened(q=[HOMELESS, "Why?"], report=REPORT)
    first, second = backstage.assistant.asked
    assert (first.text, first.reports) == (HOMELESS, (REPORT,))
    assert (second.text, second.history) == ("Why?", (HOMELESS,))


def test_an_address_without_a_question_asks_nothing(backstage):
    backstage.finish_loading()
    assert turns_shown(opened(q=" ")) == []


def test_an_address_whose_question_was_asked_shows_it_again(app):
    ask(app, HOMELESS, UNKNOWN)
    app.query_params["q"] = HOMELESS
    app.run()
    newest = [bool(data["newest"]) for data in component_data(app, "sandwell_answer")]
    assert newest == [True, False]
    assert len(turns_shown(app)) == 2


def test_what_the_tab_kept_is_asked_again_and_nonsense_is_not(app, monkeypatch):
    kept = [
        {"question": HOMELESS, "scope": [[], []], "everything": False, "follows": 0},
        {"question": "Why?", "scope": [[], []], "everything": False, "follows": 1},
    ]
    monkeypatch.setattr(turn_actions, "act", lambda _, sent: keeping.restore(sent))
    send_raw(app, {"turns": 1})
    assert turns_shown(app) == []
    send_raw(app, kept)
    assert [view["question"] for view in turns_shown(app)] == [HOMELESS, "Why?"]


def send_raw(app, sent):
    return ask(app, json.dumps([0, sent]))


def test_what_was_chosen_to_be_searched_is_said_and_holds_from_then_on(app, backstage):
    assert searched(app) == "Searching Sandwell, October 2025. Change"
    app.button(key="scope_button").click().run()
    titles = [each.label for each in app.checkbox]
    assert len(titles) == 4
    app.session_state["scope"] = Scope((), (titles[0],))
    app.run()
    words = titles[0][0].lower() + titles[0][1:]
    assert searched(app) == f"Searching Sandwell, October 2025; {words}. Change"
    ask(app, HOMELESS)
    assert backstage.assistant.asked[-1].sections == (titles[0],)
    assert turns_shown(app)[0]["scope"] == words
    assert "section=" in turns_shown(app)[0]["address"]


def test_the_dialog_outlives_a_rerun_and_closes_with_what_was_chosen(app):
    app.button(key="scope_button").click().run()
    title = app.checkbox[1].label
    app.checkbox[1].check().run()
    next(each for each in app.button if each.label == "Search here").click().run()
    assert app.session_state["scope"] == Scope((), (title,))
    assert not app.multiselect
    ask(app, HOMELESS)
    app.button(key="restart").click().run()
    assert searched(app) == "Searching Sandwell, October 2025. Change"


def test_a_report_that_was_removed_is_no_longer_searched(app, backstage):
    app.session_state["scope"] = Scope(("gone-2020-01",), ("Gone",))
    app.run()
    assert searched(app) == "Searching Sandwell, October 2025. Change"
    ask(app, HOMELESS)
    assert backstage.assistant.asked[-1].reports == ()


def searched(app):
    return app.button(key="scope_button").label
