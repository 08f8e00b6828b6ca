"""The Evaluation page in a real browser."""

import re

import pytest
from accessibility_checks import assert_accessible, assert_reflows
from browser_fixtures import choose
from eval_fixtures import case, observation, written_run
from playwright.sync_api import expect

from eval.results import SCORES, scores_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CASES = [case("fact-1", question="Is help timely?"), case("fact-2", question="Is it late?")]
RIGHT = [
    observation("fact-1", cited=("p12",), retrieved=("p12",), answer="Yes. [¶12]"),
    observation("fact-2", cited=("p9",), retrieved=("p9",), answer="No. [¶9]"),
]
WRONG = [observation("fact-1", cited=("p9",), answer="No. [¶9]"), RIGHT[1]]


@pytest.fixture(scope="module", autouse=True)
def runs(real_home):
    for name, seen in (("browser-first", RIGHT), ("browser-second", WRONG)):
        started = f"2020-01-0{1 + (seen is WRONG)}T10:00:00Z"
        run = written_run(real_home / "runs" / name, CASES, seen, started_at=started)
        (run.folder / SCORES).write_text(scores_of(run).model_dump_json())


def test_from_the_list_to_a_question_and_its_paragraph(visit):
    with visit("/evaluation") as page:
        page.get_by_role("row").filter(has_text="browser-first").get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The assistant, as people use it")
        page.get_by_role("link", name="Is it late?").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Is it late?")
        expect(page.get_by_text("Cites no right paragraph").first).to_be_visible()
        page.get_by_role("link", name="Open Paragraph 12 in the report").click()
        expect(page).to_have_url(re.compile("/report"))
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Is it late?")


def test_two_runs_side_by_side(visit):
    with visit("/evaluation?run=browser-first") as page:
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Two runs compared")


def test_a_run_is_started_and_ends_in_the_list(visit):
    with visit("/evaluation") as page:
        choose(page, "Questions", "The test questions, on which nothing is tuned")
        page.get_by_role("button", name="Start", exact=True).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        assert_accessible(page)
        row = page.get_by_role("row").filter(has_text="-full-test").filter(has_text="Finished")
        expect(row.first).to_be_visible(timeout=150_000)


PLACES = (
    "",
    "?run=browser-first",
    "?run=browser-first&question=fact-2",
    "?run=browser-first&with=browser-second",
    "?run=nowhere",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_accessibility_rule_is_broken_and_nothing_is_cut_off(visit, place):
    with visit(f"/evaluation{place}") as page:
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_timeout(1500)
        assert_accessible(page)
        assert_reflows(page)


def test_runs_are_sorted_by_the_heading_that_is_pressed(visit):
    with visit("/evaluation") as page:
        table = page.get_by_role("table").filter(has_text="browser-first")
        heading = table.get_by_role("columnheader", name="Started")
        names = table.locator("tbody .meaning")
        page.locator("html[data-sorts]").wait_for(state="attached")
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", "ascending")
        expect(names.first).to_have_text("browser-first")
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", "descending")
        expect(names.last).to_have_text("browser-first")
