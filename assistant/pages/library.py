"""The Library page: the reports that are searched, and adding and removing them.

What is needed to index is imported when it is used, after the background load: two threads that
import the same large libraries at once get hold of half of them.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant import reading
from assistant.pages import components, library_html, reports, shell, warmup
from assistant.pages.problems import problem_line
from assistant.pages.wording import counted, report_name, sentence_case
from assistant.reading_worker import TIME_LIMIT_SECONDS, Reading, Request
from assistant.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from ingest.models import Document
    from vectorstore.catalogue import Catalogue

TYPES = ["pdf", "docx", "html", "htm", "txt"]
UPLOADS, READ, DONE, REMOVING = "uploads", "library_read", "library_done", "library_removing"
# The key of the uploader changes when its files have been dealt with, which empties it.
_ROUND = "library_round"
_PURPOSE = (
    "Answers come from these inspection reports. Add others as Ofsted publishes them, as PDF; "
    "Word documents, web pages and plain text are read, too."
)


def main() -> None:
    """Draw the page."""
    st.html(Path(__file__).with_name("evaluation.css"))
    st.html(f'<h1>Library</h1><p class="lead">{_PURPOSE}</p>')
    if done := st.session_state.pop(DONE, None):
        for words in done:
            st.html(library_html.line(words))
    catalogue = _catalogue()
    if catalogue is not None:
        _reports(catalogue)
    _add(catalogue)
    _upkeep()
    components.sorter(key="sorter")


def _catalogue() -> Catalogue | None:
    try:
        return reports.current_catalogue()
    except Exception as error:
        shell.draw_problem(problem_line(error))
        return None


def _reports(catalogue: Catalogue) -> None:
    documents = catalogue.reports()
    st.header("Reports that are searched", anchor=False)
    if not documents:
        st.html(library_html.line("There are none yet. Add one below."))
        return
    st.html(library_html.report_table(documents))
    st.download_button(
        "Download this list",
        data=lambda: library_html.reports_csv(documents),
        file_name="reports.csv",
        on_click="ignore",
    )
    names = {document.report: report_name(document) for document in documents}
    with (
        st.form("remove", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        chosen = st.selectbox("Report to remove", names, format_func=names.__getitem__, width=400)
        if st.form_submit_button("Remove"):
            st.session_state[REMOVING] = chosen
    asked = st.session_state.get(REMOVING)
    if asked in names:
        _confirm(asked, names[asked], last=len(names) == 1)


def _confirm(report: str, name: str, *, last: bool) -> None:
    after = "Nothing can be asked until another is added." if last else "The others stay."
    st.html(library_html.line(f"Remove {name} from what is searched? {after}"))
    with st.container(horizontal=True):
        if st.button("Yes, remove it"):
            st.session_state.pop(REMOVING)
            _work(lambda told: _remove(report, name, told))
        st.button("No, keep it", on_click=_keep)


def _keep() -> None:
    st.session_state.pop(REMOVING, None)


def _remove(report: str, name: str, told: Told) -> list[str]:
    from assistant import indexing

    indexing.remove_report(load_settings(), report, progress=told.stage)
    return [f"{name} was removed."]


def _add(catalogue: Catalogue | None) -> None:
    st.header("Add reports", anchor=False)
    uploads = st.file_uploader(
        "Files of inspection reports",
        type=TYPES,
        accept_multiple_files=True,
        key=f"{UPLOADS}-{st.session_state.setdefault(_ROUND, 0)}",
    )
    if not uploads:
        return
    read = [(upload, _reading(upload)) for upload in uploads]
    accepted = [upload for upload, found in read if found.document]
    for upload, found in read:
        st.html(library_html.file_heading(upload.name))
        if found.document is None:
            shell.draw_problem(found.reason or "It could not be read.")
            continue
        if known := _known(found.document, catalogue):
            st.html(library_html.line(known))
        st.html(library_html.parse_view(found.document))
    if accepted and st.button(f"Add {counted(len(accepted), 'report')}", type="primary"):
        _work(lambda told: _index(accepted, told))


def _known(document: Document, catalogue: Catalogue | None) -> str:
    if catalogue is None or document.report not in catalogue.report_ids():
        return ""
    indexed = catalogue.document(document.report)
    if indexed.sha256 == document.sha256:
        return "This very file is in the library already."
    return f"It will take the place of {indexed.source}, which is the same inspection."


def _reading(upload: UploadedFile) -> Reading:
    """How the file was read, by a process of its own; each upload is read once."""
    read = st.session_state.setdefault(READ, {})
    if upload.file_id not in read:
        with _on_disk([upload]) as (path,), st.spinner("Reading the file"):
            kept = path.parent / "kept"
            kept.mkdir()
            request = Request(path, path.name, kept, TIME_LIMIT_SECONDS)
            (read[upload.file_id],) = reading.read_files([request])
    found: Reading = read[upload.file_id]
    return found


def _index(uploads: Sequence[UploadedFile], told: Told) -> list[str]:
    from assistant import indexing

    with _on_disk(uploads) as paths:
        report = indexing.index_paths(
            load_settings(), paths, progress=told.stage, on_read=told.file, on_wait=told.wait
        )
    st.session_state[_ROUND] += 1
    st.session_state.pop(READ, None)
    return [
        f"{result.path.name}: {result.reason or sentence_case(result.outcome)}"
        + (f", {result.note}" if result.note else "")
        for result in report.files
        if result.path in paths
    ]


@contextmanager
def _on_disk(uploads: Sequence[UploadedFile]) -> Iterator[list[Path]]:
    """The files in folders of their own: their names come from outside, and may be the same."""
    with tempfile.TemporaryDirectory(prefix="sandwell-upload-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            own = Path(folder) / str(number)
            own.mkdir()
            name = Path(upload.name.replace("\\", "/")).name.lstrip(".") or "report"
            paths.append(own / name)
            paths[-1].write_bytes(upload.getbuffer())
        yield paths


def _upkeep() -> None:
    st.header("Check and update", anchor=False)
    with st.container(horizontal=True):
        rebuild = st.button("Update the search")
        check = st.button("Check that all is well")
    if rebuild:
        _work(_refresh)
    if check:
        with st.spinner("Checking"):
            warmup.shared.wait()
            from assistant import doctor

            st.html(library_html.check_list(doctor.check_all()))


def _refresh(told: Told) -> list[str]:
    from assistant import indexing

    report = indexing.index_paths(
        load_settings(), [], progress=told.stage, on_read=told.file, on_wait=told.wait
    )
    built = report.sync is not None and report.sync.built
    return [
        "The search was set up again." if built else "Nothing had to be done.",
        *report.warnings,
    ]


class Told:
    """Shows how far indexing has come."""

    def __init__(self) -> None:
        self._bar = st.progress(0.0, "Getting ready")

    def stage(self, stage: str, done: int, total: int) -> None:
        """A step of building the index."""
        self._show(f"{sentence_case(stage)}: {done} of {total}", done, total)

    def file(self, name: str, done: int, total: int) -> None:
        """A file was read."""
        self._show(f"Reading files: {name}", done, total)

    def wait(self) -> None:
        """Another process is indexing."""
        self._bar.progress(0.0, "Another process is adding reports. Waiting for it to finish.")

    def _show(self, words: str, done: int, total: int) -> None:
        # The bar reads its text as Markdown.
        plain = words.replace("`", "'")
        self._bar.progress(done / total if total else 0.0, f"`{plain}`")


def _work(work: Callable[[Told], list[str]]) -> None:
    """Do something that takes a while, then draw the page anew with what came of it."""
    told = Told()
    warmup.shared.wait()
    try:
        done = work(told)
    except Exception as error:
        shell.draw_problem(problem_line(error))
        return
    st.session_state[DONE] = done
    shell.announce(" ".join(done))
    st.rerun()


main()
