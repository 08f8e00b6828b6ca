from datetime import date

import pytest

from assistant.pages.wording import answer_label, dates_words, list_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 10, 13), date(2025, 10, 24), "13 to 24 October 2025"),
        (date(2022, 11, 28), date(2022, 12, 9), "28 November to 9 December 2022"),
        (date(2021, 12, 30), date(2022, 1, 5), "30 December 2021 to 5 January 2022"),
        (date(2022, 1, 5), date(2022, 1, 5), "5 January 2022"),
        (None, date(2022, 1, 5), "5 January 2022"),
        (None, None, ""),
    ],
)
def test_dates_do_not_repeat_what_they_share(start, end, words):
    assert dates_words(start, end) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["1"], "1"), (["1", "2"], "1 and 2"), (["1", "2", "3"], "1, 2 and 3")],
)
def test_lists_read_as_a_sentence_does(items, words):
    assert list_words(items) == words


def test_a_full_answer_has_no_label_and_everything_has_one():
    assert answer_label("answered", everything=False) == ""
    assert answer_label("answered", everything=True) == "Everything that was found"


def test_a_refusal_says_whether_the_whole_report_was_searched():
    whole = answer_label("not_in_report", everything=False)
    some = answer_label("not_in_report", everything=False, narrowed=True)
    assert (whole, some) == ("Not in the report", "Not in the sections searched")
