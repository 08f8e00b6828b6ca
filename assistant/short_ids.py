"""Opaque short ids for the passages that a model is given, new for each answer.

A paragraph's number could be guessed, and would then be right by chance.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

# Without vowels no id is a word.
_LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 4
SHAPE = re.compile(f"[{_LETTERS}]{{{LENGTH}}}", re.IGNORECASE)
# One may begin within another.
_ANYWHERE = re.compile(f"(?=({SHAPE.pattern}))", re.IGNORECASE)


def short_ids(count: int, texts: Sequence[str], random: Random | None = None) -> tuple[str, ...]:
    """``count`` different ids, none of which occurs in ``texts``, so that none can be quoted."""
    random = random or secrets.SystemRandom()
    taken = {found.lower() for text in texts for found in _ANYWHERE.findall(text)}
    ids: list[str] = []
    while len(ids) < count:
        made = "".join(random.choices(_LETTERS, k=LENGTH))
        if made not in taken:
            taken.add(made)
            ids.append(made)
    return tuple(ids)
