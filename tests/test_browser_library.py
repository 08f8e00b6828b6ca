"""The Library page in a real browser, with the real model; what is added is removed again."""

import pytest
from accessibility_checks import violations
from browser_fixtures import NARROW, WIDE
from playwright.sync_api import expect
from printed_reports import printed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_report_is_looked_at_added_read_and_removed(visit):
    with visit("/library") as page:
        file = {"name": "westmarsh.pdf", "mimeType": "application/pdf", "buffer": printed()}
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_text("Vale of Westmarsh, December 2022").first).to_be_visible()
        page.get_by_role("button", name="Add 1 report").click()
        expect(page.get_by_text("westmarsh.pdf: Added").last).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="Vale of Westmarsh, December 2022").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Vale of Westmarsh")
    with visit("/library") as page:
        page.get_by_role("combobox", name="Report to remove").click()
        page.get_by_role("option", name="Vale of Westmarsh, December 2022").click()
        page.get_by_role("button", name="Remove", exact=True).click()
        page.get_by_role("button", name="Yes, remove it").click()
        removed = page.get_by_text("Vale of Westmarsh, December 2022 was removed.")
        expect(removed.last).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_accessibility_rule_is_broken_and_nothing_is_cut_off(visit, viewport, scheme):
    with visit("/library", viewport, scheme) as page:
        page.get_by_role("button", name="Check that all is well").click()
        expect(page.get_by_text("In order").first).to_be_visible()
        page.wait_for_timeout(1000)
        # Streamlit's own drop zone has a role that browsers pass over.
        found = [each for each in violations(page) if each[0] != "presentation-role-conflict"]
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
