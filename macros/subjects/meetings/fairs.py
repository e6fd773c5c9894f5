"""Pages of fairs of services: the list, the programme of each, signs for stands, sheets to sign up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from macros.files.ical import Timed, calendar
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.meetings import fairs_words as words
from macros.subjects.meetings import rows
from macros.subjects.meetings.addresses import FAIRS, SHEETS, SIGNS
from macros.subjects.meetings.fairs_model import Block, Fair, Fairs, Slot, Stand
from macros.subjects.meetings.files import host, stamp
from macros.subjects.meetings.minutes_words import clock
from macros.subjects.network.stories import url_of as story_url
from macros.subjects.territory.model import Orp
from macros.words import czech

_ZONE = ZoneInfo("Europe/Prague")
ICS = "burza.ics"
CRUMB = Crumb(words.TITLE, FAIRS)


def _all(site: Site) -> tuple[Fair, ...]:
    return site[Fairs].fairs


def _with_stands(site: Site) -> list[Fair]:
    return [fair for fair in _all(site) if fair.stands]


def _with_sheets(site: Site) -> list[Fair]:
    """Those to which people sign up: somebody said how many fit in."""
    return [fair for fair in _all(site) if fair.limited]


def _reads(site: Site, fair: Fair) -> Iterable[bytes]:
    return (fair.key, repr(site.as_of).encode())


def ics_of(fair: Fair) -> str:
    """Where the calendar of a fair stands, "" where nothing is in it."""
    return f"{fair.url}{ICS}" if fair.timed else ""


class Line(NamedTuple):
    """A line of a programme: when, what, and the number of the stand ("" where it is no talk)."""

    when: str
    what: str
    stand: str


class BlockShown(NamedTuple):
    """A block: when and how long, its programme, how many fit in."""

    block: Block
    when: str
    lines: tuple[Line, ...]
    room: str


class StandShown(NamedTuple):
    """A stand: address of its service ("" without one), when its talks are in words."""

    stand: Stand
    url: str
    talks: str


class FairCard(NamedTuple):
    """A fair in the list."""

    fair: Fair
    said: str


class FairsPage(Struct, frozen=True, kw_only=True):
    """What the list of fairs is given."""

    lead: str
    cards: tuple[FairCard, ...]


class FairPage(Struct, frozen=True, kw_only=True):
    """What the page of a fair is given."""

    fair: Fair
    example: str
    """Says that the fair is made up, "" of a true one."""
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[BlockShown, ...]
    stands: tuple[StandShown, ...]
    signs: str
    sheets: str
    ics: str
    story: str
    """Where the story about it stands; each of these is "" where it has none."""
    places: tuple[Orp, ...]
    """Its ORP that have a page."""


class SignsPage(Struct, frozen=True, kw_only=True):
    """What the page of signs is given: one of A4 for each stand."""

    fair: Fair
    stands: tuple[StandShown, ...]


class SheetsPage(Struct, frozen=True, kw_only=True):
    """What the page of sheets is given: each block, and the numbers of its blank lines."""

    fair: Fair
    blocks: tuple[tuple[BlockShown, tuple[int, ...]], ...]


def when(block: rows.FairBlockRow, minute: int) -> str:
    """The time of a minute of a block: "9:15", "15. minuta" where nobody knows when it begins."""
    if not block.starts:
        return words.minute(minute)
    begins = dt.datetime.combine(dt.date(2000, 1, 1), dt.time.fromisoformat(block.starts))
    return clock(f"{begins + dt.timedelta(minutes=minute):%H:%M}")


def shown(block: Block) -> BlockShown:
    """A block as it is shown."""
    row = block.row
    span = f"{when(row, 0)}–{when(row, row.minutes)}" if row.starts else words.length(row.minutes)
    return BlockShown(block, span, tuple(_lines(block)), words.room(row.capacity, row.signed))


def _lines(block: Block) -> Iterator[Line]:
    for slot in block.slots:
        row = slot.stand.row
        yield Line(_span(block, slot.begins, slot.ends), row.organisation, str(row.position))
    if block.talking:
        yield Line(_span(block, *block.talking), words.TALKING, "")


def _span(block: Block, begins: int, ends: int) -> str:
    if not block.row.starts:
        return words.minutes(begins, ends)
    return f"{when(block.row, begins)}–{when(block.row, ends)}"


def _stands(fair: Fair) -> tuple[StandShown, ...]:
    talks: dict[int, list[str]] = {}
    for block in fair.blocks:
        for slot in block.slots:
            talks.setdefault(slot.stand.row.position, []).append(_begins(block, slot))
    return tuple(
        StandShown(
            stand, stand.service.url if stand.service else "", ", ".join(talks.get(stand.row.position, ()))
        )
        for stand in fair.stands
    )


def _begins(block: Block, slot: Slot) -> str:
    said = when(block.row, slot.begins)
    return said if block.row.starts else f"{block.row.title} {said}"


def _day(fair: Fair) -> str:
    return czech.date(fair.row.held_on) if fair.row.held_on else words.NO_DAY


def _origin(site: Site, row: int = 0) -> Origin:
    return Origin(site.files[rows.FairRow], row)


def fairs_view(site: Site, subject: None) -> View:
    """All fairs."""
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=FairsPage(
            lead=words.LEAD,
            cards=tuple(
                FairCard(fair, words.EXAMPLE if fair.row.example else f"{fair.row.place}, {_day(fair)}")
                for fair in _all(site)
            ),
        ),
        origin=_origin(site),
    )


def fair_view(site: Site, fair: Fair) -> View:
    """A fair: its programme and stands, and what there is to print."""
    row = fair.row
    told = {
        "when": "" if row.example else _day(fair),
        "where": row.place or words.NOT_SAID,
        "audience": row.audience or words.NOT_SAID,
    }
    return View(
        title=row.title,
        description=row.about or words.DESCRIPTION,
        crumbs=(CRUMB,),
        data=FairPage(
            fair=fair,
            example=words.EXAMPLE if row.example else "",
            facts=tuple((words.FACTS[name], said) for name, said in told.items() if said),
            blocks=tuple(map(shown, fair.blocks)),
            stands=_stands(fair),
            signs=f"{fair.url}{SIGNS}" if fair.stands else "",
            sheets=f"{fair.url}{SHEETS}" if fair.limited else "",
            ics=ics_of(fair),
            story=story_url(fair.story) if fair.story else "",
            places=tuple(orp for orp in fair.orps if orp.url),
        ),
        origin=_origin(site, row.row_number),
    )


def signs_view(site: Site, fair: Fair) -> View:
    """Signs for stands, a sheet of A4 each."""
    return View(
        title=words.OF.format(words.SIGNS, fair.row.title),
        description=words.DESCRIPTION,
        crumbs=(CRUMB, Crumb(fair.row.title, fair.url)),
        data=SignsPage(fair=fair, stands=_stands(fair)),
        origin=_origin(site, fair.row.row_number),
        noindex=True,
    )


def sheets_view(site: Site, fair: Fair) -> View:
    """Sheets to sign up, with blank lines: who signs up never enters the data."""
    blocks = tuple(
        (shown(block), tuple(range(1, min(block.row.capacity or words.LINES, words.MOST_LINES) + 1)))
        for block in fair.blocks
    )
    return View(
        title=words.OF.format(words.SIGN_UP, fair.row.title),
        description=words.DESCRIPTION,
        crumbs=(CRUMB, Crumb(fair.row.title, fair.url)),
        data=SheetsPage(fair=fair, blocks=blocks),
        origin=_origin(site, fair.row.row_number),
        noindex=True,
    )


def fair_files(site: Site) -> Iterator[Made]:
    """A calendar of each fair, without events as long as nobody knows its day and time."""
    for fair in _all(site):
        yield Made(f"{fair.url}{ICS}", digest(_reads(site, fair)), partial(calendar_of, site, fair))


def calendar_of(site: Site, fair: Fair) -> bytes:
    """Blocks of a fair."""
    row, found = fair.row, []
    for block in fair.blocks:
        if row.held_on and block.row.starts:
            begins = dt.datetime.combine(row.held_on, dt.time.fromisoformat(block.row.starts), _ZONE)
            found.append(
                Timed(
                    f"{row.id}-{block.row.position}@{host(site)}",
                    begins.astimezone(dt.UTC),
                    begins.astimezone(dt.UTC) + dt.timedelta(minutes=block.row.minutes),
                    f"{row.title}: {block.row.title}",
                    block.row.about,
                    row.place,
                    site.settings.site_url + fair.url,
                )
            )
    return calendar(site.settings.name, row.title, found, stamp(site))


LIST = Family(
    name="fairs",
    section="strategie",
    source="meetings/fairs",
    **single(FAIRS, _all),
    view=fairs_view,
    shows=FairsPage,
    reads=lambda site, subject: [fair.key for fair in _all(site)],
)
FAIR = Family(
    name="fair",
    section="strategie",
    source="meetings/fairs",
    of=_all,
    url=lambda fair: fair.url,
    view=fair_view,
    shows=FairPage,
    reads=_reads,
)
FAIR_SIGNS = Family(
    name="fair_signs",
    section="strategie",
    source="meetings/fair_stands",
    of=_with_stands,
    url=lambda fair: f"{fair.url}{SIGNS}",
    view=signs_view,
    shows=SignsPage,
    reads=_reads,
    listed=lambda fair: False,
)
FAIR_SHEETS = Family(
    name="fair_sheets",
    section="strategie",
    source="meetings/fair_blocks",
    of=_with_sheets,
    url=lambda fair: f"{fair.url}{SHEETS}",
    view=sheets_view,
    shows=SheetsPage,
    reads=_reads,
    listed=lambda fair: False,
)
PAGES = (LIST, FAIR, FAIR_SIGNS, FAIR_SHEETS)
