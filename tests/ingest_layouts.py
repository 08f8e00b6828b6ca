"""A report laid out as a Word document and as a web page, out of its parsed Document."""

import zipfile
from html import escape
from io import BytesIO
from itertools import pairwise

from ingest.errors import IngestError

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_GRADES = {"requires improvement": "requires improvement to be good"}

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="H2a"><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:basedOn w:val="Normal"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
"""


def lines_or_error(read, data):
    """What a reader makes of bytes that may be damaged: good lines, or one clear error."""
    try:
        lines = read(data, "some file")
    except IngestError as error:
        lines, message = (), str(error)
    else:
        message = "some file was read"
    assert message.startswith("some file ")
    assert "\n" not in message
    assert all(line.text.strip() == line.text != "" for line in lines)
    assert not any("\n" in line.text for line in lines)
    return lines


def level(depth, form="decimal", text="%1.", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0)}{level(1, "lowerLetter", "(%2)")}'
    f"{level(2, 'lowerRoman', '%1.%2.%3')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "o")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs, style="", properties=""):
    """A ``w:p``; runs that are no XML yet become plain ones."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inside}</w:p>"


def item(text, number=1, depth=0):
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def table(rows):
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_parts(body, *, numbering=NUMBERING, styles=STYLES, footnotes=""):
    """Names and texts of the parts of a Word document with this body."""

    def part(tag, inside):
        return f'<?xml version="1.0"?><w:{tag} xmlns:w="{W_NS}">{inside}</w:{tag}>'

    related = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
    )
    main = f'<Relationship Id="x" Type="{_RELATIONS}/officeDocument" Target="/word/document.xml"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<R xmlns="{_PACKAGE}">{related}</R>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
        "word/footnotes.xml": part("footnotes", footnotes),
    }


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def word_file(body, **parts):
    return zipped(word_parts(body, **parts))


def as_word_file(document):
    """The whole report: numbers made by Word, a table of grades, bullets, a real footnote."""
    first, *others = _split(document.header)
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    body = [paragraph(first, style="Title"), *map(paragraph, others), table(_grades(document))]
    body += [paragraph(block.text) for block in document.summary]
    body.append(paragraph("What needs to improve?", reference, style="H2"))
    body += [item(one.block.text, number=2) for one in document.improvements]
    for section, paragraphs in _sections(document):
        body.append(paragraph(run(section, "<w:b/>")))
        body += [paragraph(one.block.text, style="Numbered") for one in paragraphs]
    body += map(paragraph, _split(document.about))
    note = paragraph("<w:r><w:footnoteRef/></w:r>", " " + document.footnotes[0].text)
    return word_file("".join(body), footnotes=f'<w:footnote w:id="5">{note}</w:footnote>')


def as_web_page(document):
    """The whole report: ordered lists that go on after a heading, a table, bullets, a note."""
    first, *others = map(escape, _split(document.header))
    body = [f"<h1>{first}</h1>", *(f"<p>{one}" for one in others), "<table>"]
    body += [f"<tr><td>{escape(a)}<td><b>{escape(b)}</b>" for a, b in _grades(document)]
    body += ["</table>", *(f"<p>{escape(block.text)}" for block in document.summary)]
    body.append("<h2>What needs to improve?<sup><a href='#n'>[1]</a></sup></h2><ul>")
    body += [f"<li>{escape(one.block.text)}" for one in document.improvements]
    body.append("</ul>")
    for section, paragraphs in _sections(document):
        body.append(f"<h2>{escape(section)}</h2><ol start={paragraphs[0].number}>")
        body += [f"<li><p>{escape(one.block.text)}</p>" for one in paragraphs]
        body.append("</ol>")
    body.append(f"<p>{'<br>'.join(map(escape, _split(document.about)))}</p>")
    note = escape(document.footnotes[0].text)
    body.append(
        f"<section role=doc-endnotes><ol><li>{note}<a role=doc-backlink>↩</a></ol></section>"
    )
    page = "\n".join(body)
    return f"<!DOCTYPE html><html><title>Report</title><body>{page}</body></html>".encode()


def _split(block):
    edges = [0, *block.breaks, len(block.text)]
    return [block.text[first:last].strip() for first, last in pairwise(edges)]


def _grades(document):
    title, *rows = _split(document.judgement_table)
    labels = [judgement.label for judgement in document.judgements]
    return [
        tuple(title.split()),
        *((label, row[len(label) :].strip()) for label, row in zip(labels, rows, strict=True)),
    ]


def _sections(document):
    for section in document.sections:
        grade = _GRADES.get(section.grade, section.grade)
        inside = [p for p in document.paragraphs if section.first <= p.number <= section.last]
        yield f"{section.title}: {grade}", inside
