import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from lxml import etree
from markdown_it import MarkdownIt
from pages_fixtures import (
    HOMELESS,
    PARTLY,
    REPORT,
    UNKNOWN,
    FakeAssistant,
    FakeCatalogue,
    quotes,
    read_corpus,
)

from assistant.export import LICENCE, LICENCE_ADDRESS, Exchange, as_markdown, file_name, records
from assistant.export_word import as_word
from assistant.models import Question
from assistant.quoting import quoted

CATALOGUE = FakeCatalogue(read_corpus())
ASSISTANT = FakeAssistant(CATALOGUE)
DAY = date(2026, 11, 26)
HOSTILE = "<img src=x> $x^2$ *star* [a](http://b) | # ~~no~~ שלום 😀"


def answered(text, **changes):
    answer = replace(ASSISTANT.answer(Question(HOMELESS)), question=text, **changes)
    return Exchange(answer, CATALOGUE)


EXCHANGES = [
    Exchange(ASSISTANT.answer(Question(each)), CATALOGUE) for each in (HOMELESS, PARTLY, UNKNOWN)
]


def test_an_answer_with_everything_says_so():
    usual, everything = records([EXCHANGES[0], replace(EXCHANGES[0], everything=True)])
    assert usual.status == ""
    assert everything.status == "Everything that was found"


def test_a_question_with_a_persons_details_is_left_out_of_a_file():
    (record,) = records([answered("Jayden Marsh?", personal=True)])
    assert "Jayden" not in record.question
    assert record.sources


def opened(exchanges):
    return docx.Document(BytesIO(as_word(exchanges, DAY)))


def texts(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_sources_are_numbered_through_the_document_and_hold_the_whole_paragraph():
    found = [source for record in records(EXCHANGES) for source in record.sources]
    assert [source.number for source in found] == [1, 2, 3]
    assert [source.heading for source in found] == ["Paragraph 12", "Paragraph 48", "Paragraph 12"]
    assert found[0].text == CATALOGUE.passage(REPORT, "p12").text


def test_every_sentence_names_its_source_and_its_paragraph():
    first = records(EXCHANGES)[0].paragraphs[0]
    assert [markers for _, markers in first] == ["[1, ¶12]", "[1, ¶12]", "[2, ¶48]"]


def test_word_has_question_answer_sources_report_date_and_licence():
    document = opened(EXCHANGES)
    assert texts(document, "Title") == ["What inspectors found"]
    assert texts(document, "Heading 1") == [HOMELESS, PARTLY, UNKNOWN]
    assert texts(document, "Heading 3") == ["1. Paragraph 12", "2. Paragraph 48", "3. Paragraph 12"]
    body = "\n".join(p.text for p in document.paragraphs)
    assert "inspection of Sandwell children's services, 13 to 24 October 2025" in body
    assert "Saved on 26 November 2026." in body
    assert CATALOGUE.passage(REPORT, "p48").text in body
    assert "Grade: Good" in body
    assert "Partly answered" in body
    assert texts(document, "List Bullet") == ["what a hostel place costs"]
    assert document.sections[0].footer.paragraphs[0].text == LICENCE


def test_word_marks_the_quoted_words_and_no_others():
    document = opened(EXCHANGES[:1])
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW and run.underline
    ]
    assert marked == [line.text for line in quotes("p12", 0, 1) + quotes("p48", 1)]


def test_word_marks_nothing_where_the_whole_paragraph_is_quoted():
    whole = quoted(CATALOGUE.passage(REPORT, "p12"))
    answer = replace(EXCHANGES[0].answer, sentences=(whole,))
    document = opened([Exchange(answer, CATALOGUE)])
    assert not any(run.underline for p in document.paragraphs for run in p.runs)


def test_the_word_file_is_a_sound_package_in_british_english_on_a4():
    data = as_word(EXCHANGES, DAY)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        assert 'w:val="en-GB"' in package.read("word/styles.xml").decode()
        names = package.read("docProps/core.xml").decode()
    assert "python-docx" not in names
    (section,) = docx.Document(BytesIO(data)).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_words_of_users_and_reports_are_text_in_both():
    exchange = answered(HOSTILE)
    assert texts(opened([exchange]), "Heading 1") == [HOSTILE]
    html = MarkdownIt("gfm-like", {"linkify": False}).render(as_markdown([exchange], DAY))
    for markup in ("<img", "<s>", "<em>", 'href="http://b"'):
        assert markup not in html
    assert "שלום 😀" in html


def test_markdown_reads_as_a_document():
    html = MarkdownIt("commonmark").render(as_markdown(EXCHANGES, DAY))
    assert html.count("<h2>") == 3
    assert '<ol start="3">' in html
    assert html.count("<blockquote>") == 3
    assert f"<strong>{quotes('p12', 0)[0].text}</strong>" in html
    assert LICENCE_ADDRESS in html


def test_markdown_sentences_keep_their_markers_readable():
    assert "explained to them. [1, ¶12] Assessments" in as_markdown(EXCHANGES, DAY)


def test_an_answer_keeps_the_evidence_of_its_own_reports():
    passage = replace(CATALOGUE.passage(REPORT, "p12"), page=7)
    paged = FakeCatalogue(read_corpus())
    paged.passage = lambda *_: passage
    both = [
        Exchange(replace(EXCHANGES[0].answer, sentences=quotes("p12", 0)), each)
        for each in (CATALOGUE, paged)
    ]
    places = [record.sources[0].place for record in records(both)]
    assert "Page 7" not in places[0]
    assert places[1].endswith("Page 7.")


@pytest.mark.parametrize(
    ("count", "name"),
    [(1, "inspection-answer-2026-11-26.docx"), (2, "inspection-answers-2026-11-26.docx")],
)
def test_the_name_says_what_and_when(count, name):
    assert file_name(EXCHANGES[:count], DAY, "docx") == name
