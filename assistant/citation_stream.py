"""A draft as it is written → its sentences, each with the ids that it cites.

Pure: ``feed`` takes a state and a piece and gives a new state and what is complete. A sentence is
complete once what follows it can no more be a citation of it, so however the draft is cut into
pieces, the same sentences come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.citation_groups import GROUP, LONGEST_GROUP, OPENING, is_citation

_END = re.compile(r"[.!?…]+[\"'”’)*_]*|\n")
_SPACE = re.compile(r"\s*")
# The address of a link whose words are a citation.
_ADDRESS = re.compile(rf"\((?=[^)\n]*[:/#.])[^()\n]{{1,{LONGEST_GROUP - 2}}}\)")
_STOP_BEHIND = re.compile(r"[.,;]?(?=\s)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
# What ends in a full stop without ending a sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[])(?:e\.g|i\.e|etc|approx|mr|mrs|ms|dr|st|no|nos|vs|para|paras|[a-z]|\d+)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RawSentence:
    """One sentence as written, with the citations behind it; no line break inside of its text.

    ``new_paragraph`` says that it begins a line.
    """

    text: str
    new_paragraph: bool


@dataclass(frozen=True)
class Draft:
    """What of a draft is not yet complete."""

    pending: str = ""
    in_code: bool = False
    at_line_start: bool = True


def feed(draft: Draft, piece: str) -> tuple[Draft, tuple[RawSentence, ...]]:
    """Add a piece; the draft to go on with, and the sentences that are now complete."""
    return _cut(replace(draft, pending=draft.pending + piece), last=False)


def finish(draft: Draft) -> tuple[RawSentence, ...]:
    """What is left at the end, complete or not."""
    return _cut(draft, last=True)[1]


def _cut(draft: Draft, *, last: bool) -> tuple[Draft, tuple[RawSentence, ...]]:
    found: list[RawSentence] = []
    while (end := _end_of_first(draft.pending, last=last)) is not None:
        raw, rest = draft.pending[:end], draft.pending[end:]
        in_code = draft.in_code
        if _FENCE.match(raw):
            in_code = not in_code
        elif raw.strip() and not in_code:
            found.append(RawSentence(" ".join(raw.split()), draft.at_line_start))
        at_line_start = "\n" in raw[len(raw.rstrip()) :] or (
            draft.at_line_start and not raw.strip()
        )
        draft = Draft(rest, in_code, at_line_start)
    return draft, tuple(found)


def _end_of_first(text: str, *, last: bool) -> int | None:
    """Where the first sentence ends, with its citations and the space behind; None if unknown."""
    for mark in _END.finditer(text):
        if mark.end() == len(text) and not last:
            return None
        end = _behind_citations(text, mark.end(), last=last)
        if end is None:
            return None
        if _is_end(text, mark, end):
            return end
    return len(text) if last and text else None


def _behind_citations(text: str, start: int, *, last: bool) -> int | None:
    """The end of the citations and spaces from ``start`` on; None while more may belong to them."""
    place = start
    while True:
        after_space = _match_end(_SPACE, text, place)
        if after_space == len(text):
            return after_space if last else None
        if text[after_space] not in OPENING:
            stop_may_follow = place > start and text[place:] in (".", ",", ";")
            return None if stop_may_follow and not last else after_space
        group = GROUP.match(text, after_space)
        if group is None:
            open_yet = len(text) - after_space <= LONGEST_GROUP and "\n" not in text[after_space:]
            return None if open_yet and not last else after_space
        if not is_citation(group[0]):
            return after_space
        # A full stop may follow its citation: "… plans. [id]."
        place = _match_end(_STOP_BEHIND, text, _match_end(_ADDRESS, text, group.end()))


def _is_end(text: str, mark: re.Match[str], end: int) -> bool:
    if mark[0] == "\n":
        return True
    between = text[mark.end() : end]
    if not between and end < len(text):
        return False
    cited = between.strip() != ""
    if cited or "\n" in between or end == len(text):
        return True
    return not _ABBREVIATED.search(text[: mark.end()]) and not text[end].islower()


def _match_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
