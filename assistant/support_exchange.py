"""Whether a sentence copies one of the passage and puts another subject in the place of its own."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from assistant.glossary import concepts_in
from assistant.support_subjects import ANY_REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[\w'’]+")
# Of the words of a sentence that must stand in the other in their order for a copy.
_COPIED = 0.6
# What is exchanged may be part of a longer term.
_AROUND = 2
# Words; more than that is said otherwise, or left out.
_LONGEST = 10


def subject_exchanged(claim: str, sentences: Iterable[str]) -> bool:
    """Whether ``claim`` copies one of ``sentences`` but for a term of the sector.

    Where the sentence has one that the claim has not, the claim has one that the sentence has not.
    """
    claimed = _words(claim)
    copies = [(_matcher(_words(sentence), claimed), sentence) for sentence in sentences]
    matcher, sentence = max(
        copies, key=lambda copy: _in_order(copy[0]), default=(_matcher([], []), "")
    )
    if not claimed or _in_order(matcher) < _COPIED * len(claimed):
        return False
    said, read = _terms(claim), _terms(sentence)
    return any(
        there - said - here and here - read - there
        for there, here in _exchanged(matcher, _words(sentence), claimed)
    )


def _exchanged(
    matcher: SequenceMatcher[str], read: list[str], claimed: list[str]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The terms around each place that differs: of what was read, and of what is claimed.

    Places with no more than _AROUND words between them are one; long ones are passed over.
    """
    ends: list[tuple[int, int, int, int]] = []
    for change, start, end, claim_start, claim_end in matcher.get_opcodes():
        if change == "equal":
            continue
        if ends and start - ends[-1][1] <= _AROUND:
            start, _, claim_start, _ = ends.pop()
        ends.append((start, end, claim_start, claim_end))
    for start, end, claim_start, claim_end in ends:
        if max(end - start, claim_end - claim_start) > _LONGEST:
            continue
        yield (
            _terms(" ".join(read[max(0, start - _AROUND) : end + _AROUND])),
            _terms(" ".join(claimed[max(0, claim_start - _AROUND) : claim_end + _AROUND])),
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _matcher(read: list[str], claimed: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, read, claimed, autojunk=False)


def _in_order(matcher: SequenceMatcher[str]) -> int:
    return sum(block.size for block in matcher.get_matching_blocks())


def _terms(text: str) -> frozenset[str]:
    return frozenset(concept.term for concept in concepts_in(text)) - ANY_REPORT
