"""Needs and offers: of all, and of a region or an ORP; what fits together and why, and what came of what is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.model.site import Site, once
from macros.page.common import Crumb, View
from macros.page.family import Family, single
from macros.subjects.cooperation import rows, words
from macros.subjects.cooperation.addresses import INDEX, REQUESTS
from macros.subjects.cooperation.mapping import origin_of, story_url
from macros.subjects.cooperation.matching import OLDEST, Match, matches, reasons, span, touch
from macros.subjects.cooperation.model import Cooperation, Request
from macros.subjects.network.pages import when
from macros.subjects.territory.model import Orp, Region

CSV = f"{REQUESTS}shody.csv"
Place = Region | Orp


class Line(NamedTuple):
    """A need or an offer in words."""

    request: Request
    anchor: str
    facts: str
    """Where, age, since when, whether it lasts."""
    kind: str
    """What help it is about: the kind of service, else the theme; "" where nobody says."""
    story: str


class Why(NamedTuple):
    """A reason of a match in words."""

    title: str
    said: str


class Pair(NamedTuple):
    """A need, an offer and why they fit."""

    need: Line
    offer: Line
    why: tuple[Why, ...]


class Done(NamedTuple):
    """What is closed: what came of it, by which offers it was met and why these fitted."""

    line: Line
    met: tuple[Pair, ...]


class PlaceLink(NamedTuple):
    """A region or an ORP with needs and offers, and how many of them."""

    url: str
    name: str
    number: int


class Listed(NamedTuple):
    """Needs and offers of all or of a place."""

    pairs: tuple[Pair, ...]
    needs: tuple[Line, ...]
    offers: tuple[Line, ...]
    done: tuple[Done, ...]
    places: tuple[PlaceLink, ...]
    """Pages of places; of a place those within it."""


class RequestsPage(Struct, frozen=True, kw_only=True):
    """What the page of all needs and offers is given."""

    empty: bool
    listed: Listed
    csv: str


class RequestsOfPage(Struct, frozen=True, kw_only=True):
    """What the page of a place is given."""

    place: str
    page: str
    """Where the page of the place itself stands; "" where it has none."""
    listed: Listed


def url_of(place: Place) -> str:
    """Where needs and offers of a region or an ORP stand."""
    folder = place.row.slug if isinstance(place, Region) else f"orp-{place.row.slug}"
    return f"{REQUESTS}{folder}/"


@once
def places(site: Site) -> tuple[Place, ...]:
    """Regions and ORP in which somebody looks for something or offers it, each region before its ORP."""
    found: dict[Place, None] = {}
    for one in site[Cooperation].requests:
        for territory in (one.territory, *one.territory.above):
            if isinstance(territory, Region | Orp):
                found[territory] = None
    return tuple(sorted(found, key=lambda place: (place.region.code, isinstance(place, Orp), place.code)))


def _line(request: Request) -> Line:
    row = request.row
    age = span(request)
    if request.closed:
        state = words.OVER.format(when(row.closed_on)) if row.closed_on else words.CLOSED
    else:
        state = words.OPEN if row.state else words.UNKNOWN_STATE
    facts = (
        request.territory.extent,
        words.ages(age[0], age[1] if age[1] < OLDEST else None) if age else "",
        words.SINCE.format(when(row.since)) if row.since else "",
        state,
    )
    about = request.kind.row.everyday_name if request.kind else ""
    theme = request.theme.row.title if request.theme else ""
    return Line(
        request, row.id, ", ".join(one for one in facts if one), about or theme, story_url(request.story)
    )


def _pair(match: Match) -> Pair:
    return Pair(
        _line(match.need),
        _line(match.offer),
        tuple(Why(words.ABOUT[one.about], one.said) for one in match.reasons),
    )


def _done(request: Request) -> Done:
    met = tuple(_pair(Match(request, offer, reasons(request, offer))) for offer in request.met_by)
    return Done(_line(request), met)


def _links(site: Site, place: Place | None) -> tuple[PlaceLink, ...]:
    within = (one for one in places(site) if place is None or place in one.above)
    return tuple(PlaceLink(url_of(one), one.name, len(_of(site, one))) for one in within)


def _of(site: Site, place: Place | None) -> list[Request]:
    """Needs and offers that are for a place, or for a part of it, or for all in which it lies."""
    return [one for one in site[Cooperation].requests if place is None or touch(one.territory, place)]


def _listed(site: Site, place: Place | None) -> Listed:
    """Needs and offers for a page."""
    mine = _of(site, place)
    living = [one for one in mine if not one.closed]
    met = {offer.row.id for one in mine for offer in one.met_by}
    # An offer that met a need is told with it.
    closed = [one for one in mine if one.closed and (one.need or one.row.id not in met)]
    return Listed(
        tuple(_pair(one) for one in matches(site) if one.need in mine and one.offer in mine),
        tuple(_line(one) for one in living if one.need),
        tuple(_line(one) for one in living if not one.need),
        tuple(map(_done, closed)),
        _links(site, place),
    )


def requests_view(site: Site, subject: None) -> View:
    """All needs and offers."""
    return View(
        title=words.REQUESTS_TITLE,
        description=words.REQUESTS_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=RequestsPage(empty=not site[Cooperation].requests, listed=_listed(site, None), csv=CSV),
        origin=origin_of(site, rows.RequestRow),
    )


def requests_of_view(site: Site, place: Place) -> View:
    """Needs and offers of a region or an ORP."""
    return View(
        title=words.REQUESTS_OF.format(place.name),
        description=words.REQUESTS_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX), Crumb(words.REQUESTS_TITLE, REQUESTS)),
        data=RequestsOfPage(place=place.name, page=place.url, listed=_listed(site, place)),
        origin=origin_of(site, rows.RequestRow),
    )


def _places(site: Site) -> Sequence[Place]:
    return places(site)


COLUMNS = ("need", "offer", "need_title", "offer_title", "territory", "kind", "theme", "age")


def csv_of(site: Site) -> bytes:
    """All matches with their reasons, as CSV; a reason that a match has not is empty."""
    table = [list(COLUMNS)]
    for one in matches(site):
        why = {reason.about: reason.said for reason in one.reasons}
        table.append(
            [
                one.need.row.id,
                one.offer.row.id,
                one.need.row.title,
                one.offer.row.title,
                *(why.get(name, "") for name in COLUMNS[4:]),
            ]
        )
    return write_csv(table).encode()


REQUEST_LIST = Family(
    name="requests",
    section="strategie",
    source=words.REQUESTS_SOURCE,
    **single(REQUESTS),
    view=requests_view,
    shows=RequestsPage,
    reads=lambda site, subject: (site[Cooperation].key,),
)
REQUESTS_OF = Family(
    name="requests_of",
    section="strategie",
    source=words.REQUESTS_SOURCE,
    of=_places,
    url=url_of,
    view=requests_of_view,
    shows=RequestsOfPage,
    reads=lambda site, place: (site[Cooperation].key, place.key),
)
PAGES = (REQUEST_LIST, REQUESTS_OF)
