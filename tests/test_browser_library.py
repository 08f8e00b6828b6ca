"""The Library page in a real browser, with the real model; what is added is removed again."""

import pytest
from accessibility_checks import assert_accessible, assert_reflows, exceptions_met
from browser_fixtures import choose
from playwright.sync_api import expect
from printed_reports import printed

from assistant.pages.known_gaps import AXE_EXCEPTIONS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PDF = {"name": "westmarsh.pdf", "mimeType": "application/pdf", "buffer": printed()}


def test_a_report_is_looked_at_added_read_asked_about_and_removed(visit):
    with visit("/library") as page:
        page.locator("input[type=file]").set_input_files(PDF)
        expect(page.get_by_text("Vale of Westmarsh, December 2022").first).to_be_visible()
        page.get_by_role("button", name="Add 1 report").click()
        expect(page.get_by_text("westmarsh.pdf: Added").last).to_be_visible(timeout=60_000)
        assert_accessible(page)
        page.get_by_role("link", name="Vale of Westmarsh, December 2022").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Vale of Westmarsh")
        page.get_by_role("link", name="Open paragraph 1", exact=True).click()
        page.get_by_role("link", name="Ask about paragraph 1", exact=True).click()
        answer = page.locator(".turn:not(.waiting)").filter(has_text="Help comes late for some.")
        expect(answer.first).to_be_visible(timeout=60_000)
    with visit("/library") as page:
        choose(page, "Report to remove", "Vale of Westmarsh, December 2022")
        page.get_by_role("button", name="Remove", exact=True).click()
        page.get_by_role("button", name="Yes, remove it").click()
        removed = page.get_by_text("Vale of Westmarsh, December 2022 was removed.")
        expect(removed.last).to_be_visible(timeout=60_000)


def test_no_accessibility_rule_is_broken_in_any_state(visit):
    with visit("/library") as page:
        page.get_by_role("button", name="Check that all is well").click()
        expect(page.get_by_text("In order").first).to_be_visible(timeout=60_000)
        assert_accessible(page)
        assert_reflows(page)
        # One that is gone must leave the statement.
        assert exceptions_met(page) == list(AXE_EXCEPTIONS)

        page.get_by_role("button", name="Remove", exact=True).click()
        expect(page.get_by_role("button", name="No, keep it")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="No, keep it").click()
        # Files that come while the page is being drawn without it are lost with what is replaced.
        expect(page.get_by_role("button", name="No, keep it")).to_have_count(0)

        shopping = {"name": "<b>$a$ ![](x).txt", "mimeType": "text/plain", "buffer": b"Eggs"}
        page.locator("input[type=file]").set_input_files([PDF, shopping])
        expect(page.get_by_text("is not an inspection report")).to_be_visible()
        expect(page.get_by_text("Vale of Westmarsh, December 2022").first).to_be_visible()
        assert page.locator("b, .katex, main img").count() == 0
        assert_accessible(page)
        assert_reflows(page)


def test_the_list_is_sorted_with_the_keyboard_and_downloaded(visit):
    with visit("/library") as page:
        heading = page.get_by_role("columnheader", name="Inspected")
        page.locator("html[data-sorts]").wait_for(state="attached")
        heading.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")
        expect(page.get_by_role("status").filter(has_text="Sorted by Inspected")).to_have_count(1)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this list").click()
        assert "sandwell-2025-10" in download.value.path().read_text(encoding="utf-8-sig")
