"""The real server with the real model, used by a real browser."""

import pytest
from accessibility_checks import violations
from browser_fixtures import NARROW, WIDE, ZOOMED, focused
from pages_fixtures import HOMELESS
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def ask(page, question, number=0):
    page.get_by_role("textbox", name="Ask a question").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn:not(.waiting)").nth(number)
    turn.wait_for()
    return turn


def test_ask_follow_a_marker_and_open_its_address_in_a_new_tab(visit, address):
    with visit() as page:
        turn = ask(page, HOMELESS)
        assert focused(page)["text"] == HOMELESS
        expect(page.get_by_role("status").filter(has_text="Answer ready")).to_have_count(1)

        marker = turn.get_by_role("button", name="[¶12]").first
        marker.click()
        source = turn.locator(".source.current")
        expect(source.get_by_role("heading", name="Paragraph 12")).to_be_focused()
        expect(source.locator("mark.chosen").first).to_be_in_viewport()
        assert "homeless" in source.locator("mark.chosen").first.inner_text()
        assert source.bounding_box()["x"] > marker.bounding_box()["x"]
        page.keyboard.press("Escape")
        expect(marker).to_be_focused()

        link = source.get_by_role("link", name="Open in the report")
        other = page.context.new_page()
        other.goto(f"{address}/{link.get_attribute('href')}")
        other.locator("#p12.asked").wait_for()
        expect(other.locator("#p12")).to_be_focused()
        expect(other.locator("#p12")).to_be_in_viewport()
        assert other.title() == "Report - Sandwell practice assistant"

        link.click()
        page.locator("#p12.asked").wait_for()
        assert page.url.endswith("/report?report=sandwell-2025-10&para=12")
        page.go_back()
        expect(page.locator(".turn .question")).to_have_text(HOMELESS)


def test_markup_in_a_question_is_shown_as_text(visit):
    typed = "<img src=x onerror=alert(1)> <b>bold</b> $x^2$ and $y$ *star* [a](b) :red[no]"
    with visit() as page:
        turn = ask(page, typed)
        expect(turn.locator(".question")).to_have_text(typed)
        assert turn.locator("img, b, em, .katex").count() == 0


def test_the_box_on_the_report_page_goes_there_and_back_returns(visit):
    with visit("/report") as page:
        page.get_by_role("textbox", name="Go to").fill("30-36")
        page.keyboard.press("Enter")
        page.locator("#p36.asked").wait_for()
        expect(page.locator("#p30.asked")).to_be_focused()
        expect(page.locator("#p30")).to_be_in_viewport()
        page.get_by_role("link", name="Open paragraph 31").click()
        page.wait_for_url("**/report?report=sandwell-2025-10&para=31")
        expect(page.locator("#p31")).to_be_focused()
        page.go_back()
        page.locator("#p36.asked").wait_for()


def test_a_letter_typed_outside_a_field_does_nothing(visit):
    sent = []
    with visit() as page:
        page.on("websocket", lambda each: each.on("framesent", lambda frame: sent.append(frame)))
        page.reload()
        page.get_by_role("button", name="What needs to improve?").wait_for()
        expect(page.get_by_text("Getting the search ready")).to_have_count(0, timeout=60_000)
        page.wait_for_timeout(1000)
        page.get_by_role("heading", level=1).click()
        sent.clear()
        for letter in "rcRC":
            page.keyboard.press(letter)
        page.wait_for_timeout(500)
        assert page.get_by_role("dialog").count() == 0
        assert sent == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_accessibility_rule_is_broken(visit, viewport, scheme):
    with visit(viewport=viewport, scheme=scheme) as page:
        page.get_by_role("button", name="What needs to improve?").wait_for()
        assert violations(page) == []
        ask(page, HOMELESS).get_by_role("button", name="[¶12]").first.click()
        ask(page, "What is the price of a bus ticket?", 1)
        ask(page, "?", 2)
        assert violations(page) == []
    with visit("/report?para=99", viewport=viewport, scheme=scheme) as page:
        page.locator("#p55").wait_for()
        assert violations(page) == []


@pytest.mark.parametrize("viewport", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_nothing_is_cut_off_and_focus_is_always_seen_on_a_small_screen(visit, viewport):
    with visit(viewport=viewport) as page:
        ask(page, HOMELESS)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        stops = []
        for _ in range(45):
            page.keyboard.press("Tab")
            stops.append(focused(page))
        assert [stop for stop in stops if not stop["seen"]] == []
        assert {"BUTTON", "A", "TEXTAREA"} <= {stop["tag"] for stop in stops}
