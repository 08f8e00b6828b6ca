"""What must hold for a question set to be worth measuring with: of a line, and of the set.

Of the rules about the set, the first two are shares that a handful of questions cannot meet: they
hold from 30 questions on, the others always.

- At most 10% of answerable questions share a run of four words with their report. People ask in
  their own words; a set that copies the report's measures keyword search and little else.
- At least 10% of questions have 6 words or fewer and at least 10% have 18 or more. Staff type
  "MASH info sharing" between two visits and paste three sentences from an e-mail; a search that
  is good at one can fail at the other.
- Where lines carry a split, all do; 60% are for tuning, within two points (or the nearest whole
  question), and of each kind within one question, so that both splits ask the same things.
- Every paragraph and part of a report that an answerable question is about is gold somewhere: a
  passage that nobody asks for can be lost without a score moving.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.cases import Case
    from ingest.models import Document, Passage

_RUN = 4
_MAX_COPIED_PERCENT = 10
_SHORT, _LONG = 6, 18
_MIN_LENGTHS_PERCENT = 10
_MIN_FOR_SHARES = 30
_TUNING_SHARE = 0.6
_NEVER_ANSWERABLE = ("unanswerable", "offtopic")


@dataclass(frozen=True)
class Finding:
    """One thing to mend: ``rule`` is a short slug, ``line`` counts from 1, None for the set."""

    line: int | None
    rule: str
    message: str

    def __str__(self) -> str:
        where = "the set" if self.line is None else f"line {self.line}"
        return f"{where}: {self.message}"


@dataclass(frozen=True)
class ReportFacts:
    """What the rules ask of a report."""

    id: str
    passages: tuple[Passage, ...]
    paragraphs: frozenset[int]
    parts: frozenset[str]
    runs: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Line:
    """A readable line; ``report`` is None where there is no such document."""

    number: int
    case: Case
    report_id: str
    report: ReportFacts | None


def report_facts(name: str, document: Document) -> ReportFacts:
    """What the rules ask of a report; ``name`` is the id that lines call it by."""
    passages = passages_of(document)
    return ReportFacts(
        id=name,
        passages=passages,
        paragraphs=frozenset(p.paragraph for p in passages if p.paragraph is not None),
        parts=frozenset(p.part for p in passages if p.part is not None),
        runs=frozenset(run for p in passages for run in runs_of(p.text)),
    )


def line_findings(line: Line, reports: Mapping[str, ReportFacts]) -> Iterator[Finding]:
    """What is wrong with one line; ``reports`` are all that there are, by id."""
    case, report = line.case, line.report
    has_gold = bool(case.gold_paragraphs or case.gold_parts)
    followup = case.kind == "followup"
    rules = (
        (not words_of(case.question), "question", "the question has no words. Write one."),
        (
            case.answerable and not has_gold,
            "answerable",
            "answerable is true, but nothing is gold. Name what answers it.",
        ),
        (
            has_gold and not case.answerable,
            "answerable",
            "answerable is false, but there is gold. Change one of the two.",
        ),
        (
            case.answerable and case.kind in _NEVER_ANSWERABLE,
            "answerable",
            f"kind is {case.kind!r}, but answerable is true. Change one of the two.",
        ),
        (
            followup != bool(case.history),
            "followup",
            f"kind is {case.kind!r} with {len(case.history)} earlier questions in history; "
            "'followup' has some, others have none. Change one of the two.",
        ),
        (
            report is None,
            "report",
            f"there is no report {line.report_id!r} (known: {', '.join(sorted(reports)) or 'none'})"
            ". Correct the name or index the report.",
        ),
    )
    yield from (Finding(line.number, rule, said) for broken, rule, said in rules if broken)
    yield from (Finding(line.number, "gold", said) for said in _repeated_gold(case))
    if report is not None:
        yield from (Finding(line.number, "gold", said) for said in _absent_gold(case, report))
        yield from (Finding(line.number, "quote", said) for said in _wrong_quotes(case, report))


def set_findings(lines: Sequence[Line]) -> Iterator[Finding]:
    """What is wrong with the lines together: some with the later of two lines, some with none."""
    yield from _repeats(lines)
    yield from _splits(lines)
    yield from _coverage(lines)
    yield from _copied(lines)
    yield from _lengths(lines)


def copied_lines(lines: Sequence[Line]) -> list[Line]:
    """The answerable ones whose question shares a run of four words with a passage, in order."""
    return [
        line
        for line in lines
        if line.case.answerable
        and line.report is not None
        and not line.report.runs.isdisjoint(runs_of(line.case.question))
    ]


def words_of(text: str) -> list[str]:
    """Casefolded, without punctuation; "children's" is one word, "multi-agency" two."""
    return re.findall(r"\w+", re.sub("['’]", "", text.casefold()))


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of four words."""
    words = words_of(text)
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _repeated_gold(case: Case) -> Iterator[str]:
    for both in sorted(set(case.gold_paragraphs) & set(case.also_acceptable)):
        yield f"paragraph {both} is both gold and also_acceptable. Keep one of the two."
    for field in ("gold_paragraphs", "also_acceptable", "gold_parts"):
        for name, times in Counter(getattr(case, field)).items():
            if times > 1:
                yield f"{field} names {name!r} {times} times. Keep it once."


