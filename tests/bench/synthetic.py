"""Makes a whole portal of any size from a seed: the same size and seed give the same bytes.

Texts, theme, descriptors, code lists, situations and territory are the real ones of the repository.
Providers, services, places, contacts, hours, areas, links and further strategies are made up, in the
shares of the real catalogue, so that pages look and weigh like real ones.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from stdnum.cz.dic import calc_check_digit_legal

from macros.czech import slug
from tests.bench import words

Row = dict[str, str]
T = TypeVar("T")
SOURCE = "https://priklad.example/registr/"
PARTS = ("catalogue", "strategy", "overrides", "data_packages")
LEVELS = {"state": 3, "region": 7, "orp": 40, "municipality": 50}
"""Out of a hundred services, how many serve a territory of each level."""
MADE_UP = (
    ("services", "providers"),
    ("services", "services"),
    ("services", "places"),
    ("services", "contacts"),
    ("services", "hours"),
    ("services", "areas"),
    ("situations", "service_situations"),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How big a portal is. No regions = all of them."""

    name: str
    regions: tuple[str, ...]
    services: int
    providers: int


TINY = Size("tiny", ("CZ041",), 30, 20)
REGIONS = Size("regions", ("CZ041", "CZ051"), 720, 680)
NATION = Size("nation", (), 6700, 5990)


def make(source: Path, folder: Path, size: Size, seed: int) -> None:
    """Write a portal of the given size into the new folder `folder`; `source` is the repository."""
    for part in PARTS:
        shutil.copytree(source / part, folder / part)
    tables = Tables(folder / "data_packages")
    regions = size.regions or tuple(row["code_nuts3"] for row in tables["territory", "regions"])
    Maker(tables, size, regions, Random(seed), _needed(source, tables)).make()
    strategies = add_strategies(tables, regions)
    tables.write()
    settings = (source / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_settings(settings, folder, regions, strategies), encoding="utf-8")


def _settings(text: str, folder: Path, regions: Sequence[str], strategies: Sequence[str]) -> str:
    """The real settings with other regions, without folders to watch that a portal alone does not have."""
    text = re.sub(r"(?m)^( +regions: ).*$", rf"\g<1>[{', '.join(regions)}]", text)
    text = re.sub(r"(?m)^( +strategies: ).*$", rf"\g<1>[{', '.join(strategies)}]", text)
    watched = text.partition("\nwatch:\n")[2].partition("\n\n")[0]
    kept = [line for line in watched.split("\n") if (folder / line.strip(" -")).exists()]
    return text.replace(watched, "\n".join(kept))


def _needed(source: Path, tables: Tables) -> set[str]:
    """Real services that texts, settings or strategies name: a portal without them would not build."""
    texts = [source / "mkdocs.yml", *source.glob("catalogue/**/*.md"), *source.glob("strategy/**/*.md")]
    said = {word for path in texts for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))}
    said |= {row["service"] for row in tables["strategy", "node_services"]}
    return {row["id"] for row in tables["services", "services"]} & said


