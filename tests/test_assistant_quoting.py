from dataclasses import replace

import pytest

from assistant import quoting
from assistant.quoting import EVERYTHING, MEASURES
from assistant.retrieval import Candidate, Evidence, ScoredSentence


class OneReport:
    """What ``compose`` uses of a catalogue."""

    def __init__(self, document, passages):
        self._document = document
        self._passages = passages

    def document(self, report):
        return replace(self._document, report=report)

    def passages(self, report):
        return tuple(replace(passage, report=report) for passage in self._passages)


@pytest.fixture
def catalogue(sandwell, sandwell_passages):
    return OneReport(sandwell, sandwell_passages.values())


@pytest.fixture
def evidence(sandwell_passages):
    """Evidence made of (locator, sentence number from 0, similarity), before a background."""
    background = [(f"p{n}", 0, 0.1) for n in range(13, 25)]

    def build(*chosen, report="sandwell-2025-10"):
        found = [*chosen, *background]
        sentences = []
        scores = {}
        for locator, number, similarity in found:
            passage = replace(sandwell_passages[locator], report=report)
            sentences.append(ScoredSentence(passage, passage.sentences[number], similarity))
            scores[passage] = max(similarity, scores.get(passage, similarity))
        sentences.sort(key=lambda sentence: -sentence.similarity)
        candidates = [Candidate(passage, score) for passage, score in scores.items()]
        candidates.sort(key=lambda candidate: -candidate.score)
        return Evidence(tuple(candidates), tuple(sentences))

    return build


def compose(evidence, catalogue, measure=MEASURES["one"]):
    return quoting.compose([(evidence, measure)], catalogue)


def markers(sentences):
    return [citation.marker for sentence in sentences for citation in sentence.citations]


def test_sentences_come_in_the_order_of_the_report(evidence, catalogue):
    found = evidence(("p48", 0, 0.7), ("p12", 1, 0.65), ("p12", 0, 0.68))
    sentences = compose(found, catalogue)
    assert markers(sentences) == ["¶12", "¶12", "¶48"]
    assert [sentence.new_paragraph for sentence in sentences] == [True, False, True]


def test_how_far_an_answer_reaches_hangs_on_what_is_asked_for(evidence, catalogue):
    found = evidence(("p12", 0, 0.7), ("p30", 0, 0.65), ("p41", 0, 0.55), ("p45", 0, 0.47))
    reached = {
        breadth: markers(compose(found, catalogue, measure))
        for breadth, measure in MEASURES.items()
    }
    assert reached == {
        "one": ["¶12", "¶30"],
        "several": ["¶12", "¶30", "¶41"],
        "overview": ["¶12", "¶30", "¶41", "¶45"],
    }


def test_of_a_long_passage_only_its_nearest_sentences_are_quoted(evidence, catalogue):
    found = evidence(("p21", 0, 0.7), ("p21", 2, 0.69), *((("p21", n, 0.25)) for n in (1, 3, 4, 5)))
    texts = [sentence.text for sentence in compose(found, catalogue)]
    assert texts[0].startswith("Social workers know")
    assert not any("life-story" in text for text in texts)


def test_a_short_passage_is_quoted_whole_if_it_stands_alone(evidence, catalogue):
    nearest = (("p5", 0, 0.7), ("p5", 1, 0.25))
    assert markers(compose(evidence(*nearest), catalogue)) == ["¶5", "¶5"]
    beside_another = evidence(*nearest, ("p12", 0, 0.69))
    assert markers(compose(beside_another, catalogue)).count("¶5") == 1


def test_of_a_passage_of_which_one_side_was_asked_for_the_other_is_not_quoted(evidence, catalogue):
    assert markers(compose(evidence(("p5", 0, 0.7)), catalogue)) == ["¶5"]


def test_of_a_passage_that_is_quoted_its_criticism_is_quoted_however_far(evidence, catalogue):
    found = evidence(("p34", 0, 0.7), ("p34", 2, 0.1))
    assert "not fully familiar" in compose(found, catalogue)[-1].text


def test_a_sentence_that_leans_on_the_one_before_brings_it_along(evidence, catalogue):
    sentences = compose(evidence(("p26", 4, 0.7)), catalogue)
    texts = [sentence.text.split(",")[0] for sentence in sentences]
    at = texts.index("However")
    assert texts[at - 1 : at + 1] == [
        "For these children there is a sense of being loved and cared for and stability provided",
        "However",
    ]


def test_what_takes_a_sentence_back_comes_with_it(evidence, catalogue):
    sentences = compose(evidence(("p50", 1, 0.7)), catalogue)
    assert sentences[-1].text.startswith("This has not been fully and consistently embedded")


def test_closing_notes_are_not_quoted_beside_findings(evidence, catalogue):
    found = evidence(("p12", 0, 0.7), ("about", 3, 0.69))
    assert markers(compose(found, catalogue)) == ["¶12"]
    found = evidence(("p12", 0, 0.55), ("about", 3, 0.7))
    assert "About this report" in markers(compose(found, catalogue))


def test_an_improvement_is_quoted_with_its_reference(evidence, catalogue, sandwell_passages):
    sentences = compose(evidence(("improvements.2", 0, 0.7)), catalogue)
    lead, item = sentences
    assert item.text == sandwell_passages["improvements.2"].text
    assert lead.text == "Of what needs to improve, this is about your question:"
    assert lead.citations == item.citations


def test_an_improvement_brings_the_paragraph_it_rests_on_if_that_is_near(evidence, catalogue):
    found = evidence(("improvements.3", 0, 0.7), ("p30", 1, 0.5))
    assert markers(compose(found, catalogue)) == ["¶30", "Improvement 3", "Improvement 3"]


def test_a_short_answer_stays_short_and_everything_does_not(evidence, catalogue):
    found = evidence(*[(f"p{n}", 0, 0.7) for n in range(1, 41)])
    short = compose(found, catalogue)
    long = compose(found, catalogue, EVERYTHING)
    assert sum(len(sentence.text.split()) for sentence in short) <= MEASURES["one"].max_words
    assert len(long) > len(short)


def test_quotes_are_slices_of_their_passages(evidence, catalogue, sandwell_passages):
    found = evidence(*[(f"p{n}", -1, 0.7) for n in range(1, 56)])
    for sentence in compose(found, catalogue, EVERYTHING):
        for citation in sentence.citations:
            text = sandwell_passages[citation.locator].text
            assert citation.quote == text[citation.start : citation.end] == sentence.text


def test_markers_name_the_reports_where_there_are_several(evidence, catalogue):
    one, two = evidence(("p1", 0, 0.7)), evidence(("p1", 0, 0.7), report="sandwell-2022-05")
    candidates = sorted(one.candidates + two.candidates, key=lambda found: -found.score)
    both = Evidence(tuple(candidates), one.sentences + two.sentences)
    assert markers(compose(both, catalogue)) == ["Sandwell 2025 ¶1"] * 2


def test_no_evidence_gives_no_sentences(catalogue):
    assert compose(Evidence((), ()), catalogue) == ()
