import pytest

from assistant.findings import finds_fault
from assistant.focus import Focus, focus_of, focused
from assistant.quoting import measured
from assistant.retrieval import Candidate, Evidence, ScoredSentence


@pytest.fixture
def everything(sandwell_passages):
    """Evidence that holds the whole report, the first paragraphs nearest."""
    passages = list(sandwell_passages.values())
    passages.sort(key=lambda passage: passage.paragraph or 99)
    scores = {passage.id: 0.6 - 0.005 * rank for rank, passage in enumerate(passages)}
    return Evidence(
        tuple(Candidate(passage, scores[passage.id]) for passage in passages),
        tuple(
            ScoredSentence(passage, sentence, scores[passage.id])
            for passage in passages
            for sentence in passage.sentences
        ),
    )


def locators(evidence):
    return [candidate.passage.locator for candidate in evidence.candidates]


def texts(evidence):
    return [found.text for found in evidence.sentences]


@pytest.mark.parametrize(
    ("text", "breadth", "focus"),
    [
        ("Weaknesses in help and protection?", "one", ("faults", "help_and_protection")),
        ("What is going well for care leavers?", "one", ("strengths", "care_leavers")),
        ("Strengths and weaknesses of leadership", "overview", ("both", "leaders")),
        ("Overview of children in care, please", "overview", (None, "in_care")),
        ("being a child in care here", "overview", (None, "in_care")),
        ("Why did care leavers get requires improvement?", "one", ("faults", "care_leavers")),
        ("what isn't working well?", "one", ("faults", "overall")),
        ("I've ten minutes before a meeting. Where do we fall short for care leavers?", "one",
         ("faults", "care_leavers")),
        ("Corporate parenting board: what's the criticism?", "one", ("faults", None)),
        ("LADO: any criticism at all?", "several", ("faults", None)),
        ("what is going well in fostering", "one", (None, None)),
        ("Do front door managers get through what comes in quickly?", "overview", (None, None)),
        ("How are care leavers in custody supported?", "one", (None, None)),
    ],
)  # fmt: skip
def test_a_question_has_a_focus(sandwell, text, breadth, focus):
    assert focus_of(text, sandwell, breadth) == Focus(*focus)


def test_faults_of_an_area_are_those_of_its_section_and_of_what_is_said_of_it(everything):
    kept = focused(everything, Focus("faults", "help_and_protection"))
    assert locators(kept)[:4] == ["p8", "p12", "p13"]
    assert all(map(finds_fault, texts(kept)))


def test_strengths_of_an_area_leave_out_what_finds_fault(everything):
    kept = focused(everything, Focus("strengths", "care_leavers"))
    assert (
        {"p32", "p38", "p41"}
        <= set(locators(kept))
        <= {
            *(f"p{number}" for number in range(30, 43)),
            "summary.2",
        }
    )
    assert not any(map(finds_fault, texts(kept)))


def test_faults_of_the_whole_begin_with_what_must_improve(everything):
    kept = focused(everything, Focus("faults", "overall"))
    first = locators(kept)[:6]
    assert {"improvements.1", "improvements.2", "improvements.3", "improvements.4"} <= set(first)
    assert "p8" in locators(kept)


def test_where_nothing_near_finds_fault_the_evidence_stays(everything, sandwell_passages):
    near = Candidate(sandwell_passages["p16"], 0.9)
    evidence = Evidence((near, *everything.candidates), everything.sentences)
    assert focused(evidence, Focus("faults")) == evidence
    assert focused(Evidence((), ()), Focus("faults")) == Evidence((), ())


def test_an_overview_of_an_area_has_as_much_room_for_either_side(everything):
    strengths, faults = measured(everything, Focus(None, "care_leavers"), "overview")
    assert strengths[1].max_words == faults[1].max_words
    assert not any(map(finds_fault, texts(strengths[0])))
    assert {"p30", "p31", "p36"} <= set(locators(faults[0]))


def test_without_a_focus_all_of_the_evidence_counts(everything):
    assert [evidence for evidence, _ in measured(everything, Focus(), "one")] == [everything]
