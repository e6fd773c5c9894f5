"""How long pages are in the hand: screens of 800 px at 360 px, a line for each family of addresses, longest first.

`python -m tests.screens [site] [--place NAME] [--all]`; before a page is measured nothing on it is asked for.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import install

WIDTH, HEIGHT = 360, 800
LARGE_FAMILY = 12
"""Of families with more pages only the largest files are measured."""

MEASURE = """() => {
  const lists = [...document.querySelectorAll('main :is(ul, ol, dl, table)')].filter((one) => one.checkVisibility());
  return [document.documentElement.scrollHeight, Math.max(0, ...lists.map((one) => one.offsetHeight))];
}"""


def families(site: Path) -> dict[str, list[str]]:
    """Addresses of the pages of a site by their family: the first folder, and how deep they lie below it."""
    found: dict[str, list[str]] = {}
    for path in sorted(site.rglob("index.html"), key=lambda path: -path.stat().st_size):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        first, *rest = address.split("/")
        found.setdefault("/".join([first, *["*"] * len(rest)]), []).append(address)
    return found


def screens(page: Page, url: str) -> tuple[float, float]:
    """Screens of a whole page, and of the longest list on it."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    whole, longest = page.evaluate(MEASURE)
    return whole / HEIGHT, longest / HEIGHT


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a site is served while somebody measures it."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A host that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def report(site: Path, addresses: Iterable[str], *, scripts: bool = True) -> list[tuple[float, float, str]]:
    """Whole page, longest list and address of each page, longest first."""
    with served(site) as root, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=install.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=True, service_workers="block"
        )
        page = context.new_page()
        if not scripts:
            page.route("**/*.js", lambda route: route.abort())
        found = [(*screens(page, f"{root}{one}/"), one) for one in addresses]
    return sorted(found, reverse=True)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("site", type=Path, nargs="?", default=Path("site"))
    asked.add_argument("--all", action="store_true", help="every page, not the largest of each family")
    asked.add_argument("--no-scripts", action="store_true")
    asked.add_argument("--only", help="addresses that begin so")
    given = asked.parse_args()
    limit = None if given.all else LARGE_FAMILY
    chosen = [one for family in families(given.site).values() for one in family[:limit]]
    if given.only:
        chosen = [one for one in chosen if one.startswith(given.only)]
    for whole, longest, address in report(given.site, chosen, scripts=not given.no_scripts):
        print(f"{whole:5.1f} {longest:5.1f}  /{address}")


if __name__ == "__main__":
    main()
