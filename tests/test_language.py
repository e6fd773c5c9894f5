"""The seam between the portal and its language, and Czech that stands in code."""

from __future__ import annotations

from pathlib import Path

from macros.data.settings import read_settings
from macros.load import load_site
from macros.page import render
from macros.words import czech
from macros.words.language import LANGUAGES, Language
from tests import czech_in_code


def test_no_module_gets_new_czech() -> None:
    now, recorded = czech_in_code.counted(), czech_in_code.recorded()
    grown = [
        f"{name}: {count} texts, {recorded.get(name, 0)} are recorded"
        for name, count in now.items()
        if count > recorded.get(name, 0)
    ]
    assert not grown, f"{grown}: Czech belongs into a module words.py; see tests/czech_in_code.py"


def test_what_is_recorded_shrinks_with_the_code() -> None:
    assert czech_in_code.recorded() == czech_in_code.counted(), "python -m tests.czech_in_code"


def test_texts_are_told_from_docstrings_and_english() -> None:
    source = '"""Řád."""\nA = "řád", f"{1} den"\n"""Popis áčka."""\ndef f():\n    """Ž."""\n    return f"týden {A} ťuk"\n'
    assert list(czech_in_code.texts(source)) == ["řád", "týden  ťuk"]


def test_the_portal_holds_its_language(portal: Path) -> None:
    site = load_site(portal).site
    assert site.language is czech
    env = render.environment(language=site.language)
    assert env.from_string("{{ 1500|number }} {{ 'v lese'|t }}").render() == "1\u00a0500 v\u00a0lese"


def test_filters_speak_the_language_they_are_given() -> None:
    class Other:
        """Czech that shouts."""

        def __getattr__(self, name: str) -> object:
            return lambda value, *_: f"{name}!{value}"

    shouting: Language = Other()  # type: ignore[assignment]
    env = render.environment(language=shouting)
    assert env.from_string("{{ 1|number }} {{ 'a'|t }} {{ 2|date }}").render() == "number!1 typeset!a date!2"


def test_a_language_that_is_not_there_is_refused(portal: Path) -> None:
    config = portal / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert read_settings(portal).language in LANGUAGES
    for theme in ("language: de", "language: [cs]", "language: 1"):
        config.write_text(text.replace("language: cs", theme), encoding="utf-8")
        assert [one.rule for one in read_settings(portal).problems] == ["language-missing"], theme
    config.write_text(text.replace("  language: cs\n", ""), encoding="utf-8")
    assert read_settings(portal).problems == ()
