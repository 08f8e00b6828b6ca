"""Who a sentence speaks of: people and bodies that its source must name, too."""

from __future__ import annotations

from assistant.inflection import singulars
from assistant.subjects import word_set
from assistant.support_words import words_of

# People and bodies that an inspection report speaks of; each is another subject than the rest.
_ACTORS = word_set(
    "parent mother father mum dad family carer leaver worker adviser advisor manager leader staff"
    " practitioner professional partner agency officer member councillor director police school"
    " teacher sibling brother sister adult baby infant adopter grandparent council trust board"
    " judge court chair reviewer advocate nurse doctor therapist provider commissioner volunteer"
    " mentor guardian relative friend landlord employer apprentice student pupil teenager"
)
# The same people under two names.
_SAME = (
    word_set("worker staff practitioner professional"),
    word_set("parent mother father family"),
)


def actors_missing(claim: str, source: str) -> int:
    """How many people or bodies ``claim`` names that ``source`` does not."""
    known = _actors(source)
    return sum(known.isdisjoint(_alike(actor)) for actor in _actors(claim))


def _actors(text: str) -> frozenset[str]:
    """In the singular; by their form and not their stem, which "manager" shares with "manage"."""
    forms = (form for word in words_of(text) for form in (word.text, *singulars(word.text)))
    return _ACTORS.intersection(forms)


def _alike(actor: str) -> frozenset[str]:
    return frozenset((actor,)).union(*(same for same in _SAME if actor in same))
