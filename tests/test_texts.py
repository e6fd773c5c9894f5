"""Texts of contributors call our macros and do nothing else; their HTML is what texts need and no more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from macros.portal import CALLED
from macros.texts.clean import clean
from macros.texts.reading import EXTENSIONS, check_text, check_texts
from macros.texts.sandbox import mistakes_in, sandbox
from tests.built import COMMAND, ROOT, run

FILE = "catalogue/zkouska.md"
RUNS = (
    "{{ config.__init__.__globals__['os'].popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ environment }}",
    "{{ config }}",
    "{{ page.file }}",
    "{{ files }}",
    "{{ git.short_commit }}",
    "{{ macros_info() }}",
    "{{ fix_url('x') }}",
    "{{ context() }}",
    "{{ now() }}",
    "{{ self.__init__ }}",
    "{{ service.__globals__ }}",
    "{{ service('a').__class__ }}",
    "{{ service }}",
    "{{ service(config) }}",
    "{{ service('a' ~ 'b') }}",
    "{{ service('a' * 999999999) }}",
    "{{ service(*['a']) }}",
    "{{ service(**{'id': 'a'}) }}",
    "{{ service('a') | upper }}",
    "{{ service('a') if true }}",
    "{{ 'a' | attr('__class__') }}",
    "{{ 7 * 191 }}",
    "{{ 7 ** 99999999 }}",
    "{{ range(999999999) | list }}",
    "{{ service('\\ue000title\\ue001') }}",
    "{{ service('\\ud800') }}",
    "{% set x = 1 %}",
    "{% for x in range(9) %}A{% endfor %}",
    "{% if true %}A{% endif %}",
    "{% include '/etc/passwd' %}",
    "{% include 'index.md' %}",
    "{% import 'index.md' as x %}",
    "{% from 'index.md' import x %}",
    "{% extends 'index.md' %}",
    "{% macro x() %}{% endmacro %}",
    "{% call service('a') %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% block x %}{% endblock %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% include_file 'x' %}",
    "{% do x %}",
    "{% raw %} dál",
    "{{ service('a' }}",
    "{{ '" + "(" * 9 + "' + " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "9" * 5000 + " }}",
)


@pytest.mark.parametrize("text", RUNS)
def test_a_text_calls_macros_and_nothing_else(text: str) -> None:
    found = check_text(f"---\ntitle: Zkouška\n---\n\n# Zkouška\n\n{text}\n", FILE, CALLED)
    assert found
    assert {one.rule for one in found} <= {"macro-more", "macro-name", "macro-syntax"}
    assert {one.row for one in found} <= {0, 7, 8}
    assert all(one.what() and one.mend() for one in found)


def test_mistakes_name_row_and_the_nearest_macro() -> None:
    found = mistakes_in(
        'a\n\n{{ servis("x") }}\n{{ servise.__class__ }}\n{{ config.x }}', FILE, CALLED, before=3
    )
    assert [(one.row, one.rule, one.value) for one in found] == [
        (6, "macro-name", "servis"),
        (7, "macro-more", "{{ servise.__class__ }}"),
        (8, "macro-more", "{{ config.x }}"),
    ]
    assert "service" in found[0].mend() and "Nejbližší makro: service" in found[1].mend()


def test_the_sandbox_alone_would_stop_them_too() -> None:
    """The list is the first door; behind it stands an environment without anything to reach for."""
    for text in (
        "{{ config }}",
        "{{ lipsum() }}",
        "{{ range(3) }}",
        "{{ 'a' | upper }}",
        "{% include 'x' %}",
    ):
        with pytest.raises(Exception):  # noqa: B017 - each stops in its own way
            sandbox({}).from_string(text).render(config=1)
    made = sandbox({"service": lambda: "x"})
    with pytest.raises(Exception):  # noqa: B017
        made.from_string("{{ service.__globals__ }}").render()
    assert sorted(made.globals) == ["service"] and not made.filters and not made.tests


@pytest.mark.parametrize(
    "text",
    [
        '{{ service("x") }}',
        '{{- services(situation="dluhy", limit=2, nation=False) -}}',
        "{{ situations(home=True) }}",
        '{{ who("ppp", "spc") }}',
        "{% raw %}{{ config }}{% endraw %}",
        "{# poznámka #}",
        '{{ "{%" }} raw {{ "%}" }}',
        "{{ regions() }} a cena {1} { a }",
    ],
)
def test_what_texts_use_stays(text: str) -> None:
    assert mistakes_in(text, FILE, CALLED) == []


HTML = {
    "<script>alert(1)</script>": "text-html",
    "a <ScRiPt src=//x.test/a.js></sCrIpT> b": "text-html",
    "<iframe src='https://x.test'></iframe>": "text-html",
    "<object data=x></object>": "text-html",
    "<embed src=x>": "text-html",
    "<style>p { color: red }</style>": "text-html",
    "<form action='https://x.test'><input name=q></form>": "text-html",
    "<meta http-equiv=refresh content='0;url=https://x.test'>": "text-html",
    "<base href='https://x.test'>": "text-html",
    "<link rel=stylesheet href='https://x.test'>": "text-html",
    "<svg onload=alert(1)></svg>": "text-html",
    "<math><mi xlink:href='javascript:alert(1)'></mi></math>": "text-html",
    "<p onclick='alert(1)'>a</p>": "text-html",
    "<p style='position:fixed'>a</p>": "text-html",
    "<p data-search>a</p>": "text-html",
    "<img src=x onerror=alert(1)>": "text-html",
    "odstavec\n{: onclick=alert(1) }": "text-html",
    "[odkaz](situace/){: onmouseover=alert(1) }": "text-html",
    "[odkaz](situace/){ style=position:fixed }": "text-html",
    "<!-- poznámka -->": "text-html",
    "<p><![a](b)": "text-html",
    "<h2 id='x'><![TOC]": "text-html",
    "<a href='javascript:alert(1)'>a</a>": "text-link",
    "[a](javascript:alert(1))": "text-link",
    "[a](JaVaScRiPt:alert(1))": "text-link",
    "[a](&#106;avascript:alert(1))": "text-link",
    "<a href='java&#10;script:alert(1)'>a</a>": "text-link",
    "<a href=' &#1;javascript:alert(1)'>a</a>": "text-link",
    "[a](data:text/html,x)": "text-link",
    "[a](vbscript:x)": "text-link",
    "[a](file:///etc/passwd)": "text-link",
    "[a][b]\n\n[b]: javascript:alert(1)": "text-link",
    "<javascript:alert(1)>": "text-html",
    "![a](https://x.test/a.png)": "text-link",
    "![a](//x.test/a.png)": "text-link",
    "a\ue000title\ue001": "text-sign",
    "a&#xe000;title&#xe001;": "text-sign",
    "a &#xe020;0&#xe021;": "text-sign",
    "a &#57376;999999&#57377;": "text-sign",
    "a &#xe0&#xe020;20;0&#xe021;": "text-sign",
    "<p title='&#xf8ff;'>a</p>": "text-sign",
    "<p class='sos'>a</p>": "text-class",
    "<p class='lead &#115;r'>a</p>": "text-class",
    "<a class='exit' href='https://x.test'>Rychle opustit</a>": "text-class",
    '!!! skip "A"\n    b': "text-class",
    "a\n{: .rz-search__list }": "text-class",
    "<!--rz:0-->": "text-mark",
    "<!--{% raw %}rz:0{% endraw %}-->": "text-html",
    "<p title='{{ service(\"x\") }}'>a</p>": "macro-place",
    '[a]({{ service("x") }})': "macro-place",
    '`{{ service("x") }}`': "macro-place",
    '```\n{{ service("x") }}\n```': "macro-place",
}


@pytest.mark.parametrize("text", HTML)
def test_html_of_a_text_is_only_what_texts_need(text: str) -> None:
    found = check_text(f"# Zkouška\n\n{text}\n", FILE, CALLED)
    assert HTML[text] in {one.rule for one in found}, found
    assert all(one.what() and one.mend() for one in found)


@pytest.mark.parametrize(
    "html",
    ["<script>alert(1)</script>", "<p onclick=x>", "<a href='javascript:x'>a</a>", "<x><style><!--</style>"],
)
def test_cleaning_does_not_wait_for_the_mistakes(html: str) -> None:
    """Whatever the search for mistakes could not read, nh3 takes away."""
    safe, _ = clean(html, html, FILE)
    assert not any(mark in safe for mark in ("script", "onclick", "style"))


def test_marks_of_macros_come_through_and_forged_ones_do_not() -> None:
    safe, found = clean("<p>a <!--rz:\ue0207--> <!--rz:8--> \ue0209\ue021</p>", "", FILE)
    assert "<!--rz:7-->" in safe and "8" not in safe and "9" not in safe
    assert found
    for forged in ("&#xe020;7&#xe021;", "&#57376;7&#57377;", "&#xe0&#xe020;20;7&#xE021;", "&#xE0207&#xe021"):
        safe, found = clean(f"<p>{forged}</p>", forged, FILE)
        assert "<!--" not in safe and [one.rule for one in found][:1] == ["text-sign"], forged


def test_a_macro_out_of_place_is_named_by_its_row() -> None:
    for odd in (
        '[a]({{ service("x") }})',
        '`{{ service("x") }}`',
        "<p title='a > {{ service(\"x\") }}'>b</p>",
    ):
        found = check_text(f'# A\n\n{{{{ service("y") }}}}\n\n{odd}\n', FILE, CALLED)
        assert [(one.row, one.rule) for one in found] == [(5, "macro-place")], odd


def test_rows_are_those_of_the_source() -> None:
    text = "---\ntitle: a\n---\n\n```\n<script>\n```\n\n<script>\nx\n</script>\n\n[a](javascript:b)\n"
    found = check_text(text, FILE, CALLED)
    assert [(one.row, one.rule) for one in found] == [(9, "text-html"), (13, "text-link")]


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ('title: "\\uE000emergency\\uE001"', "text-sign"),
        ("sources:\n  - title: a\n    url: javascript:alert(1)", "text-link"),
    ],
)
def test_the_head_steers_nothing(head: str, rule: str) -> None:
    assert [one.rule for one in check_text(f"---\n{head}\n---\n\na\n", FILE, CALLED)] == [rule]


def test_titles_are_not_rendered(portal: Path) -> None:
    path = portal / "catalogue" / "o-portalu.md"
    path.write_text(
        "---\ntitle: 'A {{ 7 * 191 }}'\ndescription: '{{ config }}'\n---\n\n# A\n", encoding="utf-8"
    )
    done = run(COMMAND, "build", "--root", portal, "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    html = (portal / "site/o-portalu/index.html").read_text(encoding="utf-8")
    assert "<title>A {{ 7 * 191 }} –" in html.replace("\u00a0", " ") and "1337" not in html


def test_build_and_check_stop_at_the_same_text(portal: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    path = portal / "catalogue" / "o-portalu.md"
    text = f"{{{{ config.__init__.__globals__['os'].popen('touch {canary}').read() }}}}"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    row = len(path.read_text(encoding="utf-8").splitlines())
    for command in ("check", "build"):
        done = run(COMMAND, command, "--root", portal)
        assert done.returncode == 1
        assert f"catalogue/o-portalu.md, řádek {row}" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    assert not canary.exists()


@pytest.mark.parametrize(
    "name", ["catalogue/x.html", "catalogue/a/x.js", "catalogue/x.svg", "strategy/x.markdown"]
)
def test_only_texts_and_pictures_lie_beside_texts(portal: Path, name: str) -> None:
    (portal / name).parent.mkdir(exist_ok=True)
    (portal / name).write_text("<script>alert(1)</script>", encoding="utf-8")
    assert [(one.file, one.rule) for one in check_texts(portal, CALLED)] == [(name, "text-file")]
    done = run(COMMAND, "build", "--root", portal, "--quiet")
    assert done.returncode == 1 and name in done.stderr


def test_sound_texts_have_no_mistakes(portal: Path) -> None:
    assert check_texts(ROOT, CALLED) == [] and check_texts(portal, CALLED) == []


def test_texts_are_read_with_the_markdown_of_mkdocs_yml() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = [next(iter(one)) if isinstance(one, dict) else one for one in config["markdown_extensions"]]
    assert set(EXTENSIONS) == {"toc", "tables", "fenced_code", *named}


def test_no_macro_hides_behind_a_name_of_jinja() -> None:
    assert set(CALLED).isdisjoint({"loop", "self", "super", "caller", "varargs", "kwargs"})
    assert os.sep not in "".join(CALLED)
