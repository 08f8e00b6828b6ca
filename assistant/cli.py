"""The ``sandwell`` command. Each command is thin: it reads its words, calls, and prints.

Heavy imports stand inside the commands that need them: ``cite`` must not wait for a model.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import AssistantError, SettingsError, UserError
from assistant.quiet import silence_telemetry
from assistant.settings import load_settings
from ingest.errors import IngestError
from vectorstore.errors import UnknownReport, VectorStoreError, nearest_ids

DONE, FAILED, WRONG_INPUT = 0, 1, 2

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask what Ofsted's inspectors found, and read the paragraph behind every sentence.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="Report files, or folders of them."),
    ] = None,
) -> int:
    """Add or refresh reports; without a path, the default report.

    Files that cannot be read or are no reports are declined, each with its reason, and the exit
    code is then 2; all the others are indexed.
    """
    from assistant.index_console import index_progress, print_index_report
    from assistant.indexing import index_paths

    with index_progress() as watcher:
        report = index_paths(
            load_settings(),
            paths or [],
            progress=watcher.progress,
            on_read=watcher.on_read,
            on_wait=watcher.on_wait,
        )
    print_index_report(report)
    return WRONG_INPUT if report.declined else DONE


@app.command()
def remove(report: Annotated[str, typer.Argument(metavar="REPORT_ID")]) -> int:
    """Take a report out of the index."""
    from assistant.index_console import index_progress
    from assistant.indexing import remove_report

    with index_progress() as watcher:
        remove_report(load_settings(), report, progress=watcher.progress, on_wait=watcher.on_wait)
    print(f"Removed {report}.")
    return DONE


@app.command()
def reports(as_json: AsJson = False) -> int:
    """Show what is in the index."""
    from assistant.build import load_catalogue
    from assistant.console import print_reports
    from assistant.contract import report_json

    documents = load_catalogue(load_settings()).reports()
    if as_json:
        _print_json([report_json(document) for document in documents])
    else:
        print_reports(documents)
    return DONE


@app.command()
def cite(
    locators: Annotated[
        str, typer.Argument(help="12, 12-15, 'p12,p14', improvements, 'improvement 2', judgements")
    ],
    report: Annotated[str | None, typer.Option(help="The report's id.")] = None,
    as_json: AsJson = False,
) -> int:
    """Print paragraphs or parts of a report, word for word."""
    from assistant.build import load_catalogue
    from assistant.contract import passage_json
    from assistant.locators import parse_locators
    from assistant.markers import marker_of

    settings = load_settings()
    catalogue = load_catalogue(settings)
    document = catalogue.document(_report(report, settings.default_report, catalogue.report_ids()))
    passages = [
        passage
        for locator in parse_locators(locators, document)
        if (passage := catalogue.passage(document.report, locator))
    ]
    if as_json:
        _print_json([passage_json(passage) for passage in passages])
    else:
        print("\n\n".join(f"[{marker_of(passage)}] {passage.text}" for passage in passages))
    return DONE


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    history: Annotated[
        list[str] | None, typer.Option(help="An earlier question; repeat for more, oldest first.")
    ] = None,
    report: Annotated[
        list[str] | None, typer.Option(help="Search only this report; repeat for more.")
    ] = None,
    everything: Annotated[bool, typer.Option(help="All that the report says, at length.")] = False,
    as_json: AsJson = False,
    batch: Annotated[Path | None, typer.Option(help="Questions, one JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers to a batch go.")] = None,
) -> int:
    """Answer a question, or a file of them, from the reports."""
    from assistant.models import Question
    from assistant.question import checked

    if batch is not None:
        if question is not None or out is None:
            raise UserError("--batch takes no QUESTION and needs --out FILE. Give both files.")
        return _ask_batch(batch, out, tuple(report or ()))
    if out is not None:
        raise UserError("--out goes with --batch. Leave it out, or give --batch FILE too.")
    asked = Question(question or "", tuple(history or ()), tuple(report or ()), everything)
    checked(asked)

    from assistant.build import build_assistant, load_catalogue
    from assistant.contract import answer_json

    settings = load_settings()
    catalogue = load_catalogue(settings)
    for named in asked.reports:
        catalogue.document(named)
    assistant = build_assistant(settings)
    answer = assistant.answer(asked)
    if as_json:
        _print_json(answer_json(answer))
    else:
        print(answer.markdown)
        for warning in answer.warnings:
            print(f"\nNote: {warning}")
        for line in answer.not_covered:
            if line not in answer.markdown:
                print(f"\nNot covered: {line}")
        if assistant.model and answer.answered_by == assistant.model.name:
            print(f"\nWritten by {assistant.model.place}, checked against the report.")
    return DONE


@app.command("app")
def serve(port: Annotated[int, typer.Option(min=1, max=65535)] = 8501) -> int:
    """Serve the browser app on this machine."""
    from assistant.serving import serve_app

    return serve_app(port)


@app.command()
def doctor() -> int:
    """Check settings, weights, index and model, and say how to repair what is wrong."""
    from assistant.doctor import check_all

    checks = list(check_all())
    for check in checks:
        print(f"{'ok' if check.ok else 'PROBLEM':8} {check.name}: {check.detail}")
    return DONE if all(check.ok for check in checks) else FAILED


def main() -> None:
    """Run the command line; every expected error is one line on stderr and an exit code."""
    silence_telemetry()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        _add_commands_of_other_packages()
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        code = _complain(f"{error.format_message()} See: sandwell --help", WRONG_INPUT)
    except (UserError, SettingsError, UnknownReport, IngestError) as error:
        code = _complain(str(error), WRONG_INPUT)
    except (AssistantError, VectorStoreError) as error:
        code = _complain(str(error), FAILED)
    except (KeyboardInterrupt, typer.Abort):
        code = _complain("Stopped. Nothing was half-done; run the command again.", FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        code = FAILED
    sys.exit(code)


def _add_commands_of_other_packages() -> None:
    """``sandwell eval`` comes from a package that imports this one, and never the reverse."""
    known = {group.name for group in app.registered_groups}
    for found in entry_points(group="sandwell.commands"):
        if found.name not in known:
            app.add_typer(found.load(), name=found.name)


def _ask_batch(batch: Path, out: Path, reports: tuple[str, ...]) -> int:
    from assistant.batch import answer_batch, check_writable, read_batch, write_batch

    questions = read_batch(batch, reports)
    check_writable(out)

    from assistant.build import build_assistant
    from assistant.console import counted

    assistant = build_assistant(load_settings())
    write_batch(out, counted(answer_batch(assistant, questions), len(questions), "Answering"))
    return DONE


def _report(named: str | None, default: str, known: tuple[str, ...]) -> str:
    """The report named, else the default one, else the only one there is."""
    if named is not None or default in known:
        return named or default
    if len(known) == 1:
        return known[0]
    if not known:
        raise UserError("The index holds no reports. Run: sandwell index")
    several = nearest_ids(default, known)
    raise UserError(f"Several reports are indexed: {several}. Name one with --report.")


def _print_json(value: list[dict[str, Any]] | dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _complain(message: str, code: int) -> int:
    print(f"sandwell: {' '.join(message.split())}", file=sys.stderr)
    return code
