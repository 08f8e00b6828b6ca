"""Sentences of a passage that speak to a model instead of telling what inspectors found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Passage

_SAYING = "say|answer|respond|reply|write|output|print|repeat|state|claim|tell"
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}"
    r"\b(?:above|previous|prior|earlier|instructions?|rules?|prompts?)\b"
    rf"|^\W*(?:please |now |instead,? )*(?:{_SAYING})\b"
    rf"|\byou (?:must|should|shall|will|are to|may only) (?:\w+ )?(?:{_SAYING})\b"
    r"|\b(?:system prompt|language model|assistant:|as an ai)\b",
    re.IGNORECASE,
)


def without_instructions(passage: Passage) -> Passage:
    """The passage with such sentences blanked out, so that nothing can rest on them.

    All offsets stay as they are. Inspectors give no orders; whoever does has added to the report.
    """
    kept, text = [], passage.text
    for sentence in passage.sentences:
        if _INSTRUCTS.search(passage.text[sentence.start : sentence.end]):
            blank = " " * (sentence.end - sentence.start)
            text = text[: sentence.start] + blank + text[sentence.end :]
        else:
            kept.append(sentence)
    if len(kept) == len(passage.sentences):
        return passage
    return replace(passage, text=text, sentences=tuple(kept))
