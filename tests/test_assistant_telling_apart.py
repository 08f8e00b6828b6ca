import pytest

from assistant.retrieval import Candidate, Evidence, ScoredSentence
from assistant.telling_apart import findings_first, naming_first, on_the_subject, told_apart


@pytest.fixture
def near(sandwell_passages):
    """All of these equally near."""

    def build(*locators):
        passages = [sandwell_passages[locator] for locator in locators]
        return Evidence(
            tuple(Candidate(passage, 0.5) for passage in passages),
            tuple(ScoredSentence(passage, passage.sentences[0], 0.5) for passage in passages),
        )

    return build


def locators(evidence):
    return [candidate.passage.locator for candidate in evidence.candidates]


@pytest.mark.parametrize(
    ("text", "mistaken", "meant"),
    [
        ("what happens when they go missing from care", "p17", "p19"),
        ("CIN plans", "p7", "p8"),
        ("are cp plans any good", "p8", "p7"),
        ("fostering assessments", "p14", "p29"),
        ("how good is the quality of assessments", "judgements", "p6"),
        ("what does Ofsted think of early help", "about", "p1"),
        ("whats it like working here according to ofsted", "about", "p55"),
        ("on a Sunday, is the cover any good", "header", "p5"),
    ],
)
def test_what_is_easily_mistaken_comes_after_what_was_meant(near, text, mistaken, meant):
    found = told_apart(near(mistaken, meant), text)
    assert locators(found) == [meant, mistaken]
    assert found.candidates[1].score < found.candidates[0].score == 0.5
    assert [each.passage.locator for each in found.sentences] == [meant, mistaken]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("who helps kids who look after a poorly parent", "p15"),
        ("is private fostering checked", "p14"),
        ("what of IROs", "p20"),
    ],
)
def test_of_passages_as_near_what_names_the_subject_comes_first(near, text, named):
    assert locators(naming_first(near("p38", named), text)) == [named, "p38"]


def test_where_nothing_of_the_sector_is_named_the_order_stays(near):
    evidence = near("p38", "p15")
    assert naming_first(evidence, "how are things") == evidence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Which area requires improvement?", "judgements"),
        ("CP plans and CIN plans", "p7"),
        ("private fostering and foster carers", "p14"),
        ("child protection plans: what about CIN ones?", "p8"),
        ("where is this report published", "about"),
        ("what does Ofsted do", "about"),
        ("when were the inspectors here", "header"),
    ],
)
def test_what_is_asked_for_loses_nothing(near, text, first):
    found = told_apart(near(first, "p1"), text)
    assert locators(found) == [first, "p1"]
    assert {candidate.score for candidate in found.candidates} == {0.5}


@pytest.mark.parametrize("sums_up", ["summary.2", "improvements.3"])
def test_a_finding_is_quoted_before_what_sums_it_up(near, sums_up):
    found = near(sums_up, "p30")
    assert told_apart(found, "are advisers allocated early") == found
    assert locators(findings_first(found)) == ["p30", sums_up]
    assert findings_first(found).sentences[0].passage.locator == "p30"


def test_an_overview_of_a_subject_begins_with_what_names_it(near):
    found = on_the_subject(near("p1", "p31"), "overview of pathway plans")
    assert locators(found) == ["p31", "p1"]
    assert [each.passage.locator for each in found.sentences] == ["p1", "p31"]


@pytest.mark.parametrize("text", ["overview of quality", "sum up kayaking", "overview of the LADO"])
def test_an_overview_of_what_no_passage_names_stays_as_it_is(near, text):
    found = near("p1", "p31")
    assert on_the_subject(found, text) == found


def test_no_evidence_stays_none():
    assert on_the_subject(Evidence((), ()), "pathway plans") == Evidence((), ())
    assert told_apart(Evidence((), ()), "CIN plans") == Evidence((), ())
    assert findings_first(Evidence((), ())) == Evidence((), ())
