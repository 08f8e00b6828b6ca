"""What tells whether a sentence rests on a passage, in numbers.

A sentence is held against each sentence of the passage and each two that follow each other; the
best of them stands for the passage. What must agree (numbers, names, grades, amounts, denials) is
counted apart from what may differ in wording (how much of the content is there).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in, phrases_in
from assistant.support_actors import actors_missing
from assistant.support_degrees import degrees_dropped
from assistant.support_exchange import subject_exchanged
from assistant.support_instructions import without_instructions
from assistant.support_names import (
    grade_rows_disagree,
    grades_disagree,
    names_disagree,
    says_a_grade,
)
from assistant.support_numbers import in_digits, numbers_disagree, numbers_exchanged
from assistant.support_polarity import compare_polarity, value_of
from assistant.support_premise import as_the_passage_says, premise_of
from assistant.support_quantities import compare_quantities
from assistant.support_subjects import subjects_missing
from assistant.support_words import likeness, stems_of, weight, words_of
from ingest.models import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.support_words import Word
    from ingest.models import Passage

# "These children" brings along who was spoken of before.
_POINTS_BACK = re.compile(
    r"\b(?:these|this|they|them|their|those|such|it|its|some|here)\b", re.IGNORECASE
)
_IMPROVEMENTS = "What needs to improve: area for improvement."
_NAMED, _VALUED, _HEADING, _POINTED_AT, _ELSEWHERE = 0.9, 0.6, 0.7, 0.6, 0.35
_SECOND_SENTENCE, _DISAGREEMENT, _DOUBT = 0.05, 0.06, 0.03

SOFT = ("coverage", "unmatched", "sentences", "degrees_dropped")


@dataclass(frozen=True)
class Features:
    """Of the best place: what disagrees, by name, and the soft features by theirs.

    ``premise`` is the text of the place and of what belongs to it, ``whole`` that of the passage,
    and ``claim`` what is held against both, as the passage would say it
    (``assistant.support_premise``).
    """

    place: Sentence
    premise: str
    whole: str
    claim: str
    disagreements: frozenset[str]
    soft: Mapping[str, float]


def features_of(claim: str, passage: Passage) -> Features:
    """The features of the place in ``passage`` that says most nearly what ``claim`` says."""
    passage = without_instructions(passage)
    if not passage.sentences:
        return Features(
            Sentence(0, len(passage.text)),
            "",
            "",
            claim,
            frozenset(("nothing found",)),
            dict.fromkeys(SOFT, 0.0),
        )
    context = _context(passage)
    whole = f"{passage.text} . {context}"
    written, claim = claim, in_digits(claim)
    everywhere = _everywhere(claim, passage, whole)
    places = (_at(claim, passage, place, context, whole) for place in _places(passage))
    _, place, disagreements, soft = max(places, key=lambda found: found[0])
    premise = premise_of(claim, passage, place)
    said = as_the_passage_says(written, passage, premise)
    against = frozenset((*everywhere, *disagreements))
    return Features(place, premise, passage.text, said, against, soft)


def _context(passage: Passage) -> str:
    """What a reader of the passage knows besides: whose report it is, and under which heading."""
    heading = _IMPROVEMENTS if passage.part == "improvements" else passage.section or ""
    return f"{heading} . {passage.report.replace('-', ' ').title()} children's services"


def _everywhere(claim: str, passage: Passage, whole: str) -> Iterator[str]:
    if numbers_disagree(claim, whole):
        yield "numbers"
    if names_disagree(claim, whole):
        yield "names"
    rows = [passage.text[row.start : row.end] for row in passage.sentences]
    if passage.part != "judgements" and subject_exchanged(claim, rows):
        yield "exchange"
    in_table = passage.part == "judgements" and grade_rows_disagree(claim, rows)
    if in_table or grades_disagree(claim, passage.text):
        yield "grades"


def _places(passage: Passage) -> Iterator[Sentence]:
    yield from passage.sentences
    for one, two in pairwise(passage.sentences):
        yield Sentence(one.start, two.end)
    if passage.part == "judgements":
        yield Sentence(0, len(passage.text))


def _at(
    claim: str, passage: Passage, place: Sentence, context: str, whole: str
) -> tuple[float, Sentence, tuple[str, ...], dict[str, float]]:
    text = in_digits(passage.text[place.start : place.end])
    points_back = bool(_POINTS_BACK.search(text))
    words = [word for word in words_of(claim) if word.carries]
    matched = _matched(words, claim, text, context, whole, points_back=points_back)
    amounts = compare_quantities(claim, text)
    polarity = compare_polarity(claim, f"{text} . {context}")
    # "These children" may be anybody that the passage named before.
    source = whole if points_back else f"{text} . {context}"
    here = subjects_missing(claim, source)
    in_table = passage.part == "judgements"
    found = {
        "amounts": amounts.conflicts or amounts.dropped or (amounts.unfounded and not in_table),
        "subjects": here or (actors_missing(claim, source) and not in_table),
        "denial": polarity.flipped or polarity.dropped,
        "judgement": polarity.against or polarity.blame,
        "grades": polarity.against and says_a_grade(claim),
        "numbers": numbers_exchanged(claim, text),
    }
    total = sum(weight(word) for word in words) or 1.0
    unmatched = sum(weight(word) for word in words if not matched[word])
    coverage = sum(weight(word) * matched[word] for word in words) / total
    sentences = sum(place.start <= s.start < place.end for s in passage.sentences)
    soft = {
        "coverage": coverage,
        "unmatched": min(unmatched, 1.0),
        "sentences": float(sentences),
        "degrees_dropped": float(degrees_dropped(claim, text)),
    }
    doubts = amounts.unfounded + amounts.dropped + polarity.dropped + len(here)
    score = coverage - _SECOND_SENTENCE * (sentences - 1) - _DOUBT * doubts
    score -= _DISAGREEMENT * (amounts.conflicts + polarity.flipped + polarity.against)
    return score, place, tuple(name for name, is_so in found.items() if is_so), soft


def _matched(
    words: Sequence[Word], claim: str, text: str, context: str, whole: str, *, points_back: bool
) -> dict[Word, float]:
    """How surely each word of the claim is said in ``text``, or near it."""
    here, heading, anywhere = (stems_of(words_of(part)) for part in (text, context, whole))
    named = _named(claim, f"{text} . {context}")
    values = {value_of(word) for word in words_of(text)} - {0}
    elsewhere = _POINTED_AT if points_back else _ELSEWHERE
    return {
        word: max(
            likeness(word, here),
            _NAMED * (word.text in named),
            _VALUED * (value_of(word) in values),
            _HEADING * (likeness(word, heading) > 0),
            elsewhere * likeness(word, anywhere),
        )
        for word in words
    }


def _named(claim: str, source: str) -> frozenset[str]:
    """The words of the claim that name what the source names otherwise: "DCS"."""
    known = set(concepts_in(source))
    phrases = [phrase for phrase, concept in phrases_in(claim) if concept in known]
    return frozenset(word.text for phrase in phrases for word in words_of(phrase))
