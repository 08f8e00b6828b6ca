"""The Library page, with a real index of a small model behind it."""

from html import escape

import pytest
from pages_fixtures import html_of, open_page, problems_shown, words_of
from printed_reports import as_text, printed
from vectorstore_fixtures import FakeEmbedder

from assistant import build, indexing
from assistant.pages.library_html import reports_csv
from assistant.settings import CORPUS, Settings
from ingest.report import read_report
from vectorstore.catalogue import open_catalogue

WESTMARSH = "vale-of-westmarsh-2022-12"
SANDWELL = "sandwell-2025-10"


@pytest.fixture
def home(tmp_path, monkeypatch, backstage):
    """A home with the included report; the assistant has failed to load, so the disk is read."""
    embedder = FakeEmbedder()
    monkeypatch.setenv("SANDWELL_HOME", str(tmp_path))
    monkeypatch.setattr(indexing, "find_weights", lambda _: embedder)
    monkeypatch.setattr(indexing, "load_embedder", lambda _: embedder)
    monkeypatch.setattr(build, "load_catalogue", lambda _: open_catalogue(tmp_path))
    backstage.load_error = ValueError("not here")
    backstage.finish_loading()
    indexing.index_paths(Settings(home=tmp_path, _env_file=None), [CORPUS])
    return tmp_path


def page():
    return open_page("library").run()


def press(app, label):
    (button,) = [each for each in app.button if each.label == label]
    return button.click().run()


def uploaded(app, *files):
    return app.file_uploader[0].upload(*files[0]).run() if len(files) == 1 else _many(app, files)


def _many(app, files):
    uploader = app.file_uploader[0]
    for each in files:
        uploader = uploader.upload(*each)
    return uploader.run()


PDF = ("Westmarsh's report.pdf", printed(), "application/pdf")


@pytest.mark.usefixtures("home")
def test_the_indexed_reports_are_listed_with_their_grades():
    shown = html_of(page())
    assert "Sandwell, October 2025" in shown
    assert "13 to 24 October 2025" in shown
    assert "Care leavers: Requires improvement to be good" in words_of(shown)
    assert "55 paragraphs" in shown
    assert 'href="report?report=sandwell-2025-10"' in shown


def test_a_file_is_shown_as_it_was_read_before_anything_is_added(home):
    app = uploaded(page(), PDF)
    shown = html_of(app)
    assert "Vale of Westmarsh, December 2022" in shown
    assert "The experiences and progress of children in care" in shown
    assert "4 to 5" in shown
    assert "¶1: Help comes late for some." in shown
    assert open_catalogue(home).report_ids() == (SANDWELL,)


def test_added_reports_are_in_the_list_and_can_be_removed_again(home):
    app = press(uploaded(page(), PDF), "Add 1 report")
    assert open_catalogue(home).report_ids() == (SANDWELL, WESTMARSH)
    shown = html_of(app)
    assert "Westmarsh&#x27;s report.pdf: Added" in shown
    app.selectbox[0].select(WESTMARSH)
    app = press(app, "Remove")
    assert "Remove Vale of Westmarsh, December 2022 from what is searched?" in html_of(app)
    press(app, "Yes, remove it")
    assert open_catalogue(home).report_ids() == (SANDWELL,)


def test_nothing_is_removed_without_a_yes(home):
    app = press(page(), "Remove")
    assert "Nothing can be asked until another is added." in html_of(app)
    press(app, "No, keep it")
    assert open_catalogue(home).report_ids() == (SANDWELL,)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("shopping.txt", b"Eggs and milk.", "is not an inspection report"),
        ("empty.txt", b"\n", "holds no text"),
        ("broken.pdf", printed()[:3000], "is a damaged PDF"),
        ("../../etc/<b>.txt", b"Eggs", "is not an inspection report"),
        ("![](x) $a$ and $b$.txt", b"Eggs", "is not an inspection report"),
        ("تقرير.pdf", b"%PDF-1.7 " + bytes(range(256)) * 40, "is a damaged PDF"),
        ("bomb.docx", b"PK\x03\x04" + bytes(2000), "damaged or cut short"),
    ],
)
def test_what_is_no_report_is_declined_with_the_reason(name, content, says):
    app = uploaded(page(), (name, content, "text/plain"))
    assert says in problems_shown(app)[-1]
    assert "<b>" not in html_of(app)
    assert f'<h3 class="file" dir="auto">{escape(name)}</h3>' in html_of(app)
    assert not app.exception
    assert "Add 1 report" not in [button.label for button in app.button]


@pytest.mark.usefixtures("home")
def test_what_is_there_already_is_said():
    path = CORPUS / "sandwell-2025-10.txt"
    app = uploaded(page(), (path.name, path.read_bytes(), "text/plain"))
    assert "This very file is in the library already." in html_of(app)


@pytest.mark.usefixtures("home")
def test_a_file_that_replaces_another_says_so_before():
    app = press(uploaded(page(), PDF), "Add 1 report")
    text = as_text().replace("They meet each day.", "They meet each week.")
    app = uploaded(app, ("westmarsh.txt", text.encode(), "text/plain"))
    assert "It will take the place of Westmarsh&#x27;s report.pdf" in html_of(app)


@pytest.mark.usefixtures("home")
def test_the_index_is_brought_up_to_date_on_request():
    assert "Nothing had to be done." in html_of(press(page(), "Update the search"))


def test_the_list_for_a_spreadsheet_has_the_grades_and_runs_no_formula():
    document = read_report(CORPUS.joinpath("sandwell-2025-10.txt").read_bytes(), "=1+1.txt")
    header, row, *_ = reports_csv([document]).decode("utf-8-sig").splitlines()
    assert header.startswith("Report,Authority,Kind,Start date,End date,Lead inspector,Overall,")
    assert row.startswith("sandwell-2025-10,Sandwell,")
    assert "Requires improvement to be good" in row
    assert "'=1+1.txt" in row


@pytest.mark.usefixtures("home")
def test_what_was_checked_says_in_words_whether_it_is_in_order():
    shown = words_of(html_of(press(page(), "Check that all is well")))
    assert "Settings In order" in shown
