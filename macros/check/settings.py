"""Rules about mkdocs.yml: what it says is understood, and the lines on top of every page answer."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data, Rule
from macros.check.common import complete
from macros.data.problems import Problem, nearest, problem
from macros.data.settings_check import FILE


def settings_sound(data: Data) -> Iterator[Problem]:
    """Every setting is known and of its kind."""
    yield from data.settings.problems


def lists_there(data: Data) -> Iterator[Problem]:
    """A portal says which lines, regions and strategies it wants, be it none: a row that got lost is told."""
    for key in data.settings.unsaid if not data.settings.problems else ():
        if key == "emergency":
            yield problem(FILE, 0, key, "emergency-none", warning=True)
        elif key == "regions" or data.values("strategy", "strategies", "id"):
            yield problem(FILE, 0, key, "setting-unsaid", key=key, warning=True)


def emergency_lines(data: Data) -> Iterator[Problem]:
    """Each emergency line is a service that works and has a phone."""
    services, contacts = data.table("services", "services"), data.table("services", "contacts")
    if services is None or contacts is None or not (complete(services, "id") and complete(contacts, "kind")):
        return
    status = dict(zip(services.columns["id"], services.columns["status"], strict=True))
    phones = {service for _, service, kind in contacts.records(["service", "kind"]) if kind == "phone"}
    for one in data.settings.emergency:
        reason = _silent(status.get(one, ""), one in phones)
        if reason:
            working = [code for code in phones if code and status.get(code) == "active"]
            hint = nearest(one, working)
            yield problem(FILE, 0, "emergency", "emergency-line", one, reason=reason, hint=hint)


def _silent(status: str | None, phone: bool) -> str:
    """Why nobody gets through to a line, "" where somebody does."""
    if status == "":
        return "taková služba v datech není"
    if status != "active":
        words = {"ended": "skončila", "closed": "je dočasně zavřená", "planned": "teprve se chystá"}
        return f"služba {words.get(status or '', 'nemá platný stav')}"
    return "" if phone else "služba nemá telefon"


RULES: tuple[Rule, ...] = (settings_sound, lists_there, emergency_lines)