def _absent_gold(case: Case, report: ReportFacts) -> Iterator[str]:
    for field in ("gold_paragraphs", "also_acceptable"):
        for paragraph in sorted(set(getattr(case, field)) - report.paragraphs):
            yield (
                f"{field} names paragraph {paragraph}, but {report.id} has "
                f"{len(report.paragraphs)} numbered paragraphs. Correct the number."
            )
    for part in sorted(set(case.gold_parts) - report.parts):
        has = ", ".join(sorted(report.parts)) or "numbered paragraphs"
        yield f"gold_parts names {part!r}, but {report.id} has only {has}. Remove it."


def _wrong_quotes(case: Case, report: ReportFacts) -> Iterator[str]:
    paragraphs = {*case.gold_paragraphs, *case.also_acceptable}
    for quote in case.gold_quotes:
        text = " ".join(quote.split())
        holders = [passage for passage in report.passages if text in passage.text]
        if not text:
            yield "gold_quotes holds an empty quote. Remove it."
        elif not holders:
            yield f"the quote {text!r} stands nowhere in {report.id}. Copy it word for word."
        elif not any(p.paragraph in paragraphs or p.part in case.gold_parts for p in holders):
            yield (
                f"the quote {text!r} stands in {', '.join(p.locator for p in holders)}, "
                "neither gold nor also_acceptable. Correct the gold or the quote."
            )


def _repeats(lines: Sequence[Line]) -> Iterator[Finding]:
    ids: dict[str, int] = {}
    questions: dict[tuple[object, ...], int] = {}
    for line in lines:
        case = line.case
        first = ids.setdefault(case.id, line.number)
        if first != line.number:
            said = f"the id {case.id!r} is taken by line {first}. Change one."
            yield Finding(line.number, "id", said)
        asked = tuple(tuple(words_of(text)) for text in (*case.history, case.question))
        first = questions.setdefault((line.report_id, asked), line.number)
        if first != line.number:
            said = f"line {first} asks {case.question!r} too. Remove or reword one."
            yield Finding(line.number, "duplicate", said)


def _splits(lines: Sequence[Line]) -> Iterator[Finding]:
    without = [line.number for line in lines if line.case.split is None]
    if len(without) == len(lines):
        return
    if without:
        said = "there is no split, and other lines have one. Add 'tuning' or 'test'."
        yield from (Finding(number, "split", said) for number in without)
        return
    kinds = Counter(line.case.kind for line in lines)
    tuning = Counter(line.case.kind for line in lines if line.case.split == "tuning")
    groups = [("questions", len(lines), tuning.total(), max(0.02 * len(lines), 0.5))]
    groups += [(f"questions of kind {k!r}", kinds[k], tuning[k], 1) for k in sorted(kinds)]
    for name, count, tuned, leeway in groups:
        if abs(tuned - _TUNING_SHARE * count) > leeway + 1e-9:
            said = (
                f"{tuned} of {count} {name} are 'tuning'; {_TUNING_SHARE * count:.1f} should be, "
                f"give or take {leeway:.1f}. Move some to the other split."
            )
            yield Finding(None, "split", said)


def _coverage(lines: Sequence[Line]) -> Iterator[Finding]:
    """Only reports that an answerable question is about: others are not what the set measures."""
    about = [line for line in lines if line.case.answerable]
    for report in {line.report_id: line.report for line in about}.values():
        if report is None:
            continue
        cases = [line.case for line in about if line.report_id == report.id]
        paragraphs = report.paragraphs - {n for case in cases for n in case.gold_paragraphs}
        parts = report.parts - {part for case in cases for part in case.gold_parts}
        missing = [f"paragraph {n}" for n in sorted(paragraphs)] + sorted(parts)
        if missing:
            said = f"{report.id}: gold nowhere: {', '.join(missing)}. Write a question for each."
            yield Finding(None, "coverage", said)


def _copied(lines: Sequence[Line]) -> Iterator[Finding]:
    copied = copied_lines(lines)
    answerable = sum(line.case.answerable for line in lines)
    if answerable < _MIN_FOR_SHARES or 100 * len(copied) <= _MAX_COPIED_PERCENT * answerable:
        return
    said = (
        f"{len(copied)} of {answerable} answerable questions ({len(copied) / answerable:.1%}) "
        f"share a run of {_RUN} words with their report; at most {_MAX_COPIED_PERCENT}% may. "
        f"Reword lines {', '.join(str(line.number) for line in copied)}."
    )
    yield Finding(None, "four-word-run", said)


def _lengths(lines: Sequence[Line]) -> Iterator[Finding]:
    if len(lines) < _MIN_FOR_SHARES:
        return
    lengths = [len(words_of(line.case.question)) for line in lines]
    short = sum(length <= _SHORT for length in lengths)
    long = sum(length >= _LONG for length in lengths)
    for count, bound in ((short, f"{_SHORT} words or fewer"), (long, f"{_LONG} words or more")):
        if 100 * count < _MIN_LENGTHS_PERCENT * len(lines):
            said = (
                f"{count} of {len(lines)} questions ({count / len(lines):.1%}) have {bound}; "
                f"at least {_MIN_LENGTHS_PERCENT}% should. Add some."
            )
            yield Finding(None, "lengths", said)
