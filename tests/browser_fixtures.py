"""The real server with the real model, and a real browser to use it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from pages_fixtures import ROOT
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect, sync_playwright

# Without them Chromium itself calls home at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Asked by Streamlit below each page's own path before it finds them at the root.
KNOWN_404S = tuple(
    f"/{page}/_stcore/{name}"
    for page in ("report", "library", "evaluation", "accessibility")
    for name in ("health", "host-config")
)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}


# Not for longer: Playwright keeps an event loop running, which other tests start themselves.
@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "No Chromium is installed (Debian's package: chromium)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    # Machines that build are slow; what never comes fails all the same.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(real_home):
    """The app's address, as `sandwell app` serves it; the model is still loading."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = "import sys; from assistant.cli import main; sys.exit(main())"
    server = subprocess.Popen(
        [sys.executable, "-c", command, "app", "--port", str(port)],
        cwd=ROOT.parent,
        env=os.environ | {"SANDWELL_HOME": str(real_home), "SANDWELL_FEEDBACK": "true"},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url, server):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("The server did not start")


@pytest.fixture
def visit(chromium, address):
    """``visit(path)`` opens a page; nothing may leave this machine or reach the error console."""
    heard = []

    def listen(page):
        page.on("request", lambda request: _note_request(request.url))
        page.on("websocket", lambda each: _note_request(each.url.replace("ws:", "http:", 1)))
        page.on("console", _note_message)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))

    def _note_request(url):
        if not url.startswith((f"{address}/", "blob:", "data:")):
            heard.append(url)

    def _note_message(message):
        known = message.location.get("url", "").endswith(KNOWN_404S)
        if message.type == "error" and not known:
            heard.append(f"{message.text} {message.location}")

    @contextmanager
    def open_page(path="/", viewport=WIDE, scheme="light"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme)
        context.on("page", listen)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address + path)
        try:
            yield page
        finally:
            context.close()

    yield open_page
    assert heard == []


def choose(page, name, option):
    """Takes one of a list, which closes again if its page was still being drawn."""
    shown = page.get_by_role("option", name=option)
    for _ in range(10):
        page.get_by_role("combobox", name=name).click()
        try:
            shown.click(timeout=5_000)
        except NotInTime:
            page.keyboard.press("Escape")
        else:
            return
    pytest.fail(f"{name} never offered {option}")


def focused(page):
    """What has the focus, looked up through shadow roots; ``seen`` if nothing lies over it."""
    return page.evaluate(
        """() => {
          let root = document;
          while (root.activeElement.shadowRoot?.activeElement) {
            root = root.activeElement.shadowRoot;
          }
          const active = root.activeElement;
          // The first line: between two lines of a link is what the link stands in.
          const {left, right, top, bottom} = active.getClientRects()[0];
          const shown = root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          const seen = active.contains(shown) && left >= 0 && right <= window.innerWidth + 1;
          return {tag: active.tagName, text: active.textContent.slice(0, 80), seen};
        }"""
    )
