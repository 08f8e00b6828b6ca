"""Plain text, in the encodings that offices save it in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_layouts import lines_or_error

from ingest import text_file
from ingest.errors import UnsupportedFile
from ingest.lines import Line
from ingest.text_file import read_text


def test_blank_lines_are_gaps_and_tabs_stay():
    assert read_text(b"One\nTwo\tgrade\n\n  Three  \n", "x.txt") == (
        Line("One", after_gap=True),
        Line("Two\tgrade", after_gap=False),
        Line("Three", after_gap=True),
    )


def test_form_feeds_mark_pages():
    lines = read_text(b"One\fTwo\n\fThree", "x.txt")
    assert [(line.text, line.page, line.after_gap) for line in lines] == [
        ("One", 1, True),
        ("Two", 2, True),
        ("Three", 3, True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_curly_quotes_survive_every_encoding(encoding):
    assert read_text("children’s café".encode(encoding), "x.txt")[0].text == "children’s café"


def test_characters_that_nobody_sees_are_no_part_of_a_line():
    text = "self\u2011eval\u00aduation\u00a0of\u200b care\u2028leavers\x0bnow"
    assert [line.text for line in read_text(text.encode(), "x.txt")] == [
        "self-evaluation of care leavers now"
    ]


def test_bytes_that_are_no_text_are_declined():
    with pytest.raises(UnsupportedFile, match=r"x.bin is not plain text that we can read. Save"):
        read_text(b"\x00\x01\x02", "x.bin")


def test_more_text_than_any_report_has_is_declined(monkeypatch):
    monkeypatch.setattr(text_file, "LARGEST_TEXT_MIB", 1)
    assert read_text(b"a" * 2**20, "x.txt")
    with pytest.raises(UnsupportedFile, match=r"x.txt holds more than 1 MiB of text"):
        read_text(b"a" * (2**20 + 1), "x.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_lines_or_one_clear_error(data):
    lines_or_error(read_text, data)
