import os

import pytest

from assistant.folders import list_files, shown


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return [folder / name for name in names]


def test_a_folder_gives_what_could_be_a_report_in_the_order_of_the_paths(folder):
    wanted = touch(
        folder,
        "2022/St Helen's – März.PDF",
        "2025/deep/er/a.html",
        "b report.txt",
        "c.docx",
        "no suffix",
        "page.htm",
    )
    touch(folder, "photo.jpg", "x.JPG", "list.xlsx", ".hidden.pdf", ".git/a.txt", "~$c.docx")
    listing = list_files([folder])
    assert listing.files == tuple(wanted)
    assert listing.passed_over == {".jpg": 2, ".xlsx": 1}
    assert listing.problems == ()


def test_a_file_that_is_named_is_read_whatever_its_suffix_and_once(folder):
    (path,) = touch(folder, "report.backup")
    (folder / "report.link").symlink_to(path)
    assert list_files([folder / "report.link", path, path]).files == (path,)


def test_links_are_followed_and_loops_end(folder):
    touch(folder, "a.txt", "inner/b.txt")
    (folder / "inner" / "loop").symlink_to(folder)
    (folder / "again").symlink_to(folder / "inner")
    assert [path.name for path in list_files([folder]).files] == ["a.txt", "b.txt"]


def test_a_link_to_nowhere_is_listed_and_a_pipe_is_not(folder):
    (folder / "lost.pdf").symlink_to(folder / "nowhere.pdf")
    os.mkfifo(folder / "pipe.txt")
    assert list_files([folder]).files == (folder / "lost.pdf",)
    ((path, line),) = list_files([folder / "pipe.txt"]).problems
    assert path == folder / "pipe.txt"
    assert "is not a file" in line


def test_what_gives_nothing_is_one_line_each(folder):
    touch(folder, "photo.jpg")
    listing = list_files([folder, folder / "none"])
    assert listing.files == ()
    lines = [line for _, line in listing.problems]
    assert "reports holds no reports (.docx, .htm, .html, .pdf, .txt)" in lines[0]
    assert "none does not exist" in lines[1]


def test_a_folder_that_cannot_be_opened_is_said_and_the_rest_goes_on(folder, monkeypatch):
    touch(folder, "a.txt", "locked/b.txt")
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_files([folder])
    assert listing.files == (folder / "a.txt",)
    ((path, line),) = listing.problems
    assert path == folder / "locked"
    assert "cannot be opened: Permission denied" in line


def test_a_name_that_is_no_text_can_be_shown():
    assert shown(os.fsdecode(b"caf\xe9\n.pdf")) == "caf\ufffd\ufffd.pdf"
    assert shown("St Helen's – März.pdf") == "St Helen's – März.pdf"
