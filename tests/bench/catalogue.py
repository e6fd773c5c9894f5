"""Makes up a catalogue: providers, services, places, contacts, hours, areas and links to situations.

Rows obey every rule of `rozcestnik check`, and their shares are those of the real catalogue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from stdnum.cz.dic import calc_check_digit_legal

from macros.subjects.catalogue.telling import id_tells, link_tells, tells
from macros.words.czech import fold, slug
from tests.bench import words
from tests.bench.packages import Row, Tables

T = TypeVar("T")
SOURCE = "https://priklad.test/registr/"
LEVELS = {"state": 3, "region": 7, "orp": 40, "municipality": 50}
"""Out of a hundred services, how many serve a territory of each level."""
MADE_UP = (
    ("services", "providers"),
    ("services", "services"),
    ("services", "places"),
    ("services", "contacts"),
    ("services", "hours"),
    ("services", "areas"),
    ("services", "evidence"),
    ("situations", "service_situations"),
)
TOLD_OF_SERVICES = (
    ("activities", "activity_choices"),
    ("meetings", "fair_stands"),
    *(
        ("capacity", name)
        for name in ("capacities", "reports", "report_clients", "report_grants", "outcomes")
    ),
)
"""Tables of other packages that name services."""


class Maker:
    """Fills the tables of services with made-up rows."""

    def __init__(self, tables: Tables, regions: Sequence[str], rng: Random, needed: set[str]) -> None:
        self._tables, self._rng = tables, rng
        self._used: Counter[str] = Counter()
        towns = tables["territory", "municipalities"]
        self._towns = [row for row in towns if row["region_nuts3"] in regions]
        self._town = {row["code_csu"]: row for row in towns}
        self._names = frozenset(fold(row["name"]) for row in towns)
        self._orps = [row for row in tables["territory", "orp"] if row["region_nuts3"] in regions]
        self._regions = regions
        real = tables["services", "services"]
        self._kind = {row["id"]: row for row in tables["codelists", "kinds"]}
        # A kind is as frequent as in the real catalogue, but each is there: texts may name any of them.
        self._kinds = [row["kind"] for row in real]
        self._missing = sorted(self._kind)
        self._lines = sorted(code for code, row in self._kind.items() if row["family"] == "helpline")
        self._confidence = [row["confidence"] for row in real]
        self._situations = sorted(row["id"] for row in tables["situations", "situations"])
        self._by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for row in tables["situations", "situation_kinds"]:
            self._by_kind[row["kind"]].append(row["situation"])
        self._keep(needed)

    def _keep(self, needed: set[str]) -> None:
        """Empty the tables but for the services that the texts need."""
        kept = [row for row in self._tables["services", "services"] if row["id"] in needed]
        places = {place for row in kept for place in row["places"].split(";")}
        providers = {row["provider"] for row in kept}
        for key in MADE_UP:
            column, values = {
                "services": ("id", needed),
                "places": ("id", places),
                "providers": ("id", providers),
            }.get(key[1], ("service", needed))
            self._tables[key] = [row for row in self._tables[key] if row[column] in values]
        # What other packages tell of services that are gone.
        for key in TOLD_OF_SERVICES:
            self._tables[key] = [row for row in self._tables[key] if row["service"] in {"", *needed}]

    def make(self, services: int, providers_count: int) -> None:
        """Add rows until the tables hold that many services and that many providers are made up."""
        providers = [self._provider() for _ in range(providers_count)]
        count = services - len(self._tables["services", "services"])
        levels = [level for level, share in LEVELS.items() for _ in range(round(count * share / 100))]
        levels += ["municipality"] * (count - len(levels))
        self._rng.shuffle(levels)
        for number, level in enumerate(levels[:count]):
            provider = providers[number] if number < len(providers) else self._one(providers)
            self._service(level, provider)
        self._serve_all()

    # Little helpers ------------------------------------------------------------------------------

    def _one(self, items: Sequence[T]) -> T:
        return items[int(self._rng.random() * len(items))]

    def _chance(self, percent: int) -> bool:
        return self._rng.random() * 100 < percent

    def _maybe(self, percent: int, items: Sequence[str]) -> str:
        return self._one(items) if self._chance(percent) else ""

    def _some(self, items: Iterable[T], most: int) -> list[T]:
        pool = list(items)
        return self._rng.sample(pool, min(len(pool), 1 + int(self._rng.random() * most)))

    def _id(self, text: str) -> str:
        """A new identifier made from a name."""
        base = slug(text)[:70].strip("-")
        self._used[base] += 1
        return base if self._used[base] == 1 else f"{base}-{self._used[base]}"

    def _day(self) -> str:
        return f"{self._one((2022, 2023, 2024))}-{1 + int(self._rng.random() * 12):02d}-{1 + int(self._rng.random() * 28):02d}"

    def _source(self, code: str) -> Row:
        return {"source_url": SOURCE + code, "source_date": self._day() if self._chance(80) else ""}

    def _add(self, name: str, row: Row, package: str = "services") -> None:
        self._tables[package, name].append(row)

    # Rows ----------------------------------------------------------------------------------------

    def _provider(self) -> Row:
        kind = self._one(("ngo", "ngo", "ngo", *words.PROVIDERS))
        town = self._one(self._towns)["name"]
        name = self._one(words.PROVIDERS[kind]).format(brand=self._one(words.BRANDS), town=town)
        code, ico = self._id(name), f"{int(self._rng.random() * 10**7):07d}"
        row = {
            "id": code,
            "name": name,
            "kind": kind,
            "ico": ico + calc_check_digit_legal(ico) if self._chance(70) else "",
            "web": f"https://www.{_host(code)}" if self._chance(60) else "",
            **self._source(code),
        }
        self._add("providers", row)
        return row

    def _service(self, level: str, provider: Row) -> None:
        kind = self._kind[self._missing.pop() if self._missing else self._usual(level)]
        areas = self._areas(level)
        town = self._seat(level, areas[0])
        name = f"{kind['name'][:1].upper()}{kind['name'][1:]} {self._one(words.BRANDS)} {town['name']}"
        code = self._id(name)
        row = self._service_row(code, name, kind, provider, town)
        hidden = self._chance(1) and self._tells_nothing(row, provider)
        places = self._places(code, town, hidden) if level != "state" or self._chance(30) else []
        row["places"] = ";".join(places)
        if places and places[0].startswith("utajene-"):
            row["registration"] = ""
        self._add("services", row)
        for area in areas:
            basis = self._one(("stated", "stated", "seat", "law"))
            row = {"service": code, "level": level, "territory_code": area, "basis": basis}
            self._add("areas", row | self._source(code))
        self._contacts(code, provider, places)
        self._hours(code, places)
        for situation in self._helps_in(kind):
            self._link(code, situation)

    def _usual(self, level: str) -> str:
        return self._one(self._lines if level == "state" else self._kinds)

    def _areas(self, level: str) -> list[str]:
        if level == "orp":
            more = 3 if self._chance(10) else 0
            first = int(self._rng.random() * len(self._orps))
            return [one["code_csu"] for one in self._orps[first : first + 1 + more]]
        pools = {"state": ("CZ",), "region": self._regions}
        if level in pools:
            return [self._one(pools[level])]
        return [self._one(self._towns)["code_csu"]]

    def _seat(self, level: str, area: str) -> Row:
        """The municipality in which a service for a territory has its place."""
        if level == "municipality":
            return self._town[area]
        if level == "state":
            return self._town["554782"]
        key = "code_csu" if level == "orp" else "region_nuts3"
        return self._town[self._one([one for one in self._orps if one[key] == area])["seat_code_csu"]]

    def _service_row(self, code: str, name: str, kind: Row, provider: Row, town: Row) -> Row:
        confidence, capacity = self._one(self._confidence), self._chance(12)
        verified = confidence == "confirmed" or self._chance(10)
        ages = self._one(((0, 15), (6, 26), (15, 26), (18, 64), (65, 110))) if self._chance(25) else ("", "")
        summary = f"V obci {town['name']} {self._one(words.ACTS)}, {self._one(words.TROUBLES)}."
        return {
            "id": code,
            "name": name,
            "provider": provider["id"],
            "kind": kind["id"],
            "status": (status := "closed" if self._chance(1) else "active"),
            "closed_reason": words.CLOSED if status == "closed" else "",
            "summary": f"{summary} {self._one(words.TAILS)}".strip(),
            "forms": ";".join(self._codes("forms", 2)),
            "audiences": ";".join(self._codes("audiences", 4)),
            "target_groups": ";".join(self._codes("target_groups", 3)) if self._chance(50) else "",
            "age_from": str(ages[0]),
            "age_to": str(ages[1]),
            "languages": self._one(("", "", "", "cs", "cs;uk", "cs;en;ru")),
            "cost": self._one(("free", "free", "paid", "partly", "", "")),
            "cost_note": self._maybe(20, words.COST_NOTES),
            "conditions": self._maybe(45, words.CONDITIONS),
            "bring": self._maybe(30, words.BRING),
            "anonymous": self._one(("true", "false", "", "")),
            "barrier_free": self._one(("yes", "partly", "no", "", "")),
            "capacity": str(4 + int(self._rng.random() * 60)) if capacity else "",
            "capacity_unit": self._one(("clients", "beds", "contacts")) if capacity else "",
            "registration": f"{int(self._rng.random() * 10**7):07d}" if self._chance(50) else "",
            "updated_on": self._day(),
            "verified_on": self._day() if verified else "",
            "verified_by_role": self._one(("provider", "municipality", "editor")) if verified else "",
            "confidence": confidence,
            **self._source(code),
        }

    def _codes(self, table: str, most: int) -> list[str]:
        return self._some([row["id"] for row in self._tables["codelists", table]], most)

    def _tells_nothing(self, service: Row, provider: Row) -> bool:
        """Whether made-up names say nothing that could be an address, so that the place may be confidential."""
        texts = (service["name"], service["summary"], provider["name"])
        links = (provider["web"], provider["source_url"], f"https://{_host(provider['id'])}/{service['id']}")
        return not (
            id_tells(provider["id"])
            or any(map(link_tells, links))
            or any(tells(text, self._names) for text in texts)
        )

    def _places(self, service: str, town: Row, hidden: bool) -> list[str]:
        if hidden:
            # Of a place that protects people only its municipality is said.
            code = self._id(f"utajene {town['slug']}")
            row = {"id": code, "municipality_code_csu": town["code_csu"], "confidential": "true"}
            self._add("places", row)
            return [code]
        count = 2 if self._chance(10) else 1
        return [self._place(service, town) for _ in range(count)]

    def _place(self, service: str, town: Row) -> str:
        code = self._id(f"{service} misto")
        row = {
            "id": code,
            "municipality_code_csu": town["code_csu"],
            "confidential": "false",
            **self._source(code),
        }
        row |= {
            "name": self._maybe(25, words.PLACE_NAMES),
            "street": f"{self._one(words.STREETS)} {1 + int(self._rng.random() * 900)}",
            "postcode": town["postcode"],
            "barrier_free": self._one(("yes", "partly", "no", "", "")),
            "note": self._maybe(20, words.PLACE_NOTES),
        }
        if town["lat"] and self._chance(80):
            row["lat"] = f"{float(town['lat']) + (self._rng.random() - 0.5) / 50:.6f}"
            row["lon"] = f"{float(town['lon']) + (self._rng.random() - 0.5) / 50:.6f}"
            row["coordinates_basis"] = self._one(("exact", "street", "municipality"))
        self._add("places", row)
        return code

    def _contacts(self, service: str, provider: Row, places: list[str]) -> None:
        host = provider["web"].removeprefix("https://www.") or _host(provider["id"])
        phone = f"+42073{int(self._rng.random() * 10**7):07d}"
        known = [("phone", phone), ("email", f"info@{host}"), ("web", f"https://www.{host}/{service}")]
        chosen = self._some(known, 3)
        if self._chance(60) and known[0] not in chosen:
            chosen[0] = known[0]
        for rank, (kind, value) in enumerate(sorted(chosen, key=known.index), start=1):
            row = {"service": service, "kind": kind, "value": value, "rank": str(rank)}
            row |= {"label": self._maybe(40, words.LABELS), "note": self._maybe(15, words.CONTACT_NOTES)}
            self._add(
                "contacts", row | {"place": self._maybe(30, places) if places else ""} | self._source(service)
            )

    def _hours(self, service: str, places: list[str]) -> None:
        place, note = (self._one(places) if places else ""), self._maybe(10, words.HOUR_NOTES)
        base = {"service": service, "place": place, "note": note, **self._source(service)}
        if self._chance(8):
            self._add("hours", base | {"nonstop": "true"})
            return
        spans = self._one(words.SPANS)
        for day in self._one(words.DAYS).split():
            for opens, closes in spans:
                times = {"nonstop": "false", "weekday": day, "opens": opens, "closes": closes}
                self._add("hours", base | times)

    def _helps_in(self, kind: Row) -> list[str]:
        near = self._by_kind.get(kind["id"]) or self._by_kind.get(kind["parent"]) or self._situations
        return sorted(set(self._some(near, 4)) | set(self._some(self._situations, 1)))

    def _link(self, service: str, situation: str) -> None:
        row = {"service": service, "situation": situation, "how": self._one(words.HOW)}
        self._add("service_situations", row, "situations")

    def _serve_all(self) -> None:
        """A situation in which nobody helps is a mistake: give those of a small portal a service."""
        links = {
            (row["service"], row["situation"]) for row in self._tables["situations", "service_situations"]
        }
        served = {situation for _, situation in links}
        codes = sorted(row["id"] for row in self._tables["services", "services"])
        for number, situation in enumerate(one for one in self._situations if one not in served):
            self._link(codes[number % len(codes)], situation)


def _host(code: str) -> str:
    """A name of a web made from an id: no part of it is longer than 63 signs."""
    return f"{code[:50].strip('-')}.test"
