"""Macros for people who write prose: what one is, and how a call becomes HTML.

MkDocs never sees the data. A call in a text leaves a mark with its arguments; the mark is replaced when
pages are poured. So texts and data can change each on their own, and a changed phone number never asks
for MkDocs at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from macros.data.problems import Problem, nearest, problem
from macros.model.site import Site
from macros.page.render import Renderer, text
from macros.texts.bundle import Call

_MARK = re.compile(r"<!--rz:([0-9]+)-->")
_LONE = re.compile(r"<p>\s*(<!--rz:\d+-->)\s*</p>")


@dataclass(slots=True)
class Recorder:
    """Collects the calls of all texts while MkDocs reads them."""

    calls: list[Call] = field(default_factory=list)

    def record(self, macro: str, args: tuple[Any, ...], kwargs: dict[str, Any], file: str, row: int) -> str:
        """Remember a call and return its mark."""
        self.calls.append(Call(macro, list(args), kwargs, file, row))
        return f"<!--rz:{len(self.calls) - 1}-->"


class Untold(Exception):
    """What a macro was asked for must not be told: the rule that says why, the value, words of its sentences."""

    def __init__(self, rule: str, value: str, details: Mapping[str, Any]) -> None:
        super().__init__(rule, value)
        self.rule, self.value, self.details = rule, value, details


class UnknownId(Exception):
    """An id that the data do not have, and those that they do."""

    def __init__(self, value: str, known: Iterable[str]) -> None:
        super().__init__(value)
        self.value, self.known = value, list(known)


def everything(site: Site, call: Call) -> Iterable[bytes]:
    """What a macro reads that may show anything."""
    return (site.whole_key,)


def codelists(site: Site, call: Call) -> Iterable[bytes]:
    """What a macro reads that shows code lists only: they are part of every page's key."""
    return ()


@dataclass(frozen=True, slots=True)
class Macro:
    """What a text may call. The docstring of `show` is its manual."""

    name: str
    show: Callable[..., Markup]
    """Called with `Here` and what the text gives."""
    reads: Callable[[Site, Call], Iterable[bytes]] = everything
    """Keys of all that a call may show."""
    part: bool = False
    """Whether pages get it without asking, and texts may not call it."""


Macros = Mapping[str, Macro]


@dataclass(frozen=True, slots=True)
class Here:
    """What a macro may use: the site, the renderer and the way to the root of the site."""

    renderer: Renderer
    root: str
    macros: Macros

    @property
    def site(self) -> Site:
        """The portal."""
        return self.renderer.site

    def list(self, services: Iterable[Any], macro: str = "card", css: str = "cards") -> Markup:
        """A list of services as cards or lines."""
        tool = getattr(self.renderer.tools(self.root), macro)
        return Markup('<ul class="{}">{}</ul>').format(css, Markup("").join(map(tool, services)))


def expand(
    renderer: Renderer, html: str, calls: list[Call], root: str, problems: list[Problem], macros: Macros
) -> str:
    """Replace the marks of a page by what their macros show; mistakes are added to `problems`."""
    here = Here(renderer, root, macros)

    def one(match: re.Match[str]) -> str:
        call = calls[int(match[1])]
        try:
            return str(macros[call.macro].show(here, *call.args, **call.kwargs))
        except UnknownId as error:
            value = str(error.value)
            hint = nearest(value, error.known)
            problems.append(problem(call.file, call.row, "", "macro-id", value, macro=call.macro, hint=hint))
        except Untold as error:
            problems.append(
                problem(call.file, call.row, "", error.rule, error.value, macro=call.macro, **error.details)
            )
        except (TypeError, AttributeError, ValueError) as error:
            problems.append(
                problem(call.file, call.row, "", "macro-error", macro=call.macro, reason=_reason(error))
            )
        return ""

    return _MARK.sub(one, _LONE.sub(r"\1", html))


def reads(site: Site, html: str, calls: list[Call], macros: Macros) -> Iterable[bytes]:
    """Keys of all that the macros of a page may show."""
    for number in _MARK.findall(html):
        call = calls[int(number)]
        yield call.key
        if call.macro in macros:
            yield from macros[call.macro].reads(site, call)


def _reason(error: Exception) -> str:
    return str(error).replace("macro_", "").replace("()", "")


def find(known: dict[str, Any], value: str) -> Any:
    """What has that id. UnknownId with those that are known."""
    if value not in known:
        raise UnknownId(value, known)
    return known[value]


def macro_macro_list(here: Here) -> Markup:
    """Seznam všech maker s popisem, pro stránku o makrech."""
    shown = {macro.name: macro.show for macro in here.macros.values() if not macro.part}
    known = [(name, " ".join((function.__doc__ or "").split())) for name, function in sorted(shown.items())]
    return here.renderer.part("prose", "macro_list", here.root, known)


def macro_portal(here: Here) -> Markup:
    """Název portálu z mkdocs.yml, v prvním pádě: „na portálu {{ portal() }}“."""
    return text(here.site.settings.name)


MACRO_LIST = Macro("macro_list", macro_macro_list, codelists)
PORTAL_NAME = Macro("portal", macro_portal, codelists)
