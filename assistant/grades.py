"""Questions of grades, answered by the report's table of judgements, exactly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import prompts
from assistant.areas import areas_named, without_areas
from assistant.asking import (
    WHOLE,
    YEAR,
    about_others,
    asked,
    left_over,
    other_years,
    with_its_topics,
)
from assistant.findings import side_asked
from assistant.glossary import concepts_in
from assistant.grade_cues import (
    ASKER,
    CHANGE,
    COMES_UNDER,
    CUE,
    EARLIER_GRADE,
    EVERY,
    FIRM_LEVELS,
    GRADE_NOUN,
    HIGH,
    HOW,
    LEVELS,
    MOVED,
    NAMES_GRADES,
    OF_A_TOPIC,
    OPINION,
    ORDER,
    PART,
    PAST,
    SUBJECT_SLOT,
    SUPERLATIVE,
    WHAT_IMPROVES,
    WHY,
    WHY_NOT,
)
from assistant.improvement_cues import PURPOSE, asks_what_must_improve
from assistant.models import AnswerSentence
from assistant.quoting import quote
from assistant.wording import plain, words_of_report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.retrieval import Evidence
    from ingest.models import Area, Document, Grade, Judgement, Passage

    _Table = Sequence[Passage]


def grades(
    question: str,
    document: Document,
    passages: Sequence[Passage],
    evidence: Evidence,
    *,
    known: bool = False,
) -> list[AnswerSentence]:
    """What the grade table says; [] where the question asks for something else or more.

    A wrong assumption is answered by the table, an earlier grade by the report's sentence on it.
    That a question asks for grades is told from its words, unless it is ``known``; then words that
    the report does not have are only talk.
    """
    table = _table(passages)
    text = ASKER.sub("someone", plain(question, document))
    purposeless = PURPOSE.sub(" ", text)
    text = purposeless if areas_named(purposeless) else text
    if not table or about_others(text, document) or OPINION.search(text):
        return []
    if side_asked(text) == "both" or not (known or _asks_for_grades(text)):
        return []
    named = _levels(text)
    firm = known or bool(
        NAMES_GRADES.search(text) or set(named) & set(FIRM_LEVELS) or len(named) > 1
    )
    core = asked(text, _is_cue_or_why) if firm else with_its_topics(text, _is_cue)
    levels = _levels(core)
    years = other_years(text, document)
    if years or PAST.search(text) or MOVED.search(text):
        return _with_the_past(core, document, table, passages, levels, years)
    rest = _subjects(COMES_UNDER.sub(" ", WHY.sub(" ", core)), document, firm=firm)
    if rest:
        topic = _of_a_topic(core, rest, document, table, evidence)
        if topic or not known or set(rest) & words_of_report(document):
            return topic
    rows = _rows(core, document, levels)
    if WHY.search(core) and (not levels or _is_so(rows, levels, core)):
        return []
    return _told(rows, levels, table)


def _asks_for_grades(text: str) -> bool:
    if not _is_cue(text) or WHAT_IMPROVES.search(text):
        return False
    return bool(NAMES_GRADES.search(text)) or not asks_what_must_improve(text)


def _levels(text: str) -> list[Grade]:
    masked = _masked(text)
    return [level for level, cue in LEVELS.items() if cue.search(masked)]


def _subjects(core: str, document: Document, *, firm: bool) -> tuple[str, ...]:
    """What a question asks about beside areas and the whole.

    Where it is firmly about grades and names one of these, words that the report does not have are
    only talk, unless they stand where the subject of a grade does.
    """
    rest = left_over(core, document)
    if not firm or not (areas_named(core) or WHOLE.search(core)):
        return rest
    slots = {word for found in SUBJECT_SLOT.finditer(core) for word in found.groups() if word}
    sector = {word for concept in concepts_in(" ".join(rest)) for word in concept.term.split()}
    known = words_of_report(document) | slots
    return tuple(word for word in rest if word in known) or tuple(sector)


def _is_cue(text: str) -> bool:
    return bool(CUE.search(text) or CUE.search(_masked(text)))


def _is_cue_or_why(text: str) -> bool:
    return _is_cue(text) or bool(WHY.search(text))


def _masked(text: str) -> str:
    """The text with the same words for whatever is graded, so that "leadership" is an area, too."""
    return without_areas(text, " area ")


def _rows(core: str, document: Document, levels: Sequence[Grade]) -> list[Judgement]:
    """The rows that are asked for, in the order that answers best."""
    wanted = areas_named(core)
    chosen = [row for row in document.judgements if row.area in wanted]
    if not chosen or EVERY.search(core):
        chosen = sorted(document.judgements, key=lambda row: row.area != "overall")
    ranks = {grade: rank for rank, grade in enumerate(ORDER)}
    superlative = SUPERLATIVE.search(core)
    if superlative:
        sign = -1 if re.search(HIGH, superlative[0]) else 1
        chosen.sort(key=lambda row: sign * ranks[row.grade] if row.grade else 0)
    elif levels:
        chosen.sort(key=lambda row: row.grade not in levels)
    return chosen


def _is_so(rows: Sequence[Judgement], levels: Sequence[Grade], core: str) -> bool:
    """Whether what is taken for granted is so: that it got, or did not get, one of ``levels``."""
    denied = bool(WHY_NOT.search(core))
    return any(row.grade in levels for row in rows) != denied


def _told(
    rows: Sequence[Judgement], levels: Sequence[Grade], table: _Table
) -> list[AnswerSentence]:
    told = [_grade_sentence(row, table) for row in rows]
    if len(levels) == 1 and told and all(row.grade != levels[0] for row in rows):
        lead = prompts.render("lead_grade_not", level=levels[0])
        return [AnswerSentence(lead, told[0].citations), *told]
    return told


def reasons_asked(
    question: str, document: Document, passages: Sequence[Passage]
) -> tuple[Judgement, AnswerSentence] | None:
    """The row of the table that is to be explained, and what it says; None where none is."""
    text = ASKER.sub("someone", plain(question, document))
    table = _table(passages)
    if not (table and WHY.search(text) and _asks_for_grades(text)):
        return None
    if about_others(text, document) or OPINION.search(text) or other_years(text, document):
        return None
    core = with_its_topics(text, _is_cue)
    rest = WHY.sub(" ", core)
    for level in LEVELS.values():
        rest = level.sub(" ", rest)
    areas = areas_named(core) or {"overall"}
    row = next((row for row in document.judgements if areas == {row.area}), None)
    levels = _levels(core)
    if row is None or left_over(rest, document) or (levels and not _is_so([row], levels, core)):
        return None
    return row, _grade_sentence(row, table)


def every_grade(document: Document, passages: Sequence[Passage]) -> list[AnswerSentence]:
    """A sentence for each row of the table of judgements, that of the whole first; [] for none."""
    table = _table(passages)
    return _told(_rows("", document, []), [], table) if table else []


def grades_of(
    areas: Collection[Area], document: Document, passages: Sequence[Passage]
) -> list[AnswerSentence]:
    """A sentence for each of these areas that the table has, in its order; [] for no table."""
    table = _table(passages)
    rows = [row for row in document.judgements if row.area in areas]
    return _told(rows, [], table) if table else []


def _table(passages: Sequence[Passage]) -> _Table:
    """The table, and the header, where reports up to 2018 say the overall grade; () for neither."""
    table = [passage for passage in passages if passage.part == "judgements"]
    return (*table, *(p for p in passages if table and p.part == "header"))


def _grade_sentence(row: Judgement, table: _Table) -> AnswerSentence:
    passage = next(passage for passage in table if row.label in passage.text)
    at = passage.text.index(row.label)
    if passage.part == "header":
        said = quote(passage, at, at + len(row.label))
        return AnswerSentence(f"{said.quote.rstrip('.')}.", (said,), new_paragraph=True)
    sentence = next(s for s in passage.sentences if s.start <= at < s.end)
    words = passage.text[at + len(row.label) : sentence.end].strip().lower()
    text = prompts.render("lead_grade", label=row.label, grade=words)
    citation = quote(passage, sentence.start, sentence.end)
    return AnswerSentence(text, (citation,), new_paragraph=True)


def _with_the_past(
    core: str,
    document: Document,
    table: _Table,
    passages: Sequence[Passage],
    levels: Sequence[Grade],
    years: frozenset[str],
) -> list[AnswerSentence]:
    """The sentence that gives earlier grades, with the table where both are compared."""
    earlier = _earlier_grade(passages)
    if earlier is None or not all(year in earlier.text for year in years):
        return []
    without = YEAR.sub(" ", PAST.sub(" ", core))
    if WHY.search(core) or (levels and HOW.search(core)):
        held = [level for level in ORDER if level in earlier.text]
        return [earlier] if levels and not set(levels) & set(held) else []
    for level in LEVELS.values():
        without = level.sub(" ", without)
    changed = CHANGE.search(without) or MOVED.search(core)
    if _subjects(CHANGE.sub(" ", without), document, firm=True):
        return []
    if not changed:
        return [earlier]
    return [*_told(_rows(core, document, []), [], table), earlier]


def _earlier_grade(passages: Sequence[Passage]) -> AnswerSentence | None:
    ordered = sorted(passages, key=lambda passage: passage.part != "summary")
    for passage in ordered:
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            if EARLIER_GRADE.search(words) and any(level in words for level in ORDER):
                citation = quote(passage, sentence.start, sentence.end)
                return AnswerSentence(words, (citation,), new_paragraph=True)
    return None


def _of_a_topic(
    core: str, rest: Sequence[str], document: Document, table: _Table, evidence: Evidence
) -> list[AnswerSentence]:
    """A part of practice has no grade of its own: the row of the section that it stands in."""
    under = COMES_UNDER.search(core) and re.search(rf"\b(?:{GRADE_NOUN}|{PART})\b", core)
    if not (under or OF_A_TOPIC.search(core)) or set(rest) - words_of_report(document):
        return []
    found = next((c.passage for c in evidence.candidates if c.passage.section), None)
    row = next((r for r in document.judgements if found and r.label == found.section), None)
    if found is None or row is None:
        return []
    nearest = next((s.sentence for s in evidence.sentences if s.passage.id == found.id), None)
    span = nearest or found.sentences[0]
    citation = quote(found, span.start, span.end)
    graded = _grade_sentence(row, table)
    lead = AnswerSentence(prompts.render("lead_grade_topic"), graded.citations)
    return [lead, graded, AnswerSentence(citation.quote, (citation,), new_paragraph=True)]
