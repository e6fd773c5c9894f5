"""The text of HTML and of templates gets Czech typography; tags, code and all that Jinja reads stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.files.code import CODE
from macros.words.czech import NBSP
from macros.words.typesetting import typeset_html, typeset_template


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("<p>Pomoc v obci</p>", "<p>Pomoc v~obci</p>"),
        ("<p>Stav k {{ day }}.</p>", "<p>Stav k~{{ day }}.</p>"),
        ("<p>{{ share }} % a {{ price }} Kč</p>", "<p>{{ share }}~% a~{{ price }}~Kč</p>"),
        ("{% if known %}V obci{% endif %} a okolí", "{% if known %}V~obci{% endif %} a~okolí"),
        (
            '<a title="v obci" href="{{ root }}k ">v obci</a>',
            '<a title="v obci" href="{{ root }}k ">v~obci</a>',
        ),
        (
            '<a {% if a > b %}class="v a"{% endif %}>v obci</a>',
            '<a {% if a > b %}class="v a"{% endif %}>v~obci</a>',
        ),
        ('<{{ h }} id="{{ id }} x">v obci</{{ h }}>', '<{{ h }} id="{{ id }} x">v~obci</{{ h }}>'),
        ("<code>v obci</code> v obci", "<code>v obci</code> v~obci"),
        (
            '{{ "v obci" }} {% set a = "v obci" %}{# v obci #}',
            '{{ "v obci" }} {% set a = "v obci" %}{# v obci #}',
        ),
        ("{{ a }} {{ b }}", "{{ a }} {{ b }}"),
    ],
)
def test_text_of_templates(source: str, becomes: str) -> None:
    assert typeset_template(source) == becomes.replace("~", NBSP)
    assert typeset_template(becomes.replace("~", NBSP)) == becomes.replace("~", NBSP), "twice changes nothing"


@given(st.text(alphabet="av {}%#<>/\"'\nk5Č"))
def test_only_spaces_and_quotes_change(source: str) -> None:
    plain = str.maketrans({NBSP: " ", "„": '"', "“": '"'})
    assert typeset_template(source).translate(plain) == source
    assert typeset_template(source).count("\n") == source.count("\n")


def test_every_template_still_has_its_lines() -> None:
    for path in sorted(CODE.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        assert typeset_template(source).replace(NBSP, " ") == source.replace(NBSP, " "), path.name


def test_html_outside_of_tags_and_code() -> None:
    assert typeset_html('<p title="v obci">v obci <pre>v obci</pre></p>') == (
        f'<p title="v obci">v{NBSP}obci <pre>v obci</pre></p>'
    )
