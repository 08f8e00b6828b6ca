import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import spelling
from assistant.settings import CORPUS
from assistant.spelling import Change, mend, report_words

REPORT = frozenset(
    re.findall("[a-z]{2,}", (CORPUS / "sandwell-2025-10.txt").read_text("utf-8").lower())
)
MISSPELT = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "data" / "misspelt_questions.txt")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]
KNOWN = [
    *sorted(REPORT),
    "whilst",
    "organised",
    "counselling",
    "what's",
    "Dudley",
    "NEET",
    "21",
    "B&B",
]


def mended(text: str) -> str:
    return mend(text, REPORT).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("accomodation", "accommodation"),
        ("pathwey plans", "pathway plans"),
        ("do we vist them", "do we visit them"),
        ("the counciller's view", "the councillor's view"),
        ("Assesments, late?", "Assessments, late?"),
        ("Late? Assesments are.", "Late? Assessments are."),
        ("multi-agancy", "multi-agency"),
        ("cahms", "camhs"),
        ("socialworkers", "social workers"),
        ("thecarers", "the carers"),
        ("quality ofthe plans", "quality of the plans"),
    ],
)
def test_what_is_misspelt_is_mended(typed, meant):
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Dudley, Mockford and Sharples",
        "dudley mockford sharples",
        "Mockford said what?",
        "did Assesments Ltd bid",
        "LADO lado UASC uasc IROs iros camhs ehcps",
        "ASSESMENTS",
        "p12 16/17yr assesment2 a@assesment.uk www.assesment.uk",
        "teh yor vey",
        "organised programmes centred on behaviour, whilst colour-coded licences practised",
        "realize the color program",
        "whats theyre isnt dont thats",
        "the ones whove left, wots next",
        "café naïve",
        "",
    ],
)
def test_what_may_be_right_is_left_alone(text):
    assert mend(text, frozenset()).changes == ()
    assert mended(text) == text


def test_a_word_of_the_report_is_the_likelier_one():
    assert mend("marden", frozenset()).text == "maiden"
    assert mend("marden", frozenset({"marten"})).text == "marten"


def test_changes_are_told_in_the_order_of_the_text():
    assert mend("wich assesment, wich?", REPORT).changes == (
        Change("wich", "which"),
        Change("assesment", "assessment"),
        Change("wich", "which"),
    )


@given(st.lists(st.sampled_from(KNOWN)).map(" ".join))
def test_known_words_stay_as_they_are(text):
    assert mended(text) == text


@given(st.lists(st.from_regex("[A-Za-z]{1,12}", fullmatch=True) | st.text(max_size=8), max_size=4))
def test_mending_twice_changes_nothing_more(words):
    once = mend(" ".join(words), REPORT)
    assert mend(once.text, REPORT).changes == ()


@given(st.lists(st.sampled_from([*KNOWN, *(typed for typed, _ in MISSPELT)]), max_size=5))
def test_the_number_of_words_changes_only_where_one_is_split(texts):
    text = " ".join(texts)
    result = mend(text, REPORT)
    splits = sum(" " in change.meant for change in result.changes)
    assert len(result.text.split()) == len(text.split()) + splits


def test_invented_questions_are_mended_as_they_were_meant():
    wrong = [(typed, mended(typed)) for typed, meant in MISSPELT if mended(typed) != meant]
    assert len(wrong) <= len(MISSPELT) // 10, wrong
    assert len(MISSPELT) == 60


def test_what_was_meant_is_left_alone():
    changed = [(meant, mended(meant)) for _, meant in MISSPELT if mended(meant) != meant]
    assert changed == []


def test_the_word_lists_hold_single_words_and_none_twice():
    data = Path(spelling.__file__).parent / "data"
    common, others = (
        (data / name).read_text("utf-8").splitlines()
        for name in ("common_words.txt", "english_words.txt")
    )
    assert all(re.fullmatch("[a-z]{2,}", word) for word in common)
    assert all(re.fullmatch("[A-Za-z][a-z]*", word) for word in others)
    assert len({*common, *others}) == len(common) + len(others)
    assert (data / "english_words.licence.txt").exists()


class Catalogue:
    """Counts how often its passages are asked for."""

    asked = 0

    def passages(self, report):
        self.asked += 1
        return [type("Passage", (), {"text": f"Pathway plans of {report}, 2025."})]


def test_the_words_of_a_report_are_gathered_once():
    catalogue = Catalogue()
    assert report_words(catalogue, "dudley") == {"pathway", "plans", "of", "dudley"}
    report_words(catalogue, "dudley")
    assert catalogue.asked == 1
    assert "tipton" in report_words(catalogue, "tipton")
