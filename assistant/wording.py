"""A question as its structure is read: in plain lower case, with numbers in digits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

if TYPE_CHECKING:
    from ingest.models import Document

_DATA = Path(__file__).parent / "data"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
# A pronoun, which must not become the number 1: "the one after paragraph 12".
_PRONOUN = re.compile(
    r"\b(the|that|this|which|each|every|any|no|next|previous|last|first|top|only|what)\s+one\b"
)
# Numbers in words are not read where a quotation mark follows.
_QUOTED = re.compile(r"(?<!\w)(['\"])([^'\"]{1,60})\1(?!\w)")
_DID = re.compile(r"\b(how|what|where|why)'d\b")
_UNITS = re.compile(r"(?<=\d)(?=(?:yrs?|years?)\b)")
_WORD = re.compile(r"[^\W\d_]+")
_REPORTS_KEPT = 16
_MOST_FREQUENT = 3000


def plain(question: str, document: Document) -> str:
    """The question in lower case with digits, and without quotation marks around short pieces.

    The authority that the report is about is "the authority".
    """
    text = _QUOTED.sub(r"\2", question.translate(_QUOTES).lower().strip())
    text = _DID.sub(r"\1 did", text)
    own = document.authority.lower()
    text = re.sub(rf"\b{re.escape(own)}\b", "the authority", text) if own else text
    text = _UNITS.sub(" ", _PRONOUN.sub(r"\1 item", text))
    return str(alpha2digit(text, "en", 0))


def plain_words() -> frozenset[str]:
    """Words that a question may hold without asking for anything more."""
    return _word_list("plain_words.txt")


@cache
def common_words() -> frozenset[str]:
    """Words of English that a dictionary writes small, and never large."""
    listed = (_DATA / "english_words.txt").read_text(encoding="utf-8").split()
    often = (_DATA / "common_words.txt").read_text(encoding="utf-8").split()[:_MOST_FREQUENT]
    names = {word.lower() for word in listed if not word.islower()}
    return frozenset([*often, *filter(str.islower, listed)]) - names


@cache
def authorities() -> tuple[str, ...]:
    """The names of the English authorities that Ofsted inspects, in lower case."""
    lines = (_DATA / "authorities.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.lower() for line in lines if line)


@lru_cache(maxsize=_REPORTS_KEPT)
def words_of_report(document: Document) -> frozenset[str]:
    """Every word of the report, in lower case."""
    blocks = [
        *(paragraph.block for paragraph in document.paragraphs),
        *(item.block for item in document.improvements),
        *document.summary,
    ]
    text = " ".join(block.text for block in blocks).translate(_QUOTES).lower()
    return frozenset(_WORD.findall(text))


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split())
