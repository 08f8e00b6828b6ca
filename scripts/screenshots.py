"""Pictures of pages for docs/images: wide and narrow, light and dark, side by side in one file.

    python scripts/screenshots.py http://127.0.0.1:8501 report /report?para=12

Needs Chromium and the development tools. Colours are reduced, so that a file stays small.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
SIZES = ((1280, 900), (390, 900))
SCHEMES = ("light", "dark")
GAP = 16
GREY = (128, 128, 128)
COLOURS = 128


def main(address: str, name: str, path: str) -> None:
    """Take the four pictures of one page and put them into one file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        shots = [
            _shot(browser, address + path, size, scheme) for scheme in SCHEMES for size in SIZES
        ]
        browser.close()
    widths = [shot.width for shot in shots]
    sheet = Image.new("RGB", (sum(widths) + GAP * (len(shots) - 1), shots[0].height), GREY)
    left = 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    file = IMAGES / f"{name}.png"
    sheet.quantize(COLOURS).save(file, optimize=True)
    print(f"{file}: {file.stat().st_size // 1024} kB")


def _shot(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Image.Image:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_role("heading", level=1).wait_for(timeout=60_000)
    if "?q=" in url:
        page.locator(".turn:not(.waiting)").first.wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    picture = page.screenshot()
    context.close()
    return Image.open(BytesIO(picture)).convert("RGB")


if __name__ == "__main__":
    main(*sys.argv[1:])
