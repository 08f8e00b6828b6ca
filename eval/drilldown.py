"""One question of a run for the Evaluation page: what was answered, and what would be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.evaluations import CitedPassage, Piece, QuestionDetail, QuestionRow, RightPlace
from assistant.spreadsheet import csv_bytes
from eval.evidence import pieces
from eval.measures import MEASURES
from eval.places import acceptable_of, gold_of, place_of, places_of
from eval.wording import counted, figure, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eval.places import Place
    from eval.scoring import CaseScore
    from ingest.models import Passage
    from vectorstore.catalogue import Catalogue

# Measures of a single question; the others are figures over many.
_OF_ONE = {measure.value: measure for measure in MEASURES if measure.name == measure.value}


def question_row(scored: CaseScore) -> QuestionRow:
    """The question with what became of it in words."""
    case = scored.case
    return QuestionRow(case.id, case.kind, case.question, scored.right, _result(scored))


def question_detail(scored: CaseScore, catalogue: Catalogue | None) -> QuestionDetail:
    """All about one question; without ``catalogue`` the right places come without their words."""
    seen, said = scored.observation, scored.said
    understood_as = said.standalone_question if said else ""
    return QuestionDetail(
        row=question_row(scored),
        history=scored.case.history,
        understood_as="" if understood_as == scored.case.question else understood_as,
        answer=said.answer if said else (seen.error or "") if seen else "",
        cited=tuple(_cited(scored)),
        right_places=tuple(_right_places(scored, catalogue)),
        scores=tuple(_scores(scored)),
    )


def questions_csv(rows: Iterable[CaseScore]) -> bytes:
    """A line a question, for a spreadsheet: UTF-8 with a byte order mark."""
    names = ["id", "kind", "question", "result", "answer", *_OF_ONE, "seconds"]
    return csv_bytes(names, map(_csv_row, rows))


def _csv_row(scored: CaseScore) -> list[object]:
    row, said = question_row(scored), scored.said
    figures = [scored.values.get(name) for name in (*_OF_ONE, "seconds")]
    return [row.id, row.kind, row.question, row.result, said.answer if said else "", *figures]


def _result(scored: CaseScore) -> str:
    said, case = scored.said, scored.case
    if said is None:
        return "Not answered: an error"
    if not case.answerable:
        return "Right to refuse" if said.refused else "Answered what the report leaves open"
    if said.refused:
        return "Refused what the report answers"
    gold = gold_of(case, scored.report)
    missed = len(gold - set(places_of(said.citations)))
    if missed == 0:
        return "Right"
    if missed == len(gold):
        return "Cites no right paragraph"
    return f"Right, but cites {len(gold) - missed} of {counted(len(gold), 'right paragraph')}"


def _cited(scored: CaseScore) -> Iterator[CitedPassage]:
    right = acceptable_of(scored.case, scored.report)
    for citation in scored.said.citations if scored.said else ():
        yield CitedPassage(
            marker=citation.marker,
            report=citation.report,
            locator=citation.locator,
            quote=citation.quote,
            right=place_of(citation) in right if right else None,
        )


def _right_places(scored: CaseScore, catalogue: Catalogue | None) -> Iterator[RightPlace]:
    said = scored.said
    cited = set(places_of(said.citations)) if said else set()
    found = places_of(said.retrieved) if said else ()
    for place in sorted(gold_of(scored.case, scored.report), key=_reading_order):
        passages = _passages(place, catalogue)
        yield RightPlace(
            title=place_words(place),
            report=place.report,
            locator=place.name,
            cited=place in cited,
            rank=found.index(place) + 1 if place in found else None,
            pieces=tuple(
                Piece(piece.text, piece.answers)
                for piece in pieces("\n\n".join(p.text for p in passages), scored.case.gold_quotes)
            ),
        )


def _reading_order(place: Place) -> tuple[int, str]:
    number = re.fullmatch(r"p(\d+)", place.name)
    return (int(number[1]) if number else 0, place.name)


def _passages(place: Place, catalogue: Catalogue | None) -> list[Passage]:
    if catalogue is None or place.report not in catalogue.report_ids():
        return []
    return [passage for passage in catalogue.passages(place.report) if place_of(passage) == place]


def _scores(scored: CaseScore) -> Iterator[tuple[str, str]]:
    for name, value in scored.values.items():
        if value is not None and name in _OF_ONE:
            yield _OF_ONE[name].meaning, figure(value, _OF_ONE[name])
    if scored.observation:
        yield "Time to answer.", f"{scored.observation.seconds:.3f} s"
