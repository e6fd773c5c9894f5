"""All scripts on living pages: together they add nothing to the window, and every one of them runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import javascript

NAMES = "() => Object.getOwnPropertyNames(window)"
HERE = {
    "cena-necinnosti/": ["cost.js"],
    "sluzby/": ["catalogue.js", "choice.js", "map.js", "map-beside.js"],
    "muj-seznam/": ["my-list.js"],
    "ukazatele/nezamestnanost/": ["chart.js"],
    "setkani/planovac/": [
        *("planner.js", "timetable.js", "timetable-told.js", "timetable-proof.js", "wishes.js"),
    ],
}
"""Scripts that only such a page loads; all others run on any page."""
LEAFLET = {"L", "Leaflet", "leaflet", "_leaflet_events"}
"""Names that Leaflet and its groups of points give themselves."""
ANYWHERE = [
    *("czech.js", "near.js", "place.js", "search-engine.js", "search-meaning.js", "search-results.js"),
    *("qr.js", "search.js", "sheet.js", "site.js", "tools.js"),
]


def test_every_script_is_tried() -> None:
    there = {path.name for path in javascript.SCRIPTS.glob("*.js")}
    assert there == {*ANYWHERE, *(name for names in HERE.values() for name in names)}


@pytest.mark.parametrize("path", HERE)
def test_scripts_add_no_name_to_the_window(desk: Page, path: str) -> None:
    desk.route("**/assets/js/*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    desk.goto(path)
    before = set(desk.evaluate(NAMES))
    desk.unroute("**/assets/js/*")
    desk.goto(path)
    mine = [name for name in ANYWHERE if name not in ("tools.js", "search.js", "site.js", "place.js")]
    desk.evaluate("names => Promise.all(names.map(Rozcestnik.tools.script)).then(() => null)", mine)
    if path == "sluzby/":
        desk.evaluate("() => Rozcestnik.tools.script('choice.js')")
        desk.get_by_role("button", name="Mapa", exact=True).click()
        expect(desk.locator(".leaflet-marker-icon").first).to_be_visible()
    parts = desk.evaluate("() => Object.keys(Rozcestnik)")
    assert {"tools", "place", "near", "czech", "meaning", "engine", "search", "results"} <= set(parts)
    assert set(desk.evaluate(NAMES)) - before <= LEAFLET
