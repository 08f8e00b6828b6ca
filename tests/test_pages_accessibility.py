import re

import pytest
from pages_fixtures import component_data, html_of, open_page, words_of

from assistant.pages.charts import in_dark
from assistant.pages.glance_html import glance
from assistant.pages.known_gaps import AXE_EXCEPTIONS, OTHER_GAPS


@pytest.mark.usefixtures("backstage")
def test_the_statement_lists_every_known_exception_by_rule_and_element():
    app = open_page("accessibility").run()
    words = words_of(html_of(app))
    for known in AXE_EXCEPTIONS:
        assert f"{known.rule} {known.page} {known.selector} {known.words}" in words
    for page, gap in OTHER_GAPS:
        assert f"{page}: {gap}" in words
    assert "No screen reader was used" in words
    assert not app.exception


@pytest.mark.usefixtures("backstage")
@pytest.mark.parametrize("page", ["ask", "report", "library", "accessibility"])
def test_every_page_has_one_heading_of_the_first_level_and_leads_to_the_statement(page):
    app = open_page(page).run()
    html = html_of(app)
    assert len(re.findall("<h1", html)) + len(app.title) == 1
    assert any(link.label == "Accessibility statement" for link in _links(app))


@pytest.mark.usefixtures("backstage")
def test_a_change_of_page_is_known_to_the_script_that_moves_the_focus():
    assert component_data(open_page("report").run(), "sandwell_announcer")[0]["page"] == "Report"


def test_figures_at_a_glance_are_in_hundred_and_without_figures_there_is_nothing():
    words = words_of(glance({"hit@5": "0.98", "citation_recall": "–", "latency_p50": "0.020 s"}))
    assert words == "Questions with a right paragraph among the first five found 98 in 100"
    assert glance({}) == ""


def test_a_chart_in_dark_differs_in_its_colours_alone():
    chart = {"background": "#ffffff", "layer": [{"mark": {"color": "#1d70b8"}, "width": 3}]}
    dark = in_dark(chart)
    assert dark["background"] == "#15181b"
    assert dark["layer"][0]["width"] == 3
    assert "#1d70b8" not in str(dark)


def _links(app):
    return [each.proto for each in app.get("page_link")]
