"""Rules about mkdocs.yml: what it says is understood. What its lists name is the business of their subjects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from macros.check import Check, Data, check
from macros.data.problems import Problem, nearest, problem
from macros.data.settings import SETTING_RULES
from macros.data.settings_check import FILE


@check(*SETTING_RULES)
def settings_sound(data: Data) -> Iterator[Problem]:
    """Every setting is known and of its kind."""
    yield from data.settings.problems


def unsaid(data: Data, key: str) -> bool:
    """Whether a mkdocs.yml that can be understood says nothing about a list that every portal has, be it empty."""
    return key in data.settings.unsaid and not data.settings.problems


def unknown(kind: str, given: Iterable[str], there: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each name in mkdocs.yml that the packages do not have; `kind` says of what, in Czech."""
    for name in given:
        if name not in there:
            reason = f"{kind} „{name}“ v datech není."
            yield problem(FILE, 0, "", "unknown-setting", name, reason=reason, hint=nearest(name, there))


RULES: tuple[Check, ...] = (settings_sound,)
