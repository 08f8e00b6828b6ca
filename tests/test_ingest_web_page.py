"""Web pages, as people save them and as programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_layouts import lines_or_error

from ingest import web_parsing
from ingest.errors import UnsupportedFile
from ingest.web_page import read_web_page


def lines_of(page):
    return read_web_page(page.encode() if isinstance(page, str) else page, "page.html")


def texts_of(page):
    return [line.text for line in lines_of(page)]


def test_headings_paragraphs_and_breaks():
    lines = lines_of("<h2>Care\n leavers</h2><p>One<p><b>Two</b> <strong>words</strong><p>A<br>B")
    assert [(line.text, line.heading, line.after_gap) for line in lines] == [
        ("Care leavers", True, True),
        ("One", False, True),
        ("Two words", True, True),
        ("A", False, True),
        ("B", False, False),
    ]


def test_text_is_bold_only_where_all_of_it_is():
    page = "<p><b>Two</b> words<p style='font-weight: 700'>Bold<p><b style='font-weight:normal'>No"
    assert [line.heading for line in lines_of(page)] == [False, True, False]


def test_list_items_carry_their_number_or_a_dash():
    page = """<ol><li>one<li><p>two</p><p>more of two</p></ol><h2>Heading</h2>
        <ol start=3><li>three<ul><li>inner</ul><li value=7>seven<li>eight</ol>
        <ol type=a><li>first</ol><ol style="list-style: none"><li>1. own number</ol>"""
    assert texts_of(page) == [
        "1. one",
        "2. two",
        "more of two",
        "Heading",
        "3. three",
        "- inner",
        "7. seven",
        "8. eight",
        "a. first",
        "1. own number",
    ]


def test_an_item_without_text_leaves_no_marker_behind():
    assert texts_of("<ul><li></li></ul><p>After") == ["After"]


def test_a_table_is_one_line_a_row():
    page = """<table><caption>Grades</caption><thead><tr><th>Judgement<th>Grade</thead>
        <tr><td><p>The impact of<br>leaders</p><td> Good </td></tr></table>After"""
    assert [(line.text, line.after_gap) for line in lines_of(page)] == [
        ("Grades", True),
        ("Judgement\tGrade", True),
        ("The impact of leaders\tGood", False),
        ("After", True),
    ]


def test_a_table_that_lays_out_the_page_is_no_table():
    page = """<table><tr><td>Menu<td><h1>Title</h1><p>One<p>Two
        <table><tr><td>a<td>b</table></table>"""
    assert texts_of(page) == ["Menu", "Title", "One", "Two", "a\tb"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<!-- no -->",
        "<template>no</template>",
        "<del>no</del>",
        "<nav>no</nav>",
        "<span hidden>no</span>",
        "<span style='display: none'>no <b>no</b></span>",
        "<span style='mso-hide:all'>no</span>",
        "<span class='link govuk-visually-hidden'>no</span>",
        "<!--[if gte mso 9]><xml>no</xml><![endif]-->",
        "<svg><text>no</text></svg>",
        "<button>no</button>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(hidden):
    assert texts_of(f"<title>no</title><p>One{hidden} two<p>Three") == ["One two", "Three"]


def test_the_main_part_is_read_where_the_page_names_one():
    page = "<header>Site</header><div role=main><p>Report</div><footer>Privacy</footer>"
    assert texts_of(page) == ["Report"]


def test_footnote_marks_are_raised_and_notes_carry_them():
    page = """<p>Improve?<sup id='fnref:1'><a>[footnote 1]</a></sup> The 9<sup>th</sup> year.
        <div class=footnotes><ol><li><p>A note. <a class=reversefootnote>↩</a></p></ol></div>"""
    assert texts_of(page) == ["Improve?¹ The 9th year.", "¹ A note."]


def test_what_word_saves_as_a_web_page_keeps_its_numbers():
    def saved(marker, text):
        return f"""<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
            <![if !supportLists]><span style='mso-list:Ignore'>{marker}<span>&nbsp;&nbsp; </span>
            </span><![endif]>{text}<o:p></o:p></p>"""

    page = saved("12.", "Children do&nbsp;well.") + saved("·", "A bullet.")
    note = "<p><span class=MsoFootnoteReference>[1]</span> A note.</p>"
    assert texts_of(page + note) == ["12. Children do well.", "- A bullet.", "¹ A note."]


@pytest.mark.parametrize(
    "data",
    [
        "<p>café ’".encode(),
        b"<p>caf\xe9 \x92",
        b"<meta charset=iso-8859-1><p>caf\xe9 \x92",
        b"<meta charset=no-such-thing><p>caf\xe9 \x92",
        b"<meta charset=rot13><p>caf\xe9 \x92",
        b"<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>caf\x8e \xd5",
        "<meta charset=iso-8859-1><p>café ’".encode(),
        "\ufeff<p>café ’".encode("utf-16-le"),
    ],
)
def test_the_encoding_is_the_one_that_fits(data):
    assert texts_of(data) == ["café ’"]


def test_a_page_nested_too_deep_is_declined_rather_than_cut():
    assert texts_of("<div>" * 100 + "deep") == ["deep"]
    with pytest.raises(UnsupportedFile, match="nested too deep"):
        lines_of("<p>before" + "<div>" * 100_000 + "deep")


def test_entities_of_a_document_type_are_not_expanded():
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    page = f'<!DOCTYPE html [<!ENTITY a0 "lol">{entities}]><p>&a9;'
    assert len("".join(texts_of(page))) < 2000


def test_a_huge_number_is_no_trap():
    page = f"<ol start={'9' * 5000}><li>a</ol><ol type=i start=999999><li>b</ol>"
    assert texts_of(page) == ["1. a", "999999. b"]


def test_a_page_larger_than_any_report_is_declined(monkeypatch):
    monkeypatch.setattr(web_parsing, "LARGEST_PAGE_MIB", 1)
    with pytest.raises(UnsupportedFile, match=r"page.html is a web page of more than 1 MiB"):
        lines_of(b"<p>" + b"a" * 2**20)
    monkeypatch.setattr(web_parsing, "MOST_TAGS", 5)
    with pytest.raises(UnsupportedFile, match="more than 5 tags"):
        lines_of("<p>a" * 6)


_TAGS = st.sampled_from(
    [
        "p",
        "li",
        "ol",
        "ul",
        "table",
        "tr",
        "td",
        "h1",
        "b",
        "sup",
        "br",
        "pre",
        "nav",
        "del",
        "main",
    ]
)
_PIECES = st.one_of(
    _TAGS.map("<{}>".format), _TAGS.map("</{}>".format), st.text(max_size=6), st.just("<![foo &#0;")
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_soup_of_tags_gives_lines_or_one_clear_error(page):
    lines_or_error(read_web_page, page.encode(errors="replace"))


@given(st.lists(st.sampled_from(["word", "two words", "a&b", "é"]), min_size=1, max_size=8))
def test_every_item_of_a_list_is_numbered_in_order(items):
    page = "<ol>" + "".join(f"<li>{text.replace('&', '&amp;')}" for text in items) + "</ol>"
    assert texts_of(page) == [f"{at}. {text}" for at, text in enumerate(items, start=1)]
