from datetime import datetime, timedelta, timezone
from typing import get_args

import pytest

from eval.names import Kind, Split, SystemName
from eval.places import Place
from eval.wording import kind_words, places_words, split_words, system_words, when_words


def test_every_name_has_its_own_words():
    for words_of, names in (
        (kind_words, get_args(Kind)),
        (system_words, get_args(SystemName)),
        (split_words, (*get_args(Split), None)),
    ):
        assert len({words_of(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["p12"], "Paragraph 12"),
        (["p2", "p1"], "Paragraphs 1, 2"),
        (["p10", "p8", "p9", "p3"], "Paragraphs 3, 8 to 10"),
        (["p3", "improvements", "summary"], "Summary, Improvements, paragraph 3"),
    ],
)
def test_places_are_taken_together(names, words):
    assert places_words(Place("sandwell-2025-10", name) for name in names) == words


def test_a_time_is_told_in_utc():
    moment = datetime(2026, 11, 24, 0, 41, tzinfo=timezone(timedelta(hours=2)))
    assert when_words(moment) == "23 November 2026, 22:41 UTC"
