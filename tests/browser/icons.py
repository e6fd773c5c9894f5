"""Draws the PNG icons of the app from the SVG: python -m tests.browser.icons

They are kept in the repository, so that a build needs no program that can draw. A test compares both.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import install
from tests.built import ROOT

IMAGES = ROOT / "overrides" / "assets" / "img"
DRAWN = (("icon.svg", 192), ("icon.svg", 512), ("icon-maskable.svg", 512))
"""Drawings and the sizes in which phones want them."""


def file(source: str, size: int) -> Path:
    """Where the PNG of a drawing lies."""
    return IMAGES / f"{source.removesuffix('.svg')}-{size}.png"


def draw(browser: Browser, source: str, size: int) -> bytes:
    """The PNG of a drawing, as the browser draws it."""
    page = browser.new_page(viewport={"width": size, "height": size})
    svg = (IMAGES / source).read_text(encoding="utf-8")
    page.set_content(f'<body style="margin:0">{svg.replace("<svg ", f"<svg width={size} height={size} ", 1)}')
    raw = page.screenshot(omit_background=True)
    page.close()
    return raw


def main() -> None:
    """Draw all icons anew."""
    program = install.find()
    assert program, "There is no browser: python3 tests/browser/install.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for source, size in DRAWN:
            file(source, size).write_bytes(draw(browser, source, size))
            print(file(source, size).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
