"""Activities that keep children in school: all of them, one by one, and what is done in a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.activities import rows, words
from macros.subjects.activities.addresses import ACTIVITIES, HERE
from macros.subjects.activities.model import Activities, Activity, Actor, Choice, choices_key, inside
from macros.subjects.network.pages import when
from macros.subjects.territory.model import Orp, Region, Territories
from macros.words import czech

CSV = f"{ACTIVITIES}cinnosti.csv"


class Card(NamedTuple):
    """An activity in a list, and in how many places somebody does it, in words; "" where nobody is known to."""

    activity: Activity
    known: str


class Group(NamedTuple):
    """Activities of one stage of school life, or of one topic."""

    id: str
    title: str
    cards: tuple[Card, ...]


class PlaceLink(NamedTuple):
    """The page about a region: address, name, how many activities are known to be done there."""

    url: str
    name: str
    known: int


class ActivitiesPage(Struct, frozen=True, kw_only=True):
    """What the list of activities is given."""

    stages: tuple[Group, ...]
    """Of those of which the source says when in the life of a child."""
    topics: tuple[Group, ...]
    """Of all others."""
    groups: tuple[Group, ...]
    """Both, for the list of links above them."""
    count: int
    places: tuple[PlaceLink, ...]
    csv: str


class Fact(NamedTuple):
    """What is said of an activity under one heading; `said` says so where the source says nothing."""

    title: str
    said: str
    known: bool


class Doer(NamedTuple):
    """Who may do an activity: a name, its address ("" for a role), and who says so where it is not the source."""

    name: str
    url: str
    by: str


class ChoiceLine(NamedTuple):
    """Who does an activity where; addresses are "" where there is no page."""

    choice: Choice
    who: str
    url: str
    place: str
    place_url: str
    more: str
    """Since when, a note, and whether anybody asked."""


class Here(NamedTuple):
    """A region, or what lies elsewhere (without an address), and who does the activity there."""

    title: str
    url: str
    lines: tuple[ChoiceLine, ...]
    unknown: str
    """Says that nobody knows; "" where somebody is known."""


class ActivityPage(Struct, frozen=True, kw_only=True):
    """What the page of an activity is given."""

    activity: Activity
    facts: tuple[Fact, ...]
    doers: tuple[Doer, ...]
    here: tuple[Here, ...]
    topic: str


class Done(NamedTuple):
    """An activity that is done in a region, and by whom."""

    activity: Activity
    lines: tuple[ChoiceLine, ...]


class HerePage(Struct, frozen=True, kw_only=True):
    """What the page of a region is given."""

    region: Region
    done: tuple[Done, ...]
    unknown: tuple[Activity, ...]
    count: int
    csv: str


def here_url(region: Region) -> str:
    """Where it stands what is done in a region."""
    return f"{region.url}{HERE}/"


def _all(site: Site) -> Sequence[Activity]:
    return tuple(site[Activities].activities.values())


def _regions(site: Site) -> Sequence[Region]:
    return site[Territories].covered_regions() if _all(site) else ()


def _card(activity: Activity) -> Card:
    places = len({one.territory.id for one in activity.choices})
    known = words.KNOWN.format(czech.plural(places, *words.PLACES)) if places else ""
    return Card(activity, known)


def _groups(
    activities: Iterable[Activity], titles: dict[str, str], of: Iterable[Iterable[str]]
) -> Iterator[Group]:
    pairs = list(zip(activities, map(tuple, of), strict=True))
    for code, title in titles.items():
        cards = tuple(_card(activity) for activity, codes in pairs if code in codes)
        if cards:
            yield Group(code.replace("_", "-"), title, cards)


def activities_view(site: Site, subject: None) -> View:
    """All activities by stage of school life, those without one by topic."""
    everything = _all(site)
    rest = [one for one in everything if not one.stages]
    stages = tuple(_groups(everything, words.STAGES, (one.stages for one in everything)))
    topics = tuple(_groups(rest, words.TOPICS, ((one.row.topic,) for one in rest)))
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=ActivitiesPage(
            stages=stages,
            topics=topics,
            groups=(*stages, *topics),
            count=len(everything),
            places=tuple(PlaceLink(here_url(one), one.name, len(_done(site, one))) for one in _regions(site)),
            csv=CSV,
        ),
        origin=_origin(site, 0),
    )


def _origin(site: Site, row: int) -> Origin | None:
    file = site.files.get(rows.ActivityRow)
    return Origin(file, row) if file else None


def activity_view(site: Site, activity: Activity) -> View:
    """An activity."""
    row = activity.row
    return View(
        title=row.title,
        description=row.what,
        crumbs=(Crumb(words.TITLE, ACTIVITIES),),
        data=ActivityPage(
            activity=activity,
            facts=tuple(_facts(activity)),
            doers=tuple(map(_doer, activity.actors)),
            here=tuple(_here(site, activity)),
            topic=words.TOPICS[row.topic],
        ),
        origin=_origin(site, row.row_number),
        way_out=True,
    )


def _facts(activity: Activity) -> Iterator[Fact]:
    stages = czech.capital(", ".join(words.STAGES[one].lower() for one in activity.stages))
    for name, title in words.FACTS.items():
        said = stages if name == "stages" else getattr(activity.row, name)
        yield Fact(title, said or words.NOT_SAID, bool(said))


def _doer(actor: Actor) -> Doer:
    by = words.BY_EDITORS if actor.row.basis == "editors" else ""
    if actor.kind:
        return Doer(actor.kind.row.everyday_name, actor.kind.url, by)
    return Doer(actor.row.role, "", by)


def _here(site: Site, activity: Activity) -> Iterator[Here]:
    """Each covered region, then what is known from elsewhere."""
    regions = _regions(site)
    for region in regions:
        lines = tuple(choice_line(one) for one in activity.choices if inside(one, region))
        unknown = "" if lines else words.NOBODY_KNOWN.format(region.where)
        yield Here(region.name, here_url(region), lines, unknown)
    others = [one for one in activity.choices if not any(inside(one, region) for region in regions)]
    if others:
        yield Here(words.ELSEWHERE, "", tuple(map(choice_line, others)), "")


def choice_line(choice: Choice) -> ChoiceLine:
    """Put in words who does an activity where."""
    row, service = choice.row, choice.service
    checked = words.CHECKED.format(czech.date(row.checked_on)) if row.checked_on else words.NOT_CHECKED
    more = [words.SINCE.format(when(row.since))] if row.since else []
    return ChoiceLine(
        choice,
        service.row.name if service else row.who,
        service.url if service else "",
        choice.territory.name,
        choice.territory.url,
        ", ".join([*more, checked]),
    )


def _done(site: Site, region: Region) -> dict[str, list[Choice]]:
    """Choices of a region by the id of their activity."""
    found: dict[str, list[Choice]] = {}
    for activity in _all(site):
        for one in activity.choices:
            if inside(one, region):
                found.setdefault(activity.row.id, []).append(one)
    return found


def here_view(site: Site, region: Region) -> View:
    """What is done in a region, and of what nobody knows."""
    found, everything = _done(site, region), _all(site)
    return View(
        title=words.HERE_TITLE.format(region.name),
        description=words.HERE_DESCRIPTION.format(region.where),
        crumbs=(Crumb(words.TITLE, ACTIVITIES),),
        data=HerePage(
            region=region,
            done=tuple(
                Done(one, tuple(map(choice_line, found[one.row.id])))
                for one in everything
                if one.row.id in found
            ),
            unknown=tuple(one for one in everything if one.row.id not in found),
            count=len(everything),
            csv=CSV,
        ),
        origin=_origin(site, 0),
        way_out=True,
    )


def all_reads(site: Site, subject: object) -> Iterable[bytes]:
    """All activities, all choices, the names of covered regions and of kinds that may do one."""
    for one in _all(site):
        yield one.key
        yield choices_key(one.choices)
    yield from (one.key for one in _regions(site))


# Files to be downloaded --------------------------------------------------------------------------------

COLUMNS = (
    "activity",
    "title",
    "stages",
    "topic",
    "region_nuts3",
    "region",
    "orp_code_csu",
    "orp",
    "answer",
    "services",
    "who",
    "choices",
)


def csv_of(site: Site) -> bytes:
    """Every activity in every covered ORP: `known` with those who do it, or `unknown`, as CSV."""
    table = [list(COLUMNS)]
    orps = site[Territories].covered_orps()
    known = {orp.code: site[Activities].choices_of(orp) for orp in orps}
    for activity in _all(site):
        table += (_csv_row(activity, orp, known[orp.code]) for orp in orps)
    return write_csv(table).encode()


def _csv_row(activity: Activity, orp: Orp, known: Iterable[Choice]) -> list[str]:
    mine = [one for one in known if one.activity is activity]
    row = activity.row
    place = [orp.row.region_nuts3, orp.region.row.name, orp.row.code_csu, orp.row.name]
    return [
        *(row.id, row.title, row.stages, row.topic, *place),
        "known" if mine else "unknown",
        ";".join(one.row.service for one in mine if one.row.service),
        ";".join(one.row.who for one in mine if one.row.who),
        ";".join(one.row.id for one in mine),
    ]


ACTIVITY_LIST = Family(
    name="activities",
    section="strategie",
    source=words.SOURCE,
    **single(ACTIVITIES, _all),
    view=activities_view,
    shows=ActivitiesPage,
    reads=all_reads,
)
ACTIVITY = Family(
    name="activity",
    section="strategie",
    source=words.SOURCE,
    of=_all,
    url=lambda activity: activity.url,
    view=activity_view,
    shows=ActivityPage,
    reads=lambda site, activity: (
        activity.key,
        choices_key(activity.choices),
        *(one.key for one in _regions(site)),
    ),
)
HERE_LIST = Family(
    name="activities_here",
    section="strategie",
    source=words.SOURCE,
    of=_regions,
    url=here_url,
    view=here_view,
    shows=HerePage,
    reads=all_reads,
)
PAGES = (ACTIVITY_LIST, ACTIVITY, HERE_LIST)
