"""What the pages of themes and situations show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.catalogue import addresses, rows
from macros.subjects.catalogue.facts import FirstLine, Group, Reach, first_line, reach, traits
from macros.subjects.catalogue.folds import Letter, by_letter
from macros.subjects.catalogue.model import (
    Catalogue,
    Kind,
    KindHelps,
    Phenomenon,
    Service,
    Situation,
    Theme,
)
from macros.subjects.catalogue.pages.services import by_territory
from macros.words import czech

UNFOLDED = 12
"""Below the first list of services, only those shorter than this are open at first."""


class Step(NamedTuple):
    """A kind of service to turn to, why, and how many services of it the catalogue knows."""

    means: KindHelps
    known: int


def situation_reads(site: Site, situation: Situation) -> Iterable[bytes]:
    """Keys of everything that a situation's page shows."""
    return (
        situation.key,
        situation.theme.key,
        *(one.key for one in situation.related),
        *(one.key for one in situation.phenomena),
        *(means.kind.key for means in situation.kinds),
        *(b"%d" % len(means.kind.active) for means in situation.kinds),
        *(helps.service.key for helps in situation.services),
        *((situation.first_line.key,) if situation.first_line else ()),
    )


class SituationPage(Struct, frozen=True, kw_only=True):
    """What the page of a situation is given."""

    situation: Situation
    row: rows.SituationRow
    theme: rows.ThemeRow
    top_line: FirstLine | None
    """Whom to call first; None where no line fits."""
    steps: list[Step]
    groups: list[Group]
    """Who helps (`Helper`), by territory."""
    related: tuple[Situation, ...]
    phenomena: tuple[Phenomenon, ...]


def situation_view(site: Site, situation: Situation) -> View:
    """The short page of a situation: first step, who helps and why, services by territory."""
    row = situation.row
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(
            Crumb("Situace", addresses.SITUATIONS),
            Crumb(situation.theme.row.title, situation.theme.url),
        ),
        data=SituationPage(
            situation=situation,
            row=row,
            theme=situation.theme.row,
            top_line=first_line(situation.first_line),
            steps=[Step(means, len(means.kind.active)) for means in situation.kinds],
            groups=who_helps(site, situation),
            related=situation.related,
            phenomena=situation.phenomena,
        ),
        origin=Origin(site.files[rows.SituationRow], row.row_number),
        quick_exit=row.quick_exit,
        way_out=row.danger,
        share=row.id,
    )


class Helper(NamedTuple):
    """A service in the list of a situation."""

    service: Service
    how: str
    traits: list[str]
    """What differs between services of its kind: no sentence of the kind says it."""
    reach: Reach
    fitness: int
    """Where it stands wherever the reader is (`Helps.fitness`)."""
    ask: Service | None
    """A line to call where no phone of the service itself is known."""

    @property
    def reachable(self) -> bool:
        """Whether anything is known of how to reach it."""
        return self.service.reachable


def who_helps(site: Site, situation: Situation) -> list[Group]:
    """Who helps in a situation (`Helper`), by territory, in the order of `order`."""
    helpers = {
        one.service.row.id: Helper(
            one.service,
            one.how,
            traits(one.service),
            reach(one.service),
            one.fitness,
            None if one.service.phone else situation.line,
        )
        for one in situation.services
    }
    groups = by_territory(site, [one.service for one in situation.services])
    for at, group in enumerate(groups):
        group.services = [helpers[one.row.id] for one in group.services]
        group.unfolded = at == 0 or len(group.services) < UNFOLDED
    return groups


class Way(NamedTuple):
    """A kind of service that helps with a phenomenon, how, and how many services of it are known."""

    kind: Kind
    how: str
    known: int


