"""What a template asks for is what its struct has: nothing is missing, nothing is worked out in vain."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature

import pytest
from jinja2 import Environment, meta, nodes
from msgspec import Struct

from macros.load import load_site
from macros.model.site import Site
from macros.page.family import Family
from macros.page.render import Renderer
from macros.portal import families
from macros.portal import renderer as renderer_of
from tests import portals

SHOWN = {family.name: family.shows for family in families()}
"""The struct of each template."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The miniature portal, linked."""
    return load_site(portals.portal(tmp_path_factory.mktemp("contexts"))).site


@pytest.fixture(scope="module")
def renderer(site: Site) -> Renderer:
    return renderer_of(site)


def given_always(renderer: Renderer) -> set[str]:
    """Names that every page has, whatever its struct."""
    return {"view", "site", "tools", "panels", *renderer.env.globals, *vars(renderer.tools("../"))}


def asked(env: Environment, source: str) -> set[str]:
    """Names that a template asks for and does not set itself, be it in one branch only."""
    tree = env.parse(source)
    own = {
        name.name
        for one in tree.find_all((nodes.Assign, nodes.AssignBlock))
        for name in ([one.target] if isinstance(one.target, nodes.Name) else one.target.find_all(nodes.Name))
    }
    return meta.find_undeclared_variables(tree) - own


def disagreements(template: str, asks: set[str], shows: type) -> list[str]:
    """Say where a template and its struct do not agree; `asks` is without what every page has."""
    has = {*shows.__struct_fields__}
    missing, idle = sorted(asks - has), sorted(has - asks)
    return [
        *([f"{template} asks for what {shows.__name__} does not have: {', '.join(missing)}"] * bool(missing)),
        *([f"{template} never asks {shows.__name__} for: {', '.join(idle)}"] * bool(idle)),
    ]


@pytest.mark.parametrize("name", SHOWN)
def test_a_template_asks_for_just_what_its_struct_has(renderer: Renderer, name: str) -> None:
    template = f"pages/{name}.html"
    assert renderer.env.loader
    source, _, _ = renderer.env.loader.get_source(renderer.env, template)
    asks = asked(renderer.env, source) - given_always(renderer)
    assert disagreements(template, asks, SHOWN[name]) == []


def test_what_is_missing_and_what_is_idle_is_named() -> None:
    class Two(Struct):
        row: str
        idle: str

    source = "{% if row %}{% set own = row %}{{ own }}{% endif %}{% for one in lines %}{{ one }}{% endfor %}"
    assert disagreements("pages/two.html", asked(Environment(), source), Two) == [
        "pages/two.html asks for what Two does not have: lines",
        "pages/two.html never asks Two for: idle",
    ]
    assert disagreements("pages/two.html", {"row", "idle"}, Two) == []


@pytest.mark.parametrize("shows", SHOWN.values(), ids=lambda shows: shows.__name__)
def test_what_a_template_is_given_cannot_be_changed(shows: type) -> None:
    assert issubclass(shows, Struct)
    assert shows.__struct_config__.frozen
    assert all(one.kind is one.KEYWORD_ONLY for one in signature(shows).parameters.values())
    assert [name for name, kind in shows.__annotations__.items() if "Any" in str(kind)] == []
    assert shows.__doc__


def test_families_with_one_template_give_it_one_struct() -> None:
    assert [one.name for one in families() if one.shows is not SHOWN.get(one.name)] == []


def _first(site: Site) -> Iterator[tuple[Family, object]]:
    for family in families():
        for subject in list(family.of(site))[:1]:
            yield family, subject


def test_a_view_gives_what_its_family_says(site: Site) -> None:
    found = [(one, type(one.view(site, subject).data)) for one, subject in _first(site)]
    assert [(one.name, given) for one, given in found if given is not one.shows] == []
    assert {one.name for one, _ in found} == set(SHOWN)
