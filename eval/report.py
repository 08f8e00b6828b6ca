"""A run's reports for people: report.md in short, report.html in full, and nothing to fetch."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.markdown import plain
from eval.chart_style import svg_of
from eval.charts import main_charts
from eval.paragraph_chart import paragraph_chart
from eval.report_content import content_of
from eval.wording import place_words, places_words
from eval.worst_questions import MOST
from vectorstore.disk import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.runs import Run
    from eval.scoring import CaseScore, Scores
    from eval.worst_questions import Fault
    from ingest.models import Passage

REPORT_MARKDOWN, REPORT_HTML = "report.md", "report.html"

_FAULTS: dict[Fault, tuple[str, str]] = {
    "refused wrongly": (
        "Refused, though the report answers",
        "The assistant said that the report does not answer these questions. It does.",
    ),
    "answered wrongly": (
        "Answered, though the report is silent",
        "The report does not answer these questions. The assistant should have said so.",
    ),
    "not found": (
        "No right paragraph among the first five",
        "The search put other paragraphs before the right ones.",
    ),
    "cited badly": (
        "Paragraphs cited that are not right, or right ones left out",
        "The search found a right paragraph, but the answer rests on others as well or instead.",
    ),
}


def write_report(
    run: Run, rows: Sequence[CaseScore], scores: Scores, passages: Mapping[str, Sequence[Passage]]
) -> None:
    """Write report.md and report.html into the run's folder; raises OSError.

    ``passages`` are by report id; of a report that it lacks, only the figures are shown.
    """
    content = content_of(run, rows, scores, passages)
    words = {
        "content": content,
        "faults": _FAULTS,
        "most": MOST,
        "place_words": place_words,
        "places_words": places_words,
    }
    markdown = _markdown().get_template("report.md.j2").render(words)
    html = (
        _html()
        .get_template("report.html.j2")
        .render(
            words,
            charts=[Markup(svg_of(chart)) for chart in main_charts(scores)],
            map_charts=[Markup(svg_of(paragraph_chart(each))) for each in content.maps],
        )
    )
    replace_file(run.folder / REPORT_MARKDOWN, markdown.encode())
    replace_file(run.folder / REPORT_HTML, html.encode())


@cache
def _html() -> Environment:
    return Environment(
        loader=PackageLoader("eval"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _markdown() -> Environment:
    return Environment(
        loader=PackageLoader("eval"),
        # Markup is what the template itself says, and nothing that is filled in.
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
