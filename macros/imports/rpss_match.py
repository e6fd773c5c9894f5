"""What the register says of our services: which registration is whose, and where both differ. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from macros.data.confidential import secrets_of
from macros.data.tables import Tables
from macros.imports import rpss_words as words
from macros.imports.rpss_file import Registration
from macros.words.czech import fold

UNITS = {
    "klient": "clients",
    "kontakt": "contacts",
    "interv": "interventions",
    "luzka": "beds",
    "hovor": "calls",
}
"""Our units of capacity by the codes of the register."""
_OPEN = ("active", "closed", "planned")
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something for a person to look at. Of a secret service no finding says more than its id and name."""

    kind: str
    """A key of `rpss_words.TITLES`."""
    service: str = ""
    """Id of our service, "" where it is none of ours."""
    name: str = ""
    ours: str = ""
    theirs: str = ""
    registration: str = ""

    def said(self) -> str:
        """The finding as a Czech line."""
        line = {
            "secret": words.SECRET,
            "ended": words.ENDED,
            "future": words.FUTURE,
            "ask": words.ASK,
            "missing": words.MISSING,
            "unknown": words.UNKNOWN,
        }.get(self.kind, words.DIFFERS)
        return line.format(
            name=self.name, service=self.service, ours=self.ours or words.NOWHERE, theirs=self.theirs
        )


