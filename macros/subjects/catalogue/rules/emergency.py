"""Rules about the lines on top of every page: there are some, and each answers."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import complete
from macros.check.settings import unsaid
from macros.data.problems import Problem, nearest, problem
from macros.data.settings_check import FILE
from macros.data.wording import STATES


@check("emergency-none")
def emergency_said(data: Data) -> Iterator[Problem]:
    """A portal says which lines it wants on top of every page, be it none: a row that got lost is told."""
    if unsaid(data, "emergency"):
        yield problem(FILE, 0, "emergency", "emergency-none", warning=True)


@check("emergency-line")
def emergency_lines(data: Data) -> Iterator[Problem]:
    """Each emergency line is a service that works and has a phone."""
    services, contacts = data.table("services", "services"), data.table("services", "contacts")
    if services is None or contacts is None or not (complete(services, "id") and complete(contacts, "kind")):
        return
    status = services.by("id", "status")
    phones = {service for _, service, kind in contacts.records(["service", "kind"]) if kind == "phone"}
    for line in data.settings.emergency:
        reason = _silent(status.get(line, ""), line in phones)
        if reason:
            working = [code for code in phones if code and status.get(code) == "active"]
            hint = nearest(line, working)
            yield problem(FILE, 0, "emergency", "emergency-line", line, reason=reason, hint=hint)


def _silent(status: str | None, phone: bool) -> str:
    """Why nobody gets through to a line, "" where somebody does."""
    if status == "":
        return "taková služba v datech není"
    if status != "active":
        return f"služba {STATES.get(status or '', STATES[''])}"
    return "" if phone else "služba nemá telefon"


RULES: tuple[Check, ...] = (emergency_said, emergency_lines)
