"""What is taken for personal, and what people ask about an inspection that is not."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy import in_words, is_nhs_number, personal_details

TRAINING_QUESTIONS = Path(__file__).parents[1] / "vectorstore/adaptation/questions.jsonl"


def seen(text):
    return [(detail.kind, text[detail.start : detail.end]) for detail in personal_details(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My client's NHS number is 943 476 5919.", [("nhs_number", "943 476 5919")]),
        ("9434765919: what support is there?", [("nhs_number", "9434765919")]),
        ("NHS no: 123 456 7890", [("nhs_number", "123 456 7890")]),
        ("Ring 0121 496 0123 about it", [("telephone", "0121 496 0123")]),
        ("+44 7700 900123 wants help", [("telephone", "+44 7700 900123")]),
        ("mail a.b@example.com", [("email", "a.b@example.com")]),
        ("LCS 123456, what did Ofsted say?", [("case_number", "123456")]),
        ("case ref ABC/1234", [("case_number", "ABC/1234")]),
        ("child ID: 4455667", [("case_number", "4455667")]),
        ("NI QQ 12 34 56 C", [("case_number", "QQ 12 34 56 C")]),
        ("he lives at b70 8ab", [("postcode", "b70 8ab")]),
        ("flat 2, 33 Oak Tree Lane", [("address", "flat 2, 33 Oak Tree Lane")]),
        ("at 12 high street tipton", [("address", "12 high street")]),
        ("born on 4 july 2010", [("date_of_birth", "4 july 2010")]),
        ("a girl called Amira is missing", [("name", "Amira")]),
        ("a boy called jayden", [("name", "jayden")]),
        ("Tia is 15 years old and homeless", [("name", "Tia")]),
        ("J.S., aged 12, is in care", [("name", "J.S.")]),
        (
            "Sarah Khan 12/03/2011: pathway plan?",
            [("name", "Sarah Khan"), ("date_of_birth", "12/03/2011")],
        ),
        ("Mia's dad rang from 0121 496 0123", [("name", "Mia's"), ("telephone", "0121 496 0123")]),
    ],
)
def test_personal_details_are_seen(text, expected):
    assert seen(text) == expected


def test_a_pasted_case_note_is_seen_for_all_that_it_holds():
    note = (
        "Jayden Smith (DOB 12/03/2011) lives at 14 Hawthorn Road, B69 3DE with his mum Kelly. "
        "What did inspectors say about children who go missing?"
    )
    kinds = [detail.kind for detail in personal_details(note)]
    assert kinds == ["name", "date_of_birth", "address", "postcode", "name"]
    assert in_words(personal_details(note)) == (
        "a name, a date of birth, an address and a postcode"
    )


@pytest.mark.parametrize(
    "text",
    [
        "What did inspectors say about homeless 16 and 17 year olds?",
        "What did the inspection of 13 to 24 October 2025 find?",
        "paras 30-36, paragraph 12 and section 3 2nd line",
        "Are 16 and 17 year olds street homeless?",
        "Did the lead inspector Monique Lindsay visit in October 2025?",
        "How much of the £1,250,000, or £250000, was spent?",
        "Children (16 to 17), PA (21), UASC aged 17",
        "Ofsted report 20 May 2022 Sandwell, what changed since?",
        "a service called Horizons",
        "",
    ],
)
def test_questions_about_an_inspection_are_not_personal(text):
    assert seen(text) == []


def test_no_question_about_other_reports_is_held_back():
    lines = TRAINING_QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert len(questions) > 5000
    assert [text for text in questions if personal_details(text)] == []


@given(st.integers(0, 10**9 - 1))
def test_of_ten_last_digits_at_most_one_makes_an_nhs_number(nine):
    valid = [digit for digit in "0123456789" if is_nhs_number(f"{nine:09}{digit}")]
    assert len(valid) <= 1


@given(st.text(max_size=200))
def test_details_are_in_order_and_within_the_text(text):
    spans = [(detail.start, detail.end) for detail in personal_details(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
