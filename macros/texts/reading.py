"""All hand-written texts as `check` reads them: without MkDocs, but with its Markdown.

`macros.entry.hooks` says the same mistakes when MkDocs reads a text; here all texts are read at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from macros.data.heads import texts as heads
from macros.data.problems import Problem, problem
from macros.texts.clean import clean, foreign_address, lines, row_of
from macros.texts.sandbox import SIGN, mistakes_in, sandbox, sealed

FOLDERS = ("catalogue", "strategy")
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
EXTENSIONS = ("toc", "tables", "fenced_code", "abbr", "admonition", "attr_list", "def_list", "md_in_html")
"""What MkDocs reads texts with: its own three and those of mkdocs.yml. More could read files or run."""


def check_texts(root: Path, known: Collection[str]) -> list[Problem]:
    """Every mistake of the texts of a portal: what runs, what they show, what lies beside them.

    `known` are the names of the macros that texts may call.
    """
    found = list(foreign_files(root))
    # A head that nobody can read would count as text: its own mistake is said by `check.texts`.
    unread = {one.file for one in heads(root) if one.problems and not one.head}
    for path in texts(root):
        if _name(path, root) in unread:
            continue
        found += check_text(path.read_bytes().decode("utf-8-sig", "replace"), _name(path, root), known)
    return sorted(set(found))


def texts(root: Path) -> Iterator[Path]:
    """The texts of a portal in the order of their paths."""
    return (path for path in _files(root) if path.suffix == ".md")


def foreign_files(root: Path) -> Iterator[Problem]:
    """Files beside the texts that MkDocs would publish as they are, or read as texts unseen by us."""
    for path in _files(root):
        if path.suffix != ".md" and path.suffix.lower() not in PICTURES:
            yield problem(_name(path, root), 0, "", "text-file", allowed=", ".join(PICTURES))


def check_text(source: str, file: str, known: Collection[str]) -> list[Problem]:
    """The mistakes of one text, given whole."""
    from mkdocs.utils.meta import get_data

    source = "\n".join(source.splitlines()) if "\r" in source else source
    body, head = get_data(source)
    found = before_reading(source, body, head, file, known)
    if found:
        return found
    from markdown import Markdown  # type: ignore[import-untyped]

    made = sandbox(dict.fromkeys(known, _marked)).from_string(body).render()
    return clean(Markdown(extensions=list(EXTENSIONS)).convert(made), source, file)[1]


def before_reading(
    source: str, body: str, head: dict[str, Any], file: str, known: Collection[str]
) -> list[Problem]:
    """What is wrong with a text before Markdown reads it: signs, head, and all that is no call of a macro."""
    before = source.count("\n", 0, len(source) - len(body)) if source.endswith(body) else 0
    return sorted(
        {*_signs(source, file), *_head(source, head, file), *mistakes_in(body, file, known, before)}
    )


def _signs(source: str, file: str) -> Iterator[Problem]:
    for row, line in enumerate(source.split("\n"), start=1):
        if SIGN.search(line):
            yield problem(file, row, "", "text-sign")
        if "<!--rz:" in line:
            yield problem(file, row, "", "text-mark")
    for row, line in lines(source):
        if "<![" in line:  # Python's parser of HTML, which Markdown asks, ends with an error at most of them
            yield problem(file, row, "", "text-html", "<![")


def _head(source: str, head: dict[str, Any], file: str) -> Iterator[Problem]:
    for value in _values(head):
        if SIGN.search(value):
            yield problem(file, 1, "", "text-sign")
    sources = head.get("sources")
    for one in sources if isinstance(sources, list) else ():
        address = str(one.get("url") or "") if isinstance(one, dict) else ""
        if foreign_address(address):
            yield problem(file, row_of(source, address), "", "text-link", address)


def _values(value: Any) -> Iterator[str]:
    """Every text in a head, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple | set):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _values(one)


def _marked(*args: Any, **kwargs: Any) -> str:
    return sealed("<!--rz:0-->")


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts):
                yield path


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
