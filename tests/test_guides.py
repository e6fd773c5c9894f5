"""Guides keep their form: sections in order, few and short sentences, sources, and a way out where it is needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from macros.load import load_site
from macros.subjects.catalogue.model import Catalogue
from macros.texts.guides import HEADINGS, arrange
from macros.words.typesetting import typeset_html

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "catalogue" / "situace").glob("*.md"))
ROLES = ["Jsem rodič", "Jsem dítě nebo dospívající", "Jsem učitel", "Pracuji s rodinami"]


def split(path: Path) -> tuple[dict[str, object], str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def sections(body: str) -> dict[str, str]:
    pieces = re.split(r"^## (.+?)\s*$", body, flags=re.MULTILINE)
    return {"": pieces[0]} | dict(zip(pieces[1::2], pieces[2::2], strict=True))


def spoken(text: str) -> str:
    """The words that a reader reads: no macros, no marks of lists."""
    return re.sub(r"\{\{.*?\}\}|[*#>-]+ |[*_`]", " ", text)


def sentences(text: str) -> list[str]:
    lines = [line for line in spoken(text).splitlines() if line.strip()]
    return [one for line in lines for one in re.split(r"(?<=[.?!:;])\s+", line.strip()) if one]


def test_every_situation_has_a_guide_with_its_id() -> None:
    assert {path.stem for path in GUIDES} == set(load_site(ROOT).site[Catalogue].situations)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_guide_keeps_the_form(path: Path) -> None:
    head, body = split(path)
    situation = load_site(ROOT).site[Catalogue].situations[path.stem].row
    assert head["guide"] == path.stem
    assert head["title"] == situation.title
    assert len(str(head["description"])) <= 160
    sources = head["sources"]
    assert isinstance(sources, list) and sources
    for one in sources:
        assert one["title"] and one["read_on"] and re.match(r"https?://", one["url"])
    found = [name for name in sections(body) if name]
    assert found == [name for name in HEADINGS if name in found], "unknown section or wrong order"
    assert {"První krok dnes", "Krok za krokem", "Podle toho, kdo jste", "Na co máte právo"} <= set(found)
    assert ("Hned teď" in found) or not situation.danger
    assert re.findall(r"^### (.+?)\s*$", sections(body)["Podle toho, kdo jste"], re.MULTILINE) == ROLES
    assert 3 <= len(re.findall(r"^### ", sections(body)["Krok za krokem"], re.MULTILINE)) <= 6
    assert not re.search(r"^# ", body, re.MULTILINE)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_guide_is_short_and_plain(path: Path) -> None:
    parts = sections(split(path)[1])
    first_reading = " ".join(
        text for name, text in parts.items() if name not in ("Podle toho, kdo jste", "Na co máte právo")
    )
    assert len(spoken(first_reading).split()) <= 400
    long = [one for text in parts.values() for one in sentences(text) if len(one.split()) > 20]
    assert not long, "sentences over 20 words: " + " | ".join(long)


def test_arrange_dresses_sections_by_their_headings() -> None:
    html = arrange(
        '<p>Úvod.</p><h2 id="a">Krok za krokem</h2><h3 id="b">Zavolejte</h3><p>Hned.</p>'
        '<h2 id="c">Podle toho, kdo jste</h2><h3 id="d">Jsem rodič</h3><p>Ano.</p>'
        '<h2 id="e">Na co máte právo</h2><p>Právo.</p>'
    )
    assert '<ol class="steps"><li><h3 id="b">Zavolejte</h3><p>Hned.</p></li></ol>' in html
    assert (
        '<details class="role" name="role"><summary><h3>Jsem rodič</h3></summary>'
        '<div class="role__text" id="d"><p>Ano.</p></div>' in html
    )
    assert '<details class="rights"><summary><h2 id="e">Na co máte právo</h2></summary><p>Právo.</p>' in html


def test_typography_spares_code_and_tags() -> None:
    html = typeset_html('<p title="v obci">V obci <code>v obci</code> je 10 %.</p>')
    assert html == '<p title="v obci">V\u00a0obci <code>v obci</code> je 10\u00a0%.</p>'
