from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import OTHER_REPORT
from pages_fixtures import REPORT, FakeCatalogue, quotes, read_corpus

from assistant.models import Answer
from assistant.pages.answer_view import announcement, answered_view, cut
from ingest.report import read_report

CATALOGUE = FakeCatalogue(read_corpus())


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


@st.composite
def texts_and_spans(draw):
    text = draw(st.text(min_size=1))
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge).filter(lambda span: span[0] < span[1])))
    return text, spans


@given(texts_and_spans())
def test_cut_text_is_whole_and_each_piece_knows_the_quotes_that_cover_it(text_and_spans):
    text, spans = text_and_spans
    pieces = cut(text, spans)
    assert "".join(piece["text"] for piece in pieces) == text
    for number, (start, end) in enumerate(spans):
        quoted = "".join(piece["text"] for piece in pieces if number in piece["quotes"])
        assert quoted == text[start:end]


def test_two_quotes_of_one_paragraph_are_two_highlights_in_one_source():
    view = answered_view(an_answer(*quotes("p12", 0, 2)), CATALOGUE)
    (source,) = view["sources"]
    highlighted = [piece["text"] for piece in source["pieces"] if piece["quotes"]]
    assert highlighted == [line.text for line in quotes("p12", 0, 2)]
    assert source["link"]["grade"] == "Good"
    assert "help and protection" in source["link"]["section"]


def test_rows_of_the_grade_table_stand_on_lines_of_their_own():
    view = answered_view(an_answer(*quotes("judgements", 1)), CATALOGUE)
    text = "".join(piece["text"] for piece in view["sources"][0]["pieces"])
    passage = CATALOGUE.passage(REPORT, "judgements")
    assert text.splitlines() == [passage.text[s.start : s.end] for s in passage.sentences]


def test_the_report_is_named_only_where_there_are_several():
    other = read_report(OTHER_REPORT.encode(), "other.txt")
    several = FakeCatalogue(read_corpus(), other)
    answer = an_answer(*quotes("p12", 0))
    assert "Sandwell" not in answered_view(answer, CATALOGUE)["sources"][0]["link"]["section"]
    named = answered_view(answer, several)["sources"][0]["link"]["section"]
    assert named.startswith("Sandwell, October 2025 · ")


def test_a_passage_that_the_index_has_lost_leaves_the_answer_standing():
    view = answered_view(an_answer(*quotes("p12", 0)), FakeCatalogue())
    assert view["sources"] == []
    assert view["paragraphs"][0][0]["markers"][0]["text"] == "[¶12]"


def test_what_is_announced_counts_sentences_and_names_the_sources():
    said = announcement(an_answer(*quotes("p12", 0), *quotes("improvements.1", 0)))
    assert said == "Answer ready: 2 sentences, from ¶12 and Improvement 1."
