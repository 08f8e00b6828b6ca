"""The part of the Evaluation page that shows what people said of answers."""

import pytest
from pages_fixtures import (
    HOMELESS,
    UNKNOWN,
    FakeAssistant,
    FakeCatalogue,
    html_of,
    problems_shown,
    read_corpus,
    words_of,
)
from streamlit.testing.v1 import AppTest

from assistant.feedback import FeedbackFolder, feedback_on
from assistant.json_lines import numbered_lines
from assistant.models import Question
from assistant.pages.feedback_view import SHOWN, entry_html
from vectorstore.errors import StorageError

ASSISTANT = FakeAssistant(FakeCatalogue(read_corpus()))


def said(text=HOMELESS, *, useful=False, reason=None, comment="", history=()):
    question = Question(text, history=history)
    answer = ASSISTANT.answer(question)
    return feedback_on(question, answer, useful=useful, reason=reason, comment=comment)


def script():
    from assistant.pages.feedback_view import draw_feedback

    draw_feedback()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    return FeedbackFolder(tmp_path)


def opened():
    return AppTest.from_function(script, default_timeout=30).run()


@pytest.mark.usefixtures("folder")
def test_where_nothing_is_kept_it_says_how_to_have_people_asked(monkeypatch):
    assert "SANDWELL_FEEDBACK=true" in html_of(opened())
    monkeypatch.setenv("SANDWELL_FEEDBACK", "true")
    assert "Nobody has said anything yet" in html_of(opened())


def test_what_was_said_is_shown_newest_first_with_what_the_answer_rested_on(folder):
    folder.append(said(useful=True))
    folder.append(said(UNKNOWN, reason="should_not_have_refused", comment="Look at ¶13"))
    words = words_of(html_of(opened()))
    assert "1 of 2 answers called useful." in words
    assert words.index(UNKNOWN) < words.index(HOMELESS)
    assert "Not useful: the report does answer this “Look at ¶13”" in words
    assert "paragraph 12 and paragraph 48" in words


def test_one_click_makes_a_line_of_a_question_set(folder):
    entry = said(reason="incomplete")
    folder.append(entry)
    app = opened()
    app.button(key=f"add-{entry.id}").click().run()
    assert len(numbered_lines(folder.questions)) == 1
    assert "Added to the question set." in html_of(app)
    assert not app.button


def test_a_line_that_cannot_be_written_says_so(folder, monkeypatch):
    entry = said()
    folder.append(entry)

    def refuse(*_):
        raise StorageError("The disk is full. Free some space.")

    monkeypatch.setattr(FeedbackFolder, "add_to_question_set", refuse)
    app = opened()
    app.button(key=f"add-{entry.id}").click().run()
    assert problems_shown(app) == ["The disk is full. Free some space."]


def test_lines_that_nothing_can_be_made_of_are_counted(folder):
    folder.append(said())
    with folder.answers.open("a") as file:
        file.write("nonsense\n")
    assert "1 line of the file could not be read." in html_of(opened())


def test_of_many_the_newest_are_shown(folder):
    for number in range(SHOWN + 3):
        folder.append(said(comment=f"number {number}."))
    html = html_of(opened())
    assert f"number {SHOWN + 2}." in html
    assert "number 2." not in html
    assert f"The newest {SHOWN} are shown" in html


def test_words_of_users_are_escaped():
    html = entry_html(said("<b>x</b>", comment="<script>1</script>", history=("<i>y</i>",)))
    for markup in ("<b>", "<script>", "<i>"):
        assert markup not in html
