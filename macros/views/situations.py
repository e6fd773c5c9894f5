"""What the pages of themes and situations show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from macros.model import rows
from macros.model.site import Helps, KindHelps, Site, Situation, Theme
from macros.views.common import Crumb, Group, Origin, View
from macros.views.services import by_territory, kind_services


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
        *(means.kind.key for means in situation.kinds),
        *(b"%d" % _count(means) for means in situation.kinds),
        *(helps.service.key for helps in situation.services),
    )


def situation_view(site: Site, situation: Situation) -> View:
    """The short page of a situation: first step, who helps and why, services by territory."""
    row = situation.row
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(
            Crumb("Situace", "situace/"),
            Crumb(situation.theme.row.title, f"temata/{situation.theme.row.id}/"),
        ),
        data={
            "situation": situation,
            "row": row,
            "theme": situation.theme.row,
            "steps": [Step(means, _count(means)) for means in situation.kinds],
            "groups": _groups(site, situation),
            "related": situation.related,
        },
        origin=Origin(site.files[rows.SituationRow], row.row_number),
        quick_exit=row.quick_exit,
        share=row.id,
    )


def _count(means: KindHelps) -> int:
    return sum(1 for one in kind_services(means.kind) if one.active)


def _groups(site: Site, situation: Situation) -> list[Group]:
    how: dict[str, Helps] = {one.service.row.id: one for one in situation.services}
    groups = by_territory(site, [one.service for one in situation.services])
    for group in groups:
        group.services = [how[one.row.id] for one in group.services]
    return groups


def theme_reads(site: Site, theme: Theme) -> Iterable[bytes]:
    """Keys of everything that a theme's page shows."""
    return (theme.key, *(one.key for one in theme.situations))


def theme_view(site: Site, theme: Theme) -> View:
    """The page of a theme with its situations."""
    return View(
        title=theme.row.title,
        description=theme.row.plain,
        crumbs=(Crumb("Situace", "situace/"),),
        data={"row": theme.row, "situations": theme.situations},
        origin=Origin(site.files[rows.ThemeRow], theme.row.row_number),
    )
