"""What runs in a text: calls of our macros with fixed values, and nothing else.

mkdocs-macros gives a text `config`, `environment`, its own helpers and so all of Python. Here a text is
parsed first and only what stands on the list below passes; what passes is rendered in a sandbox that has
our macros and nothing more: no variables of the page or of mkdocs.yml, no filters, tests or files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.nodes import Call, Const, Expr, Keyword, List, Name, Node, Output, TemplateData
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.data.problems import Problem, nearest, problem
from macros.data.steps import RAW

SEAL = "\ue020"
"""Stands in every mark that a call leaves: no text may hold it, so no text can write a mark by hand."""

SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\uf8ff\U000f0000-\U0010ffff]")
"""Signs that no text may hold: control characters, halves of pairs, and those of Unicode's private use."""
_CALL = re.compile(r"\{\{-?\s*([A-Za-z_]\w*)\s*\(")
_DEEP, _LONG = "závorek v sobě je příliš mnoho", "číslo je příliš dlouhé"


class _Alone(Template):
    """A template that takes no variables, whoever gives them."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return super().render()


class _Sandbox(ImmutableSandboxedEnvironment):
    template_class = _Alone


def sandbox(macros: dict[str, Callable[..., str]]) -> ImmutableSandboxedEnvironment:
    """An environment for texts that knows `macros` and nothing else."""
    made = _Sandbox(undefined=StrictUndefined, loader=None, cache_size=0)
    for names in (made.globals, made.filters, made.tests):
        names.clear()
    made.globals.update(macros)
    return made


_PARSER = sandbox({})


def confine(plugin: Any, known: Iterable[str]) -> None:
    """Leave to mkdocs-macros only its place in the order of events: what it renders runs in the sandbox.

    `known` are the names of macros. Titles of pages are not rendered at all: they come from the head of a text
    and from mkdocs.yml.
    """
    made = sandbox({name: plugin.macros[name] for name in known})
    plugin._env = made
    names = made.make_globals(None)
    plugin.render = lambda markdown, force_rendering=False: _Alone.from_code(
        made, _code(markdown), names
    ).render()
    plugin.has_j2 = lambda text: False


@lru_cache(maxsize=1 << 9)
def _code(text: str) -> CodeType:
    """A text compiled; most stay the same in a live preview. No macro is asked before it is rendered."""
    return _PARSER.compile(text)


def sealed(mark: str) -> str:
    """The mark of a call as it stands in a text until the HTML was cleaned."""
    return mark.replace("<!--rz:", f"<!--rz:{SEAL}")


def calls_in(text: str) -> list[tuple[str, int]]:
    """Name and row of every macro call in the source of a text; examples in raw blocks do not count."""
    plain = RAW.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [(match[1], plain.count("\n", 0, match.start()) + 1) for match in _CALL.finditer(plain)]


def mistakes_in(body: str, file: str, known: Collection[str], before: int = 0) -> list[Problem]:
    """Say what a text has between the marks of a template beside calls of macros with fixed values.

    `body` is a text without its head, `known` are the names of macros, `before` the number of lines of the head.
    """
    return list(_mistakes(body, file, tuple(known), before))


@lru_cache(maxsize=1 << 9)
def _mistakes(body: str, file: str, known: tuple[str, ...], before: int) -> Sequence[Problem]:
    try:
        tree = _PARSER.parse(body)
    except TemplateSyntaxError as error:
        return [problem(file, before + error.lineno, "", "macro-syntax", reason=error.message)]
    except RecursionError:
        return [problem(file, 0, "", "macro-syntax", reason=_DEEP)]
    except ValueError:
        # Python reads no whole numbers of thousands of digits.
        return [problem(file, 0, "", "macro-syntax", reason=_LONG)]
    lines = body.split("\n")
    found = []
    for node in _foreign(tree.body, known):
        at = next((one.lineno for one in [node, *node.find_all(Node)] if one.lineno), 1)
        row = before + at
        if isinstance(node, Name):
            hint = nearest(node.name, known)
            found.append(problem(file, row, "", "macro-name", node.name, hint=hint))
        else:
            said = _between(lines[at - 1])
            names = " ".join(one.name for one in node.find_all(Name))
            hint = nearest(names, known, "Nejbližší makro: ")
            found.append(problem(file, row, "", "macro-more", said, hint=hint))
    return sorted(set(found))


def _foreign(body: list[Node], known: Collection[str]) -> Iterator[Node]:
    """Nodes that are not on the list, each the outermost that is foreign; a name stands for an unknown macro."""
    for node in body:
        if not isinstance(node, Output):
            yield node
            continue
        for one in node.nodes:
            if isinstance(one, TemplateData) or (isinstance(one, Const) and _constant(one)):
                continue
            called = one.node if isinstance(one, Call) else one
            if isinstance(called, Name) and called.name not in known:
                yield called
            elif not isinstance(called, Name) or not isinstance(one, Call) or not _fixed(one):
                yield one


def _fixed(call: Call) -> bool:
    """Whether all that a call is given is written out: texts, numbers, yes and no, and lists of them."""
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return False
    return all(
        _constant(one.value if isinstance(one, Keyword) else one) for one in [*call.args, *call.kwargs]
    )


def _constant(value: Expr | Node) -> bool:
    if isinstance(value, List):
        return all(isinstance(one, Const) for one in value.items)
    return isinstance(value, Const) and not (isinstance(value.value, str) and SIGN.search(value.value))


def _between(line: str) -> str:
    found = re.search(r"\{[{%].*?[%}]\}", line)
    return found[0] if found else line.strip()
