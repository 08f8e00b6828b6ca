from concurrent.futures import ThreadPoolExecutor

import pytest
from pages_fixtures import (
    HOMELESS,
    PARTLY,
    REPORT,
    UNKNOWN,
    FakeAssistant,
    FakeCatalogue,
    read_corpus,
)

from assistant.feedback import COMMENT_CHARACTERS, FeedbackFolder, feedback_on, question_line
from assistant.json_lines import numbered_lines
from assistant.models import Question
from eval.cases import Case, load_cases
from vectorstore.errors import StorageError

ASSISTANT = FakeAssistant(FakeCatalogue(read_corpus()))


def said(text=HOMELESS, history=(), reports=(), useful=False, reason=None, comment=""):
    question = Question(text, history=history, reports=reports)
    answer = ASSISTANT.answer(question)
    return feedback_on(question, answer, useful=useful, reason=reason, comment=comment)


@pytest.fixture
def folder(tmp_path):
    return FeedbackFolder(tmp_path)


def test_nothing_is_there_and_nothing_is_made_until_something_is_kept(folder):
    kept = folder.read()
    assert (kept.entries, kept.unreadable, kept.in_question_set) == ((), 0, frozenset())
    assert not folder.root.exists()


def test_what_was_said_comes_back_in_its_order_and_whole(folder):
    given = [
        said(useful=True),
        said(UNKNOWN, reason="should_not_have_refused", comment="¶12\nsays"),
    ]
    for each in given:
        folder.append(each)
    assert list(folder.read().entries) == given
    assert len(numbered_lines(folder.answers)) == 2


def test_many_at_once_are_all_kept(folder):
    given = [said(comment=f"{n} {'long ' * 150}") for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(folder.append, given))
    kept = folder.read()
    assert {each.id for each in kept.entries} == {each.id for each in given}
    assert kept.unreadable == 0


def test_a_line_cut_short_costs_itself_alone(folder):
    folder.append(said())
    with folder.answers.open("a", encoding="utf-8") as file:
        file.write('{"id": "feedb')
    folder.append(said(PARTLY))
    kept = folder.read()
    assert [each.question for each in kept.entries] == [HOMELESS, PARTLY]
    assert kept.unreadable == 1


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "feedback").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be written"):
        FeedbackFolder(tmp_path).append(said())


def test_a_long_comment_is_cut_and_a_useful_answer_needs_no_reason():
    kept = said(useful=True, reason="wrong", comment=f" {'x' * 5000} ")
    assert len(kept.comment) == COMMENT_CHARACTERS
    assert kept.reason is None


@pytest.mark.parametrize(
    ("text", "useful", "reason", "kind", "answerable", "gold"),
    [
        (HOMELESS, True, None, "fact", True, [12, 48]),
        (HOMELESS, False, "incomplete", "fact", True, [12, 48]),
        (HOMELESS, False, "wrong_paragraph", "fact", True, []),
        (HOMELESS, False, "wrong", "fact", True, []),
        (UNKNOWN, True, None, "unanswerable", False, []),
        (UNKNOWN, False, "should_not_have_refused", "fact", True, []),
    ],
)
def test_the_line_takes_over_only_what_was_not_called_wrong(
    text, useful, reason, kind, answerable, gold
):
    line = question_line(said(text, useful=useful, reason=reason))
    assert (line["kind"], line["answerable"], line["gold_paragraphs"]) == (kind, answerable, gold)
    assert "history" not in line
    Case.model_validate(line)


def test_a_follow_up_keeps_what_was_asked_before_and_a_scope_its_report():
    line = question_line(said(history=("Who?",), reports=(REPORT,)))
    assert (line["kind"], line["history"], line["report"]) == ("followup", ["Who?"], REPORT)


def test_lines_make_a_question_set_that_can_be_asked_and_none_comes_twice(folder):
    first, second = said(), said(UNKNOWN, reason="should_not_have_refused")
    for each in (first, second, first):
        folder.add_to_question_set(each)
    assert [case.id for case in load_cases(folder.questions)] == [first.id, second.id]
    assert folder.read().in_question_set == {first.id, second.id}
