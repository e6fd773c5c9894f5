"""Reads the head of a text (the YAML between two lines `---`) strictly, so that one character loses nothing.

MkDocs forgives: a head that it cannot read becomes a part of the text, and the guide loses its way out. A text
that passes here is read by MkDocs to the same keys; a test holds both together.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from macros.data.faults import FAULT_RULES, fault
from macros.data.paths import files
from macros.data.problems import Problem, nearest, problem
from macros.data.yamls import czech, read_yaml, why

_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
# MkDocs takes "12:30" and "https:" in the first line for a key, and the line away from the text.
_START = re.compile(r"\s*(?:---|[A-Za-z0-9_-]+:)")
_LINE = re.compile(r"[A-Za-z_]+:(?:\s|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")
_OTHER = (".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")
"""Names under which MkDocs would take a file for a text, too."""
GUIDE = ("title", "description", "reviewed", "sources")
"""What a guide's head needs beside `guide`."""
_SOURCE = ("title", "url", "read_on")


HEAD_RULES = (
    "head-end",
    "head-key",
    "head-missing",
    "head-start",
    "head-twice",
    "head-value",
    "head-yaml",
    "text-empty",
    "text-encoding",
    "text-name",
    *FAULT_RULES,
)
"""All that `texts` may find."""


class Text(NamedTuple):
    """A text that people wrote: its file, what its head says, and what is wrong with it."""

    file: str
    head: dict[str, Any]
    problems: list[Problem]


def texts(root: Path) -> Iterator[Text]:
    """Every text of `catalogue/` and `strategy/` with its head. Nothing is raised for what stands in it."""
    for folder in ("catalogue", "strategy"):
        for path in files(root, folder):
            file = path.relative_to(root).as_posix()
            if path.name.endswith(_OTHER) or path.name.casefold() in ("readme.md", "index.markdown"):
                yield Text(file, {}, [problem(file, 0, "", "text-name")])
            elif path.name.endswith(".md"):
                yield _text(path, file)


def _text(path: Path, file: str) -> Text:
    try:
        return read_head(path.read_bytes(), file)
    except OSError as error:
        return Text(file, {}, [replace(fault(error), file=file)])


