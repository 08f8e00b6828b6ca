"""Whole journeys on the Ask page: the real server, the real model, a real browser."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from accessibility_checks import assert_accessible, assert_reflows
from browser_fixtures import choose, focused
from pages_fixtures import HOMELESS
from playwright.sync_api import expect
from printed_reports import printed

from assistant.feedback import FeedbackFolder

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

UNKNOWN = "How many social workers left last year?"
PDF = {"name": "westmarsh.pdf", "mimeType": "application/pdf", "buffer": printed()}
CARE_LEAVERS = "The experiences and progress of care leavers"


def box(page):
    return page.get_by_role("textbox", name="Ask a question")


def ready(page):
    """Until then a question waits for the model and not for what the test is about."""
    page.get_by_role("button", name="What needs to improve?").wait_for()
    expect(page.get_by_text("Getting the search ready")).to_have_count(0, timeout=60_000)


def turn(page, number=0):
    found = page.locator(".turn:not(.waiting)").nth(number)
    found.wait_for()
    return found


def ask(page, question, number=0):
    box(page).fill(question)
    box(page).press("Enter")
    return turn(page, number)


def tab_to(page, text, most=60):
    """Press Tab until what has the focus says ``text``; it must be in sight at every stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now["seen"], now
        if text in now["text"]:
            return
    pytest.fail(f"{text!r} is not reached with Tab")


def questions(page):
    return page.locator(".turn .question").all_inner_texts()


def test_from_a_starter_to_a_paragraph_with_the_keyboard_alone(visit):
    with visit() as page:
        ready(page)
        tab_to(page, "homeless 16 and 17")
        page.keyboard.press("Enter")
        shown = turn(page)
        assert focused(page)["text"] == HOMELESS
        tab_to(page, "[¶12]")
        page.keyboard.press("Enter")
        expect(shown.get_by_role("heading", name="Paragraph 12")).to_be_focused()
        expect(shown.locator("mark.chosen").first).to_be_in_viewport()
        tab_to(page, "Open in the report")
        tab_to(page, "Copy citation")
        tab_to(page, "Back to the answer")
        page.keyboard.press("Enter")
        assert focused(page)["text"] == "[¶12]"


def test_a_follow_up_leans_on_what_was_asked_and_its_link_asks_both(visit, address):
    with visit() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ready(page)
        ask(page, "What did inspectors say about support for care leavers?")
        shown = ask(page, "And for those over 21?", 1)
        expect(shown.get_by_role("button", name="[¶36]").first).to_be_visible()
        shown.get_by_role("button", name="Copy a link to this question").click()
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.startswith(f"{address}/?q=")

        other = page.context.browser.new_context().new_page()
        other.goto(link)
        turn(other, 1)
        assert questions(other) == questions(page)
        other.context.close()


