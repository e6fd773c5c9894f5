"""Rules about cases and projects: roles are of the same case or project, and nothing comes from itself."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem


def _owners(data: Data, table: str, column: str) -> dict[str, str]:
    """The case or project of each row of a table by its id."""
    found = data.table("cases", table)
    return (
        {str(code): str(owner) for _, code, owner in found.records(["id", column]) if code} if found else {}
    )


@check("case-role")
def roles_of_the_case(data: Data) -> Iterator[Problem]:
    """Whoever acts in a stop is a role of the same case."""
    case_of, actor_of = _owners(data, "stops", "case"), _owners(data, "case_actors", "case")
    for name, columns in (("stop_actors", ["actor"]), ("stop_flows", ["actor", "other"])):
        if table := data.table("cases", name):
            for row, stop, *actors in table.records(["stop", *columns]):
                for column, actor in zip(columns, actors, strict=True):
                    case = case_of.get(str(stop))
                    if case and actor in actor_of and actor_of[str(actor)] != case:
                        yield table.problem(row, column, "case-role", actor, case=case)


@check("flow-itself")
def two_of_them(data: Data) -> Iterator[Problem]:
    """Nobody needs anything from himself or tells himself anything."""
    if table := data.table("cases", "stop_flows"):
        for row, actor, other in table.records(["actor", "other"]):
            if actor and actor == other:
                yield table.problem(row, "other", "flow-itself", other)


@check("project-role")
def roles_of_the_project(data: Data) -> Iterator[Problem]:
    """Whoever could do a step is a role of the same project."""
    project_of = _owners(data, "project_roles", "project")
    if table := data.table("cases", "project_steps"):
        for row, project, roles in table.records(["project", "roles"]):
            for role in str(roles or "").split(";"):
                if project and project_of.get(role, project) != project:
                    yield table.problem(row, "roles", "project-role", role, project=project)


NAMING = Naming(
    who=(
        ("cases", "prepared"),
        ("case_actors", "title"),
        ("project_roles", "title"),
        ("project_roles", "who"),
        ("project_steps", "who"),
    ),
)
RULES: tuple[Check, ...] = (roles_of_the_case, two_of_them, roles_of_the_project)
