"""What works elsewhere: examples of good practice and stories of networking as cards, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Origin, View
from macros.page.family import Family, single
from macros.subjects.activities import words
from macros.subjects.activities.addresses import EXAMPLES
from macros.subjects.activities.model import Activities, Feature, Practice
from macros.subjects.activities.rows import FeatureRow
from macros.subjects.catalogue.model import Catalogue, Theme
from macros.subjects.network.addresses import COMPARISON
from macros.subjects.network.model import Network, Story
from macros.subjects.network.stories import url_of
from macros.subjects.strategy.rows import PracticeRow
from macros.subjects.territory.model import Region
from macros.words.czech import sort_key


class Fact(NamedTuple):
    """What is said of an example under one heading."""

    title: str
    said: str


class Card(NamedTuple):
    """An example: anchor, address ("" where it has no page), name, what it is, where, and what is said of it."""

    id: str
    url: str
    title: str
    what: str
    kind: str
    where: str
    facts: tuple[Fact, ...]
    source: PracticeRow | None
    """Its row, for the source; None of a story, which says it on its own page."""


class Named(NamedTuple):
    """Examples by their names, under a heading: of a theme, of a region."""

    title: str
    cards: tuple[Card, ...]


class Common(NamedTuple):
    """What examples have in common, and those in which it is."""

    feature: FeatureRow
    cards: tuple[Card, ...]


class ExamplesPage(Struct, frozen=True, kw_only=True):
    """What the page of good practice is given."""

    count: int
    themes: tuple[Named, ...]
    regions: tuple[Named, ...]
    common: tuple[Common, ...]
    cards: tuple[Card, ...]
    """Examples without a page of their own; stories have one."""
    comparison: str
    """Where stories stand beside each other; "" where there are none."""


def _practice(practice: Practice) -> Card:
    row = practice.row
    said = {name: getattr(row, name) for name in words.ABOUT}
    said["actors"] = str(row.actors) if row.actors else ""
    said["role"] = ", ".join(row.role.split(";"))
    places = [*(one.name for one in practice.orps), *([practice.region.name] if practice.region else [])]
    facts = tuple(Fact(words.ABOUT[name], text) for name, text in said.items() if text)
    return Card(
        row.id, "", row.title, row.what, words.PRACTICE, ", ".join(places) or words.NO_REGION, facts, row
    )


def _story(story: Story) -> Card:
    row = story.row
    where = f"{row.place}, {story.region.name}"
    return Card(row.id, url_of(story), row.title, row.topic, words.STORY, where, (), None)


def examples_view(site: Site, subject: None) -> View:
    """All examples: by topic, by region, by what they have in common, and one by one."""
    practices = {one.row.id: _practice(one) for one in site[Activities].practices.values()}
    stories = {one.row.id: _story(one) for one in site[Network].stories}
    return View(
        title=words.EXAMPLES_TITLE,
        description=words.EXAMPLES_DESCRIPTION,
        crumbs=(),
        data=ExamplesPage(
            count=len(practices) + len(stories),
            themes=tuple(_by_theme(site, practices, stories)),
            regions=tuple(_by_region(site, practices, stories)),
            common=tuple(_common(one, practices, stories) for one in site[Activities].features),
            cards=tuple(practices.values()),
            comparison=COMPARISON if stories else "",
        ),
        origin=_origin(site),
    )


def _origin(site: Site) -> Origin | None:
    file = site.files.get(PracticeRow)
    return Origin(file, 0) if file else None


def _by_theme(site: Site, practices: dict[str, Card], stories: dict[str, Card]) -> Iterator[Named]:
    for theme in site[Catalogue].themes.values():
        cards = [
            *(practices[one.row.id] for one in site[Activities].practices.values() if theme in one.themes),
            *(stories[one.row.id] for one in site[Network].stories if _is_about(one, theme)),
        ]
        if cards:
            yield Named(theme.row.title, tuple(cards))


def _is_about(story: Story, theme: Theme) -> bool:
    return theme.row.id in story.row.themes.split(";")


def _by_region(site: Site, practices: dict[str, Card], stories: dict[str, Card]) -> Iterator[Named]:
    found: dict[Region | None, list[Card]] = {}
    for one in site[Activities].practices.values():
        found.setdefault(one.region, []).append(practices[one.row.id])
    for story in site[Network].stories:
        found.setdefault(story.region, []).append(stories[story.row.id])
    named = [region for region in found if region]
    for region in sorted(named, key=lambda region: sort_key(region.name)):
        yield Named(region.name, tuple(found[region]))
    if None in found:
        yield Named(words.NO_REGION, tuple(found[None]))


def _common(feature: Feature, practices: dict[str, Card], stories: dict[str, Card]) -> Common:
    cards = (
        *(practices[one.row.id] for one in feature.practices),
        *(stories[one.row.id] for one in feature.stories),
    )
    return Common(feature.row, cards)


def _examples(site: Site) -> Sequence[object]:
    return (*site[Activities].practices.values(), *site[Network].stories)


def _reads(site: Site, subject: object) -> Iterable[bytes]:
    """All examples, their themes and regions (which every page may show), and what they have in common."""
    yield from (one.key for one in site[Activities].practices.values())
    yield from (one.key for one in site[Network].stories)
    yield site[Activities].features_key


EXAMPLE_LIST = Family(
    name="examples",
    section="strategie",
    source=words.EXAMPLES_SOURCE,
    **single(EXAMPLES, _examples),
    view=examples_view,
    shows=ExamplesPage,
    reads=_reads,
)
PAGES = (EXAMPLE_LIST,)