def read_head(raw: bytes, file: str) -> Text:
    """Read the head of a text from its bytes. A text without any head is sound; a guide is not."""
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return Text(file, {}, [problem(file, row, "", "text-encoding")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        return Text(file, {}, [problem(file, text.count("\n", 0, text.index("\0")) + 1, "", "text-encoding")])
    if not text.strip():
        return Text(file, {}, [problem(file, 0, "", "text-empty")])
    match = _HEAD.match(text)
    if match is None:
        rule = "head-end" if text.startswith("---") else "head-start" if _START.match(text) else ""
        return Text(file, {}, [problem(file, 1, "", rule)] if rule else [])
    if (plain := _plain(match[1])) is not None:
        return Text(file, plain, _after(text, match.end(), file))
    try:
        head = read_yaml(match[1])
    except yaml.YAMLError as error:
        reason, row = why(error)
        return Text(file, {}, [problem(file, row + 1 if row else 1, "", "head-yaml", reason=czech(reason))])
    if not isinstance(head, dict):
        return Text(file, {}, [problem(file, 2, "", "head-yaml", reason="nejsou v ní klíče s hodnotami")])
    found = list(_wrong(head, file, match[1]))
    return Text(file, head, found + _after(text, match.end(), file))


_SAYS = re.compile(r"(title|description|  - title): ([^\W\d_][^\n]*)")
_SURE = re.compile(
    r"(guide): ([a-z]{6,}|[a-z]+-[a-z]+(?:-[a-z]+)*)|(reviewed|    read_on): ([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(    url): (https?://[\w/.?=&%+~;,-]+\.[\w/.?=&%+~;,-]+)|(sources):()"
)
_FORM = re.compile(
    r"(title;)?(description;)?((guide;)?(reviewed;)?(sources;(  - title;    url;    read_on;)+)?)"
)


def _plain(text: str) -> dict[str, Any] | None:
    """What the plainest heads say, without the parser, which needs ten times as long; None for others.

    A value that YAML could take for anything but this text (a word alone, a colon, a mark, a number) is left
    to the parser. Sources are proved here and left out: nobody asks for them before MkDocs reads them.
    """
    found: dict[str, Any] = {}
    keys = []
    for line in text[:-1].split("\n"):
        match = _SURE.fullmatch(line)
        if match:
            key, value = [one for one in match.groups() if one is not None]
        elif (said := _SAYS.fullmatch(line)) and _is_text(said[2]):
            key, value = said.groups()
        else:
            return None
        keys.append(key)
        found[key] = value
    if not _FORM.fullmatch("".join(f"{key};" for key in keys)) or _CONTROL.search(text.replace("\n", "")):
        return None
    if ("guide" in found and not set(GUIDE) <= set(found)) or not _days(text):
        return None
    return {key: found[key] for key in _ORDER if key in found}


def _is_text(value: str) -> bool:
    """Whether YAML surely takes a plain value for this very text."""
    words = " " in value and value == value.strip() and value[-1] != ":"
    return words and ": " not in value and " #" not in value and ":\t" not in value and "\t#" not in value


def _days(text: str) -> bool:
    try:
        return all(
            map(dt.date.fromisoformat, re.findall(r"(?:reviewed|read_on): (\S{10})$", text, re.MULTILINE))
        )
    except ValueError:
        return False


_ORDER = ("title", "description", "guide", "reviewed", "sources")


def _after(text: str, end: int, file: str) -> list[Problem]:
    if not _second(text[end : end + 2000]):
        return []
    return [problem(file, text.count("\n", 0, end), "", "head-twice")]


def _second(body: str) -> bool:
    """Whether a text begins like a head that goes on: keys with values up to another line `---`."""
    keys = 0
    for line in body.split("\n"):
        if line.rstrip() == "---":
            return keys > 0
        if _LINE.match(line):
            keys += 1
        elif line.strip() and not line.startswith((" ", "\t", "-")):
            return False
    return False


def _wrong(head: dict[Any, Any], file: str, text: str) -> Iterator[Problem]:
    for key, value in head.items():
        row = _row(text, str(key))
        if key not in _KEYS:
            yield problem(file, row, _CONTROL.sub("�", str(key)), "head-key", hint=nearest(str(key), _KEYS))
        elif reason := _KEYS[key](value):
            yield problem(file, row, key, "head-value", reason=reason)
    if head.get("guide"):
        for key in GUIDE:
            if key not in head:
                yield problem(file, 1, key, "head-missing")


def _row(text: str, key: str) -> int:
    lines = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*:")
    rows = (number for number, line in enumerate(text.split("\n"), start=2) if lines.match(line))
    return next(rows, 1)


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return "má to být text; začíná-li číslem nebo je v něm dvojtečka, dejte ho do uvozovek"
    return "je v něm neviditelný nebo řídicí znak" if _CONTROL.search(value) else ""


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "má to být true, nebo false, bez uvozovek"


def _id(value: Any) -> str:
    plain = isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
    return "" if plain else "má to být identifikátor situace, třeba dluhy"


def _day(value: Any) -> str:
    # A time is a date, too, in YAML and in Python.
    plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return "" if plain else "má to být den ve tvaru 2026-11-22, bez uvozovek"


def _sources(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return "má to být seznam, každá položka začíná pomlčkou a má title, url a read_on"
    for number, one in enumerate(value, start=1):
        if not isinstance(one, dict) or set(one) != set(_SOURCE):
            return f"zdroj č. {number} má mít právě klíče title, url a read_on"
        if reason := _words(one["title"]) or _address(one["url"]) or _day(one["read_on"]):
            return f"zdroj č. {number}: {reason}"
    return ""


def _phrases(value: Any) -> str:
    if isinstance(value, list) and value and not any(map(_words, value)):
        return ""
    return "má to být seznam slov v hranatých závorkách, oddělených čárkami"


def _address(value: Any) -> str:
    plain = isinstance(value, str) and re.fullmatch(r"https?://[^\s\"'<>\\]+\.[^\s\"'<>\\]+", value)
    return "" if plain else "url má začínat http:// nebo https://"


_KEYS: Mapping[str, Callable[[Any], str]] = {
    "title": _words,
    "description": _words,
    "guide": _id,
    "quick_exit": _switch,
    "search": _phrases,
    "reviewed": _day,
    "sources": _sources,
}
