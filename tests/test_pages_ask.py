import logging

import pytest
from pages_fixtures import (
    HOMELESS,
    PARTLY,
    UNKNOWN,
    announced,
    component_data,
    html_of,
    open_page,
    problems_shown,
    turns_shown,
)

from assistant.pages.problems import UNEXPECTED
from vectorstore.errors import IndexMissing

MISSING = "No index is in /srv/home. Run: sandwell index"


def ask(app, question):
    return app.chat_input[0].set_value(question).run()


def words_of(view):
    return [sentence["text"] for paragraph in view["paragraphs"] for sentence in paragraph]


@pytest.mark.usefixtures("backstage")
def test_the_page_is_drawn_before_the_assistant_is_ready_and_says_what_it_waits_for():
    app = open_page().run()
    assert app.title[0].value == "Ask about the inspection"
    assert "Getting the search ready" in app.info[0].value
    assert "Sandwell children&#x27;s services, 13 to 24 October 2025" in html_of(app)
    assert app.chat_input
    assert not app.exception


def test_a_question_asked_before_the_assistant_is_ready_is_answered_once_it_is(backstage):
    app = ask(open_page().run(), HOMELESS)
    assert [view["tone"] for view in turns_shown(app)] == ["waiting"]
    assert "Waiting for the search" in turns_shown(app)[0]["status"]
    backstage.finish_loading()
    app.run()
    assert [view["tone"] for view in turns_shown(app)] == ["answered"]
    assert not app.info


def test_questions_asked_while_waiting_are_all_answered_in_their_order(backstage):
    app = ask(ask(open_page().run(), HOMELESS), UNKNOWN)
    backstage.finish_loading()
    app.run()
    assert [view["tone"] for view in turns_shown(app)] == ["answered", "refused"]


def test_the_assistant_is_loaded_once_for_all_visitors(backstage):
    open_page().run()
    open_page().run()
    backstage.finish_loading()
    open_page().run()
    assert backstage.builds == 1


def test_six_starter_questions_are_offered_and_asked_with_one_click(backstage):
    backstage.finish_loading()
    app = open_page().run()
    starters = [each for each in app.button if each.key.startswith("starter")]
    assert len(starters) == len({each.label.split("]")[0] for each in starters}) == 6
    starters[0].click().run()
    assert turns_shown(app)[0]["question"] == HOMELESS
    assert not [each for each in app.button if each.key.startswith("starter")]


def test_an_answer_has_a_marker_for_each_sentence_and_each_cited_paragraph_once(backstage):
    backstage.finish_loading()
    view = turns_shown(ask(open_page().run(), HOMELESS))[0]
    markers = [each["markers"] for each in view["paragraphs"][0]]
    assert [[marker["text"] for marker in each] for each in markers] == [
        ["[¶12]"],
        ["[¶12]"],
        ["[¶48]"],
    ]
    assert [source["link"]["title"] for source in view["sources"]] == [
        "Paragraph 12",
        "Paragraph 48",
    ]


def test_the_answer_is_announced_once_it_is_there(backstage):
    backstage.finish_loading()
    app = ask(open_page().run(), HOMELESS)
    assert announced(app) == "Answer ready: 3 sentences, from ¶12 and ¶48."


def test_only_the_newest_answer_takes_the_focus_and_only_once(backstage):
    backstage.finish_loading()
    app = ask(ask(open_page().run(), HOMELESS), UNKNOWN)
    newest = [bool(data["newest"]) for data in component_data(app, "sandwell_answer")]
    assert newest == [False, True]
    app.run()
    assert [bool(data["newest"]) for data in component_data(app, "sandwell_answer")] == [
        False,
        False,
    ]


def test_a_refusal_lists_what_was_looked_at_and_cites_nothing(backstage):
    backstage.finish_loading()
    view = turns_shown(ask(open_page().run(), UNKNOWN))[0]
    assert view["tone"] == "refused"
    assert words_of(view) == ["The report does not say."]
    assert view["sources"] == []
    assert [link["title"] for link in view["looked_at"]] == [
        "Paragraph 12",
        "Paragraph 48",
        "Paragraph 37",
        "Paragraph 5",
        "Improvement 1",
    ]


def test_a_partial_answer_says_what_is_not_covered_and_shows_its_warnings(backstage):
    backstage.finish_loading()
    view = turns_shown(ask(open_page().run(), PARTLY))[0]
    assert view["tone"] == "partial"
    assert view["not_covered"] == ["what a hostel place costs"]
    assert "not reachable" in view["warnings"][0]


def test_a_question_the_assistant_cannot_read_gets_its_one_line(backstage):
    backstage.finish_loading()
    app = ask(open_page().run(), "???")
    view = turns_shown(app)[0]
    assert view["tone"] == "problem"
    assert view["status"] == "Error: The question is empty. Type a question about the report."
    assert announced(app) == view["status"]


def test_an_unexpected_error_is_logged_and_shown_as_one_plain_line(backstage, caplog):
    backstage.finish_loading()
    backstage.assistant.answer = lambda _: 1 / 0
    with caplog.at_level(logging.ERROR):
        view = turns_shown(ask(open_page().run(), HOMELESS))[0]
    assert view["status"] == f"Error: {UNEXPECTED}"
    assert "division by zero" in caplog.text


def test_markup_in_a_question_is_passed_on_as_it_was_typed(backstage):
    backstage.finish_loading()
    typed = "<img src=x onerror=alert(1)> $x^2$ *star* [a](b)"
    assert turns_shown(ask(open_page().run(), typed))[0]["question"] == typed


def test_earlier_answered_questions_are_the_history_of_the_next(backstage):
    backstage.finish_loading()
    app = open_page().run()
    for question in (HOMELESS, "???", UNKNOWN):
        ask(app, question)
    assert backstage.assistant.asked[-1].history == (HOMELESS,)


def test_what_was_answered_stays_when_the_index_changes(backstage):
    backstage.finish_loading()
    app = ask(open_page().run(), HOMELESS)
    before = turns_shown(app)
    backstage.assistant.catalogue = lambda: _Empty()
    app.run()
    assert turns_shown(app) == before


def test_a_failed_load_shows_its_repair_and_can_be_tried_again(backstage):
    backstage.load_error = IndexMissing(MISSING)
    backstage.finish_loading()
    app = ask(open_page().run(), HOMELESS)
    assert problems_shown(app) == [MISSING]
    assert "once the problem above" in turns_shown(app)[0]["status"]
    backstage.load_error = None
    app.button[0].click().run()
    backstage.finish_loading()
    app.run()
    assert not problems_shown(app)
    assert turns_shown(app)[0]["tone"] == "answered"


def test_a_missing_index_is_said_at_once_and_the_page_still_stands(backstage):
    backstage.catalogue_error = IndexMissing(MISSING)
    app = open_page().run()
    assert problems_shown(app) == [MISSING]
    assert app.chat_input


class _Empty:
    def report_ids(self):
        return ()

    def reports(self):
        return ()
