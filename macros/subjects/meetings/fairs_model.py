"""Fairs of services: blocks with talks one after another, stands; linked objects, and their links."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.meetings import rows
from macros.subjects.meetings.addresses import FAIRS
from macros.subjects.network.model import Network, Story
from macros.subjects.territory.model import Orp, Territories


class Stand(NamedTuple):
    """A stand, and the service of the catalogue that has it, where it is known."""

    row: rows.FairStandRow
    service: Service | None


class Slot(NamedTuple):
    """A talk: in which minute of its block it begins and ends, and whose it is."""

    begins: int
    ends: int
    stand: Stand


@dataclass(slots=True, eq=False, repr=False)
class Block:
    """Half a day of a fair with its talks, one after another."""

    row: rows.FairBlockRow
    slots: tuple[Slot, ...]

    @property
    def talking(self) -> tuple[int, int] | None:
        """Minutes between which people talk at the stands, at the end of the block; None where nobody says so."""
        return (self.row.minutes - self.row.talking, self.row.minutes) if self.row.talking else None


@dataclass(slots=True, eq=False, repr=False)
class Fair:
    """One fair."""

    row: rows.FairRow
    orps: tuple[Orp, ...]
    story: Story | None
    blocks: tuple[Block, ...]
    stands: tuple[Stand, ...]
    key: bytes
    """Digest of its rows and of what they name."""

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{FAIRS}{self.row.id}/"

    @property
    def limited(self) -> bool:
        """Whether somebody said how many people fit into one of its blocks."""
        return any(block.row.capacity for block in self.blocks)

    @property
    def timed(self) -> bool:
        """Whether a calendar can hold it: it has a day, and a block of which the beginning is known."""
        return bool(self.row.held_on) and any(block.row.starts for block in self.blocks)


@dataclass(slots=True, eq=False, repr=False)
class Fairs:
    """All fairs: those that were, the newest first, then those without a day."""

    fairs: tuple[Fair, ...] = field(default=())


def link_fairs(site: Site, read: Read) -> None:
    """Put fairs into the site."""
    services, land = site[Catalogue].services, site[Territories]
    stories = {story.row.id: story for story in site[Network].stories}
    blocks, stands, talks = (
        grouped(sorted(read("meetings", name), key=lambda row: row.position), lambda row: str(row.fair))
        for name in ("fair_blocks", "fair_stands", "fair_talks")
    )
    fairs: list[rows.FairRow] = read("meetings", "fairs")
    found = []
    for row in sorted(fairs, key=lambda row: (row.held_on or dt.date.min, row.id), reverse=True):
        here = {one.position: Stand(one, services.get(one.service)) for one in stands[row.id]}
        named = [one.service for one in here.values() if one.service]
        story = stories.get(row.story)
        found.append(
            Fair(
                row,
                pick(row.orps, land.orps),
                story,
                tuple(Block(one, slots(one, talks[row.id], here)) for one in blocks[row.id]),
                tuple(here.values()),
                digest(
                    [
                        row_key(row, *blocks[row.id], *stands[row.id], *talks[row.id]),
                        *(service.key for service in named),
                        *([story.key] if story else []),
                        *(orp.key for orp in pick(row.orps, land.orps)),
                    ]
                ),
            )
        )
    site[Fairs].fairs = tuple(found)


def slots(
    block: rows.FairBlockRow, talks: list[rows.FairTalkRow], stands: dict[int, Stand]
) -> tuple[Slot, ...]:
    """Talks of a block one after another, a pause between two."""
    found, now = [], 0
    for talk in talks:
        if talk.block == block.position:
            found.append(Slot(now, now + talk.minutes, stands[talk.stand]))
            now += talk.minutes + (block.pause or 0)
    return tuple(found)
