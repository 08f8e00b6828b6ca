"""What a page in a browser is held to: axe-core in light and dark, and reflow on small screens.

``assert_accessible(page)`` takes the page in the state it is in, and leaves it so.
"""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from browser_fixtures import NARROW, ZOOMED

from assistant.pages.known_gaps import AXE_EXCEPTIONS

SCHEMES = ("light", "dark")
CUT_OFF = Path(__file__).with_name("cut_off.js").read_text(encoding="utf-8")


def violations(page):
    """The rules that the page breaks now, with the HTML of each element, known ones left out."""
    found = []
    for each in Axe().run(page).response["violations"]:
        nodes = [node for node in each["nodes"] if not _is_known(page, each["id"], node["target"])]
        if nodes:
            found.append(
                (each["id"], [(node["html"][:200], node.get("failureSummary")) for node in nodes])
            )
    return found


def assert_accessible(page):
    """No rule of axe-core is broken, whatever its impact, in light or in dark."""
    found = {}
    for scheme in SCHEMES:
        dress(page, scheme)
        found[scheme] = violations(page)
    assert found == {scheme: [] for scheme in SCHEMES}, found


def assert_reflows(page):
    """At 320 CSS pixels and at 400 % zoom nothing scrolls sideways, is off screen or is cut off."""
    before = page.viewport_size
    found = {}
    for size in (NARROW, ZOOMED):
        page.set_viewport_size(size)
        page.wait_for_timeout(500)
        found[f"{size['width']} x {size['height']}"] = page.evaluate(CUT_OFF)
    page.set_viewport_size(before)
    assert {size: lines for size, lines in found.items() if lines} == {}


def dress(page, scheme):
    """Have the page in light or dark, as if the computer's setting had changed."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        """scheme => {
          const color = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
          const [red] = color.match(/\\d+/);
          return (scheme === "dark") === (Number(red) < 128);
        }""",
        arg=scheme,
    )
    # Streamlit fades colours in.
    page.wait_for_timeout(500)


def exceptions_met(page):
    """Which of the known exceptions the page has now: one that is gone must leave the statement."""
    return [
        known
        for known in AXE_EXCEPTIONS
        if any(
            each["id"] == known.rule
            and any(_is_known(page, each["id"], node["target"]) for node in each["nodes"])
            for each in Axe().run(page).response["violations"]
        )
    ]


def _is_known(page, rule, target):
    selectors = [known.selector for known in AXE_EXCEPTIONS if known.rule == rule]
    # In a shadow root the target is a list within the list: such elements are ours.
    if len(target) != 1 or not isinstance(target[0], str):
        return False
    return any(
        page.evaluate(
            "([target, selector]) => Boolean(document.querySelector(target)?.matches(selector))",
            [target[0], selector],
        )
        for selector in selectors
    )
