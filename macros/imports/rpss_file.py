"""The state register of social services (rpss.json), read item by item.

The file has some 100 MB. Its items are first only found (`msgspec.Raw`, a view of the bytes) and then decoded one
by one into the few fields that are used, so that memory holds the bytes of the file and little more. What must
not be republished has no field here and so is never decoded: names of statutory bodies and of facilities (names
of managers stand in them), notes of phones, documents. The address of a secret facility ends in `_facility`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from macros.check.names import NOBODY, named
from macros.data.mend import mend_phone
from macros.imports import rpss_words as words
from macros.imports.road import Refused
from macros.words.czech import fold

LARGEST = 400_000_000
"""Bytes of a file that is still read."""
_SHOWN = 10
_BOM = b"\xef\xbb\xbf"
_MAIL = re.compile(r"[^\s@<>\";,]+@[^\s@<>\";,]+\.[a-zA-Z]{2,}")
_WEB = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-zA-Z]{2,}(?:[/?#][^\s<>\"]*)?")


class Facility(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the service is given. A secret one has no town."""

    town: str
    """Code of the municipality (ČSÚ), "" where it is secret or the register does not say."""
    since: date | None
    until: date | None
    secret: bool


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """The most that a registration holds in one form."""

    count: int
    unit: str
    """Code of the register: klient, kontakt, interv, luzka, hovor."""


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """A registered service. Codes are those of the register, without the name of their list."""

    portal_id: int
    code: str
    """The public number of the service (`identifikator`), "" where the register has none."""
    names: tuple[str, ...]
    """Names of its facilities that are not secret, each once: the service itself has none in the register."""
    provider: str
    ico: str
    kind: str
    since: date | None
    until: date | None
    forms: tuple[str, ...]
    groups: tuple[str, ...]
    capacities: tuple[Capacity, ...]
    facilities: tuple[Facility, ...]
    phones: tuple[str, ...]
    mails: tuple[str, ...]
    webs: tuple[str, ...]
    """Own contacts, "" never among them; those of the provider where the service has none of that sort."""
    borrowed: frozenset[str]
    """Which of phones, mails, webs are the provider's."""
    secret: bool
    """Whether any facility has a secret address."""

    def towns(self, day: date) -> frozenset[str]:
        """Municipalities of facilities that are open on a day and not secret, each once."""
        return frozenset(one.town for one in self.facilities if one.town and _open(one, day))

    def ended(self, day: date) -> bool:
        """Whether the service, or the last of all its facilities, has ended before a day."""
        if self.until is not None and self.until < day:
            return True
        return bool(self.facilities) and all(one.until and one.until < day for one in self.facilities)

    def future(self, day: date) -> bool:
        """Whether the service, or the first of all its facilities, begins after a day."""
        if self.since is not None and self.since > day:
            return True
        return bool(self.facilities) and all(one.since and one.since > day for one in self.facilities)

    def end(self) -> date | None:
        """The day it ended: of the service, else of its last facility."""
        days = [one.until for one in self.facilities if one.until]
        return self.until or (max(days) if days else None)


def _open(facility: Facility, day: date) -> bool:
    return (facility.since is None or facility.since <= day) and (
        facility.until is None or facility.until >= day
    )


# What stands in the file ------------------------------------------------------------------------------


class _Ref(msgspec.Struct):
    id: str | None = None


class _Address(msgspec.Struct):
    obec: _Ref | None = None


class _Facility(msgspec.Struct, rename="camel"):
    nazev: str | None = None
    adresa: _Address | None = None
    poskytuje_od: date | None = None
    poskytuje_do: date | None = None
    utajena_adresa: bool | None = None


class _Capacity(msgspec.Struct):
    pocet: int | None = None
    typ: _Ref | None = None


class _Form(msgspec.Struct):
    forma: _Ref | None = None
    kapacity: list[_Capacity] | None = None


class _Group(msgspec.Struct, rename="camel"):
    cilova_skupina: _Ref | None = None


class _Contacts(msgspec.Struct):
    telefony: list[dict[str, Any]] | None = None
    emaily: list[dict[str, Any]] | None = None
    weby: list[dict[str, Any]] | None = None


class _Provider(_Contacts):
    nazev: str | None = None
    ico: str | None = None


class _Item(_Contacts, rename="camel", kw_only=True):
    portal_id: int
    identifikator: str | int | None = None
    datum_poskytovani_od: date | None = None
    datum_poskytovani_do: date | None = None
    druh_socialni_sluzby: _Ref | None = None
    cilove_skupiny: list[_Group] | None = None
    formy: list[_Form] | None = None
    zarizeni: list[_Facility] | None = None
    poskytovatel: _Provider | None = None


class _Root(msgspec.Struct):
    polozky: list[msgspec.Raw]


