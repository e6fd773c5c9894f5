"""The HTML that Markdown makes of a text, cut down to what texts need: one list for `check` and build.

What is not on the list is an error that names file and row. nh3 (ammonia) cleans the page all the same:
it reads HTML as a browser does, and so it also catches what the search for mistakes could not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import nh3

from macros.data.problems import Problem, problem
from macros.texts.sandbox import SEAL, SIGN, calls_in

_MARKDOWN = "a blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong"
_TABLES = "table tbody td th thead tr"
TAGS = frozenset(f"{_MARKDOWN} {_TABLES} abbr span ul".split(" "))
"""What Markdown makes by itself, and the few that texts write by hand."""
ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
_WARNINGS = "attention caution danger error hint important note tip warning"
CLASSES = frozenset(f"admonition admonition-title doors fold lead more soft tel toc {_WARNINGS}".split(" "))
"""Classes of texts; others dress parts of the page, such as the quick exit, or hide what has them."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_END = "\ue021"
_SEALED = re.compile(rf"<!--rz:{SEAL}([0-9]+)-->")
_PLACE = re.compile(f"{SEAL}([0-9]+){_END}")
_TAG = re.compile(r"""<[a-zA-Z/](?:"[^"]*"|'[^']*'|[^'">])*>""")
_ALIGNED = re.compile(r'(<t[dh]) style="text-align: (?:left|right|center);"')
"""Columns of a Markdown table that lean to a side. Our policy forbids inline styles, so it never worked."""
_CLASSES = re.compile(r'<[a-z][^>]* class="([^"]*)"')
"""Classes of an element as nh3 writes it."""
_REFERENCE = re.compile(r"&#[0-9a-zA-Z]+;?")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f]+")


def clean(html: str, source: str, file: str) -> tuple[str, list[Problem]]:
    """Return the HTML of a text with nothing but what is allowed, and the mistakes with rows of `source`.

    Marks of macros are sealed when they come in and plain (`<!--rz:7-->`) when they leave.
    """
    finder = _Finder()
    html = finder.without_signs(_PLACE.sub("", html))
    marked = _ALIGNED.sub(r"\1", _SEALED.sub(rf"{SEAL}\1{_END}", html))
    finder.feed(marked)
    finder.close()
    safe = nh3.clean(
        marked,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    left = _PLACE.sub("", safe)
    if SIGN.search(left.replace(SEAL, "")):
        finder.found.append(("text-sign", "", ""))
    finder.found += [("text-class", one, one) for one in _foreign_classes(safe)]
    problems = [
        problem(file, row_of(source, sought), "", *one, known=", ".join(sorted(CLASSES)))
        for *one, sought in dict.fromkeys(finder.found)
    ]
    if SEAL in left or _in_tags(marked) or _in_tags(safe):
        problems.append(problem(file, _row_of_call(marked, source), "", "macro-place"))
    safe = SIGN.sub("", _PLACE.sub(r"<!--rz:\1-->", safe).replace("&nbsp;", "\u00a0"))
    return safe, problems


def _foreign_classes(safe: str) -> Iterator[str]:
    for value in _CLASSES.findall(safe):
        yield from (one for one in unescape(value).split() if one not in CLASSES and one[:9] != "language-")


def foreign_address(value: str, *, image: bool = False) -> bool:
    """Whether a link may not lead there: only http, https, mailto, tel and addresses of the portal may."""
    bare = _BLANK.sub("", unescape(value))
    scheme = _SCHEME.match(bare)
    if image:
        return bool(scheme) or bare.replace("\\", "/").startswith("//")
    return bool(scheme) and scheme[1].lower() not in SCHEMES  # type: ignore[index]


class _Finder(HTMLParser):
    """Collects (rule, what, where to look for it) of everything that is not on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, str]] = []

    def without_signs(self, html: str) -> str:
        """HTML without references (`&#xe020;`) to signs that no text may hold: nh3 would make marks of them."""

        def one(match: re.Match[str]) -> str:
            if not SIGN.search(sign := unescape(match[0])):
                return match[0]
            self.found.append(("text-sign", "", sign))
            return "\ufffd"

        return _REFERENCE.sub(one, html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(("text-html", f"<{tag}>", f"<{tag}"))
            return
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            if name not in allowed:
                self.found.append(("text-html", f"<{tag} {name}>", name))
            elif name in ("href", "src") and foreign_address(value or "", image=name == "src"):
                self.found.append(("text-link", value or "", value or ""))

    def handle_comment(self, data: str) -> None:
        self.found.append(("text-html", f"<!--{data}-->", "<!--"))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("text-html", f"<!{decl}>", "<!"))

    def handle_pi(self, data: str) -> None:
        self.found.append(("text-html", f"<?{data}>", "<?"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("text-html", f"<![{data}]>", "<!["))


def _in_tags(html: str) -> bool:
    """Whether a mark of a macro stands inside of a tag, as a browser would read it."""
    inside = _Inside()
    inside.feed(html)
    inside.close()
    return inside.found


class _Inside(HTMLParser):
    found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = self.found or SEAL in (self.get_starttag_text() or "")


def _row_of_call(marked: str, source: str) -> int:
    """Row of the first call whose mark lies in code or in a tag, 0 where marks and calls do not match."""
    tags = [match.span() for match in _TAG.finditer(marked)]
    places = {match.start() for match in _PLACE.finditer(marked)}
    marks = [match.start() for match in re.finditer(SEAL, marked)]
    rows = [row for _, row in calls_in(source)]
    for at, row in zip(marks, rows, strict=False) if len(marks) == len(rows) else ():
        if at not in places or any(start < at < end for start, end in tags):
            return row
    return 0


def row_of(source: str, sought: str) -> int:
    """Row of the first line outside of fenced code that has `sought`, 0 where none has or nothing is sought."""
    wanted = _BLANK.sub("", sought).lower()
    for row, line in lines(source) if wanted else ():
        if wanted in _BLANK.sub("", unescape(line)).lower():
            return row
    return 0


def lines(source: str) -> Iterator[tuple[int, str]]:
    """Lines of a text outside of fenced code, with their rows."""
    fence = ""
    for row, line in enumerate(source.split("\n"), start=1):
        opened = re.match(r"\s*(```+|~~~+)", line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
        elif opened:
            fence = opened[1]
        else:
            yield row, line
