"""The Evaluation page on real, small runs; who measures is real, too."""

import re

import pytest
from eval_fixtures import case, observation, written_run
from pages_fixtures import component_data, html_of, open_page, problems_shown

from assistant.pages import measuring
from assistant.settings import Settings
from eval import workbench
from eval.launching import Launcher
from eval.results import SCORES, scores_of

MARKUP = "<script>alert(1)</script> **bold**"
CASES = [
    case("fact-1", question="Is help timely?"),
    case("fact-2", gold=(13,), question=MARKUP, history=("Before?",)),
    case("open-1", kind="unanswerable", gold=(), question="What does it cost?"),
]
ANSWERS = [
    observation("fact-1", cited=("p12",), retrieved=("p12",), answer="Yes. [¶12]"),
    observation("fact-2", cited=("p9",), retrieved=("p9",), answer=f"{MARKUP} [¶9]"),
    observation("open-1", outcome="not_in_report"),
]


@pytest.fixture
def home(tmp_path, monkeypatch, backstage):
    backstage.finish_loading()
    bench = workbench.Workbench(Settings(home=tmp_path, _env_file=None), Launcher(tmp_path))
    monkeypatch.setattr(workbench, "open_workbench", lambda _: bench)
    monkeypatch.setattr(measuring, "_sources", [])
    return tmp_path


def finished(home, name, observations=ANSWERS, **fields):
    run = written_run(home / "runs" / name, CASES, observations, **fields)
    (run.folder / SCORES).write_text(scores_of(run).model_dump_json())


def page(**query):
    app = open_page("evaluation")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.usefixtures("home")
def test_without_runs_the_page_says_so_and_offers_to_start_one():
    app = page()
    assert "There are no runs yet." in html_of(app)
    assert [box.label for box in app.selectbox] == ["What answers", "Questions"]
    assert [button.label for button in app.button] == ["Start"]


def test_runs_are_listed_with_their_figures_and_lead_to_their_page(home):
    finished(home, "first")
    written_run(home / "runs" / "half", CASES, ANSWERS[:1])
    app = page()
    shown = html_of(app)
    assert "first" in shown
    assert "0.50" in shown  # a right paragraph among the first five: 1 of 2
    assert "?run=first" in shown
    assert [button.label for button in app.button][-1] == "Continue half"


def test_a_run_shows_figures_kinds_and_questions(home):
    finished(home, "first")
    app = page(run="first")
    shown = html_of(app)
    assert "The assistant, as people use it" in shown
    assert "Is help timely?" in shown
    assert "3 of 3 questions" in shown
    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")


def test_only_what_went_wrong_can_be_shown(home):
    finished(home, "first")
    app = page(run="first", show="wrong")
    assert "1 of 3 questions" in html_of(app)
    assert app.checkbox[0].value is True


def test_a_question_is_shown_with_what_was_missed_and_its_markup_stays_text(home):
    finished(home, "first")
    shown = html_of(page(run="first", question="fact-2"))
    assert "Cites no right paragraph" in shown
    assert "Paragraph 13" in shown
    assert "Before?" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in shown


def test_two_runs_are_compared(home):
    finished(home, "first", started_at="2026-11-01T10:00:00Z")
    worse = [observation("fact-1", cited=("p9",), answer="No. [¶9]"), *ANSWERS[1:]]
    finished(home, "second", worse, started_at="2026-11-02T10:00:00Z")
    shown = html_of(page(run="first", **{"with": "second"}))
    assert "Two runs compared" in shown
    assert "1 question right in the first run and wrong in the second; 0 the other way" in shown
    assert re.search(r"Yes\. \[¶12\].*No\. \[¶9\]", shown, re.DOTALL)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"run": "nowhere"}, "There is no run 'nowhere' here."),
        ({"run": "first", "question": "x"}, "has no question 'x'"),
        ({"run": "first", "with": "nowhere"}, "There is no run 'nowhere' here."),
        ({"run": "first", "kind": "riddle"}, "There are no questions of the kind 'riddle'"),
        ({"run": "first", "show": "all"}, "show='all' is not known"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_in_plain_words(home, query, says):
    finished(home, "first")
    app = page(**query)
    assert says in problems_shown(app)[0]
    assert not app.exception


def test_the_heading_takes_the_focus_where_a_link_led_here(home):
    finished(home, "first")
    assert component_data(page(), "sandwell_scroller")[-1]["target"] == ""
    opened = component_data(page(run="first"), "sandwell_scroller")[-1]
    assert opened["target"] == "evaluation-heading"
