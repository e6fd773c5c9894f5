"""Local strategies out of needs: topics, from which needs they came, and their steps with terms."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, View
from macros.page.family import Family, single
from macros.subjects.cooperation import rows, words
from macros.subjects.cooperation.addresses import INDEX, LOCAL
from macros.subjects.cooperation.mapping import names, origin_of, story_url
from macros.subjects.cooperation.model import Cooperation, Topic
from macros.subjects.network.pages import when


class StepLine(NamedTuple):
    """A step in words: what, who, until when, how far it is."""

    what: str
    facts: str


class TopicLines(NamedTuple):
    """A topic with its steps in words."""

    topic: Topic
    steps: tuple[StepLine, ...]
    story: str


class LocalPage(Struct, frozen=True, kw_only=True):
    """What the page of local strategies is given."""

    topics: tuple[TopicLines, ...]


def local_view(site: Site, subject: None) -> View:
    """All topics of local strategies."""
    return View(
        title=words.LOCAL_TITLE,
        description=words.LOCAL_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=LocalPage(topics=tuple(map(_lines, site[Cooperation].topics))),
        origin=origin_of(site, rows.TopicRow),
    )


def _lines(topic: Topic) -> TopicLines:
    steps = (
        StepLine(
            one.row.what,
            " · ".join(
                (
                    names(one.actors) or words.NOBODY,
                    when(one.row.due) if one.row.due else words.NO_DUE,
                    words.STEP_STATES[one.row.state],
                )
            ),
        )
        for one in topic.steps
    )
    return TopicLines(topic, tuple(steps), story_url(topic.story))


LOCAL_LIST = Family(
    name="local_strategies",
    section="strategie",
    source=words.LOCAL_SOURCE,
    **single(LOCAL),
    view=local_view,
    shows=LocalPage,
    reads=lambda site, subject: (site[Cooperation].key,),
)
PAGES = (LOCAL_LIST,)