def test_a_citation_is_copied_with_its_words_and_its_address(visit, address):
    with visit() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ready(page)
        shown = ask(page, HOMELESS)
        shown.get_by_role("button", name="Copy citation: Paragraph 12").click()
        expect(page.get_by_role("status").filter(has_text="Citation copied")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("“When children aged 16 and 17 present as homeless")
        assert "paragraph 12)" in copied
        assert copied.endswith(f"{address}/report?report=sandwell-2025-10&para=12")


def test_refused_partial_and_looked_up_answers_are_told_apart_in_words(visit):
    with visit() as page:
        ready(page)
        refused = ask(page, UNKNOWN)
        expect(refused.locator(".label")).to_have_text("Not in the report")
        assert refused.locator(".source").count() == 0
        partial = ask(page, "paragraphs 12 and 99", 1)
        expect(partial.locator(".label")).to_have_text("Partly answered")
        expect(partial.get_by_role("heading", name="The report does not cover")).to_be_visible()
        found = ask(page, "paras 30-32", 2)
        assert found.locator(".label").count() == 0
        assert found.locator(".source h4").all_inner_texts() == [
            f"Paragraph {number}" for number in (30, 31, 32)
        ]
        wrong = ask(page, "?", 3)
        expect(wrong.locator(".status")).to_contain_text("Error: ")
        assert_accessible(page)
        assert_reflows(page)


def test_what_is_suggested_is_answered_and_everything_is_more(visit):
    with visit() as page:
        ready(page)
        shown = ask(page, HOMELESS)
        few = shown.locator(".marker").count()
        suggested = shown.locator(".asking .action").first
        text = suggested.inner_text()
        suggested.click()
        expect(turn(page, 1).locator(".question")).to_have_text(text)
        assert "answered" in turn(page, 1).get_attribute("class")
        shown.get_by_role("button", name="Show everything").click()
        everything = turn(page, 2)
        expect(everything.locator(".label")).to_have_text("Everything that was found")
        assert everything.locator(".marker").count() > few
        everything.locator(".marker").first.click()
        assert_accessible(page)


def test_a_question_is_changed_and_asked_again(visit):
    with visit() as page:
        ready(page)
        shown = ask(page, HOMELESS)
        shown.get_by_role("button", name="Change the question").click()
        field = shown.get_by_role("textbox", name="Change the question")
        expect(field).to_be_focused()
        expect(field).to_have_value(HOMELESS)
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(shown.get_by_role("button", name="Change the question")).to_be_focused()
        page.keyboard.press("Enter")
        field.fill("What needs to improve?")
        page.keyboard.press("Enter")
        turn(page, 1)
        assert questions(page) == [HOMELESS, "What needs to improve?"]


@pytest.mark.parametrize("name", ["Word", "Text"])
def test_an_answer_is_saved_and_the_file_holds_it(visit, name):
    with visit() as page:
        ready(page)
        ask(page, HOMELESS)
        shown = ask(page, "What needs to improve?", 1)
        with page.expect_download() as waiting:
            shown.get_by_role("button", name=f"Save the whole conversation as {name}").click()
        path = Path(waiting.value.path())
        if name == "Word":
            assert waiting.value.suggested_filename.endswith(".docx")
            document = docx.Document(BytesIO(path.read_bytes()))
            text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        else:
            assert waiting.value.suggested_filename.endswith(".md")
            text = path.read_text(encoding="utf-8")
        for words in (HOMELESS, "What needs to improve?", "[1, ¶12]", "Open Government Licence"):
            assert words in text or words in docx_footers(path, name)
        expect(page.get_by_role("status").filter(has_text="Saving")).to_have_count(1)


def docx_footers(path, name):
    if name != "Word":
        return ""
    sections = docx.Document(BytesIO(path.read_bytes())).sections
    return "\n".join(each.footer.paragraphs[0].text for each in sections)


def test_what_is_searched_is_changed_with_the_keyboard_and_holds(visit):
    with visit() as page:
        ready(page)
        page.get_by_role("button", name="Searching Sandwell, October 2025").press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        assert_accessible(page)
        dialog.get_by_role("checkbox", name=CARE_LEAVERS).press("Space")
        dialog.get_by_role("button", name="Search here").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_role("button", name="progress of care leavers")).to_be_visible()
        shown = ask(page, "What did inspectors say about social workers?")
        expect(shown.locator(".scope")).to_have_text(
            "Searched: the experiences and progress of care leavers"
        )
        places = shown.locator(".source .place").all_inner_texts()
        assert places
        assert all(place.startswith(CARE_LEAVERS) for place in places)


def test_a_report_is_added_asked_and_removed_under_an_open_page(visit):
    with visit() as page:
        ready(page)
        with visit("/library") as library:
            library.locator("input[type=file]").set_input_files(PDF)
            library.get_by_role("button", name="Add 1 report").click()
            added = library.get_by_text("westmarsh.pdf: Added").last
            expect(added).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Searching Sandwell").click()
        dialog = page.get_by_role("dialog")
        reports = dialog.get_by_role("combobox", name="Reports")
        reports.fill("Westmarsh")
        reports.press("Enter")
        reports.press("Tab")
        dialog.get_by_role("button", name="Search here").click()
        shown = ask(page, "What did inspectors say about homeless young people?")
        expect(shown.locator(".scope")).to_contain_text("Vale of Westmarsh, December 2022")
        assert shown.locator(".marker", has_text="Westmarsh").count()

        with visit("/library") as library:
            choose(library, "Report to remove", "Vale of Westmarsh, December 2022")
            library.get_by_role("button", name="Remove", exact=True).click()
            library.get_by_role("button", name="Yes, remove it").click()
            removed = library.get_by_text("Vale of Westmarsh, December 2022 was removed.")
            expect(removed.last).to_be_visible(timeout=60_000)
        # What was said stands, and asking goes on with what is left.
        ask(page, HOMELESS, 1)
        assert turn(page).locator(".marker", has_text="Westmarsh").count()
        expect(page.get_by_role("button", name="Searching Sandwell")).to_be_visible()