def phenomena_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Keys of everything that the list of phenomena shows."""
    return (site[Catalogue].situations_key, *(one.key for one in site[Catalogue].phenomena.values()))


class PhenomenaPage(Struct, frozen=True, kw_only=True):
    """What the list of phenomena is given."""

    letters: list[Letter]
    """Phenomena by their first letter."""


def phenomena_view(site: Site, subject: object) -> View:
    """All phenomena in alphabetical order, each with the situations in which it shows."""
    return View(
        title="Co se děje: jevy od A do Ž",
        description="Slova, která uslyšíte od školy, lékaře nebo úřadu. U každého najdete, co dělat a kdo pomůže.",
        crumbs=(Crumb("Situace", addresses.SITUATIONS),),
        data=PhenomenaPage(
            letters=by_letter(site[Catalogue].phenomena.values(), lambda phenomenon: phenomenon.row.name)
        ),
        origin=Origin(site.files[rows.PhenomenonRow], 0) if site[Catalogue].phenomena else None,
        way_out=True,
    )


def phenomenon_reads(site: Site, phenomenon: Phenomenon) -> Iterable[bytes]:
    """Keys of everything that a phenomenon's page shows."""
    for situation in phenomenon.situations:
        yield situation.key
        yield situation.theme.key
        for means in situation.kinds:
            yield means.kind.key
            yield b"%d" % len(means.kind.active)
    yield phenomenon.key


class PhenomenonPage(Struct, frozen=True, kw_only=True):
    """What the page of a phenomenon is given."""

    row: rows.PhenomenonRow
    situations: tuple[Situation, ...]
    ways: tuple[Way, ...]
    danger: bool
    """Whether it is told first whom to call now."""


def phenomenon_view(site: Site, phenomenon: Phenomenon) -> View:
    """The page of a phenomenon: what it is, the situations with their guides, the kinds of help."""
    row = phenomenon.row
    ways: dict[str, Way] = {}
    for situation in phenomenon.situations:
        for means in situation.kinds:
            known = len(means.kind.active)
            if known:
                ways.setdefault(means.kind.row.id, Way(means.kind, means.how, known))
    return View(
        title=czech.capital(row.name),
        description=row.plain,
        crumbs=(Crumb("Situace", addresses.SITUATIONS), Crumb("Jevy", addresses.PHENOMENA)),
        data=PhenomenonPage(
            row=row,
            situations=phenomenon.situations,
            ways=tuple(ways.values()),
            danger=any(one.row.danger for one in phenomenon.situations),
        ),
        origin=Origin(site.files[rows.PhenomenonRow], row.row_number),
        quick_exit=any(one.row.quick_exit for one in phenomenon.situations),
        way_out=any(one.row.danger for one in phenomenon.situations),
    )


def theme_reads(site: Site, theme: Theme) -> Iterable[bytes]:
    """Keys of everything that a theme's page shows."""
    return (theme.key, *(one.key for one in theme.situations))


class ThemePage(Struct, frozen=True, kw_only=True):
    """What the page of a theme is given."""

    row: rows.ThemeRow
    situations: tuple[Situation, ...]


def theme_view(site: Site, theme: Theme) -> View:
    """The page of a theme with its situations."""
    return View(
        title=theme.row.title,
        description=theme.row.plain,
        crumbs=(Crumb("Situace", addresses.SITUATIONS),),
        data=ThemePage(row=theme.row, situations=theme.situations),
        origin=Origin(site.files[rows.ThemeRow], theme.row.row_number),
        way_out=any(one.row.quick_exit or one.row.danger for one in theme.situations),
    )


PHENOMENA = Family(
    name="phenomena",
    section="pomoc",
    source="seznam jevů",
    **single(addresses.PHENOMENA, lambda site: site[Catalogue].phenomena),
    view=phenomena_view,
    shows=PhenomenaPage,
    reads=phenomena_reads,
)
THEME = Family(
    name="theme",
    section="pomoc",
    source="situations/themes",
    of=lambda site: site[Catalogue].themes.values(),
    url=lambda theme: theme.url,
    view=theme_view,
    shows=ThemePage,
    reads=theme_reads,
    offline=True,
)
SITUATION = Family(
    name="situation",
    section="pomoc",
    source="situations/situations",
    of=lambda site: site[Catalogue].situations.values(),
    url=lambda situation: situation.url,
    view=situation_view,
    shows=SituationPage,
    reads=situation_reads,
    offline=True,
)
PHENOMENON = Family(
    name="phenomenon",
    section="pomoc",
    source="situations/phenomena",
    of=lambda site: site[Catalogue].phenomena.values(),
    url=lambda phenomenon: phenomenon.url,
    view=phenomenon_view,
    shows=PhenomenonPage,
    reads=phenomenon_reads,
)
PAGES = (PHENOMENA, THEME, SITUATION, PHENOMENON)
