"""Templates choose nothing: a view gives what is shown, a template asks at most whether something is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from macros.files.code import CODE
from tests.portals import ROOT

TEMPLATES = sorted([*CODE.rglob("templates/**/*.html"), *(ROOT / "overrides").rglob("*.html")])
WORDS = {"t", "x", "c", "e", "date", "number", "plural", "tel", "phone", "web", "urlencode"}
"""Filters that only put a value into words or characters."""
FILTERS = WORDS | {
    "length",  # says how many things a list holds that the page shows as well
    "abbreviations",  # only the renderer knows the glossary: what the short words in a title mean
}
WORK: dict[type[nodes.Node], str] = {
    nodes.Compare: "a comparison",
    nodes.BinExpr: "arithmetic, 'and' or 'or'",
    nodes.Concat: "joined texts",
    nodes.Neg: "arithmetic",
    nodes.Pos: "arithmetic",
    nodes.Getitem: "a subscript",
    nodes.Test: "a test",
    nodes.Assign: "a name that is set",
    nodes.AssignBlock: "a name that is set",
    nodes.List: "a list",
    nodes.Dict: "a dictionary",
}
"""What a view does in place of a template."""


def chosen(source: str) -> Iterator[str]:
    """Yield what a template chooses or works out: its line and what it is."""
    for node in Environment().parse(source).find_all(nodes.Node):
        if what := _chosen(node):
            yield f"{node.lineno}: {what}"


def _chosen(node: nodes.Node) -> str:
    if isinstance(node, nodes.If | nodes.CondExpr | nodes.For):
        return "" if node.test is None or _presence(node.test) else "more than whether something is there"
    if isinstance(node, nodes.Filter):
        return "" if node.name in FILTERS else f"the filter {node.name}"
    if isinstance(node, nodes.Call):
        return "" if _tool(node.node) else "a method of a value"
    return next((what for kind, what in WORK.items() if isinstance(node, kind)), "")


def _presence(test: nodes.Node) -> bool:
    """Whether a condition asks one name or one path of attributes (`loop.first` is one), or `not` of it."""
    return _path(test.node) if isinstance(test, nodes.Not) else _path(test)


def _path(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) or (isinstance(node, nodes.Getattr) and _path(node.node))


def _tool(node: nodes.Node) -> bool:
    """Whether a function is a macro, a tool of all templates, or one of the words that a view lends."""
    lent = isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name)
    return isinstance(node, nodes.Name) or (lent and node.node.name in ("tools", "words"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_makes_no_choice_that_a_view_could_make(path: Path) -> None:
    name = path.relative_to(ROOT)
    assert [f"{name}:{found}" for found in chosen(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        "{% if one %}{{ one.name|t }}{% elif not one.url %}{{ one.count|plural('a', 'b', 'c') }}{% endif %}",
        "{% for one in all if one.how %}{% if not loop.last %}, {% endif %}{% else %}–{% endfor %}",
        "{{ 'a' if one.row.open else 'b' }}{{ card(one) }}{{ tools.line(one) }}",
        "{% for name, count in pairs %}{{ name }} {{ count|length }}{% endfor %}",
    ],
)
def test_whether_something_is_there_may_be_asked(source: str) -> None:
    assert list(chosen(source)) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% if one.state == 'open' %}{% endif %}", "more than whether something is there"),
        ("{% if one and two %}{% endif %}", "more than whether something is there"),
        ("{% if one is none %}{% endif %}", "a test"),
        ("{% if all|length %}{% endif %}", "more than whether something is there"),
        ("{% if not (one or two) %}{% endif %}", "more than whether something is there"),
        ("{% for one in all if one.kind == 'a' %}{% endfor %}", "more than whether something is there"),
        ("{{ 'a' if one < 2 else 'b' }}", "a comparison"),
        ("{{ one or 'nic' }}", "arithmetic, 'and' or 'or'"),
        ("{{ one + 1 }}", "arithmetic, 'and' or 'or'"),
        ("{{ -one }}", "arithmetic"),
        ("{{ one ~ two }}", "joined texts"),
        ("{{ all[0] }}", "a subscript"),
        ("{% for one in all[:3] %}{% endfor %}", "a subscript"),
        ("{{ {'a': 'b'}[one] }}", "a dictionary"),
        ("{% for one in ['a', 'b'] %}{% endfor %}", "a list"),
        ("{{ states.get(one) }}", "a method of a value"),
        ("{% set one = two %}", "a name that is set"),
        ("{% set one %}{% endset %}", "a name that is set"),
        ("{{ all|join(', ') }}", "the filter join"),
        ("\n\n{{ one|truncate(9) }}", "the filter truncate"),
    ],
)
def test_a_choice_is_named_with_its_line(source: str, what: str) -> None:
    found = list(chosen(source))
    assert f"{source.count(chr(10)) + 1}: {what}" in found
