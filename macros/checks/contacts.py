"""Rules about contacts: telephones, mail, links, data boxes, their order and their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from macros import mend
from macros.checks import Data, Rule
from macros.checks.common import known, repeated
from macros.problems import Problem
from macros.tables import Table

_CZECH_PHONE = re.compile(r"\+420[2-9][0-9]{8}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_LINK = re.compile(
    r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}(:[0-9]+)?([/?#][^\s<>\"']*)?"
)
_DATABOX = re.compile(r"[a-z0-9]{7}")


def phone(data: Data) -> Iterator[Problem]:
    """A telephone is a valid number, written as E.164 or as the short number of a line."""
    for table, row, column, value in _values(data, "phone", "phone", _is_plain_phone):
        mended = mend.mend_phone(value)
        if not is_phone(mended):
            yield table.problem(row, column, "phone", value)
        elif mended != value:
            yield table.problem(row, column, "phone-format", value, expected=mended)


def _is_plain_phone(value: str) -> bool:
    return bool(_CZECH_PHONE.fullmatch(value)) or value in mend.SHORT_NUMBERS


def is_phone(value: str) -> bool:
    """Whether a value in its final form can be dialled; asks `phonenumbers` only for unusual ones."""
    if _is_plain_phone(value):
        return True
    if not re.fullmatch(r"\+(?!420)[0-9]{8,15}|[0-9]{3,6}", value):
        return False
    import phonenumbers

    if not value.startswith("+"):
        return bool(phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(value, "CZ"), "CZ"))
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(value)))
    except phonenumbers.NumberParseException:
        return False


def email(data: Data) -> Iterator[Problem]:
    """An e-mail address has the plain form name@domain."""
    for table, row, column, value in _values(data, "email", "email", _matches(_EMAIL)):
        yield table.problem(row, column, "email", value)


def link(data: Data) -> Iterator[Problem]:
    """A link of a web, a chat or a form is http or https, to a host with a dot."""
    for kind, office_column in (("web", "web"), ("chat", ""), ("form", "")):
        for table, row, column, value in _values(data, kind, office_column, _matches(_LINK)):
            yield table.problem(row, column, "link", value)


def databox(data: Data) -> Iterator[Problem]:
    """A data box has seven small letters and digits."""
    for table, row, column, value in _values(data, "databox", "", _matches(_DATABOX)):
        yield table.problem(row, column, "databox", value)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


def _values(
    data: Data, kind: str, office_column: str, good: Callable[[str], bool]
) -> Iterator[tuple[Table, int, str, str]]:
    """Yield table, row, column and value of each contact of a kind, and of each office, that is not good."""
    if table := data.table("services", "contacts"):
        pairs = set(zip(table.columns["kind"], table.columns["value"], strict=True))
        wrong = {(one, value) for one, value in pairs if one == kind and value and not good(value)}
        for row, one, value in table.records(["kind", "value"]) if wrong else ():
            if (one, value) in wrong:
                yield table, row, "value", value
    if office_column and (table := data.table("territory", "offices")):
        for row, value in table.records([office_column]):
            if value and not good(value):
                yield table, row, office_column, value


def contact_rank(data: Data) -> Iterator[Problem]:
    """Contacts of one service have each a rank of its own."""
    if table := data.table("services", "contacts"):
        services, ranks = table.columns["service"], table.columns["rank"]
        keys = [pair if all(pair) else None for pair in zip(services, ranks, strict=True)]
        rank_of = dict(zip(table.row_numbers, ranks, strict=True))
        for row, first in repeated(keys, table.row_numbers):
            yield table.problem(row, "rank", "contact-rank", rank_of[row], first=first)


def place_foreign(data: Data) -> Iterator[Problem]:
    """A contact or an opening hour names only a place of its own service."""
    services, places = data.table("services", "services"), known(data, "services", "places", "id")
    if services is None or places is None:
        return
    own = _own_places(services)
    for name in ("contacts", "hours"):
        if table := data.table("services", name):
            pairs = set(zip(table.columns["service"], table.columns["place"], strict=True))
            wrong = {(s, p) for s, p in pairs if p and p in places and p not in own.get(s, {p})}
            for row, service, place in table.records(["service", "place"]) if wrong else ():
                if (service, place) in wrong:
                    yield table.problem(row, "place", "place-foreign", place, service=service)


def _own_places(services: Table) -> Mapping[str, set[str]]:
    own: dict[str, set[str]] = {}
    for _, code, places in services.records(["id", "places"]):
        if code and places is not None:
            own.setdefault(code, set()).update(places.split(";"))
    return own


RULES: tuple[Rule, ...] = (phone, email, link, databox, contact_rank, place_foreign)
