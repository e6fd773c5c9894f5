"""Stories of networking: what brought people who help together, one by one and beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.indicators.model import Indicators
from macros.subjects.indicators.pages.indicators import INDICATOR
from macros.subjects.network import words
from macros.subjects.network.addresses import COMPARISON, STORIES
from macros.subjects.network.model import Network, Story, Walk
from macros.subjects.territory.model import Territory


class Fact(NamedTuple):
    """What a story says under one heading."""

    title: str
    said: str


class Card(NamedTuple):
    """A story in a list: its address, what kind of event it was, where, and what it was about."""

    url: str
    story: Story
    form: str
    said: str


class Group(NamedTuple):
    """Stories of one kind of event."""

    id: str
    title: str
    cards: tuple[Card, ...]


class FigureLink(NamedTuple):
    """An indicator about networking: address and short name."""

    url: str
    title: str


class StoriesPage(Struct, frozen=True, kw_only=True):
    """What the list of stories is given."""

    groups: tuple[Group, ...]
    count: int
    figures: tuple[FigureLink, ...]
    walks: tuple[Walk, ...]
    """Cases of stories that can be walked through."""
    comparison: str


class StoryPage(Struct, frozen=True, kw_only=True):
    """What the page of a story is given."""

    story: Story
    form: str
    facts: tuple[Fact, ...]
    """What the source says; headings of which it says nothing are left out."""
    traits: tuple[Fact, ...]
    """What editors read from it."""
    silent: bool
    """Whether the source says nothing but the name."""
    places: tuple[Territory, ...]
    """Its ORP that have a page."""
    others: tuple[Card, ...]
    """Stories of the same kind of event."""
    comparison: str


class ComparisonPage(Struct, frozen=True, kw_only=True):
    """What the page with stories beside each other is given."""

    lines: tuple[tuple[Card, tuple[Fact, ...]], ...]
    """A story and what it says under each heading of `titles`."""
    titles: tuple[str, ...]


def url_of(story: Story) -> str:
    """Where a story stands."""
    return f"{STORIES}{story.row.id}/"


def _card(story: Story) -> Card:
    row = story.row
    return Card(url_of(story), story, words.FORMS[row.form], row.topic or words.SILENT)


def _facts(story: Story) -> tuple[Fact, ...]:
    row = story.row
    said = {
        "topic": row.topic,
        "activity": row.activity,
        "aim": row.aim,
        "actors": words.ACTORS.format(row.actors) if row.actors else "",
        "role": ", ".join(row.role.split(";")) if row.role else "",
        "result": row.result,
        "feedback": row.feedback,
        "next_step": row.next_step,
    }
    return tuple(Fact(words.STORY[name], text) for name, text in said.items() if text)


def _traits(story: Story) -> tuple[Fact, ...]:
    said = {name: getattr(story.row, name) for name in words.TRAITS}
    return tuple(Fact(words.TRAITS[name], text) for name, text in said.items() if text)


def _origin(site: Site, row: int) -> Origin | None:
    file = site.files.get(type(site[Network].stories[0].row)) if site[Network].stories else None
    return Origin(file, row) if file else None


def stories_view(site: Site, subject: None) -> View:
    """All stories by the kind of event."""
    cards = [_card(one) for one in site[Network].stories]
    groups = [
        Group(form, title, tuple(card for card in cards if card.story.row.form == form))
        for form, title in words.FORMS.items()
    ]
    figures = [one for one in site[Indicators].indicators.values() if one.row.id.startswith(words.FIGURES)]
    return View(
        title=words.STORIES_TITLE,
        description=words.STORIES_DESCRIPTION,
        crumbs=(),
        data=StoriesPage(
            groups=tuple(one for one in groups if one.cards),
            count=len(cards),
            figures=tuple(FigureLink(INDICATOR.url(one), one.row.short) for one in figures),
            walks=tuple(walk for one in site[Network].stories for walk in one.walks),
            comparison=COMPARISON,
        ),
        origin=_origin(site, 0),
    )


def story_view(site: Site, story: Story) -> View:
    """A story."""
    facts = _facts(story)
    others = (one for one in site[Network].stories if one.row.form == story.row.form and one is not story)
    return View(
        title=story.row.title,
        description=story.row.topic or words.SILENT,
        crumbs=(Crumb(words.STORIES_TITLE, STORIES),),
        data=StoryPage(
            story=story,
            form=words.FORMS[story.row.form],
            facts=facts,
            traits=_traits(story),
            silent=not facts,
            places=tuple(one for one in story.orps if one.url),
            others=tuple(map(_card, others)),
            comparison=COMPARISON,
        ),
        origin=_origin(site, story.row.row_number),
    )


COMPARED = ("topic", "who", "threshold", "result", "worked")


def comparison_view(site: Site, subject: None) -> View:
    """All stories beside each other by what they have in common."""
    titles = words.STORY | words.TRAITS
    cards = map(_card, site[Network].stories)
    return View(
        title=words.COMPARISON_TITLE,
        description=words.COMPARISON_DESCRIPTION,
        crumbs=(Crumb(words.STORIES_TITLE, STORIES),),
        data=ComparisonPage(
            lines=tuple((card, _compared(card.story)) for card in cards),
            titles=tuple(titles[name] for name in COMPARED),
        ),
        origin=_origin(site, 0),
    )


def _compared(story: Story) -> tuple[Fact, ...]:
    titles = words.STORY | words.TRAITS
    return tuple(Fact(titles[name], getattr(story.row, name) or words.NOT_SAID) for name in COMPARED)


def _stories(site: Site) -> Sequence[Story]:
    return site[Network].stories


def _reads(site: Site, subject: object) -> Iterable[bytes]:
    """All stories, the territories that they name, and the names of figures."""
    stories = site[Network].stories
    yield from (one.key for one in stories)
    yield from (orp.key for one in stories for orp in one.orps)
    yield from (
        one.key for one in site[Indicators].indicators.values() if one.row.id.startswith(words.FIGURES)
    )


STORY_LIST = Family(
    name="stories",
    section="strategie",
    source=words.STORIES_SOURCE,
    **single(STORIES, _stories),
    view=stories_view,
    shows=StoriesPage,
    reads=_reads,
)
STORY = Family(
    name="story",
    section="strategie",
    source=words.STORIES_SOURCE,
    of=_stories,
    url=url_of,
    view=story_view,
    shows=StoryPage,
    reads=_reads,
)
STORY_COMPARISON = Family(
    name="stories_compared",
    section="strategie",
    source=words.STORIES_SOURCE,
    **single(COMPARISON, _stories),
    view=comparison_view,
    shows=ComparisonPage,
    reads=_reads,
)
PAGES = (STORY_LIST, STORY, STORY_COMPARISON)
