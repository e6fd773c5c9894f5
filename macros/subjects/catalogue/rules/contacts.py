"""Rules about contacts: telephones, mail, links, data boxes, their order and their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from macros.check import Check, Data, check
from macros.check.addresses import faulty
from macros.check.common import known, repeated
from macros.check.links import LINK_RULES, is_mail
from macros.data import mend, office, wording
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.words.czech import plural

# The numbering plan: areas, mobiles, free and shared lines, networks of offices. Others are looked up.
_CZECH_PHONE = re.compile(
    r"\+420(?:2[0-9]|3[1257-9]|4[16-9]|5[13-9]|60|7[02379]|80|8[1-4]|95|97[0-57-9])[0-9]{6,7}(?<=\+[0-9]{12})"
)
# Premium lines, and directories: they cost tens of crowns a minute.
_PAID = re.compile(r"\+420(?:90[0-9]|976)[0-9]{6}|118[0-9]{1,3}")
_DIGITS = "01234567890123456789"
_LINKS = frozenset({"web", "chat", "form"})
"""Kinds of contacts whose value is a link."""
_DATABOX = re.compile(r"[a-z0-9]{7}")


@check(
    "phone",
    "phone-computed",
    "phone-format",
    "phone-length",
    "phone-made-up",
    "phone-more",
    "phone-paid",
    "phone-words",
)
def phone(data: Data) -> Iterator[Problem]:
    """A telephone is a real number that costs no more than a call, written as E.164 or as a short line."""
    for table, row, column, value in _values(data, "phone", "phone", _is_plain_phone):
        mended = mend.mend_phone(value)
        if rule := phone_fault(mended):
            told = _told(value) if rule == "phone" else (rule, {})
            yield table.problem(row, column, told[0], value, **told[1])
        elif mended != value:
            yield table.problem(row, column, "phone-format", value, expected=mended)


def _told(value: str) -> tuple[str, dict[str, object]]:
    """What exactly is wrong with something that is no number, and the words that the rule needs."""
    if office.computed(value):
        return "phone-computed", {}
    numbers, beside = office.phones_in(value)
    if len(numbers) > 1:
        return "phone-more", {"numbers": ", ".join(map(mend.mend_phone, numbers))}
    if office.sliced(value):
        return "phone-more", {"numbers": wording.EACH_WHOLE}
    if numbers and beside:
        return "phone-words", {"number": mend.mend_phone(numbers[0]), "beside": beside}
    digits = re.sub(r"[ \u00a0()-]", "", value.removeprefix("+420").removeprefix("00420"))
    if digits.isascii() and digits.isdigit() and len(digits) in (7, 8, 10):
        return "phone-length", {"count": plural(len(digits), "číslici", "číslice", "číslic")}
    return "phone", {}


def _is_plain_phone(value: str) -> bool:
    if value in mend.SHORT_NUMBERS:
        return True
    return bool(_CZECH_PHONE.fullmatch(value)) and not _made_up(value)


def _made_up(value: str) -> bool:
    """Whether nine digits are all the same, or follow one another up or down."""
    digits = value[-9:]
    return len(set(digits)) == 1 or digits in _DIGITS or digits[::-1] in _DIGITS


def phone_fault(value: str) -> str | None:
    """Return the rule that a telephone in its final form breaks, None for one to be published.

    Asks `phonenumbers` only for unusual ones. Never raises.
    """
    if _is_plain_phone(value):
        return None
    if len(value) > 8 and _made_up(value):
        return "phone-made-up"
    if _PAID.fullmatch(value):
        return "phone-paid"
    if not re.fullmatch(r"\+[0-9]{8,15}|[0-9]{3,6}", value):
        return "phone"
    return _looked_up(value)


def _looked_up(value: str) -> str | None:
    import phonenumbers

    if not value.startswith("+"):
        short = phonenumbers.parse(value, "CZ")
        return None if phonenumbers.is_valid_short_number_for_region(short, "CZ") else "phone"
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return "phone"
    if not phonenumbers.is_valid_number(number):
        return "phone"
    premium = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    return "phone-paid" if premium else None


@check("email")
def email(data: Data) -> Iterator[Problem]:
    """An e-mail address has the plain form name@domain, at a public domain."""
    for table, row, column, value in _values(data, "email", "email", is_mail):
        yield table.problem(row, column, "email", value)


@check("databox")
def databox(data: Data) -> Iterator[Problem]:
    """A data box has seven small letters and digits."""
    for table, row, column, value in _values(data, "databox", "", _matches(_DATABOX)):
        yield table.problem(row, column, "databox", value)


@check(*LINK_RULES)
def links(data: Data) -> Iterator[Problem]:
    """A contact that is a link is one like any other."""
    if contacts := data.table("services", "contacts"):
        pairs = zip(contacts.columns["kind"], contacts.columns["value"], strict=True)
        yield from faulty([(contacts, "value", [url if kind in _LINKS else "" for kind, url in pairs])])


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


@check("contact-rank")
def contact_rank(data: Data) -> Iterator[Problem]:
    """Contacts of one service have each a rank of its own."""
    if table := data.table("services", "contacts"):
        services, ranks = table.columns["service"], table.columns["rank"]
        keys = [pair if all(pair) else None for pair in zip(services, ranks, strict=True)]
        rank_of = dict(zip(table.row_numbers, ranks, strict=True))
        for row, first in repeated(keys, table.row_numbers):
            yield table.problem(row, "rank", "contact-rank", rank_of[row], first=first)


@check("place-foreign")
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


RULES: tuple[Check, ...] = (phone, email, databox, links, contact_rank, place_foreign)
