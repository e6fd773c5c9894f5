"""Which offers may meet which needs, each with the reasons: territory, theme, kind of service, age.

A match needs a territory in common, and a theme or a kind in common. What is known of both and differs (kinds that
are not one another's, other themes where no kind is in common, ages that do not meet) is no match. What one side
does not say is no reason for a match and none against it, and the match says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.model.site import Site, once
from macros.subjects.cooperation import words
from macros.subjects.cooperation.model import Cooperation, Request
from macros.subjects.territory.model import Territory, ladder

OLDEST = 150
"""An age that nobody passes: the end of a span that has none."""


class Reason(NamedTuple):
    """Why a need and an offer belong together: what it is about, and in words."""

    about: str
    """territory, theme, kind or age."""
    said: str


class Match(NamedTuple):
    """An offer that may meet a need."""

    need: Request
    offer: Request
    reasons: tuple[Reason, ...]


@once
def matches(site: Site) -> tuple[Match, ...]:
    """All matches of needs and offers that are not closed, need by need."""
    living = [one for one in site[Cooperation].requests if not one.closed]
    offers = [one for one in living if not one.need]
    return tuple(
        Match(need, offer, found)
        for need in living
        if need.need
        for offer in offers
        if (found := reasons(need, offer))
    )


def reasons(need: Request, offer: Request) -> tuple[Reason, ...]:
    """Why an offer may meet a need; none where it may not."""
    place, about, age = _place(need, offer), tuple(_about(need, offer)), _age(need, offer)
    return (place, *about, age) if place and about and age else ()


def touch(territory: Territory, other: Territory) -> bool:
    """Whether a territory is the other, lies in it or holds it."""
    return territory in ladder(other) or other in ladder(territory)


def _place(need: Request, offer: Request) -> Reason | None:
    wanted, given = need.territory, offer.territory
    if wanted is given:
        return Reason("territory", words.SAME_PLACE.format(wanted.extent))
    if touch(wanted, given):
        return Reason("territory", words.BOTH_PLACES.format(wanted.extent, given.extent))
    return None


def _about(need: Request, offer: Request) -> Iterator[Reason]:
    """What both are about: a kind of service in common, else the theme."""
    if need.kind and offer.kind:
        common = need.kind in offer.kind.ladder or offer.kind in need.kind.ladder
        if not common:
            return
        finer = need.kind if offer.kind in need.kind.ladder else offer.kind
        yield Reason("kind", finer.row.everyday_name)
    if need.theme and need.theme is offer.theme:
        yield Reason("theme", need.theme.row.title)


def _age(need: Request, offer: Request) -> Reason | None:
    spans = [span(one) for one in (need, offer)]
    known = [one for one in spans if one]
    if len(known) < len(spans):
        return Reason("age", words.AGE_UNKNOWN[len(known)])
    low, high = max(one[0] for one in known), min(one[1] for one in known)
    return Reason("age", words.ages(low, high if high < OLDEST else None)) if low <= high else None


def span(request: Request) -> tuple[int, int] | None:
    """From which age to which; None where the row says neither."""
    low, high = request.row.age_from, request.row.age_to
    if low is None and high is None:
        return None
    return low or 0, OLDEST if high is None else high
