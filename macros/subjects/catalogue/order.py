"""In which order people read who helps in a situation: one rule for all such lists of the site.

    can anything be done        who cannot be reached at all comes last, under a heading of its own
    how directly it helps       the line that editors chose (`situations.first_line`) or that the first step tells to
                                call, then the rank of its kind in the situation (a line without a number or a chat
                                after all others); lines of emergency after lines that are for it; of one kind, who
                                is named for it first
    how it can be reached       by phone, by chat, by form, by e-mail, on the web, by going there
    for how many                of those who are in the situation (children, parents, …) it is there
    how near it is              of the municipality or ORP, of the region, of the state
    its name                    by Czech rules

A less fitting service never comes first only because it has a number. All but nearness and name is the same at
every place: one number a service (`Helps.fitness`), which `near.js` gets, too. Paper has few seats and nobody to ask again:
leaflets name only who answers the situation itself (`answers`), and choose among them by a rule of their own
(`leaflet_text.helpers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice
from operator import itemgetter

from macros.model.roles import LINES
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.model import Helps, Kind, Service, Situation
from macros.words.czech import sort_key
from macros.words.phones import dialled, numbers

DOUBTFUL = ("unverified", "register")
"""Words of `services.confidence`: whoever calls there may not be helped."""
FIRST_KINDS = 2
"""Whoever is of so many first kinds of a situation is there for it, named or not."""
DIRECT = 1000
"""More than services of one situation, so that `fitness` tells how directly one helps before how one is reached."""
STEPS = 5
"""So many parts of an order say how directly a service helps."""
LAST = 99
"""The rank of what is named for a situation while its kind is not."""


def ordered(helps: Iterable[Helps]) -> tuple[Helps, ...]:
    """The services of a situation in the order in which people read them where nearness says nothing.

    Each gets its `fitness`: the same for those who differ by name alone, and `DIRECT` more for each step of how directly
    they help.
    """
    found = sorted(
        ((_fitness(one), sort_key(one.service.row.name), one.service.row.id, one) for one in helps),
        key=itemgetter(0, 1, 2),
    )
    fits = list(dict.fromkeys(fit for fit, *_ in found))
    steps = {step: at * DIRECT for at, step in enumerate(dict.fromkeys(fit[:STEPS] for fit in fits))}
    numbers = {fit: steps[fit[:STEPS]] + at for at, fit in enumerate(fits)}
    return tuple(one._replace(fitness=numbers[fit]) for fit, _, _, one in found)


def directer(fitness: int, than: int) -> bool:
    """Whether a `fitness` is of those who help more directly than another's, however they are reached."""
    return fitness // DIRECT < than // DIRECT


def _fitness(helps: Helps) -> tuple[bool, bool, bool, int, bool, bool, Access, int]:
    service = helps.service
    wanted = {one.id for one in helps.situation.audiences}
    served = sum(one.id in wanted for one in service.audiences)
    emergency = service.kind.row.role == LINES[0]
    told = is_line(service) and told_to_call(helps)
    return (
        not service.reachable,
        not told,
        silent(service),
        helps.rank,
        emergency,
        not helps.named,
        service.access,
        -served,
    )


def silent(service: Service) -> bool:
    """Whether it is a line that nobody can call or write to in a chat: its number is not known."""
    return service.kind.row.role in LINES[:3] and service.access > Access.CHAT


def answers(helps: Helps) -> bool:
    """Whether a service is there for just this situation, so that paper may send people to it; kept as `Helps.answers`.

    People are told to call it, it is the line for it, it is of one of the first kinds, or it is named and its kind
    helps in the situation. Who helps with something beside it (a family service a debtor, a rehabilitation whoever has
    no work) is no filler for a seat that a debt adviser would have; an emergency line stands there only where people
    are told to call it.
    """
    service, situation = helps.service, helps.situation
    if told_to_call(helps) or service is situation.line:
        return True
    if service.kind.row.role == LINES[0]:
        return False
    return helps.rank <= situation.first_rank or (helps.named and helps.rank < LAST)


def first_kinds(situation: Situation) -> tuple[Kind, ...]:
    """The kinds of help to which people in a situation go first: no line, and none of which nobody is known.

    What every school has is no service and takes no seat. A kind whose only service is closed keeps its seat: nobody
    else becomes the answer because of a repair.
    """
    known = (one.kind for one in situation.kinds if one.kind.row.role not in LINES and one.kind.everyone)
    return tuple(islice(known, FIRST_KINDS))


def told_to_call(helps: Helps) -> bool:
    """Whether people in the situation are told to call just this service: editors chose it, or the first step does.

    A line for the dangerous side of a situation alone (violence in a divorce) is not named for all of it.
    """
    chosen = helps.named and helps.service is helps.situation.first_line
    said_there = _named(helps.situation.row.first_step)
    return chosen or any(dialled(one.value) in said_there for one in helps.service.phones)


@cache
def _named(text: str) -> frozenset[str]:
    return frozenset(one.dialled for one in numbers(text))


def is_line(service: Service) -> bool:
    """Whether a service is a line that anybody in the state may call about what it is for, and no emergency line.

    Emergency lines stand in the red box of a guide: who lists them again sends a debtor to the fire brigade.
    """
    everywhere = any(area.row.level == "state" for area in service.areas)
    sure = service.row.confidence not in DOUBTFUL
    return everywhere and sure and service.phone is not None and service.kind.row.role != LINES[0]