class Tables:
    """The tables of all packages of a folder, by package and name; each is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[tuple[str, str], list[Row]] = {}

    def __getitem__(self, key: tuple[str, str]) -> list[Row]:
        if key not in self._rows:
            with self._path(key).open(encoding="utf-8", newline="") as file:
                self._rows[key] = list(csv.DictReader(file))
        return self._rows[key]

    def __setitem__(self, key: tuple[str, str], rows: list[Row]) -> None:
        self._rows[key] = rows

    def _path(self, key: tuple[str, str]) -> Path:
        return self._folder / key[0] / "data" / f"{key[1]}.csv"

    def write(self) -> None:
        """Write every table that was asked for, sorted by its cells."""
        for key, rows in self._rows.items():
            header = self._path(key).read_text(encoding="utf-8").partition("\n")[0].split(",")
            body = sorted([row.get(name, "") for name in header] for row in rows)
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows([header, *body])
            self._path(key).write_text(out.getvalue(), encoding="utf-8")


class Maker:
    """Fills the tables of services with made-up rows."""

    def __init__(
        self, tables: Tables, size: Size, regions: Sequence[str], rng: Random, needed: set[str]
    ) -> None:
        self._tables, self._size, self._rng = tables, size, rng
        self._used: Counter[str] = Counter()
        towns = tables["territory", "municipalities"]
        self._towns = [row for row in towns if row["region_nuts3"] in regions]
        self._town = {row["code_csu"]: row for row in towns}
        self._orps = [row for row in tables["territory", "orp"] if row["region_nuts3"] in regions]
        self._regions = regions
        real = tables["services", "services"]
        self._kind = {row["id"]: row for row in tables["codelists", "kinds"]}
        # A kind is as frequent as in the real catalogue; each is there at least once in a hundred.
        self._kinds = [row["kind"] for row in real] + sorted(self._kind)
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

    def make(self) -> None:
        """Write all rows."""
        providers = [self._provider() for _ in range(self._size.providers)]
        count = self._size.services - len(self._tables["services", "services"])
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
            "web": f"https://www.{code}.example" if self._chance(60) else "",
            **self._source(code),
        }
        self._add("providers", row)
        return row

    def _service(self, level: str, provider: Row) -> None:
        kind = self._kind[self._one(self._lines if level == "state" else self._kinds)]
        areas = self._areas(level)
        town = self._seat(level, areas[0])
        name = f"{kind['name'][:1].upper()}{kind['name'][1:]} {self._one(words.BRANDS)} {town['name']}"
        code = self._id(name)
        places = self._places(code, town) if level != "state" or self._chance(30) else []
        self._add("services", self._service_row(code, name, kind, provider, town) | {"places": ";".join(places)})
        for area in areas:
            basis = self._one(("stated", "stated", "seat", "law"))
            row = {"service": code, "level": level, "territory_code": area, "basis": basis}
            self._add("areas", row | self._source(code))
        self._contacts(code, provider, places)
        self._hours(code, places)
        for situation in self._helps_in(kind):
            self._link(code, situation)

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
            "status": "closed" if self._chance(1) else "active",
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

    def _places(self, service: str, town: Row) -> list[str]:
        count = 2 if self._chance(10) else 1
        return [self._place(service, town) for _ in range(count)]

    def _place(self, service: str, town: Row) -> str:
        code = self._id(f"{service} misto")
        row = {"id": code, "municipality_code_csu": town["code_csu"], "confidential": "false", **self._source(code)}
        if self._chance(1):
            self._add("places", row | {"confidential": "true"})
            return code
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
        host = provider["web"].removeprefix("https://www.") or f"{provider['id']}.example"
        phone = f"+4206{int(self._rng.random() * 10**8):08d}"
        known = [("phone", phone), ("email", f"info@{host}"), ("web", f"https://www.{host}/{service}")]
        chosen = self._some(known, 3)
        if self._chance(60) and known[0] not in chosen:
            chosen[0] = known[0]
        for rank, (kind, value) in enumerate(sorted(chosen, key=known.index), start=1):
            row = {"service": service, "kind": kind, "value": value, "rank": str(rank)}
            row |= {"label": self._maybe(40, words.LABELS), "note": self._maybe(15, words.CONTACT_NOTES)}
            self._add("contacts", row | {"place": self._maybe(30, places) if places else ""} | self._source(service))

    def _hours(self, service: str, places: list[str]) -> None:
        place, note = (self._one(places) if places else ""), self._maybe(10, words.HOUR_NOTES)
        base = {"service": service, "place": place, "note": note, **self._source(service)}
        if self._chance(8):
            self._add("hours", base | {"nonstop": "true"})
            return
        days = self._one(((), (), "mo we", "tu th fr", "mo tu we th fr", "mo tu we th fr"))
        spans = self._one(((("08:00", "16:00"),), (("09:00", "17:00"),), (("08:00", "12:00"), ("13:00", "17:30"))))
        for day in days.split() if days else ():
            for opens, closes in spans:
                self._add("hours", base | {"nonstop": "false", "weekday": day, "opens": opens, "closes": closes})

    def _helps_in(self, kind: Row) -> list[str]:
        near = self._by_kind.get(kind["id"]) or self._by_kind.get(kind["parent"]) or self._situations
        return sorted(set(self._some(near, 4)) | set(self._some(self._situations, 1)))

    def _link(self, service: str, situation: str) -> None:
        row = {"service": service, "situation": situation, "how": self._one(words.HOW)}
        self._add("service_situations", row, "situations")

    def _serve_all(self) -> None:
        """A situation in which nobody helps is a mistake: give those of a small portal a service."""
        links = {(row["service"], row["situation"]) for row in self._tables["situations", "service_situations"]}
        served = {situation for _, situation in links}
        codes = sorted(row["id"] for row in self._tables["services", "services"])
        for number, situation in enumerate(one for one in self._situations if one not in served):
            self._link(codes[number % len(codes)], situation)


def add_strategies(tables: Tables, regions: Sequence[str]) -> list[str]:
    """Give every region a strategy: the tree of the first real one, under another name. Returns all ids."""
    first = tables["strategy", "strategies"][0]
    before = {row["territory_code"] for row in tables["strategy", "strategies"]}
    known = {row["code_nuts3"]: row for row in tables["territory", "regions"]}
    for code in regions:
        if code not in before:
            _clone(tables, first, known[code])
    return [row["id"] for row in tables["strategy", "strategies"] if row["territory_code"] in regions]


def _clone(tables: Tables, first: Row, region: Row) -> None:
    old, new = first["id"], region["slug"]
    title = f"Strategie sociálního začleňování: {region['name']}"
    row = first | {"id": new, "title": title, "publisher": region["name"], "territory_code": region["code_nuts3"]}
    tables["strategy", "strategies"].append(row)
    for name in ("nodes", "node_actors", "node_services"):
        mine = [row for row in tables["strategy", name] if _belongs(row, old)]
        columns = ("id", "strategy", "parent", "node")
        for row in mine:
            moved = {key: _moved(row[key], old, new) for key in columns if key in row}
            tables["strategy", name].append(row | moved)


def _belongs(row: Row, strategy: str) -> bool:
    return row.get("strategy", row.get("node", "")).startswith(strategy)


def _moved(code: str, old: str, new: str) -> str:
    return new + code.removeprefix(old) if code.startswith(old) else code
