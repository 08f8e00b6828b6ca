from dataclasses import replace

import pytest
from ingest_samples import OTHER_REPORT
from pages_fixtures import REPORT, FakeCatalogue, quotes, read_corpus

from assistant.models import Answer, AnswerSentence, Question
from assistant.pages.answer_view import announcement, answered_view
from ingest.report import read_report

CATALOGUE = FakeCatalogue(read_corpus())
ASKED = Question("What?")


def an_answer(*sentences):
    return Answer(
        question="What?",
        standalone_question="What?",
        outcome="answered",
        sentences=sentences,
        answered_by="quotes",
        retrieved=(),
        not_covered=(),
        warnings=(),
        seconds={},
    )


def section_of(view):
    return view["sources"][0]["link"]["section"]


def test_two_quotes_of_one_paragraph_are_two_highlights_in_one_source():
    view = answered_view(ASKED, an_answer(*quotes("p12", 0, 2)), CATALOGUE)
    (source,) = view["sources"]
    highlighted = [piece["text"] for piece in source["pieces"] if piece["quotes"]]
    assert highlighted == [line.text for line in quotes("p12", 0, 2)]
    assert source["link"]["grade"] == "Good"
    assert "help and protection" in source["link"]["section"]


def test_rows_of_the_grade_table_stand_on_lines_of_their_own():
    view = answered_view(ASKED, an_answer(*quotes("judgements", 1)), CATALOGUE)
    text = "".join(piece["text"] for piece in view["sources"][0]["pieces"])
    passage = CATALOGUE.passage(REPORT, "judgements")
    assert text.splitlines() == [passage.text[s.start : s.end] for s in passage.sentences]


def test_the_report_is_named_only_where_there_are_several():
    other = read_report(OTHER_REPORT.encode(), "other.txt")
    several = FakeCatalogue(read_corpus(), other)
    answer = an_answer(*quotes("p12", 0))
    assert (
        "Sandwell" not in answered_view(ASKED, answer, CATALOGUE)["sources"][0]["link"]["section"]
    )
    named = answered_view(ASKED, answer, several)["sources"][0]["link"]["section"]
    assert named.startswith("Sandwell, October 2025 · ")


def test_a_question_with_a_persons_details_has_no_link():
    answer = an_answer(*quotes("p12", 0))
    assert answered_view(ASKED, answer, CATALOGUE)["address"]
    assert not answered_view(ASKED, replace(answer, personal=True), CATALOGUE)["address"]


def test_a_passage_that_the_index_has_lost_leaves_the_answer_standing():
    view = answered_view(ASKED, an_answer(*quotes("p12", 0)), FakeCatalogue())
    assert view["sources"] == []
    assert view["paragraphs"][0][0]["markers"][0]["text"] == "[¶12]"


def test_what_is_announced_counts_sentences_and_names_the_sources():
    said = announcement(ASKED, an_answer(*quotes("p12", 0), *quotes("improvements.1", 0)))
    assert said == "Answer ready: 2 sentences, from ¶12 and Improvement 1."


def test_a_citation_to_copy_has_the_quoted_words_and_where_they_stand():
    answer = an_answer(*quotes("p12", 0, 2))
    first, last = (line.text for line in quotes("p12", 0, 2))
    title = "Ofsted, inspection of Sandwell children's services, 13 to 24 October 2025"
    assert answered_view(ASKED, answer, CATALOGUE)["sources"][0]["citation"] == (
        f"“{first} […] {last}” ({title}, paragraph 12)"
    )


def test_the_page_is_named_where_it_is_known():
    passage = replace(CATALOGUE.passage(REPORT, "p12"), page=4)
    paged = FakeCatalogue(read_corpus())
    paged.passage = lambda *_: passage
    view = answered_view(ASKED, an_answer(*quotes("p12", 0)), paged)
    assert section_of(view).endswith(" · page 4")
    assert view["sources"][0]["citation"].endswith("paragraph 12, page 4)")


def test_a_question_that_leans_on_others_has_them_in_its_address():
    asked = Question("Why?", history=("First?", "Second?", "Third?", "Fourth?"))
    answer = replace(an_answer(*quotes("p12", 0)), question="Why?")
    alone = replace(answer, standalone_question="Why?")
    leaning = replace(answer, standalone_question="Fourth why?")
    assert answered_view(asked, alone, CATALOGUE)["address"] == "./?q=Why%3F"
    assert answered_view(asked, leaning, CATALOGUE)["address"] == (
        "./?q=Second%3F&q=Third%3F&q=Fourth%3F&q=Why%3F"
    )


@pytest.mark.parametrize(
    ("outcome", "label", "said"),
    [
        ("partial", "Partly answered", "Partly answered: 1 sentence, from ¶12."),
        ("answered", "", "Answer ready: 1 sentence, from ¶12."),
    ],
)
def test_what_is_no_full_answer_is_called_so(outcome, label, said):
    answer = replace(an_answer(*quotes("p12", 0)), outcome=outcome)
    assert answered_view(ASKED, answer, CATALOGUE)["label"] == label
    assert announcement(ASKED, answer) == said


@pytest.mark.parametrize(
    ("outcome", "label"),
    [("not_in_report", "Not in the report"), ("off_topic", "Not about the inspection")],
)
def test_each_kind_of_refusal_has_its_own_name(outcome, label):
    answer = replace(an_answer(AnswerSentence("Ask something else.")), outcome=outcome)
    assert answered_view(ASKED, answer, CATALOGUE)["label"] == label
    assert announcement(ASKED, answer) == f"{label}. Ask something else."


def test_the_reports_searched_are_named_where_they_were_chosen():
    other = read_report(OTHER_REPORT.encode(), "other.txt")
    several = FakeCatalogue(read_corpus(), other)
    answer = an_answer(*quotes("p12", 0))
    asked = replace(ASKED, reports=(REPORT, "gone"))
    assert answered_view(ASKED, answer, several)["scope"] == ""
    assert answered_view(asked, answer, several)["scope"] == "Sandwell, October 2025"
