"""Whether a sentence says just what a table of judgements says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.areas import areas_named, without_areas
from assistant.subjects import word_set
from assistant.support_names import GRADE_PHRASE, grades_in
from ingest.facts import area_of, split_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.models import Area, Grade, Passage, Sentence

_WHO_NEED = re.compile(r"\bwho need\b")
_WORD = re.compile(r"[a-z0-9']+")
_SAYS_NO_MORE = word_set(
    """the a an of and in for by as was were is are been be judged graded rated given got awarded
    received ofsted inspectors inspection judgement grade rating children's services service
    effectiveness experiences experience progress impact leaders social work practice with children
    families"""
)


def row_that_says(claim: str, passage: Passage) -> Sentence | None:
    """The first row that ``claim`` repeats; None for another passage than the table.

    It gives every area that it names the grade of its row, the same for all of them. None, too,
    where it says anything else besides: a denial, a number, another time.
    """
    if passage.part != "judgements":
        return None
    plain = claim.replace("’", "'").lower()
    named, grades = areas_named(plain), grades_in(plain)
    rows = [(area, grade, row) for area, grade, row in _rows(passage) if area in named]
    if not rows or len(rows) != len(named) or any({grade} != grades for _, grade, _ in rows):
        return None
    known = _SAYS_NO_MORE | word_set(" ".join(passage.report.split("-")))
    if len(named) > 1 and "overall" not in named:
        known |= {"all", "both"}
    rest = _WORD.findall(_WHO_NEED.sub(" ", GRADE_PHRASE.sub(" ", without_areas(plain))))
    return rows[0][2] if known.issuperset(word.removesuffix("'s") for word in rest) else None


def _rows(passage: Passage) -> Iterator[tuple[Area | None, Grade, Sentence]]:
    for row in passage.sentences:
        found = split_grade(passage.text[row.start : row.end])
        if found:
            yield area_of(found[0]), found[1], row
