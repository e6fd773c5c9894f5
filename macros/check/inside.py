"""Where links of hand-written texts lead within the portal: to a page, a heading or a file that is there."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from macros.check.common import Hints
from macros.data.paths import TEXTS, files
from macros.data.problems import Problem, problem
from macros.words.czech import fold

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_OUT = r"(?!https?:|mailto:|tel:|//|\{\{|\{%)"
"""Links that lead out, and those that a macro writes: where to nobody can tell here."""
_LINK = re.compile(
    rf"\]\(\s*<?{_OUT}([^)>\s]*)|^ {{0,3}}\[[^\]^\n]+\]:[ \t]*<?{_OUT}([^\s>]+)"
    rf"|<\w[^>]*?\s(?:href|src)\s*=\s*[\"']{_OUT}([^\"']*)",
    re.MULTILINE,
)
_BY_NAME = re.compile(r"\][ ]?\[([^\]\n]+)\]")
_NAMED = re.compile(r"^ {0,3}\[([^\]^\n]+)\]:", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$|^(.+)\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\{[^{}\n]*#([\w-]+)[^{}\n]*\}|\bid\s*=\s*[\"']([^\"']+)")
_HEAD = re.compile(r"\A---\n(?:.*\n)*?---\n")
_GUIDE = re.compile(r"\A---\n(?:.*\n)*?guide:")


class _Text(NamedTuple):
    file: str
    place: str
    """Where the file would lie if all texts lay in one folder, as links between files see it."""
    address: str
    source: str


def lost_links(root: Path, there: Collection[str], folders: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each link of a text to a page, a heading or a file of the portal that is not there.

    `there` are addresses of generated pages. What lies in `folders` is made by the build and not looked for.
    """
    texts: dict[str, _Text] = {}
    beside = set()
    for name, prefix in TEXTS.items():
        start = len((root / name).as_posix()) + 1
        for path in files(root, name):
            inner = path.as_posix()[start:]
            beside.add(prefix + inner)
            if inner.endswith(".md"):
                texts[prefix + inner] = _text(path, name, prefix, inner)
    written = {one.address: one.place for one in texts.values()}
    there = {*there, *written}
    pages, places = Hints(there), Hints(beside)
    for text in texts.values():
        for at, link in _links(_body(text.source)):
            target = html.unescape(unquote(link))
            way, _, mark = target.partition("#")
            way = way.partition("?")[0]
            if "{{" in target or urlsplit(target).scheme:
                continue
            row = text.source.count("\n", 0, at) + 1
            if way and not way.startswith("/") and posixpath.splitext(way)[1]:
                goal = posixpath.normpath(posixpath.join(posixpath.dirname(text.place), way))
                if goal not in beside and not _made(urljoin(f"/{text.address}", way), there, folders):
                    yield problem(text.file, row, "", "text-target", target, hint=places(goal))
                    continue
            elif way or not mark:
                address = urljoin(f"/{text.address}", way).removeprefix("/") if way else ""
                if not way or way.startswith("/") or not _made(f"/{address}", there, folders):
                    yield problem(text.file, row, "", "text-target", target, hint=pages(_page(address)))
                    continue
                goal = written.get(address, "")
            else:
                goal = text.place
            other = texts.get(goal)
            if mark and other and mark not in (marks := _marks(other.source)):
                # A guide has headings beside those of its text.
                mild = _GUIDE.match(other.source) is not None
                hint = Hints([f"#{one}" for one in marks])(f"#{mark}")
                yield problem(
                    text.file, row, "", "text-anchor", target, warning=mild, page=other.file, hint=hint
                )


def _body(source: str) -> str:
    """A text with its head blanked: sentences of a head are no Markdown, and all else stays where it was."""
    return _HEAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def _page(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"


def _made(path: str, there: Collection[str], folders: Sequence[str]) -> bool:
    address = path.removeprefix("/")
    return address in there or address.startswith(tuple(folders))


def _text(path: Path, folder: str, prefix: str, inner: str) -> _Text:
    page = inner.removesuffix(".md").removesuffix("index").rstrip("/")
    try:
        source = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        source = ""
    source = _CODE.sub(lambda match: "\n" * match[0].count("\n"), source) if "`" in source else source
    return _Text(f"{folder}/{inner}", prefix + inner, prefix + (f"{page}/" if page else ""), source)


def _links(source: str) -> Iterator[tuple[int, str]]:
    """Each link with its position; a link by a name that nothing explains is given as that name."""
    for match in _LINK.finditer(source):
        yield match.start(), next((one for one in match.groups() if one is not None), "")
    named = {one.lower() for one in _NAMED.findall(source)} if "][" in source or "] [" in source else set()
    for match in _BY_NAME.finditer(source):
        if match[1].lower() not in named:
            yield match.start(), match[1]


def _marks(source: str) -> set[str]:
    """Marks that links may lead to: of headings as Markdown makes them, and those that people wrote."""
    found = {one for pair in _ID.findall(source) for one in pair if one}
    for pair in _HEADING.findall(source):
        words = re.sub(r"\{+[^{}]*\}+|<[^>]*>|\]\([^)]*\)|[*\[\]]", "", "".join(pair))
        found.add(re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", fold(words)).strip().lower()))
    return found