def test_questions_outlive_a_reload_and_a_visit_to_another_page_and_start_again_ends_them(visit):
    with visit() as page:
        ready(page)
        ask(page, HOMELESS)
        ask(page, UNKNOWN, 1)
        page.reload()
        turn(page, 1)
        assert questions(page) == [HOMELESS, UNKNOWN]
        page.get_by_role("link", name="Report", exact=True).first.click()
        page.locator("#p12").wait_for()
        page.go_back()
        turn(page, 1)
        expect(page.locator(".question").nth(1)).to_be_focused()
        turn(page, 0).get_by_role("link", name="Open in the report").first.click()
        page.locator("#p12").wait_for()
        page.go_back()
        expect(page.locator(".question").first).to_be_focused()
        expect(page.locator(".question").first).to_be_in_viewport()
        page.go_forward()
        page.locator("#p12").wait_for()
        page.get_by_role("link", name="Ask", exact=True).first.click()
        turn(page, 1)
        assert questions(page) == [HOMELESS, UNKNOWN]
        page.get_by_role("button", name="Start again").click()
        page.get_by_role("button", name="What needs to improve?").wait_for()
        page.locator("h1:focus").wait_for()
        page.get_by_text("All questions are cleared.").wait_for(state="attached")
        page.reload()
        ready(page)
        assert questions(page) == []


def test_a_shared_address_asks_and_a_reload_keeps_what_came_after(visit):
    with visit("/?q=What+needs+to+improve%3F") as page:
        turn(page)
        ask(page, HOMELESS, 1)
        page.reload()
        turn(page, 1)
        assert questions(page) == ["What needs to improve?", HOMELESS]


def test_two_browsers_have_conversations_of_their_own(visit):
    with visit() as one, visit() as other:
        ready(one)
        ready(other)
        ask(one, HOMELESS)
        ask(other, UNKNOWN)
        assert questions(one) == [HOMELESS]
        assert questions(other) == [UNKNOWN]


def test_what_is_thought_of_an_answer_is_sent_and_kept(visit, real_home):
    with visit() as page:
        ready(page)
        shown = ask(page, HOMELESS)
        shown.get_by_role("button", name="No, this was not useful").click()
        shown.get_by_role("radio", name="Something is missing").check()
        assert_accessible(page)
        assert_reflows(page)
        shown.get_by_role("textbox", name="Tell us more").fill("¶13 & <b>more</b>")
        shown.get_by_role("button", name="Send").click()
        expect(shown.get_by_text("Thank you")).to_be_focused()
    (kept,) = FeedbackFolder(real_home).read().entries
    assert (kept.reason, kept.comment) == ("incomplete", "¶13 & <b>more</b>")


@pytest.mark.parametrize(
    "typed",
    [
        "<img src=x onerror=alert(1)> <b>bold</b> $x^2$ and $y$ *star* [a](b) :red[no]",
        "מה אמרו המפקחים על ילדים חסרי בית?",
        "What about 👩‍👩‍👧‍👦 homeless children? 🏠",
        "homeless children " * 560,
    ],
    ids=["markup", "right to left", "emoji", "10,000 characters"],
)
def test_whatever_is_typed_is_shown_as_text_and_does_no_harm(visit, typed):
    with visit() as page:
        ready(page)
        shown = ask(page, typed)
        expect(shown.locator(".question")).to_have_text(typed.strip())
        assert shown.locator("img, b, em, .katex").count() == 0
        assert_reflows(page)
        ask(page, HOMELESS, 1)


def test_the_same_question_twice_quickly_is_answered_once(visit):
    with visit() as page:
        ready(page)
        page.get_by_role("button", name=re.compile("What needs to improve")).dblclick()
        turn(page)
        page.wait_for_timeout(1500)
        assert questions(page) == ["What needs to improve?"]


def test_a_tab_closed_while_waiting_harms_nobody(visit):
    with visit() as page:
        page.get_by_role("button", name="What needs to improve?").wait_for()
        box(page).fill(HOMELESS)
        box(page).press("Enter")
    with visit() as page:
        ready(page)
        ask(page, HOMELESS)
