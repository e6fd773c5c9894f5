"""Whom a text may tell people to call: a service that works and has that number. Asked by `check` and by the build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from macros.data.wording import STATES
from macros.words.czech import phone
from macros.words.phones import dialled


class Fault(NamedTuple):
    """Why nobody should be told to call: the rule, the value that breaks it, and the words of its sentences."""

    rule: str
    value: str
    details: Mapping[str, Any]


def call_fault(id: str, status: str, phones: Sequence[str], number: str = "") -> Fault | None:
    """What is wrong with a call of a service: that it does not work, has no phone, or not this one.

    `phones` are those of its contacts, what to call first comes first; `number` as people write it, "" for the first.
    """
    if status != "active":
        return Fault("macro-ended", id, {"state": STATES.get(status, STATES[""])})
    if not phones:
        return Fault("macro-phone", id, {})
    if number and dialled(number) not in map(dialled, phones):
        return Fault("macro-number", number, {"id": id, "known": ", ".join(map(phone, phones))})
    return None


def ended_fault(id: str, status: str) -> Fault | None:
    """What is wrong with naming a service in a text: that it is over. A closed one is shown as closed."""
    return Fault("macro-ended", id, {"state": STATES[status]}) if status == "ended" else None


def chat_fault(id: str, status: str, *, chats: bool) -> Fault | None:
    """What is wrong with sending people to the chat of a service: that it does not work, or has none."""
    if status != "active":
        return Fault("macro-ended", id, {"state": STATES.get(status, STATES[""])})
    return None if chats else Fault("macro-chat", id, {})


def number_of(phones: Sequence[str], number: str = "") -> str:
    """The number to call, of those that pass `call_fault`."""
    return next((one for one in phones if number and dialled(one) == dialled(number)), phones[0])
