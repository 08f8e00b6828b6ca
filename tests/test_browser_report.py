"""The Report page in a real browser: opening, finding, going on, copying, printing."""

import re

import pytest
from accessibility_checks import assert_accessible, assert_reflows
from browser_fixtures import NARROW, ZOOMED, focused
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def find(page, words):
    page.get_by_role("searchbox", name="Find words in this report").fill(words)
    return page.locator(".find-said")


def painted(page, name):
    """The words that are highlighted so."""
    return page.evaluate("name => [...(CSS.highlights.get(name) ?? [])].map(String)", name)


def test_words_are_found_and_highlighted_as_they_are_typed(visit):
    with visit("/report") as page:
        page.locator("#p55").wait_for()
        said = find(page, "care leav")
        expect(said).to_have_text(re.compile(r"Match 1 of \d+, "))
        assert set(painted(page, "found")) <= {"care leav", "Care leav"}
        page.keyboard.press("Enter")
        expect(said).to_have_text(re.compile(r"Match 2 of"))
        expect(page.get_by_role("searchbox")).to_be_focused()
        assert len(painted(page, "found-current")) == 1
        page.keyboard.press("Shift+Enter")
        expect(said).to_have_text(re.compile(r"Match 1 of"))
        page.keyboard.press("Escape")
        expect(said).to_have_text("")
        assert painted(page, "found") == []


def in_view(page, name):
    """Whether the one range that is highlighted so is on the screen."""
    return page.evaluate(
        """name => {
            const [range] = CSS.highlights.get(name) ?? [];
            const place = range?.getBoundingClientRect();
            return Boolean(place) && place.top >= 0 && place.bottom <= window.innerHeight;
        }""",
        name,
    )


@pytest.mark.parametrize("waits", [True, False])
def test_the_first_enter_on_a_phone_shows_the_first_match(visit, waits):
    with visit("/report", NARROW) as page:
        page.locator("#p55").wait_for()
        said = find(page, "neglect")
        if waits:
            expect(said).to_contain_text("Match 1 of")
            assert not in_view(page, "found-current")
        page.keyboard.press("Enter")
        expect(said).to_contain_text("Match 1 of")
        assert in_view(page, "found-current")
        page.keyboard.press("Enter")
        expect(said).to_contain_text("Match 2 of")
        assert in_view(page, "found-current")


def test_what_was_found_is_put_away_again(visit):
    with visit("/report", NARROW) as page:
        page.locator("#p55").wait_for()
        expect(find(page, "neglect")).to_contain_text("Match 1 of")
        page.get_by_role("button", name="Clear", exact=True).click()
        expect(page.locator(".find-said")).to_have_text("")
        assert painted(page, "found") == []
        expect(page.get_by_role("button", name="Next match")).not_to_be_visible()


def test_words_that_do_not_stand_together_find_the_paragraphs_that_have_them_all(visit):
    with visit("/report") as page:
        page.locator("#p55").wait_for()
        expect(find(page, "homeless housing")).to_contain_text("do not stand together")
        expect(find(page, "xylophone")).to_have_text("No match for “xylophone” in this report.")
        expect(find(page, "children’s")).to_contain_text("Match 1 of")
        straight = len(painted(page, "found"))
        expect(find(page, "children's")).to_contain_text("Match 1 of")
        assert len(painted(page, "found")) == straight > 0


def test_a_match_is_opened_and_stays_highlighted(visit):
    with visit("/report") as page:
        page.locator("#p55").wait_for()
        expect(find(page, "multisystemic therapy")).to_contain_text("Match 1 of")
        page.get_by_role("link", name="Open paragraph 13").first.click()
        expect(page.locator("#p13.asked")).to_be_focused()
        expect(page).to_have_url(re.compile("para=13$"))
        expect(page.locator(".find-said")).to_contain_text("Match 1 of")
        page.wait_for_function("CSS.highlights.get('found')?.size > 0")


def test_from_paragraph_to_paragraph_with_the_keyboard_alone_and_back(visit):
    with visit("/report?para=12") as page:
        expect(page.locator("#p12")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page)["text"] == "Previous: paragraph 11"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#p13.asked")).to_be_focused()
        expect(page).to_have_url(re.compile("para=13$"))
        page.go_back()
        page.locator("#p12.asked").wait_for()
        page.go_forward()
        page.locator("#p13.asked").wait_for()
        page.reload()
        expect(page.locator("#p13.asked")).to_be_focused()


def test_a_link_and_the_words_with_their_reference_are_copied(visit, address):
    with visit("/report?para=12") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy link to paragraph 12").click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{address}/report?report=sandwell-2025-10&para=12"
        page.get_by_role("button", name="Copy words and reference of paragraph 12").click()
        page.wait_for_timeout(300)
        words = page.evaluate("navigator.clipboard.readText()")
        assert words.startswith(page.locator("#p12 > p").inner_text())
        assert "(Paragraph 12, inspection of Sandwell children's services" in words


def test_asking_about_a_paragraph_leads_to_the_ask_page_in_the_same_session(visit):
    with visit("/report?para=12") as page:
        page.get_by_role("link", name="Ask about paragraph 12").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Ask"))
        assert "q=What+does+paragraph+12+say" in page.url.replace("%20", "+")


def test_the_print_has_the_report_and_none_of_the_menus(visit):
    with visit("/report?para=12", scheme="dark") as page:
        page.locator("#p55").wait_for()
        page.emulate_media(media="print")
        for hidden in ("header", ".st-key-guide", ".tools", ".st-key-foot"):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.locator("#p55")).to_be_visible()
        words = "getComputedStyle(document.querySelector('#p55 p')).color"
        assert page.evaluate(words) == "rgb(0, 0, 0)"
        paper = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        assert page.locator("#p55").bounding_box()["x"] < 60


@pytest.mark.parametrize(
    "path", ["/report", "/report?para=99", "/report?para=30-36", "/accessibility"]
)
def test_no_accessibility_rule_is_broken_in_any_state(visit, path):
    with visit(path) as page:
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_timeout(1000)
        assert_accessible(page)
        assert_reflows(page)


def test_no_accessibility_rule_is_broken_while_words_are_found_on_a_phone(visit):
    with visit("/report", NARROW) as page:
        page.locator("#p55").wait_for()
        expect(find(page, "care leavers")).to_contain_text("Match 1 of")
        assert_accessible(page)
        assert_reflows(page)


@pytest.mark.parametrize("viewport", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_focus_is_always_seen_on_a_small_screen(visit, viewport):
    with visit("/report?para=12", viewport) as page:
        expect(page.locator("#p12")).to_be_focused()
        expect(find(page, "housing")).to_contain_text("Match 1 of")
        stops = []
        for _ in range(25):
            page.keyboard.press("Tab")
            stops.append(focused(page))
        assert [stop for stop in stops if not stop["seen"]] == []


def test_a_change_of_page_moves_the_focus_to_its_heading(visit):
    with visit("/report") as page:
        page.locator("#p55").wait_for()
        page.get_by_role("link", name="Library").first.click()
        expect(page.get_by_role("heading", name="Library")).to_be_focused()
        page.get_by_role("link", name="Accessibility statement").click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert page.title() == "Accessibility statement - Sandwell practice assistant"
