"""The map of cooperation: in what, for which age and who with whom; as lists, a picture and one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.model.site import Site
from macros.page.common import Origin, View
from macros.page.family import Family, single
from macros.subjects.cooperation import rows, words
from macros.subjects.cooperation.addresses import INDEX
from macros.subjects.cooperation.drawing import Picture, pairs, picture
from macros.subjects.cooperation.model import Cooperation, RiskArea, Shared
from macros.subjects.network.addresses import STORIES
from macros.subjects.network.model import Story

CSV = f"{INDEX}spoluprace.csv"


class Line(NamedTuple):
    """A cooperation in words: where, who, of which age, how it goes, and the story where there is one."""

    shared: Shared
    anchor: str
    who: str
    age: str
    state: str
    story: str


class Group(NamedTuple):
    """Cooperations under one heading; `situation` is the guide about the same, "" where there is none."""

    id: str
    title: str
    situation: str
    lines: tuple[Line, ...]


class Partner(NamedTuple):
    """Somebody with whom an actor works, and where."""

    name: str
    where: str


class Partners(NamedTuple):
    """An actor and all with whom it works."""

    actor: rows.CooperationActorRow
    partners: tuple[Partner, ...]


class Cell(NamedTuple):
    """A cooperation in the table: what it says, and where it is told whole."""

    anchor: str
    said: str


class CellsOf(NamedTuple):
    """An area of risk and its cells, age by age; empty ones know nothing."""

    title: str
    cells: tuple[tuple[Cell, ...], ...]


class MapPage(Struct, frozen=True, kw_only=True):
    """What the map of cooperation is given."""

    count: int
    risks: tuple[Group, ...]
    """By area of risk."""
    others: Group | None
    """Those of no single area."""
    sketch: Picture | None
    partners: tuple[Partners, ...]
    ages: tuple[str, ...]
    """Heads of the table."""
    table: tuple[CellsOf, ...]
    csv: str


def story_url(story: Story | None) -> str:
    """Where the story of a row stands; "" where it has none."""
    return f"{STORIES}{story.row.id}/" if story else ""


def names(actors: Iterable[rows.CooperationActorRow]) -> str:
    """Actors in words; "" for none."""
    return ", ".join(one.name for one in actors)


def origin_of(site: Site, row: type, number: int = 0) -> Origin | None:
    """Where rows of a class stand in the repository."""
    file = site.files.get(row)
    return Origin(file, number) if file else None


def _age(group: rows.AgeGroupRow) -> str:
    return words.ages(group.age_from, group.age_to)


def _line(shared: Shared) -> Line:
    return Line(
        shared,
        shared.row.id,
        names(shared.actors) or words.NOT_SAID,
        ", ".join(map(_age, shared.ages)) or words.NOT_SAID,
        words.STATES[shared.row.state],
        story_url(shared.story),
    )


def _risk(risk: RiskArea, shared: Sequence[Shared]) -> Group:
    lines = tuple(_line(one) for one in shared if one.risk is risk)
    return Group(
        f"{words.RISK_ANCHOR}{risk.row.id}",
        risk.row.title,
        risk.situation.url if risk.situation else "",
        lines,
    )


def map_view(site: Site, subject: None) -> View:
    """The map of cooperation."""
    found = site[Cooperation]
    risks = (_risk(one, found.shared) for one in found.risks)
    rest = tuple(_line(one) for one in found.shared if one.risk is None)
    heads = [*found.ages, None]
    used = [
        one
        for one in heads
        if any((one in shared.ages) if one else not shared.ages for shared in found.shared)
    ]
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=MapPage(
            count=len(found.shared),
            risks=tuple(one for one in risks if one.lines),
            others=Group("ostatni", words.NO_RISK, "", rest) if rest else None,
            sketch=picture(found.actors, found.shared),
            partners=tuple(_partners(found)),
            ages=tuple(_age(one) if one else words.NO_AGE for one in used),
            table=tuple(_table(found, used)),
            csv=CSV,
        ),
        origin=origin_of(site, rows.CooperationRow),
    )


def _partners(found: Cooperation) -> Iterator[Partners]:
    known = {one.id: one for one in found.actors}
    together = pairs(found.shared)
    for actor in found.actors:
        mine = [
            Partner(
                known[second if first == actor.id else first].name,
                ", ".join(dict.fromkeys(one.row.place for one in where)),
            )
            for (first, second), where in together.items()
            if actor.id in (first, second)
        ]
        if mine:
            yield Partners(actor, tuple(sorted(mine)))


def _table(found: Cooperation, heads: Sequence[rows.AgeGroupRow | None]) -> Iterator[CellsOf]:
    for risk in (*found.risks, None):
        mine = [one for one in found.shared if one.risk is risk]
        if mine:
            title = risk.row.title if risk else words.NO_RISK
            yield CellsOf(title, tuple(tuple(_cells(mine, head)) for head in heads))


def _cells(shared: Sequence[Shared], head: rows.AgeGroupRow | None) -> Iterator[Cell]:
    for one in shared:
        if (head in one.ages) if head else not one.ages:
            who = ", ".join(actor.short for actor in one.actors) or words.NOT_SAID
            yield Cell(one.row.id, f"{one.row.place}: {who}")


COLUMNS = (
    "id",
    "place",
    "region_nuts3",
    "orps",
    "theme",
    "risk_area",
    "age_groups",
    "actors",
    "state",
    "source_document",
    "source_section",
)


def csv_of(site: Site) -> bytes:
    """All cooperations with names in place of ids, as CSV; lists are separated by semicolons."""
    table = [list(COLUMNS)]
    for one in site[Cooperation].shared:
        row = one.row
        table.append(
            [
                row.id,
                row.place,
                row.region_nuts3,
                row.orps,
                row.theme,
                one.risk.row.title if one.risk else "",
                ";".join(map(_age, one.ages)),
                ";".join(actor.name for actor in one.actors),
                row.state,
                row.source_document,
                row.source_section,
            ]
        )
    return write_csv(table).encode()


MAP = Family(
    name="cooperation",
    section="strategie",
    source=words.SOURCE,
    **single(INDEX),
    view=map_view,
    shows=MapPage,
    reads=lambda site, subject: (site[Cooperation].key,),
)
PAGES = (MAP,)
