from dataclasses import replace
from datetime import date

import pytest

from assistant.models import Question
from assistant.other_reports import asked_elsewhere
from assistant.scope import scoped


class FakeCatalogue:
    def __init__(self, passages, *documents):
        self._passages, self._documents = tuple(passages.values()), documents

    def reports(self):
        return self._documents

    def passages(self, _):
        return self._passages


@pytest.fixture
def dudley(sandwell):
    return replace(
        sandwell, report="dudley-2022-11", authority="Dudley", end_date=date(2022, 11, 4)
    )


@pytest.fixture
def earlier(sandwell):
    return replace(sandwell, report="sandwell-2022-05", end_date=date(2022, 5, 20))


@pytest.fixture
def name_of(sandwell, sandwell_passages):
    def name_of(text):
        found = asked_elsewhere(text, [sandwell], FakeCatalogue(sandwell_passages, sandwell))
        return found and found.name

    return name_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("How are care leavers in Dudley doing?", "Dudley"),
        ("walsall care leavers", "Walsall"),
        ("Do Southwark's care leavers do better?", "Southwark"),
        ("compare us with Birmingham and Solihull", "Birmingham and Solihull"),
        ("Is North Lincolnshire's MASH quicker than ours?", "North Lincolnshire"),
        ("What did the 2018 inspection say about fostering?", "an inspection in 2018"),
        ("What did the 2022 inspection find on pathway plans?", "an inspection in 2022"),
        ("What was our grade in 2013?", "an inspection in 2013"),
        ("Who led the 2018 visit?", "an inspection in 2018"),
        ("What did CQC find?", "the Care Quality Commission"),
        ("HMICFRS on the police response", "the inspectorate of constabulary"),
        ("what does the latest monitoring visit say", "a monitoring visit"),
    ],
)
def test_another_authority_year_or_inspectorate_is_named(text, name, name_of):
    assert name_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "What has got better since 2022?",
        "What has changed since the 2022 inspection and what hasn't?",
        "Which weaknesses of the 2022 inspection are still there?",
        "After being inadequate across the board in 2022, how did Sandwell climb out?",
        "What grade did Sandwell get in 2022?",
        "What were we judged in the last inspection?",
        "Was the October 2025 inspection announced?",
        "Do care leavers living in Dudley get council tax exemption?",
        "Can I tell my young man in Walsall that he is covered?",
        "How many children are placed in Birmingham?",
        "Do homeless teenagers know of the Southwark judgement?",
        "Is the Birmingham Road office mentioned?",
        "What do they say of Sally Halton?",
        "do we bury bad news",
        "Are unregistered homes reported to the CQC?",
        "What has moved on since the last focused visit?",
        "How is Sandwell doing?",
    ],
)
def test_background_places_and_names_are_not_what_is_asked_about(text, name_of):
    assert name_of(text) is None


def test_what_the_report_itself_speaks_of_may_be_asked(sandwell, sandwell_passages):
    passage = sandwell_passages["p29"]
    told = replace(passage, text=f"{passage.text} It is shared with Dudley and the CQC.")
    catalogue = FakeCatalogue({"p29": told}, sandwell)
    assert asked_elsewhere("Who runs adoption with Dudley?", [sandwell], catalogue) is None
    assert asked_elsewhere("What did the CQC say?", [sandwell], catalogue) is None


def test_a_named_report_of_the_index_answers_and_a_warning_says_so(
    sandwell, dudley, earlier, sandwell_passages
):
    catalogue = FakeCatalogue(sandwell_passages, sandwell, dudley, earlier)
    in_dudley = scoped(Question("How are care leavers in Dudley?"), (sandwell,), catalogue)
    assert in_dudley.documents == (dudley,)
    assert in_dudley.elsewhere is None
    assert "the Dudley report of November 2022" in in_dudley.warnings[0]
    then = scoped(Question("What did the 2022 inspection find on PEPs?"), (sandwell,), catalogue)
    assert then.documents == (earlier,)
    both = scoped(Question("Are our PAs better than in Dudley?"), (sandwell,), catalogue)
    assert both.documents == (sandwell, dudley)


def test_reports_that_the_asker_chose_stay_and_the_other_is_named(
    sandwell, dudley, sandwell_passages
):
    catalogue = FakeCatalogue(sandwell_passages, sandwell, dudley)
    question = Question("How are care leavers in Dudley?", reports=(sandwell.report,))
    found = scoped(question, (sandwell,), catalogue)
    assert found.documents == (sandwell,)
    assert found.elsewhere.documents == (dudley,)
    everywhere = scoped(question, (sandwell, dudley), catalogue)
    assert everywhere.elsewhere is None
