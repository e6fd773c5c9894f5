"""A process that links and renders one portal thousands of times leaves out what cannot matter there.

Everything here gives exactly what the real thing gives, sooner: what was read, compiled or packed before is
kept by all that it is made from. For processes of their own only: nothing is put back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import xlsxwriter
from jinja2 import Environment

from macros import check as checks
from macros import load
from macros.check.watching import Answers, Watch
from macros.data import packages
from macros.data.problems import Problem, enough, problem
from macros.data.proved import Proved
from macros.data.remembered import Remembered
from macros.data.schema import Package
from macros.data.tables import Table
from macros.page import render
from macros.publish import site_wide, targets
from macros.search import index
from macros.subjects.opendata import exports, sheets
from macros.subjects.opendata import pages as opendata
from macros.subjects.strategy import files as agenda
from macros.texts.bundle import Bundle


class Tables:
    """Tables of a portal that are read again only where `changed` names them."""

    def __init__(self) -> None:
        self.changed: frozenset[tuple[str, str]] = frozenset()
        self._kept: dict[tuple[Path, str, str], Table | Problem] = {}
        self._read = packages._read

    def read(self, root: Path, package: Package, name: str, known: Remembered) -> Table | Problem:
        """A table as `packages` reads it."""
        if (package.name, name) in self.changed:
            return self._read(root, package, name, known)
        key = root, package.name, name
        if key not in self._kept:
            self._kept[key] = self._read(root, package, name, known)
        return self._kept[key]


def hurry() -> Tables:
    """Make this process one of those; returns where to tell which tables are changed.

    Left out: the words about mistakes, the digest of the code, files whose key is the digest of their bytes,
    workbooks (nobody made any), files that may not lie in a portal. Read once: descriptors, unchanged tables,
    templates, icons, guides.
    """
    tables = Tables()
    _instead(
        packages, "explain", lambda package, tables: [problem("", 0, "", "file-missing")] if tables else []
    )
    _instead(packages, "_read", tables.read)
    _instead(packages, "strange", lambda root: [])
    _instead(packages, "open_package", cache(packages.open_package))
    _instead(targets, "code_key", lambda: b"")
    _instead(exports, "downloads", lambda site: ())
    _instead(Bundle, "files", lambda bundle: iter(()))
    proved = _Proved()
    _instead(load, "Proved", lambda file: proved)
    _instead(load, "Answers", lambda file: Answers())
    _instead(load, "guide_steps", cache(load.guide_steps))
    _instead(render, "template_folders", cache(render.template_folders))
    _instead(load, "run", _Rules(tables).run)
    _instead(render._Loader, "load", _Templates().load)
    _instead(site_wide, "stylesheet", _by_values(site_wide.stylesheet))
    _instead(xlsxwriter, "Workbook", _Book)
    _instead(sheets, "kept", lambda root, site, files: ([], 0))
    _instead(opendata, "_key", _by_identity(opendata._key))
    _instead(index, "build", _by_words(index.build))
    _instead(agenda, "calendar", _by_words(agenda.calendar))
    _instead(Environment, "from_string", cache(Environment.from_string))
    return tables


def _instead(where: Any, name: str, what: Any) -> None:
    """Put `what` in the place of a name that `where` has: one that moved away would save nothing, unseen."""
    if not hasattr(where, name):
        raise AttributeError(f"{where} has no {name} any more")
    setattr(where, name, what)


class _Rules:
    """The rules until the first mistake: how many more there are does not matter.

    A rule that found nothing in the portal as it was would find nothing now, if no table it looked at is another
    (`check.watching` says what it looked at, and None of one that looks at the disk).
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rules: list[checks.Check] = []
        self._asked: dict[checks.Check, set[str] | None] = {}

    def run(self, data: checks.Data, rules: Iterable[checks.Check]) -> list[Problem]:
        if not self._rules:
            # Those that come first make the others senseless.
            self._rules = sorted(rules, key=lambda rule: not rule.first)
            self._asked = {rule: _asked(rule, data) for rule in self._rules if not rule.first}
        changed = {"tables/*", *(f"tables/{package}/{name}" for package, name in self._tables.changed)}
        for at, rule in enumerate(self._rules):
            asked = self._asked.get(rule)
            if asked is not None and not asked & changed:
                continue
            for found in enough(rule.run(data)):
                if not found.warning:
                    if not rule.first:
                        # Most likely it is the one that the next value breaks, too.
                        first = sum(one.first for one in self._rules)
                        self._rules.insert(first, self._rules.pop(at))
                    return [found]
        return []


