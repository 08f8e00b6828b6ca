"""Word documents: what Word would show, and nothing that it hides."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_layouts import (
    NUMBERING,
    W_NS,
    item,
    level,
    lines_or_error,
    paragraph,
    run,
    table,
    word_file,
    word_parts,
    zipped,
)

from ingest import word_package, zip_archive
from ingest.errors import UnsupportedFile
from ingest.word_file import read_word

_DELETED_END = "<w:rPr><w:del w:id='1'/></w:rPr>"
_STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def lines_of(body, **parts):
    return read_word(word_file(body, **parts), "report.docx")


def texts_of(body, **parts):
    return [line.text for line in lines_of(body, **parts)]


def test_headings_are_styles_outline_levels_and_bold_paragraphs():
    body = [
        paragraph("Report", style="Title"),
        paragraph("Inherited", style="H2a"),
        paragraph("Outlined", properties="<w:outlineLvl w:val='1'/>"),
        paragraph(run("Bold ", "<w:b/>"), run("all over", "<w:rStyle w:val='Strong'/>")),
        paragraph(run("Bold ", "<w:b/>"), "in part"),
        paragraph(run("Off", "<w:b w:val='0'/>")),
        paragraph("Body", properties="<w:outlineLvl w:val='9'/>"),
    ]
    assert [line.heading for line in lines_of("".join(body))] == [True] * 4 + [False] * 3


def test_breaks_tabs_and_odd_characters():
    body = paragraph("One", "<w:r><w:br/></w:r>", "two", "<w:r><w:tab/></w:r>", "\u00a0three\u00ad")
    body += paragraph("self", "<w:r><w:noBreakHyphen/></w:r>", "made", "<w:r><w:softHyphen/></w:r>")
    assert [(line.text, line.after_gap) for line in lines_of(body)] == [
        ("One", True),
        ("two\tthree", False),
        ("self-made", True),
    ]


def test_the_stops_of_tabs_are_no_tabs():
    assert texts_of(paragraph("One", properties="<w:tabs><w:tab w:val='left'/></w:tabs>")) == [
        "One"
    ]


def test_numbers_go_on_over_headings_and_other_lists():
    body = [
        paragraph("one", style="Numbered"),
        item("two"),
        paragraph("Heading", style="H2"),
        item("a bullet", number=2),
        item("three"),
        item("inner", depth=1),
        item("inner", depth=1),
        item("innermost", depth=2),
        item("four, in a list that shares the definition", number=3),
        item("inner again", depth=1),
        item("starts anew", number=4),
        item("and goes on", number=4),
    ]
    assert texts_of("".join(body)) == [
        "1. one",
        "2. two",
        "Heading",
        "- a bullet",
        "3. three",
        "(a) inner",
        "(b) inner",
        "3.b.i innermost",
        "4. four, in a list that shares the definition",
        "(a) inner again",
        "7. starts anew",
        "8. and goes on",
    ]


@pytest.mark.parametrize("text", ["%1", "%1)", "(%1)", "%1."])
def test_a_lone_number_has_a_full_stop_however_it_is_printed(text):
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, text=text, start=12)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts_of(item("twelve"), numbering=numbering) == ["12. twelve"]


def test_a_style_chooses_the_level_that_names_it():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = level(1, "lowerLetter", "(%2)", more='<w:pStyle w:val="Sub"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0)}{linked}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("one") + paragraph("inner", style="Sub")
    assert texts_of(body, styles=styles, numbering=numbering) == ["1. one", "(a) inner"]


def test_a_list_can_borrow_its_definition_from_a_list_style():
    numbering = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="Ours"/>{level(0)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert texts_of(item("one"), numbering=numbering) == ["1. one"]


def test_a_paragraph_can_leave_the_list_of_its_style():
    left = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = paragraph("one", style="Numbered") + paragraph("x", style="Numbered", properties=left)
    assert texts_of(body + paragraph("two", style="Numbered")) == ["1. one", "x", "2. two"]


def test_lists_that_the_file_does_not_define_are_paragraphs():
    assert texts_of(item("one", number=99), numbering="") == ["one"]


def test_a_table_is_one_line_a_row():
    body = table([("Judgement", "Grade"), ("Leaders", "Good"), ("", "")]) + paragraph("After")
    assert [(line.text, line.after_gap) for line in lines_of(body)] == [
        ("Judgement\tGrade", True),
        ("Leaders\tGood", False),
        ("After", True),
    ]


def test_a_box_around_paragraphs_and_a_table_of_tables_are_no_tables():
    box = f"<w:tbl><w:tr><w:tc>{item('one')}{item('two')}</w:tc></w:tr></w:tbl>"
    inner = table([("a", "b")])
    page = f"<w:tbl><w:tr><w:tc>{paragraph('left')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert texts_of(box + page) == ["1. one", "2. two", "left", "a\tb"]


def test_changes_count_as_accepted():
    inserted = f"<w:ins w:id='2'>{run('put in')}</w:ins>"
    deleted = "<w:del w:id='3'><w:r><w:delText>gone</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='4'>{run('gone')}</w:moveFrom>"
    row = f"<w:tr><w:trPr><w:del w:id='5'/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
    body = paragraph(inserted, deleted, moved) + f"<w:tbl>{row}</w:tbl>"
    assert texts_of(body) == ["put in"]


def test_a_deleted_paragraph_end_joins_two_and_is_not_counted():
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = item("one") + paragraph("runs ", properties=number + _DELETED_END) + item("on")
    assert texts_of(body) == ["1. one", "2. runs on"]


def test_hidden_text_field_codes_and_comments_are_not_read():
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    comment = "<w:commentRangeStart w:id='1'/><w:r><w:commentReference w:id='1'/></w:r>"
    body = paragraph(run("no", "<w:vanish/>"), field, comment, "seen")
    assert texts_of(body + paragraph("no", style="Secret")) == ["seen"]


def test_links_and_content_controls_are_read():
    link = f"<w:hyperlink>{run('a link')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
    assert texts_of(paragraph(link, " and text") + control) == ["a link and text", "controlled"]


def test_a_text_box_is_read_once_and_does_not_break_its_paragraph():
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    drawing = (
        f"<w:r><x:AlternateContent xmlns:x='{compatibility}'><x:Choice><w:drawing>{box}</w:drawing>"
        f"</x:Choice><x:Fallback><w:pict>{box}</w:pict></x:Fallback></x:AlternateContent></w:r>"
    )
    assert texts_of(paragraph("before ", drawing, "after")) == ["in the box", "before after"]


def test_footnotes_stand_after_the_paragraph_that_refers_to_them():
    notes = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(text)}{paragraph("More.")}</w:footnote>'
        for id_, text in (("7", "Second."), ("3", "First."))
    )
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    body = paragraph("One", refer(3), ".") + table([("a", "b")]) + paragraph("Two", refer(7))
    assert texts_of(body, footnotes=notes) == [
        "One¹.",
        "¹ First. More.",
        "a\tb",
        "Two²",
        "² Second. More.",
    ]


def test_a_note_that_is_referred_to_again_and_again_is_read_once():
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{paragraph("A note.")}</w:footnote>'
    body = paragraph("One", *[reference] * 50)
    assert texts_of(body, footnotes=note) == ["One¹", "¹ A note."]


def test_raised_digits_are_footnote_marks_and_raised_letters_are_not():
    raised = "<w:vertAlign w:val='superscript'/>"
    assert texts_of(paragraph("a", run("2", raised), " 9", run("th", raised))) == ["a² 9th"]


def test_strict_documents_are_read_alike():
    parts = word_parts(item("one"))
    strict = {name: text.replace(W_NS, _STRICT_NS) for name, text in parts.items()}
    assert [line.text for line in read_word(zipped(strict), "x.docx")] == ["1. one"]


def test_text_of_another_format_is_declined_rather_than_lost():
    with pytest.raises(UnsupportedFile, match="holds text of another format"):
        lines_of(paragraph("One") + "<w:altChunk/>")


def test_a_decompression_bomb_is_never_unpacked():
    bomb = word_parts(paragraph("a" * (3 * 2**20)))
    with pytest.raises(UnsupportedFile, match="unpacks to more than 200 times its size"):
        read_word(zipped(bomb), "bomb.docx")


def test_limits_are_on_the_file_and_on_each_part(monkeypatch):
    data = zipped(word_parts(paragraph("a" * 2**20)), zipfile.ZIP_STORED)
    monkeypatch.setattr(word_package, "LARGEST_PART_MIB", 1)
    with pytest.raises(UnsupportedFile, match=r"part word/document.xml is larger than 1 MiB"):
        read_word(data, "x.docx")
    monkeypatch.setattr(word_package, "MOST_TAGS", 3)
    with pytest.raises(UnsupportedFile, match="has more than 3 tags"):
        lines_of(paragraph("One"))
    monkeypatch.setattr(zip_archive, "LARGEST_ZIP_MIB", 1)
    with pytest.raises(UnsupportedFile, match="zipped file of more than 1 MiB"):
        read_word(data, "x.docx")


def test_too_many_parts_are_declined(monkeypatch):
    monkeypatch.setattr(zip_archive, "MOST_PARTS", 5)
    with pytest.raises(UnsupportedFile, match="more than 5 parts"):
        lines_of(paragraph("One"))


def test_other_ways_of_packing_are_declined():
    with pytest.raises(UnsupportedFile, match="packed in a way that Word does not use"):
        read_word(zipped(word_parts(paragraph("One")), zipfile.ZIP_LZMA), "x.docx")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>", "declares a document type"),
        ("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "declares a document type"),
        ("<x" * 500, "not well-formed"),
        ("<x>" * 400 + "</x>" * 400, "not well-formed"),
        ("<x/>", "holds no document"),
    ],
)
def test_hostile_or_broken_xml_is_declined(document, says):
    with pytest.raises(UnsupportedFile, match=says) as caught:
        read_word(zipped(word_parts("") | {"word/document.xml": document}), "x.docx")
    assert "\n" not in str(caught.value)


def test_a_document_without_its_main_part_is_declined():
    parts = word_parts("")
    del parts["word/document.xml"]
    with pytest.raises(UnsupportedFile, match=r"its part word/document.xml is missing"):
        read_word(zipped(parts), "x.docx")


def test_odd_names_of_parts_keep_messages_to_one_line():
    parts = word_parts("")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("/word/document.xml", "a&#10;b")
    del parts["word/document.xml"]
    assert lines_or_error(read_word, zipped(parts)) == ()


_TAGS = ["p", "r", "t", "tbl", "tr", "tc", "txbxContent", "br", "sdt", "ins", "del", "footnote"]
_TREES = st.recursive(
    st.sampled_from(["text", "<w:footnoteReference w:id='1'/>", "<w:pPr><w:numPr/></w:pPr>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(_TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
_ODD = st.sampled_from(["", "-1", "0", "1", "9", "99", "x", "９", "1" * 30, "%1%9", "none"])


@given(_TREES, st.sampled_from(["word/document.xml", "word/footnotes.xml"]))
def test_elements_in_any_order_give_lines(tree, part):
    parts = word_parts(paragraph("One", "<w:r><w:footnoteReference w:id='1'/></w:r>"))
    parts[part] = parts[part].replace("</w:document>", f"{tree}</w:document>")
    parts[part] = parts[part].replace("</w:footnotes>", f"<w:n w:id='1'>{tree}</w:n></w:footnotes>")
    assert lines_or_error(read_word, zipped(parts))


@given(st.lists(_ODD, min_size=4, max_size=4))
def test_odd_values_in_the_numbering_are_no_trap(odd):
    start, text, depth, number = odd
    numbering = NUMBERING.replace('"%1."', f'"{text}"').replace(
        'w:start w:val="1"', f'w:start w:val="{start}"'
    )
    body = item("one", number=number, depth=depth) + item("two", number=1)
    first, second = texts_of(body, numbering=numbering)
    assert first.endswith("one")
    assert second.endswith("two")
