"""Citations in brackets: what they look like, and a sentence without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.short_ids import SHAPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OPENING = "[【(（{［⟦<"
_CLOSING = "]】)）}］⟧>"
LONGEST_GROUP = 80
GROUP = re.compile(
    rf"[{re.escape(OPENING)}]{{1,2}}([^{re.escape(OPENING + _CLOSING)}\n]{{1,{LONGEST_GROUP - 4}}})"
    rf"[{re.escape(_CLOSING)}]{{1,2}}"
)
_SQUARE = "[【［⟦"
_SEPARATOR = re.compile(r"[\s,;/&+|:=–—-]+")
_FILLER = frozenset(
    ("and", "to", "id", "ids", "passage", "passages", "source", "sources", "see", "ref", "cite")
)
_DECORATION = "^#@*_\"'“”‘’."
# What models cite by although nobody gave it to them: numbers, "¶12", "p12", "doc1".
_INVENTED = re.compile(r"(?:¶+|p|para|paragraph|doc|document|source)?\.?\d{1,3}", re.IGNORECASE)

_CODE = re.compile(r"(`+)(.+?)\1")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|`+")
_LINE_OPENING = re.compile(r"^(?:#{1,6}\s+|>\s*|[-*•+]\s+|\(?\d{1,2}[.)]\s+)+")
_QUOTATION_MARKS = '"“”'
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")


@dataclass(frozen=True)
class CitedSentence:
    """A sentence in plain text: what it cites that is known, and what it cites that is not.

    ``stray`` says that an id stands in its text where no citation can.
    """

    text: str
    ids: tuple[str, ...]
    unknown: tuple[str, ...]
    stray: bool


def is_citation(group: str) -> bool:
    """Whether a bracket with its content is meant as a citation, by its form alone."""
    tokens = _tokens(group)
    ids = [token for token in tokens if SHAPE.fullmatch(token)]
    if group[0] in _SQUARE:
        return bool(tokens) and all(SHAPE.fullmatch(t) or _INVENTED.fullmatch(t) for t in tokens)
    return bool(ids) and len(ids) == len(tokens)


def read_sentence(raw: str, known: Collection[str]) -> CitedSentence:
    """The sentence without citations and mark-up, and the ids it cites, each once, in order.

    An id in code is no citation, and one in the address of a link is dropped with it.
    """
    text = _CODE.sub(lambda code: f"`{_opened(code[2])}`", raw)
    text = _LINK.sub(lambda link: f"[{link[1]}]" if is_citation(f"[{link[1]}]") else link[1], text)
    cited: list[str] = []

    def taken_out(group: re.Match[str]) -> str:
        if not is_citation(group[0]):
            return group[0]
        cited.extend(token.lower() for token in _tokens(group[0]))
        return " "

    text = GROUP.sub(taken_out, text)
    text = _LINE_OPENING.sub("", _MARKUP.sub("", text).strip())
    text = _without_lone_mark(_SPACE_BEFORE_STOP.sub("", " ".join(text.split())))
    unique = tuple(dict.fromkeys(cited))
    return CitedSentence(
        text=_one_stop(text),
        ids=tuple(id_ for id_ in unique if id_ in known),
        unknown=tuple(id_ for id_ in unique if id_ not in known),
        stray=any(word.lower() in known for word in re.findall(r"\w+", text)),
    )


def _tokens(group: str) -> list[str]:
    return list(_without_filler(group.strip(OPENING + _CLOSING)))


def _without_filler(inside: str) -> Iterator[str]:
    for word in _SEPARATOR.split(inside):
        token = word.strip(_DECORATION)
        if token and token.lower() not in _FILLER:
            yield token


def _opened(code: str) -> str:
    """Code with its brackets gone, so that nothing in it is taken for a citation."""
    return "".join(" " if character in OPENING + _CLOSING else character for character in code)


def _without_lone_mark(text: str) -> str:
    """Without the quotation mark that opens or ends a whole draft and has no partner here."""
    if sum(text.count(mark) for mark in _QUOTATION_MARKS) != 1:
        return text
    return text.strip(_QUOTATION_MARKS + " ")


def _one_stop(text: str) -> str:
    """The stop that stood behind a citation, and the one before it, are one."""
    return re.sub(r"([.!?])[.,;]+$", r"\1", text)
