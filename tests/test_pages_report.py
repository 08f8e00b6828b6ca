import re
from html import unescape

import pytest
from ingest_samples import OTHER_REPORT
from pages_fixtures import (
    REPORT,
    FakeCatalogue,
    component_data,
    html_of,
    open_page,
    problems_shown,
    read_corpus,
    words_of,
)

from assistant.pages.report_html import chapters, contents
from assistant.pages.report_tools import reading_order
from ingest.report import read_report
from vectorstore.errors import IndexMissing

pytestmark = pytest.mark.usefixtures("backstage")

OTHER = read_report(OTHER_REPORT.encode(), "other.txt")


def heading(app):
    return unescape(re.search("<h1>(.*?)</h1>", html_of(app))[1])


def marked(app):
    return re.findall(r'class="place asked" id="([^"]+)"', html_of(app))


def target(app):
    return component_data(app, "sandwell_scroller")[0]["target"]


def opened(**query):
    app = open_page("report")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def jump(app, text):
    app.text_input(key="jump_to").set_value(text)
    return app.button[0].click().run()


def test_the_whole_report_is_read_before_any_model_is_loaded():
    app = opened()
    html = html_of(app)
    assert heading(app) == ("Inspection of Sandwell children's services, 13 to 24 October 2025")
    places = re.findall(r'class="place" id="([^"]+)"', html)
    document = read_corpus()
    assert places == [
        "header",
        "judgements",
        *(f"summary.{n}" for n in range(1, len(document.summary) + 1)),
        *(f"improvements.{n}" for n in range(1, 5)),
        *(f"p{n}" for n in range(1, 56)),
        "footnote.1",
        "about",
    ]
    assert "Monique Lindsay" in html
    assert html.count("<table>") == 1
    assert not app.exception


def test_each_section_stands_under_its_title_and_grade():
    found = {chapter.title: chapter for chapter in chapters(read_corpus())}
    section = found["The experiences and progress of care leavers"]
    assert "Requires improvement to be good" in section.html
    assert re.findall(r'id="p(\d+)"', section.html) == [str(n) for n in range(30, 43)]


def test_the_contents_say_the_grade_and_the_paragraphs_of_each_section():
    words = words_of(contents(chapters(read_corpus())))
    assert (
        "The experiences and progress of care leavers Paragraphs 30 to 42 Requires improvement"
    ) in words


def test_the_reading_order_is_that_of_the_page():
    for document in (read_corpus(), OTHER):
        html = "".join(chapter.html for chapter in chapters(document))
        assert re.findall(r'class="place" id="([^"]+)"', html) == reading_order(document)


def test_an_opened_paragraph_leads_on_can_be_asked_about_and_copied():
    html = html_of(opened(para="12"))
    (tools,) = re.findall('<ul class="tools">(.*?)</ul>', html)
    assert words_of(tools) == (
        "Previous: paragraph 11 Next: paragraph 13 Ask about paragraph 12 "
        "Copy link to paragraph 12 Copy words and reference of paragraph 12"
    )
    assert '"./?q=What+does+paragraph+12+say%3F&amp;report=sandwell-2025-10"' in tools


def test_the_first_and_the_last_place_lead_one_way_only():
    first, last = (
        re.findall("(Previous|Next):", html_of(opened(part=p))) for p in ("header", "about")
    )
    assert (first, last) == (["Next"], ["Previous"])


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({"para": "12"}, ["p12"]),
        ({"para": "30-36"}, [f"p{n}" for n in range(30, 37)]),
        ({"part": "improvements.2"}, ["improvements.2"]),
        ({"report": REPORT, "para": "48", "part": "summary"}, ["summary.1", "summary.2", "p48"]),
        ({"report": REPORT}, []),
    ],
)
def test_an_address_opens_the_places_it_names(query, places):
    app = opened(**query)
    assert marked(app) == places
    assert not problems_shown(app)


