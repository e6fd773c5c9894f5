"""In which order people read who helps: one rule for every list, on the web, on paper and in the search.

    can anything be done        who cannot be reached at all comes last, under a heading of its own
    how directly it helps       the line that editors chose for the situation (`situations.first_line`), then the
                                rank of its kind in the situation; of one kind, who is named for it first
    how it can be reached       by phone, by chat or form, by e-mail, on the web, by going there
    for how many                of those who are in the situation (children, parents, …) it is there
    how near it is              of the municipality or ORP, of the region, of the state
    its name                    by Czech rules

A less fitting service never comes first only because it has a number. `near.js` keeps to the same rule where
a reader has said where he is; it gets `fitness` as a number, since it is the same at every place.
"""

from __future__ import annotations

from typing import Any

from macros.model.roles import LINES
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.model import Helps, Service
from macros.words.czech import sort_key

DOUBTFUL = ("unverified", "register")
"""Words of `services.confidence`: whoever calls there may not be helped."""


def fitness(helps: Helps) -> tuple[bool, bool, int, bool, bool, Access, int]:
    """Where a service stands for a situation, wherever the reader is; the least comes first."""
    service = helps.service
    wanted = {one.id for one in helps.situation.audiences}
    served = sum(one.id in wanted for one in service.audiences)
    emergency = service.kind.row.role == LINES[0]
    # A line for the dangerous side of a situation alone (violence in a divorce) is not named for all of it.
    chosen = service is helps.situation.first_line and helps.named and is_line(service)
    return not service.reachable, not chosen, helps.rank, emergency, not helps.named, service.access, -served


def by_fitness(helps: Helps) -> tuple[Any, ...]:
    """Sort key of a list for a situation in which nearness says nothing."""
    row = helps.service.row
    return (*fitness(helps), sort_key(row.name), row.id)


def by_access(service: Service) -> tuple[Any, ...]:
    """Sort key of a list without a situation: who can be reached first, then names."""
    return not service.reachable, sort_key(service.row.name), service.row.id


def is_line(service: Service) -> bool:
    """Whether a service is a line that anybody in the state may call about what it is for, and no emergency line.

    Emergency lines stand in the red box of a guide: who lists them again sends a debtor to the fire brigade.
    """
    everywhere = any(area.row.level == "state" for area in service.areas)
    sure = service.row.confidence not in DOUBTFUL
    return everywhere and sure and service.phone is not None and service.kind.row.role != LINES[0]
