"""Rules about roles: what the portal does with some rows beyond others, as the rows say themselves."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.model.roles import AFAR, FREE_TIME, IN_CHARGE, LEISURE, LINES

_LOST = (
    ("codelists", "kinds", "role", IN_CHARGE, "stránky obcí neřeknou, které úřady má rodina na starosti."),
    ("codelists", "kinds", "role", LINES, "stránka pomoci v nouzi a stránka bez připojení budou bez linek."),
    ("situations", "situations", "role", FREE_TIME, "stránky obcí nepovedou na volný čas a prázdniny."),
    ("codelists", "forms", "reach", AFAR, "z celostátních služeb se jako pomoc v obcích počítají jen linky."),
)
"""Column, roles of which at least one row has one, and what the portal loses otherwise."""


@check("role-none")
def roles_there(data: Data) -> Iterator[Problem]:
    """What the portal does with roles, some row lets it do: an older file has none, and nobody would notice."""
    for package, name, column, roles, loses in _LOST:
        table = data.table(package, name)
        if table is None or not table.rows or column not in table.columns:
            continue
        if not set(roles).intersection(table.columns[column]):
            said = ", ".join(roles)
            yield table.problem(0, column, "role-none", warning=True, named=column, roles=said, loses=loses)


@check("role-none")
def free_time_there(data: Data) -> Iterator[Problem]:
    """Children can spend free time at some kind: of the family leisure, or with the role."""
    table = data.table("codelists", "kinds")
    if table is None or not table.rows:
        return
    if "leisure" not in table.columns["family"] and LEISURE not in table.columns["role"]:
        loses = "stránky obcí neukážou místa, kde děti mohou trávit volný čas."
        yield table.problem(0, "role", "role-none", warning=True, named="role", roles=LEISURE, loses=loses)


RULES: tuple[Check, ...] = (roles_there, free_time_there)
