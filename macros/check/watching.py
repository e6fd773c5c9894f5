"""Rules that a build need not ask again: what they looked at is as it was when they gave the same answer.

Each rule gets a portal that notes what is looked at: which tables, which packages, settings, steps of guides. An
answer is kept with a digest of all that, of our code and of the day (what was to come is past one day); where
the digest is still the same, so is the answer.
Rules that look at the disk, or that keep what they proved themselves (`proved`), are always asked. `check` asks
every rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from macros.data.problems import Problem
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Table
from macros.files import kept
from macros.files.code import code_key

Key = TypeVar("Key")
Value = TypeVar("Value")
MANY = 200
"""More problems of one rule are not kept: they stop the build, or nobody reads them."""
ALL, SETTINGS, STEPS = "*", "settings", "steps"
_TABLES, _PACKAGES = "tables", "packages"


class Looked(Protocol):
    """What a rule may look at, as far as it is noted here (`check.Data`)."""

    @property
    def tables(self) -> Mapping[tuple[str, str], Table]:
        """Tables by (package, name)."""

    @property
    def packages(self) -> Mapping[str, Package]:
        """Packages by name."""

    @property
    def settings(self) -> Settings:
        """Settings of the portal."""

    @property
    def steps(self) -> Sequence[Step]:
        """Steps of guides."""


class _Watched(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping that notes which keys are asked for; who walks through it asks for all."""

    def __init__(
        self, of: Mapping[Key, Value], note: Callable[[object], None], shown: Callable[[Value], Value]
    ) -> None:
        self._of, self._note, self._shown = of, note, shown

    def __getitem__(self, key: Key) -> Value:
        self._note(key)
        return self._shown(self._of[key])

    def __iter__(self) -> Iterator[Key]:
        self._note(ALL)
        return iter(self._of)

    def __len__(self) -> int:
        self._note(ALL)
        return len(self._of)


class _Described:
    """A package of which all may be asked; who asks for its folder looks at the disk."""

    def __init__(self, package: Package, disk: Callable[[], None]) -> None:
        self._package, self._disk = package, disk

    def __getattr__(self, name: str) -> Any:
        if name == "folder":
            self._disk()
        return getattr(self._package, name)


class Watch:
    """A portal for one rule, in the place of `check.Data`; `asked` is what it looked at, None with the disk."""

    def __init__(self, data: Looked) -> None:
        self._data = data
        self.asked: set[str] | None = set()
        self.tables = _Watched(data.tables, lambda key: self._note(_TABLES, key), lambda table: table)
        self.packages = _Watched(data.packages, lambda key: self._note(_PACKAGES, key), self._described)

    def _note(self, *what: object) -> None:
        if self.asked is not None:
            self.asked.add("/".join("/".join(one) if isinstance(one, tuple) else str(one) for one in what))

    def _described(self, package: Package) -> Package:
        return cast("Package", _Described(package, self.disk))

    def disk(self) -> None:
        """Note that somebody looks at the disk."""
        self.asked = None

    def __getattr__(self, name: str) -> Any:
        """Settings and steps are noted; whatever else a rule asks for lies on the disk, or is kept elsewhere."""
        if name in (SETTINGS, STEPS):
            self._note(name)
        else:
            self.disk()
        return getattr(self._data, name)

    def table(self, package: str, name: str) -> Any:
        """As `check.Data.table`."""
        return self.tables.get((package, name))

    def values(self, package: str, name: str, column: str) -> list[Any]:
        """As `check.Data.values`."""
        table = self.table(package, name)
        return list(table.columns[column]) if table else []


class Answers:
    """What rules answered in the last build. Without a file nothing is known and nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        raw = kept.load(file) if file else {}
        fits = raw.get("code") == _common() and isinstance(raw.get("rules"), dict)
        self._known: dict[str, Any] = raw["rules"] if fits else {}
        self._now: dict[str, Any] = {}
        self._seen: tuple[Any, dict[str, list[bytes]]] = (None, {})

    def ask(self, rule: Callable[[Any], Iterable[Problem]], data: Looked) -> list[Problem]:
        """The problems that a rule finds, from an earlier build where it would find the same."""
        if self._file is None:
            return list(rule(data))
        if self._seen[0] is not data:
            self._seen = (data, {})
        name = f"{rule.__module__}.{rule.__qualname__}"
        known = self._known.get(name)
        if known and known["seal"] == _seal(known["asked"], *self._seen):
            self._now[name] = known
            return [_problem(*one) for one in known["found"]]
        watch = Watch(data)
        found = list(rule(watch))
        if watch.asked is not None and len(found) <= MANY:
            asked = sorted(watch.asked)
            if seal := _seal(asked, *self._seen):
                self._now[name] = {"asked": asked, "seal": seal, "found": [_plain(one) for one in found]}
        return found

    def save(self) -> None:
        """Write what is known now; nothing where nothing changed. A command that refuses leaves no trace."""
        if self._file and self._now != self._known and self._file.parent.is_dir():
            kept.save(self._file, {"code": _common(), "rules": self._now})


def _common() -> str:
    return f"{code_key().hex()} {dt.date.today()}"


def _seal(asked: Iterable[str], data: Looked, known: dict[str, list[bytes]]) -> str:
    """Digest of all that a rule looked at, "" where a part of it has none. `known` are seals found before."""
    digest = blake2b(digest_size=12)
    for one in asked:
        seals = known.get(one)
        if seals is None:
            seals = known[one] = list(_seals(one, data))
        if not all(seals):
            return ""
        digest.update(b"\0".join([one.encode(), b"%d" % len(seals), *seals]) + b"\n")
    return digest.hexdigest()


def _seals(asked: str, data: Looked) -> Iterator[bytes]:
    kind, _, key = asked.partition("/")
    if kind == SETTINGS:
        yield repr((data.settings, data.settings.unsaid, data.settings.problems)).encode()
    elif kind == STEPS:
        yield repr(list(data.steps)).encode()
    elif kind == _PACKAGES:
        names = sorted(data.packages) if key == ALL else [key]
        yield from (data.packages[name].seal if name in data.packages else b"none" for name in names)
    else:
        package, _, name = key.partition("/")
        keys = list(data.tables) if key == ALL else [(package, name)]
        yield from (data.tables[one].seal if one in data.tables else b"none" for one in keys)


def _plain(found: Problem) -> list[Any]:
    return [found.file, found.row, found.column, found.rule, found.value, found.details, found.warning]


def _problem(
    file: str, row: int, column: str, rule: str, value: str, details: list[list[str]], warning: bool
) -> Problem:
    return Problem(file, row, column, rule, value, tuple((name, said) for name, said in details), warning)
