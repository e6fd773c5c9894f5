"""The style sheet: cut by subjects, written to be read, joined in the order of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.files.code import CODE, code_key
from macros.portal import SUBJECTS
from macros.publish import style
from macros.texts import bundle
from tests import built

FILES = sorted(CODE.rglob("*.css"))
HOME = "assets/css/site.css"


def shown(path: Path) -> str:
    return path.relative_to(CODE).as_posix()


def test_every_style_is_joined_the_engine_first_then_subjects_from_the_ground_up() -> None:
    joined = list(style.styles())
    assert sorted(joined) == FILES
    at = [CODE / "subjects" / one.name / f"{one.name}.css" for one in SUBJECTS]
    assert joined == [*(CODE / one for one in style.ENGINE), *(one for one in at if one in FILES)]


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_styles_are_written_to_be_read(path: Path) -> None:
    """One declaration a line, no long line, and a comment before each block of rules."""
    text = path.read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    wrong = [line for line in text.splitlines() if len(line) > 120]
    wrong += [line for line in rules.splitlines() if line.count(";") > 1 or re.search(r"\{.|\S.*\}", line)]
    wrong += [block for block in text.split("\n\n") if not block.startswith("/* ")]
    assert wrong == []


def test_the_joined_sheet_says_all_and_weighs_less() -> None:
    raw = style.style().decode()
    sources = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert raw.count("{") == raw.count("}") == re.sub(r"/\*.*?\*/", "", sources, flags=re.DOTALL).count("{")
    assert "/*" not in raw and "\n" not in raw.rstrip("\n") and "  " not in raw
    assert len(raw) < 0.75 * len(sources)


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a , b {\n  color: red ;\n}\n", "a,b{color:red}\n"),
        ("/* a; b */ p::after { content: \" ( ; } \" attr(href) ')  /* ' }", "p::after{content:\" ( ; } \" attr(href) ')  /* '}\n"),
        ("@media (min-width: 2rem) and (x) { a :hover { width: calc(100% - 1rem) } }", "@media (min-width:2rem) and (x){a :hover{width:calc(100% - 1rem)}}\n"),
        ("ul > li + li, a:not(.b) { margin: 0 -.5rem }/* it's */", "ul > li + li,a:not(.b){margin:0 -.5rem}\n"),
        ("a/**/b { }", "a b{}\n"),
    ],
)  # fmt: skip
def test_only_what_says_nothing_is_taken_away(css: str, small: str) -> None:
    assert style.smaller(css) == small
    assert style.smaller(small) == small


@given(st.text(alphabet="a:;,{}() \n'\"\\/*"))
def test_small_stays_small(css: str) -> None:
    assert len(style.smaller(css)) <= len(css) + 1


def test_a_portal_may_have_styles_of_its_own(portal: Path, tmp_path: Path) -> None:
    built.build(portal, tmp_path / "ours")
    folder = portal / "vzhled"
    built.shutil.copytree(built.ROOT / "overrides", folder)
    (folder / "assets/css/vlastni.css").write_text("p { color: red }", encoding="utf-8")
    settings = portal / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"custom_dir: .*", f"custom_dir: {folder}", text), encoding="utf-8")
    built.build(portal, tmp_path / "own")
    ours, own = built.read(tmp_path / "ours"), built.read(tmp_path / "own")
    assert own["assets/css/vlastni.css"] == b"p { color: red }"
    assert own[HOME] == ours[HOME] == style.style()
    (folder / HOME).write_text("p { color: blue }", encoding="utf-8")
    built.build(portal, tmp_path / "own")
    assert built.read(tmp_path / "own")[HOME] == b"p { color: blue }"


def test_a_changed_style_is_a_new_version(
    portal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bundle.prose_key(portal, code_key())
    code = tmp_path / "macros"
    built.shutil.copytree(CODE, code, ignore=built.shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(bundle, "CODE", code)
    file = code / "subjects" / "coverage" / "coverage.css"
    file.write_text(file.read_text(encoding="utf-8") + "\np {\n}\n", encoding="utf-8")
    assert bundle.prose_key(portal, code_key()) != before