def _asked(rule: checks.Check, data: checks.Data) -> set[str] | None:
    """What a rule looked at in a portal in which it finds no mistake; None where it must be asked again."""
    watch = Watch(data)
    wrong = any(not found.warning for found in rule.run(watch))  # type: ignore[arg-type]
    return None if wrong else watch.asked


class _Templates:
    """Compiled templates by name: none changes while this process lives."""

    def __init__(self) -> None:
        self._code: dict[str, Any] = {}

    def load(self, environment: Environment, name: str, globals: Any = None) -> Any:
        if name not in self._code:
            source, file, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
            self._code[name] = environment.compile(source, name, file)
        return environment.template_class.from_code(environment, self._code[name], globals or {}, None)


class _Proved(Proved):
    """What is known to be sound, without the file between two builds."""

    def sound(self, key: str) -> bool:
        return key in self._used

    def add(self, key: str) -> None:
        self._used.add(key)

    def save(self) -> None:
        pass


class _Book:
    """Notes what is asked of a workbook and of its parts; packs only books that it was never told of."""

    _packed: ClassVar[dict[str, bytes]] = {}

    def __init__(self, out: BytesIO, options: dict[str, Any]) -> None:
        self._out, self._options = out, options
        self._asked: list[tuple[int, str, tuple[Any, ...], dict[str, Any]]] = []
        self._parts = 0

    def _note(self, part: int, name: str, words: tuple[Any, ...], named: dict[str, Any]) -> _Part:
        self._asked.append((part, name, words, named))
        self._parts += 1
        return _Part(self, self._parts)

    def __getattr__(self, name: str) -> Callable[..., _Part]:
        return lambda *words, **named: self._note(0, name, words, named)

    def close(self) -> None:
        told = repr((self._options, self._asked))
        if told not in self._packed:
            out = BytesIO()
            book = _WORKBOOK(out, self._options)
            made = [book]
            for part, name, words, named in self._asked:
                real = [made[one.number] if isinstance(one, _Part) else one for one in words]
                made.append(getattr(made[part], name)(*real, **named))
            book.close()
            self._packed[told] = out.getvalue()
        self._out.write(self._packed[told])


class _Part:
    """A sheet or a format of such a book."""

    def __init__(self, book: _Book, number: int) -> None:
        self._book, self.number = book, number

    def __getattr__(self, name: str) -> Callable[..., _Part]:
        return lambda *words, **named: self._book._note(self.number, name, words, named)

    def __repr__(self) -> str:
        return f"#{self.number}"


_WORKBOOK = xlsxwriter.Workbook


def _by_identity(told: Callable[[Package], bytes]) -> Callable[[Package], bytes]:
    kept: dict[int, tuple[Package, bytes]] = {}

    def once(package: Package) -> bytes:
        if id(package) not in kept:
            kept[id(package)] = package, told(package)
        return kept[id(package)][1]

    return once


def _by_words(make: Callable[..., Any]) -> Callable[..., Any]:
    """For plain values only, whose `repr` says all of them."""
    kept: dict[str, Any] = {}

    def once(first: Any, second: Any, *more: Any) -> Any:
        values = [
            one if isinstance(one, str | dict | dt.date) else list(one) for one in (first, second, *more)
        ]
        told = repr(values)
        if told not in kept:
            kept[told] = make(*values)
        return kept[told]

    return once


def _by_values(drawn: Callable[[Iterable[str]], str]) -> Callable[[Iterable[str]], str]:
    kept = cache(drawn)
    return lambda extra: kept(tuple(extra))
