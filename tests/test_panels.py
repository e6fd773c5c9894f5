"""Panels: sections that a subject shows on a page of another, by the page's tuple alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from jinja2 import meta
from msgspec import Struct

from macros import portal
from macros.files.code import CODE
from macros.load import load_site
from macros.model.site import Site
from macros.page.family import Family, Page
from macros.page.panel import Panel
from macros.page.render import Renderer
from macros.subjects.territory.model import Territories
from macros.subjects.towns.pages import MUNICIPALITY
from tests import portals
from tests.built import Built

PANELS = tuple({panel.name: panel for family in portal.families() for panel in family.panels}.values())


class Said(Struct, frozen=True, kw_only=True):
    """What the panel of these tests is given."""

    words: str


def _said(site: Site, town: Any, *, words: str | None) -> Said | None:
    return None if words is None else Said(words=words)


def panel(words: str | None, read: bytes = b"", name: str = "said") -> Panel[Any]:
    return Panel(name=name, view=partial(_said, words=words), reads=lambda site, town: (read,), shows=Said)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(portals.FIXTURE).site


@pytest.fixture
def renderer(site: Site) -> Renderer:
    """A renderer that knows one template more."""
    made = portal.renderer(site)
    made.env.get_template("panels/map.html")
    made.env._found["panels/said.html"] = made.env.from_string("<p>{{ words }} {{ root }}</p>\n")
    return made


def town_page(site: Site, family: Family) -> Page:
    town = site[Territories].covered_municipalities()[0]
    return Page(family.url(town), family, town)


def render(renderer: Renderer, family: Family) -> str:
    page = town_page(renderer.site, family)
    return renderer.page(page, family.view(renderer.site, page.subject))


def with_panels(*more: Panel[Any], first: bool = False) -> Family:
    own = MUNICIPALITY.panels
    return replace(MUNICIPALITY, panels=(*more, *own) if first else (*own, *more))


def test_what_a_panel_reads_is_in_the_key_of_its_page(site: Site) -> None:
    keys = {
        town_page(site, family).key(site, b"")
        for family in (
            MUNICIPALITY,
            with_panels(panel("a", b"1")),
            with_panels(panel("a", b"2")),
            with_panels(panel("a", b"1"), panel("a", b"2")),
        )
    }
    assert len(keys) == 4


def test_a_panel_that_is_not_shown_leaves_no_trace(renderer: Renderer) -> None:
    assert render(renderer, with_panels(panel(None))) == render(renderer, MUNICIPALITY)


def test_a_panel_in_the_tuple_is_shown_where_it_stands(renderer: Renderer) -> None:
    without, said = render(renderer, MUNICIPALITY), "<p>&lt;b&gt; ../../</p>"
    last = render(renderer, with_panels(panel("<b>")))
    first = render(renderer, with_panels(panel("<b>"), first=True))
    assert last.replace(said, "", 1) == first.replace(said, "", 1) == without
    assert first.index(said) < first.index('id="urady"') < first.index('id="politika"') < last.index(said)


def test_a_panel_is_rendered_anew_when_what_it_is_given_or_the_way_to_the_root_changes(
    renderer: Renderer,
) -> None:
    site, family = (
        renderer.site,
        Family(
            name="municipality",
            section="obce",
            source="",
            of=lambda site: (),
            url=MUNICIPALITY.url,
            view=MUNICIPALITY.view,
            reads=MUNICIPALITY.reads,
            shows=MUNICIPALITY.shows,
            panels=(
                Panel(name="said", view=lambda site, town: Said(words=town.code), reads=_nothing, shows=Said),
            ),
        ),
    )
    for town in site[Territories].covered_municipalities()[:3]:
        page, view = Page(family.url(town), family, town), family.view(site, town)
        for root in ("../../", "/", "../../"):
            assert f"<p>{town.code} {root}</p>" in renderer.page(page, view, root)


def _nothing(site: Site, town: Any) -> Iterator[bytes]:
    yield from ()


def test_no_two_panels_share_a_template_and_no_template_is_left_over() -> None:
    found = [path.stem for path in CODE.rglob("templates/panels/*.html")]
    assert sorted(found) == sorted(one.name for one in PANELS)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_lives_with_the_subject_that_declares_it(panel: Panel[Any]) -> None:
    room = CODE.parent / panel.shows.__module__.replace(".", "/")
    assert (room.parent / "templates" / panel.template).is_file()


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_is_given_what_its_template_asks_for(panel: Panel[Any], renderer: Renderer) -> None:
    assert issubclass(panel.shows, Struct)
    source = renderer.env.loader.get_source(renderer.env, panel.template)[0]  # type: ignore[union-attr]
    asked = meta.find_undeclared_variables(renderer.env.parse(source))
    common = renderer._names("../../").keys()
    assert asked - common == {*panel.shows.__struct_fields__}


def test_panels_are_shown_on_real_pages(mini: Built) -> None:
    seen = dict.fromkeys(("urady", "kdo", "chybi", "cas", "cisla", "politika"), 0)
    for path in mini.out.glob("obce/*/index.html"):
        for name in seen:
            seen[name] += f'<h2 id="{name}">' in path.read_text(encoding="utf-8")
    assert all(seen.values())