def test_the_page_opens_at_the_first_place_asked_for():
    assert target(opened(para="30-36")) == "p30"
    assert target(opened()) == ""


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ({"para": "99"}, "There is no paragraph 99 in the Sandwell report of October 2025"),
        ({"para": "<b>![](x)"}, "'<b>![](x)' is not a paragraph"),
        ({"report": "dudley-2020-01", "para": "3"}, "There is no report 'dudley-2020-01'"),
    ],
)
def test_a_wrong_address_gets_one_line_and_the_report_to_read(query, line):
    app = opened(**query)
    (problem,) = problems_shown(app)
    assert problem.startswith(line)
    assert 'id="p55"' in html_of(app)
    assert marked(app) == []


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("12", {"report": REPORT, "para": "12"}),
        (" 30-36 ", {"report": REPORT, "para": "30-36"}),
        ("improvement 2", {"report": REPORT, "part": "improvements.2"}),
    ],
)
def test_the_box_goes_to_a_place_and_changes_the_address(typed, query):
    app = jump(opened(), typed)
    assert app.query_params == query
    assert target(app) == marked(app)[0]


def test_going_to_the_same_place_twice_opens_it_twice():
    app = jump(opened(), "12")
    first = component_data(app, "sandwell_scroller")[0]["visit"]
    app = jump(app, "12")
    assert component_data(app, "sandwell_scroller")[0]["visit"] == first + 1


def test_a_place_that_is_not_there_is_said_beside_the_box_and_the_address_stays():
    app = jump(opened(para="12"), "56")
    assert problems_shown(app)[0].startswith("There is no paragraph 56")
    assert app.query_params == {"para": "12"}
    assert not problems_shown(jump(app, "55"))


def test_one_report_needs_no_choice_and_several_offer_one(backstage):
    assert not opened().selectbox
    backstage.catalogue = FakeCatalogue(read_corpus(), OTHER)
    app = opened(report=OTHER.report)
    assert "Vale of Westmarsh" in heading(app)
    app.selectbox[0].select(REPORT).run()
    assert "Sandwell" in heading(app)
    assert app.query_params == {"report": REPORT}


def test_words_of_a_report_cannot_act_as_markup(backstage):
    hostile = OTHER_REPORT.replace("Plans are short.", "<script>alert(1)</script> & $x$ *so*.")
    hostile = hostile.replace("Vale of Westmarsh", "<i>*Vale*</i>")
    backstage.catalogue = FakeCatalogue(read_report(hostile.encode(), "hostile.txt"))
    app = opened()
    html = html_of(app)
    assert heading(app).startswith("Inspection of <i>*Vale*</i> children")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; $x$ *so*." in html
    assert "<script" not in html
    assert "<i>" not in html


def test_an_empty_or_missing_index_gets_one_line_with_the_repair(backstage):
    backstage.catalogue = FakeCatalogue()
    assert "Run: sandwell index" in problems_shown(opened())[0]
    backstage.catalogue_error = IndexMissing("No index is in /srv/home. Run: sandwell index")
    assert problems_shown(opened()) == [str(backstage.catalogue_error)]


def test_paragraphs_outside_all_sections_are_shown_too():
    text = OTHER_REPORT.replace("Children who need help: requires improvement to be good", "")
    found = {c.title: c.body for c in chapters(read_report(text.encode(), "other.txt"))}
    assert all(f'id="p{number}"' in found["Paragraphs"] for number in (1, 2, 3))


def test_words_that_run_from_right_to_left_keep_their_direction(backstage):
    arabic = OTHER_REPORT.replace("Plans are short.", "تقرير قصير.")
    backstage.catalogue = FakeCatalogue(read_report(arabic.encode(), "arabic.txt"))
    assert re.search('<p dir="auto">[^<]*تقرير قصير', html_of(opened()))


def test_a_report_that_was_removed_under_the_open_page_is_said_and_another_shown(backstage):
    backstage.catalogue = FakeCatalogue(read_corpus(), OTHER)
    app = opened(report=OTHER.report, para="2")
    assert marked(app) == ["p2"]
    backstage.catalogue = FakeCatalogue(read_corpus())
    app.run()
    assert problems_shown(app)[0].startswith(f"There is no report {OTHER.report!r} here")
    assert "Sandwell" in heading(app)
    assert not app.exception