def read_register(file: Path) -> list[Registration]:
    """All registrations of a file in its order, also ended ones. `Refused` says what is wrong with the file."""
    if file.stat().st_size > LARGEST:
        raise Refused(words.LARGE.format(file=file.name, limit=LARGEST // 1_000_000))
    raw = file.read_bytes().removeprefix(_BOM)
    if not raw.strip():
        raise Refused(words.EMPTY.format(file=file.name))
    found: list[Registration] = []
    seen: dict[int, int] = {}
    wrong: list[str] = []
    for number, item in enumerate(_items(raw, file.name), start=1):
        try:
            one = _registration(msgspec.json.decode(item, type=_Item))
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            wrong.append(words.ITEM.format(file=file.name, number=number, path=_path(error)))
            if len(wrong) == _SHOWN:
                break
            continue
        if (first := seen.setdefault(one.portal_id, number)) != number:
            wrong.append(words.TWICE.format(file=file.name, code=one.portal_id, first=first, second=number))
        found.append(one)
    if wrong:
        raise Refused("\n".join(wrong))
    return found


def _items(raw: bytes, name: str) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(raw, type=_Root).polozky
    except msgspec.ValidationError as error:
        raise Refused(words.SHAPE.format(file=name)) from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        cut = "truncated" in str(error) and raw.lstrip()[:1] in b"{["
        raise Refused((words.CUT if cut else words.NO_JSON).format(file=name)) from error


def _path(error: Exception) -> str:
    """Where in an item the mistake is; never what stands there."""
    found = re.search(r"at `\$\.?([^`]*)`", str(error)) or re.search(r"field `([^`]*)`", str(error))
    return found[1] if found and found[1] else "…"


def _registration(item: _Item) -> Registration:
    own, provider = item, item.poskytovatel or _Provider()
    facilities = item.zarizeni or []
    contacts, borrowed = {}, set()
    for sort, pick in (("phones", _phones), ("mails", _mails), ("webs", _webs)):
        contacts[sort] = pick(own)
        if not contacts[sort] and (lent := pick(provider)):
            contacts[sort] = lent
            borrowed.add(sort)
    return Registration(
        portal_id=item.portal_id,
        code=_plain(str(item.identifikator if item.identifikator is not None else "")),
        names=_names(facilities),
        provider=_plain(provider.nazev),
        ico=_plain(provider.ico),
        kind=_code(item.druh_socialni_sluzby),
        since=item.datum_poskytovani_od,
        until=item.datum_poskytovani_do,
        forms=_once(_code(one.forma) for one in item.formy or ()),
        groups=_once(_code(one.cilova_skupina) for one in item.cilove_skupiny or ()),
        capacities=tuple(_capacities(item.formy or [])),
        facilities=tuple(_facility(one) for one in facilities),
        secret=any(_secret(one) for one in facilities),
        borrowed=frozenset(borrowed),
        **contacts,
    )


def _names(facilities: list[_Facility]) -> tuple[str, ...]:
    public = (one.nazev for one in facilities if not _secret(one))
    return _once(_plain(name) for name in public if not _of_person(name))


def _of_person(name: str | None) -> bool:
    """Names of managers stand among the names of facilities; what may be one is not kept."""
    return bool(name) and (named(name or "") > NOBODY or _MANAGER.search(fold(name or "")) is not None)


_MANAGER = re.compile(r"\b(?:reditel|vedouci|statutarn|jednatel)|^\w+ \w\.$")
"""A role of a manager, or a name with an initial, in letters without accents."""


def _secret(facility: _Facility) -> bool:
    """Closed by default: an address is public only where the register says so."""
    return facility.utajena_adresa is not False


def _facility(facility: _Facility) -> Facility:
    secret = _secret(facility)
    town = _code(facility.adresa.obec) if facility.adresa and not secret else ""
    return Facility(town=town, since=facility.poskytuje_od, until=facility.poskytuje_do, secret=secret)


def _capacities(forms: list[_Form]) -> Iterator[Capacity]:
    for form in forms:
        for one in form.kapacity or ():
            if one.pocet is not None and one.pocet >= 0 and _code(one.typ):
                yield Capacity(count=one.pocet, unit=_code(one.typ))


def _code(ref: _Ref | None) -> str:
    return _plain((ref.id or "").rsplit("/", 1)[-1]) if ref else ""


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _texts(lines: list[dict[str, Any]] | None, name: str) -> Iterator[str]:
    for line in lines or ():
        yield str(line.get(name) or "").strip()


def _phones(of: _Contacts) -> tuple[str, ...]:
    found = (mend_phone(one) for one in _texts(of.telefony, "telefon"))
    return _once(one for one in found if re.fullmatch(r"\+[0-9]{9,15}", one))


def _mails(of: _Contacts) -> tuple[str, ...]:
    return _once(one.lower() for one in _texts(of.emaily, "email") if _MAIL.fullmatch(one))


def _webs(of: _Contacts) -> tuple[str, ...]:
    found = (one for one in _texts(of.weby, "web") if _WEB.fullmatch(one))
    return _once(one if one.startswith("http") else f"https://{one}" for one in found)


# Code lists -------------------------------------------------------------------------------------------


def read_codelists(folder: Path) -> dict[tuple[str, str], str]:
    """Names by list and code, as the official files have them: ("DruhSocialniSluzby", "13") → name. `Refused`."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise Refused(words.LIST_NONE.format(folder=folder.name))
    names: dict[tuple[str, str], str] = {}
    for file in files:
        try:
            for item in json.loads(file.read_bytes().removeprefix(_BOM))["polozky"]:
                group, _, code = item["id"].rpartition("/")
                name = item["nazev"]
                names[group, code] = _plain(name["cs"] if isinstance(name, dict) else name)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Refused(words.LIST_BROKEN.format(file=file.name)) from error
    return names
