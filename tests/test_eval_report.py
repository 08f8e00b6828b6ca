import re
from html.parser import HTMLParser

import pytest
from accessibility_checks import violations
from browser_fixtures import NARROW, WIDE
from eval_fixtures import REPORT, case, observation, written_run

from eval.report import write_report
from eval.results import rows_of
from eval.scoring import score

MARKUP = "<img src=x onerror=alert(1)> <b>bold</b> *star* | [a](http://b.example) `c` & {{ 7 * 7 }}"
QUOTE = "The emergency duty service provides a swift and proportionate response"

CASES = [
    case("markup", question=MARKUP, gold=(12,)),
    case(
        "missed", gold=(5,), question="And at night?", history=["Who helps?"], gold_quotes=[QUOTE]
    ),
    case("broken", "multi", question="What breaks?"),
    case("open", "unanswerable", (), question="What does a bus cost?"),
]
OBSERVATIONS = [
    observation("markup", answer=f"{MARKUP} [¶1]", cited=["p1"], retrieved=["p12"]),
    observation("missed", outcome="not_in_report", answer="Not said.", retrieved=["p1", "p2"]),
    observation("broken", error="RuntimeError: <i>it</i> broke"),
    observation("open", answer="Much. [¶2]", cited=["p2"], retrieved=["p2"]),
]


@pytest.fixture
def written(tmp_path, sandwell_passages):
    """``written()`` runs the cases and gives the texts of report.html and report.md."""

    def write(cases=CASES, observations=OBSERVATIONS, name="first", **passages):
        run = written_run(tmp_path / name, cases, observations)
        rows = rows_of(run)
        known = {REPORT: list(sandwell_passages.values())} | passages
        write_report(run, rows, score(rows), known)
        return (tmp_path / name / "report.html").read_text(), (
            tmp_path / name / "report.md"
        ).read_text()

    return write


class Outline(HTMLParser):
    """Tags, attributes and headings of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.headings = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


def section(text, start, end="\n## "):
    return text.partition(start)[2].partition(end)[0]


def test_markup_in_questions_and_answers_stays_text_in_html(written):
    html, _ = written()
    assert {"img", "b", "i"}.isdisjoint(Outline(html).tags)
    assert "&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;bold&lt;/b&gt; *star*" in html
    assert "{{ 7 * 7 }}" in html
    assert "RuntimeError: &lt;i&gt;it&lt;/i&gt; broke" in html


def test_markup_in_questions_and_answers_stays_text_in_markdown(written):
    _, markdown = written()
    escaped = (
        r"&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;bold&lt;/b&gt; \*star\* \| "
        r"\[a\](http:\/\/b.example) \`c\` &amp; \{\{ 7 \* 7 \}\}"
    )
    assert f"- Question (One fact): {escaped}\n" in markdown
    assert f"- Answer: {escaped} \\[¶1\\]\n" in markdown
    assert "<img" not in markdown


def test_the_page_fetches_nothing_and_runs_nothing(written):
    html, _ = written(cases=CASES[1:], observations=OBSERVATIONS[1:])
    page = Outline(html)
    assert {"script", "link", "iframe", "img", "object", "base"}.isdisjoint(page.tags)
    assert "://" not in html
    assert "url(" not in html
    assert "@import" not in html
    names = {name for name, _ in page.attributes}
    assert not [name for name in names if name.startswith("on") or name == "src"]
    addresses = [value for name, value in page.attributes if name in ("href", "xlink:href")]
    assert addresses
    assert all(value.startswith("#") for value in addresses)


def test_headings_are_in_order_and_ids_unique(written):
    page = Outline(written()[0])
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    pairs = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in pairs)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_what_was_run_is_said(written):
    for text in written():
        for words in ("The assistant, as people use it", "20 November 2026, 09:30 UTC", "5e7"):
            assert words in text


def test_a_kind_with_nothing_to_score_and_one_not_scored_say_so(written):
    html, markdown = written()
    kinds = section(markdown, "## By kind of question")
    open_row = next(line for line in kinds.splitlines() if line.startswith("| Not in the report"))
    assert open_row.split(" | ")[2:6] == ["nothing to score"] * 4
    broken_row = next(line for line in kinds.splitlines() if line.startswith("| Several"))
    assert broken_row.split(" | ")[2:6] == ["not scored"] * 4
    assert html.count(">nothing to score<") > 4


def test_a_question_without_an_answer_is_listed_with_its_reason(written):
    _, markdown = written()
    listed = section(markdown, "## Questions not scored")
    assert "- broken: What breaks? Reason: RuntimeError: &lt;i&gt;it&lt;/i&gt; broke\n" in listed
    assert "markup" not in listed


def test_a_question_that_was_not_asked_is_listed_too(written):
    html, markdown = written(observations=OBSERVATIONS[:2])
    assert "- open: What does a bus cost? Reason: It was not asked.\n" in markdown
    assert "It was not asked." in html


def test_worst_questions_show_what_was_missed_with_the_answer_marked(written):
    html, markdown = written()
    missed = section(markdown, "#### missed", "\n### ")
    assert "- Asked before: Who helps?\n- Question (One fact): And at night?\n" in missed
    assert "- Cited: nothing\n- Found first: Paragraph 1, Paragraph 2\n" in missed
    assert f"- Right: Paragraph 5\n- Missed, Paragraph 5: **{QUOTE}** to children" in missed
    assert f"<mark>{QUOTE}</mark> to children in need" in html
    assert "- Right: nothing; the report is silent\n" in section(markdown, "#### open", "\n### ")
    headings = re.findall("^### (.*)$", markdown, re.MULTILINE)
    assert headings == [
        "Refused, though the report answers",
        "Answered, though the report is silent",
        "Paragraphs cited that are not right, or right ones left out",
    ]


def test_the_paragraph_map_is_a_list_and_a_table(written):
    html, markdown = written()
    found = section(markdown, "## Paragraph map")
    assert "- Never found where needed (1): Paragraph 5\n" in found
    assert "- Never cited where needed (2): Paragraphs 5, 12\n" in found
    assert "| Paragraph 12 | 1 | 1 | 0 | 1 | 0 |\n" in found
    assert '<th scope="row">Paragraph 12</th><td class="number">1</td>' in html


def test_a_run_without_faults_says_so(written):
    good = [observation("markup", answer="Yes. [¶12]", cited=["p12"], retrieved=["p12"])]
    for text in written(CASES[:1], good):
        assert "None: every answer cites all the right paragraphs and no others." in text
        assert "None: every question has an answer." in text


def test_a_report_that_is_no_longer_indexed_has_its_figures_all_the_same(tmp_path):
    run = written_run(tmp_path / "run", CASES, OBSERVATIONS)
    rows = rows_of(run)
    write_report(run, rows, score(rows), {})
    markdown = (run.folder / "report.md").read_text()
    assert "Paragraph map" not in markdown
    assert "- Right: Paragraph 5\n" in markdown


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_accessibility_rule_is_broken(request, tmp_path, written, viewport, scheme):
    written()
    browser = request.getfixturevalue("chromium")
    page = browser.new_page(viewport=viewport, color_scheme=scheme)
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto((tmp_path / "first" / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert heard == []
    page.close()
