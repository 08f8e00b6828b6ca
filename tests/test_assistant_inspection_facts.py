import pytest

from assistant.inspection_facts import facts_apart, inspection_facts

LEAD = "Lead inspector: Monique Lindsay, His Majesty's Inspector"
DATES = "Inspection dates: 13 to 24 October 2025"


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("Who was the lead inspector?", [LEAD]),
        ("which HMI ran the inspection", [LEAD]),
        ("What's the name of the inspector in charge of this visit?", [LEAD]),
        ("lead inspector", [LEAD]),
        ("Which HMI was in charge of the October 2025 visit?", [LEAD]),
        ("When was the 2025 inspection?", [DATES]),
        ("When was the 2022 inspection?", []),
        ("who is monique lindsay?", [LEAD]),
        ("Who was the director?", []),
        ("which weeks were they in", [DATES]),
        ("what dates were they here?", [DATES]),
        ("what was the lead's name", [LEAD]),
        ("Who led our inspection and what was the inspection lead called?", [LEAD]),
        ("When was the inspection?", [DATES]),
        ("what dates were Ofsted here", [DATES]),
        ("Which weeks did the inspectors visit?", [DATES]),
        ("inspection dates", [DATES]),
        ("name of the head inspector please", [LEAD]),
        ("who inspected us and on what dates", [DATES, LEAD]),
        ("who was the HMI and what dates were they here, I need it for a note", [DATES, LEAD]),
        ("lead inspector's name + the dates they were on site, for my paper", [DATES, LEAD]),
        ("lead inspector name + which fortnight were they in", [DATES, LEAD]),
        ("who led the team, and between which dates were they with us?", [DATES, LEAD]),
        ("For a note: when they were on site and the name of the HMI", [DATES, LEAD]),
        ("when they visited, what did they make of PAs", []),
        ("exact number of kids in unregistered homes on the day inspectors came", []),
        ("who was in charge of inspecting us", [LEAD]),
        ("Which inspector headed the team?", [LEAD]),
        ("who else was on the inspection team besides the lead", []),
        ("Who led the team on early help?", []),
        ("when they were with us as UASC were they safe?", []),
    ],
)
def test_the_header_answers_who_and_when(question, lines, sandwell_passages):
    found = inspection_facts(question, sandwell_passages["header"])
    assert [sentence.text for sentence in found] == lines
    assert [c.quote for sentence in found for c in sentence.citations] == lines


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How do I get it in large print or braille?", "different format"),
        ("where can a foster carer get this in bigger type", "different format"),
        ("What's the licence for reusing this report?", "Open Government Licence"),
        ("ofsted's phone number", "0300 123 1231"),
        ("what is the email address for Ofsted", "enquiries@ofsted.gov.uk"),
    ],
)
def test_the_last_page_tells_of_the_report_itself(question, says, sandwell_passages):
    about = sandwell_passages["about"]
    found = inspection_facts(question, sandwell_passages["header"], about)
    assert says in " ".join(sentence.text for sentence in found)
    assert {c.locator for sentence in found for c in sentence.citations} == {"about"}


@pytest.mark.parametrize(
    "question",
    [
        "When is the next Ofsted inspection?",
        "When will Ofsted come back?",
        "how long until inspectors return",
        "when do we get reinspected by Ofsted",
        "Who was the lead inspector in 2022?",
        "When were we last inspected?",
        "What did inspectors say about visits?",
        "How long do children wait for a visit?",
        "Who visits children in care?",
        "When did inspectors find the service had improved?",
        "Which inspector said that?",
        "Do foster carers need a driving licence?",
        "Who do I call about a child at risk?",
        "Did Ofsted address neglect?",
    ],
)
def test_other_questions_are_left_to_the_search(question, sandwell_passages):
    parts = sandwell_passages
    assert inspection_facts(question, parts["header"], parts["about"]) == []


def test_a_report_without_a_header_has_no_facts():
    assert inspection_facts("Who was the lead inspector?", None) == []


@pytest.mark.parametrize(
    ("question", "lines", "left"),
    [
        ("When was the inspection and what grade did we get?", [DATES], "what grade did we get?"),
        ("Who led the inspection? Are care plans any good?", [LEAD], "Are care plans any good?"),
        ("When was the inspection, who led the inspection and how many inspectors were there?",
         [DATES, LEAD], "how many inspectors were there?"),
    ],
)  # fmt: skip
def test_facts_are_told_apart_from_what_else_is_asked(question, lines, left, sandwell_passages):
    told, rest = facts_apart(question, sandwell_passages["header"], None)
    assert [sentence.text for sentence in told] == lines
    assert rest == left


@pytest.mark.parametrize(
    "question",
    [
        "When was the inspection?",
        "who inspected us and on what dates",
        "One of our parents is blind, how do I order a braille version?",
        "Are care plans good?",
        "",
    ],
)
def test_a_question_of_facts_alone_or_of_none_is_left_whole(question, sandwell_passages):
    header, about = sandwell_passages["header"], sandwell_passages["about"]
    assert facts_apart(question, header, about) == ([], question)