@dataclass(slots=True, kw_only=True)
class Compared:
    """Our services beside the register on a day."""

    day: date
    read: int
    pairs: dict[str, Registration] = field(default_factory=dict)
    """Registrations by the ids of our services. Secret services are not among them."""
    findings: list[Finding] = field(default_factory=list)

    def sort(self) -> None:
        """Order findings as they are shown."""
        self.findings.sort(
            key=lambda finding: (
                words.ORDER.index(finding.kind),
                finding.service,
                finding.name,
                finding.registration,
                finding.theirs,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Our tables as the comparing needs them."""

    services: Mapping[str, Cells]
    providers: Mapping[str, Cells]
    towns: Mapping[str, frozenset[str]]
    """Municipalities of the public places of each service."""
    secret: frozenset[str]
    """Services with a secret place."""
    kinds: Mapping[str, str]
    """Code of the register by kind of service, that of the kind above where it has none of its own; "" for none."""
    forms: Mapping[str, str]
    """Our form by the code of the register."""
    groups: Mapping[str, str]
    """Our target group by the code of the register."""
    regions: Mapping[str, str]
    """Region by municipality."""
    named: Mapping[str, str]
    """Names of municipalities."""
    reach: Mapping[str, str]
    """Names of our kinds by the code of the register."""


def rows_of(tables: Tables, package: str, name: str) -> list[dict[str, str]]:
    """The rows of a table as texts by column."""
    table = tables[package, name]
    return [dict(zip(table.schema.names, row, strict=True)) for row in table.rows]


def ours_of(tables: Tables) -> Ours:
    """Gather what is compared."""
    services = {row["id"]: row for row in rows_of(tables, "services", "services")}
    places = {row["id"]: row for row in rows_of(tables, "services", "places")}
    kinds = {row["id"]: row for row in rows_of(tables, "codelists", "kinds")}
    towns = rows_of(tables, "territory", "municipalities")
    return Ours(
        services=services,
        providers={row["id"]: row for row in rows_of(tables, "services", "providers")},
        towns={code: frozenset(_towns(row, places)) for code, row in services.items()},
        secret=secrets_of(tables).services,
        kinds={code: _of_kind(code, kinds) for code in kinds},
        forms=_by_code(rows_of(tables, "codelists", "forms"), "id"),
        groups=_by_code(rows_of(tables, "codelists", "target_groups"), "id"),
        regions={row["code_csu"]: row["region_nuts3"] for row in towns},
        named={row["code_csu"]: row["name"] for row in towns},
        reach=_by_code(kinds.values(), "name"),
    )


def _by_code(rows: Collection[Cells], column: str) -> dict[str, str]:
    return {row["rpss_code"]: row[column] for row in rows if row["rpss_code"]}


def _towns(row: Cells, places: Mapping[str, Cells]) -> Iterator[str]:
    for code in row["places"].split(";"):
        place = places.get(code)
        if place and place["confidential"] == "false":
            yield place["municipality_code_csu"]


def _of_kind(code: str, kinds: Mapping[str, Cells]) -> str:
    while code in kinds:
        if found := kinds[code]["rpss_code"]:
            return found
        code = kinds[code]["parent"]
    return ""


def compare(
    register: Sequence[Registration],
    ours: Ours,
    *,
    day: date,
    regions: Collection[str],
    decided: Mapping[str, str],
    official: Mapping[tuple[str, str], str],
) -> Compared:
    """Put our services beside the register.

    `decided` gives registrations ("" for none) by our services, `regions` are those of which it is said what is
    missing here, `official` are names of the official code lists.
    """
    done = Compared(day=day, read=len(register))
    hushed = _of_secret_services(register, ours)
    taken = _match(register, ours, decided, done, hushed)
    for code, one in done.pairs.items():
        _differences(ours.services[code], one, ours, done)
    for one in register:
        towns = one.towns(day)
        mine = {ours.regions.get(town) for town in towns} & set(regions)
        gone = one.ended(day) or one.future(day)
        if mine and not gone and not one.secret and one.portal_id not in taken:
            shown = ", ".join(sorted(ours.named[town] for town in towns if ours.regions.get(town) in regions))
            kind = _kind_named(one.kind, ours, official)
            said = words.ABSENT.format(provider=one.provider, kind=kind, code=_number(one), towns=shown)
            name = one.names[0] if one.names else one.provider
            done.findings.append(Finding(kind="missing", name=name, theirs=said, registration=_number(one)))
    _strangers([*done.pairs.values()], ours, official, done)
    done.sort()
    return done


def _number(registration: Registration) -> str:
    return registration.code or str(registration.portal_id)


def _kind_named(code: str, ours: Ours, official: Mapping[tuple[str, str], str]) -> str:
    name = official.get(("DruhSocialniSluzby", code)) or ours.reach.get(code)
    return words.NAMED.format(name=name, code=code) if name else words.CODE.format(code=code)


# Whose is it ------------------------------------------------------------------------------------------


def _of_secret_services(register: Sequence[Registration], ours: Ours) -> frozenset[int]:
    """Ids of registrations that may be those of our secret services: of their providers and kinds. A number of one
    leads to its address, so they are told of nobody and are nobody else's."""
    found: set[int] = set()
    for code in ours.secret & ours.services.keys():
        row = ours.services[code]
        number, kind = row["registration"].strip(), ours.kinds.get(row["kind"], "")
        provider = ours.providers.get(row["provider"], {"ico": "", "name": ""})
        for one in register:
            alike = not kind or one.kind == kind or _same_name(row, one)
            if (number and one.code == number) or (alike and _of_provider(one, provider)):
                found.add(one.portal_id)
    return frozenset(found)


def _of_provider(registration: Registration, provider: Cells) -> bool:
    if provider["ico"] and registration.ico:
        return provider["ico"] == registration.ico
    return fold(provider["name"]) == fold(registration.provider)


def _match(
    register: Sequence[Registration],
    ours: Ours,
    decided: Mapping[str, str],
    done: Compared,
    hushed: frozenset[int],
) -> set[int]:
    """Find the registration of each service; return ids of registrations that are or may be ours.

    A number alone makes no pair where the provider is another: one wrong digit is another service.
    """
    by_number: dict[str, list[Registration]] = defaultdict(list)
    by_provider: dict[str, list[Registration]] = defaultdict(list)
    for one in register:
        if one.code:
            by_number[one.code].append(one)
        for key in {f"ico:{one.ico}" if one.ico else "", fold(one.provider)} - {""}:
            by_provider[key].append(one)
    taken: set[int] = set(hushed)
    open_: list[Cells] = []
    for code, row in ours.services.items():
        if code in ours.secret or row["status"] not in _OPEN:
            continue
        number = decided.get(code, row["registration"].strip())
        if code in decided and not number:
            continue
        sure = by_number.get(number, []) if number else []
        if len(sure) == 1:
            taken.add(sure[0].portal_id)
            provider = ours.providers.get(row["provider"])
            if code in decided or provider is None or _of_provider(sure[0], provider):
                done.pairs[code] = sure[0]
            else:
                _ask(row, sure, done)
        else:
            open_.append(row)
    wished: dict[int, list[tuple[Cells, Registration]]] = defaultdict(list)
    for row in open_:
        near = _candidates(row, by_provider, ours, taken, done.day)
        same = [one for one in near if _same_name(row, one)]
        if len(same) == 1:
            wished[same[0].portal_id].append((row, same[0]))
        else:
            _ask(row, same or near, done)
            taken |= {one.portal_id for one in same or near}
    for pairs in wished.values():
        for row, one in pairs:
            taken.add(one.portal_id)
            if len(pairs) == 1:
                done.pairs[row["id"]] = one
            else:
                _ask(row, [one], done)
    return taken


def _candidates(
    row: Cells, by_provider: Mapping[str, list[Registration]], ours: Ours, taken: set[int], day: date
) -> list[Registration]:
    """Registrations of the same provider in a municipality of ours, of the same kind where both name one."""
    provider = ours.providers.get(row["provider"])
    if provider is None:
        return []
    by_ico = by_provider.get(f"ico:{provider['ico']}", []) if provider["ico"] else []
    kind, towns = ours.kinds.get(row["kind"], ""), ours.towns[row["id"]]
    return [
        one
        for one in by_ico or by_provider.get(fold(provider["name"]), [])
        if one.portal_id not in taken
        and not one.ended(day)
        and towns & one.towns(day)
        and (_same_name(row, one) or not kind or one.kind == kind)
    ]


def _same_name(row: Cells, registration: Registration) -> bool:
    return fold(row["name"]) in {fold(name) for name in registration.names}


def _ask(row: Cells, near: Sequence[Registration], done: Compared) -> None:
    for one in near:
        if one.secret:
            done.findings.append(Finding(kind="secret", service=row["id"], name=row["name"]))
            continue
        name = one.names[0] if one.names else one.provider
        said = words.CANDIDATE.format(name=name, provider=one.provider, code=_number(one))
        done.findings.append(
            Finding(kind="ask", service=row["id"], name=row["name"], theirs=said, registration=_number(one))
        )


# Where they differ ------------------------------------------------------------------------------------


def _differences(row: Cells, registration: Registration, ours: Ours, done: Compared) -> None:
    def say(kind: str, mine: str = "", theirs: str = "") -> None:
        done.findings.append(
            Finding(
                kind=kind,
                service=row["id"],
                name=row["name"],
                ours=mine,
                theirs=theirs,
                registration="" if registration.secret else _number(registration),
            )
        )

    if registration.ended(done.day):
        end = registration.end()
        say("ended", theirs=end.isoformat() if end else "")
        return
    if registration.secret:
        say("secret")
        return
    if registration.future(done.day) and row["status"] != "planned":
        say(
            "future",
            theirs=min(
                d for d in (registration.since, *(f.since for f in registration.facilities)) if d
            ).isoformat(),
        )
    if registration.names and not _same_name(row, registration):
        say("renamed", row["name"], " / ".join(registration.names))
    mine, theirs = ours.towns[row["id"]], registration.towns(done.day)
    if mine and theirs and not mine & theirs:
        say("moved", _towns_named(mine, ours), _towns_named(theirs, ours))
    kind = ours.kinds.get(row["kind"], "")
    if kind and registration.kind in ours.reach and kind != registration.kind:
        say("kind", ours.reach.get(kind, kind), ours.reach[registration.kind])
    # Forms that the register does not know (a phone, a chat) say nothing against it.
    known = set(ours.forms.values())
    forms = {ours.forms[code] for code in registration.forms if code in ours.forms}
    had = set(filter(None, row["forms"].split(";")))
    if had and forms and (had & known) != forms:
        say("form", ";".join(sorted(had)), ";".join(sorted(forms)))
    capacity = capacity_of(registration)
    if row["capacity"] and capacity and (row["capacity"], row["capacity_unit"]) != capacity:
        say("capacity", f"{row['capacity']} {row['capacity_unit']}".strip(), " ".join(capacity))


def _towns_named(codes: Collection[str], ours: Ours) -> str:
    return ", ".join(sorted(ours.named.get(code, words.CODE.format(code=code)) for code in codes))


def capacity_of(registration: Registration) -> tuple[str, str] | None:
    """Count and unit (ours) where the registration has one capacity only: several are never added up."""
    if len(registration.capacities) != 1:
        return None
    (only,) = registration.capacities
    unit = UNITS.get(only.unit, "")
    return (str(only.count), unit) if unit else None


def _strangers(
    register: Sequence[Registration], ours: Ours, official: Mapping[tuple[str, str], str], done: Compared
) -> None:
    """Codes of our own registrations that no code list of the portal knows."""
    found: set[tuple[str, str, str]] = set()
    for one in register:
        if one.kind and one.kind not in ours.reach:
            found.add(("kind", "DruhSocialniSluzby", one.kind))
        found |= {("form", "FormaSocialniSluzby", code) for code in one.forms if code not in ours.forms}
        found |= {
            ("unit", "TypKapacitySocialniSluzby", each.unit)
            for each in one.capacities
            if each.unit not in UNITS
        }
    for what, group, code in sorted(found):
        name = official.get((group, code))
        said = words.NAMED.format(name=name, code=code) if name else words.CODE.format(code=code)
        done.findings.append(Finding(kind="unknown", name=words.UNKNOWN_TIMES[what], theirs=said))
