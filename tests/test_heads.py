"""The head of a text: what one character can do to it, and that MkDocs reads what we read."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from macros.data.heads import read_head
from macros.data.problems import BadData
from macros.entry.cli import app
from macros.load import load_site
from macros.portal import renderer as renderer_of
from macros.publish import targets
from macros.publish.writing import Target, WrongMacros
from tests import portals
from tests.built import COMMAND, Built, run

GUIDE = "catalogue/situace/domaci-nasili.md"
HEAD = """---
title: Doma mi někdo ubližuje
description: Průvodce.
guide: domaci-nasili
reviewed: 2024-07-02
sources:
  - title: Zdroj
    url: https://www.priklad.test/zdroj
    read_on: 2024-05-02
---

Není to vaše vina.
"""


def rules(text: str | bytes) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [one.rule for one in read_head(raw, GUIDE).problems]


@pytest.mark.parametrize(
    "saved",
    [
        HEAD.encode(),
        codecs.BOM_UTF8 + HEAD.encode(),
        HEAD.replace("\n", "\r\n").encode(),
        b"# Bez hlavi\n\ntext\n",
    ],
    ids=["plain", "with BOM", "with CRLF", "without a head"],
)
def test_a_sound_head_has_no_problem(saved: bytes) -> None:
    assert rules(saved) == []


@pytest.mark.parametrize(
    ("find", "replace", "rule"),
    [
        ("---\ntitle", "\n---\ntitle", "head-start"),
        ("---\ntitle", " ---\ntitle", "head-start"),
        ("---\ntitle", "title", "head-start"),
        ("---\ntitle", "--\ntitle", ""),
        ("---\ntitle", "----\ntitle", "head-end"),
        ("---\ntitle", "--- x\ntitle", "head-end"),
        ("02\n---\n", "02\n", "head-end"),
        ("02\n---\n", "02\n--\n", "head-end"),
        ("Průvodce.", "Pozor: kdy", "head-yaml"),
        ("guide: ", "\tguide: ", "head-yaml"),
        ("Průvodce.", '"Průvodce.', "head-yaml"),
        ("guide: ", "guide:", "head-yaml"),
        ("guide: domaci-nasili", "guide: a\nguide: b", "head-yaml"),
        ("guide: ", "guid: ", "head-key"),
        ("guide: ", "Guide: ", "head-key"),
        ("guide: ", "gu\u200bide: ", "head-key"),
        ("guide: ", "template: x.html\nguide: ", "head-key"),
        ("guide: ", "render_macros: false\nguide: ", "head-key"),
        ("guide: ", "quick_exit: yes please\nguide: ", "head-value"),
        ("guide: domaci-nasili", "guide: [domaci-nasili]", "head-value"),
        ("guide: domaci-nasili", "guide: 5", "head-value"),
        ("guide: domaci-nasili", "guide:", "head-value"),
        ("title: Doma mi někdo ubližuje", "title: 5", "head-value"),
        ("2024-07-02", '"2024-07-02"', "head-value"),
        ("2024-07-02", "2024-07-02 10:00:00", "head-value"),
        ("https://www.priklad.test/zdroj", "javascript:alert(1)", "head-value"),
        ("    read_on: 2024-05-02\n", "", "head-value"),
        ("reviewed: 2024-07-02\n", "", "head-missing"),
        ("title: Doma mi někdo ubližuje\n", "", "head-missing"),
        ("reviewed", "---\nreviewed", "head-missing"),
        (HEAD, "", "text-empty"),
        (HEAD, " \n\n", "text-empty"),
        ("Průvodce.", "a\0b", "text-encoding"),
        (HEAD, "---\n- a\n---\n", "head-yaml"),
        (HEAD, "---\n---\n", "head-end"),
        (HEAD, "---\na: " + "[" * 20_000 + "\n---\n", "head-yaml"),
        (HEAD, "---\n" + "- " * 20_000 + "\n---\n", "head-yaml"),
    ],
)
def test_one_slip_in_a_head_is_named(find: str, replace: str, rule: str) -> None:
    assert find in HEAD
    found = rules(HEAD.replace(find, replace, 1))
    # A text whose head is no head at all is caught by its place: a guide has to say whose it is.
    assert rule in found or (rule == "" and not found)


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "utf-16", "utf-16-le"])
def test_another_encoding_is_named(encoding: str) -> None:
    assert rules(HEAD.encode(encoding)) == ["text-encoding"]


_lines = st.sampled_from(
    [
        "---",
        "----",
        "...",
        "",
        " ",
        "title: a",
        "guide: b",
        "quick_exit: true",
        "quick_exit: false",
        "x",
        "- a",
    ]
)
_odd = st.sampled_from(
    ["title: 'a", "\ttitle: b", "title: a: b", " title: c", "description: |", "guid: b", "{a"]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(_lines, _odd, st.text(max_size=4)), max_size=8))
@example(["12:30 se otevírá."])
@example(["https://www.priklad.test"])
def test_mkdocs_reads_the_head_that_we_read(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    read = read_head(text.encode("utf-8", "replace"), "catalogue/x.md")
    if not read.problems:
        # Of the plainest heads only the text of each value is kept: days stay text.
        plain = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
        assert meta.get_data(plain)[1] == read.head


@pytest.mark.parametrize(
    ("place", "guide", "rule"),
    [
        ("catalogue/situace/vychova.md", "", "guide-missing"),
        ("catalogue/situace/vychova.md", "domaci-nasili", "guide-other"),
        ("catalogue/situace/neznama.md", "neznama", "guide-unknown"),
        ("catalogue/vychova.md", "vychova", "guide-place"),
        ("strategy/vychova.md", "vychova", "guide-place"),
        ("catalogue/situace/a/vychova.md", "vychova", "guide-other"),
        ("catalogue/situace/vychova.markdown", "vychova", "text-name"),
        ("catalogue/README.md", "", "text-name"),
    ],
)
def test_a_guide_belongs_to_the_situation_whose_page_it_takes(
    portal: Path, place: str, guide: str, rule: str
) -> None:
    path = portal / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        HEAD.replace("guide: domaci-nasili\n", f"guide: {guide}\n" if guide else ""), encoding="utf-8"
    )
    assert (place, rule) in {(one.file, one.rule) for one in portals.problems_of(portal)}


def test_a_situation_may_have_no_guide(portal: Path) -> None:
    (portal / GUIDE).unlink()
    assert portals.problems_of(portal) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"",
        lambda raw: b"\n" + raw,
        lambda raw: raw.replace(b"guide:", b"guid:"),
        lambda raw: raw.replace(b"guide: ", b"\tguide: "),
        lambda raw: raw.decode().encode("cp1250"),
        lambda raw: raw.replace(b"guide: domaci-nasili\n", b""),
    ],
    ids=["empty", "blank line", "misspelt", "tab", "Windows-1250", "no guide"],
)
def test_no_command_builds_a_guide_without_its_exit(portal: Path, change: Any, tmp_path: Path) -> None:
    path = portal / GUIDE
    path.write_bytes(change(path.read_bytes()))
    done = CliRunner().invoke(app, ["check", "--root", str(portal)])
    assert done.exit_code == 1
    assert GUIDE in done.output
    for command in (
        [COMMAND, "build", "--root", portal, "--out", tmp_path / "out"],
        [COMMAND.with_name("mkdocs"), "build", "-q", "-f", portal / "mkdocs.yml", "-d", tmp_path / "out"],
    ):
        ran = run(*command)
        assert ran.returncode != 0
        assert GUIDE in ran.stdout + ran.stderr
        assert "Traceback" not in ran.stdout + ran.stderr
    assert not (tmp_path / "out").exists()


def test_a_page_of_danger_without_its_exit_stops_the_build_whatever_the_head_says(mini: Built) -> None:
    """The last guard does not trust the text: the table of situations says which pages need the way out."""
    from macros.texts.bundle import Bundle, Prose

    renderer = renderer_of(mini.site, mini.root / ".cache" / "rozcestnik" / "templates")
    page = next(one for one in mini.pages if one.url == "situace/domaci-nasili/")
    bundle = Bundle(mini.out, pages=[])
    text = Prose(page.url, "<html><body><article>Text</article></body></html>", "", "", GUIDE)
    with pytest.raises(WrongMacros) as stopped:
        targets._prose(renderer, text, text.html, bundle, "../../", page)
    assert [one.rule for one in stopped.value.problems] == ["exit-missing"]
    assert "quick-exit" in mini.files["situace/domaci-nasili/index.html"].decode()
    assert Target and BadData and load_site


@pytest.mark.parametrize("path", sorted(portals.ROOT.glob("catalogue/**/*.md")), ids=lambda path: path.stem)
def test_the_short_way_reads_what_the_parser_reads(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    read, parsed = read_head(raw.encode(), path.name), meta.get_data(raw)[1]
    assert not read.problems
    assert set(read.head) == set(parsed)
    assert all(str(parsed[key]) == str(read.head[key]) for key in parsed if key != "sources")
