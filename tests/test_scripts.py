"""Rules of the site's scripts that need no tool: one global name, English names, no young syntax, all in the lists.

Types and the rest are checked by `make lint` (tests/javascript_tool), which needs npm; these tests do not.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.publish.offline import CORE, REST
from macros.subjects.catalogue.order import DIRECT
from macros.words import czech
from tests import javascript

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tests" / "javascript_tool"
FIRST = "tools.js"
WITHOUT_NET = {"catalogue.js", "chart.js", "choice.js", "cost.js", "map.js", "map-beside.js"} | {
    "planner.js",
    "timetable.js",
    "timetable-proof.js",
    "timetable-told.js",
    "wishes.js",
}
"""What works on pages only that no phone keeps."""
BOTH = {
    *(
        "areas",
        "at",
        "body",
        "bonus",
        "box",
        "by",
        "call",
        "case",
        "count",
        "create",
        "data",
        "date",
        "hours",
        "in",
        "index",
        "kind",
        "let",
        "limit",
    ),
    *(
        "list",
        "me",
        "most",
        "measure",
        "more",
        "on",
        "panel",
        "places",
        "raw",
        "regions",
        "request",
        "role",
        "search",
        "service",
    ),
    *("services", "situation", "situations", "take", "term", "terms", "test", "text", "to"),
    *("mate", "plan", "this", "who"),
    # The portal, the language, what only Czechia has, the prefix "ne-", and the short word for radian.
    *("rozcestnik", "czech", "orp", "ne", "rad"),
}
"""Words of names that stand in our Czech texts as well: they are English too, or have no English."""
# Whole words of JavaScript, in the order in which they are tried.
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
    |(?P<regex>(?:(?<=[(!])|(?<=[=,:&|?(]\s))/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)
    |(?P<name>[^\W\d][\w$]*)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)


def scripts() -> list[Path]:
    """The scripts of pages; the worker is not among them."""
    return sorted(javascript.SCRIPTS.glob("*.js"))


def worker() -> Path:
    """The service worker, wherever its room lies."""
    (found,) = (ROOT / "macros").rglob("sw.js")
    return found


def bare(source: str) -> str:
    """A script without comments, and with empty strings and patterns."""
    kept = {"comment": "", "string": '""', "regex": "/x/"}
    return _TOKEN.sub(lambda found: kept.get(found.lastgroup or "", found[0]), source)


def names(source: str) -> Iterator[str]:
    """The words of all names in a script, small: `pageShown` is page, shown."""
    for name in re.findall(r"[^\W\d][\w$]*", re.sub(r'""|/x/', "", bare(source))):
        yield from (word.lower() for word in re.findall(r"[^\W\d_A-Z][^\W\d_A-Z]+|[A-Z]+[^\W\d_A-Z]*", name))


def texts() -> set[str]:
    """Every word of what people read in our texts, without diacritics."""
    found: set[str] = set()
    for path in [*(ROOT / "catalogue").rglob("*.md"), *(ROOT / "strategy").rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"\A---\n.*?\n---\n|\{\{.*?\}\}|\{:.*?\}|```.*?```|`[^`]*`|https?://\S+|<[^>]*>",
            "",
            text,
            flags=re.DOTALL,
        )
        found.update(czech.tokens(text))
    return {word for word in found if len(word) > 1}


# One name ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.name)
def test_a_script_writes_no_global_but_its_part_of_the_one_name(path: Path) -> None:
    """At the top stand functions that are called at once, and nothing else."""
    lines = bare(path.read_text(encoding="utf-8")).split("\n")
    top = {line for line in lines if line and not line.startswith((" ", "}"))}
    mine = {"const Rozcestnik = Object.create(null);", "Rozcestnik.tools = (() => {"}
    assert top == (mine if path.name == FIRST else {"(() => {"})


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.name)
def test_parts_of_the_name_are_those_that_the_types_know(path: Path) -> None:
    source = bare(path.read_text(encoding="utf-8"))
    interface = re.findall(r"^interface Portal \{$(.*?)^\}$", _types(), re.MULTILINE | re.DOTALL)[0]
    known = set(re.findall(r"^  (\w+)\??:", interface, re.MULTILINE))
    assert set(re.findall(r"\bRozcestnik\.(\w+)", source)) <= known
    assert re.findall(r"\b(?:window|self|globalThis)\.\w+\s*=[^=]", source) == []


def test_what_the_map_loads_hangs_on_the_name_too() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py")]
    assert sum("Rozcestnik.mapSetup = " in one for one in sources) == 1
    assert not any(re.search(r"window\.\w+ = ", one) for one in sources)


def _types() -> str:
    return (TOOL / "portal.d.ts").read_text(encoding="utf-8")


# English ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*scripts(), worker()], ids=lambda path: path.name)
def test_names_are_english(path: Path) -> None:
    """A word that is Czech and English belongs to BOTH; strings may say what they want."""
    found = set(names(path.read_text(encoding="utf-8")))
    assert sorted(found & texts() - BOTH) == []
    assert [word for word in found if not word.isascii()] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("const mujVyber = 1;", ["muj", "vyber"]),
        ("function obec() {} // list", ["obec"]),
        ('const list = { "obec": /obec/ };', []),
        ("place.seznam('kraj')", ["seznam"]),
        ("one / two; `obec ${obec}`", []),
    ],
)
def test_czech_names_would_be_found(source: str, found: list[str]) -> None:
    assert sorted(set(names(source)) & texts() - BOTH) == found


def test_words_of_both_languages_are_still_used() -> None:
    used = {word for path in [*scripts(), worker()] for word in names(path.read_text(encoding="utf-8"))}
    assert sorted(BOTH - used) == []


# Old phones, offline copies ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*scripts(), worker()], ids=lambda path: path.name)
def test_old_phones_understand_it(path: Path) -> None:
    """Nothing younger than ES2017, and no module: modules do not load from file://."""
    source = bare(path.read_text(encoding="utf-8"))
    assert (
        re.findall(
            r"\?\.[^\d]|\?\?|\{\s*\.\.\.|,\s*\.\.\.\w+\s*\}|catch \{|\*\*|#\w|^\s*(?:import|export)\b", source
        )
        == []
    )


def test_scripts_are_kept_for_times_without_a_net_or_said_not_to_be() -> None:
    kept = {path.rpartition("/")[2] for path in (*CORE, *REST) if path.startswith("assets/js/")}
    assert {path.name for path in scripts()} == kept | WITHOUT_NET
    assert not kept & WITHOUT_NET


def test_files_that_scripts_and_types_point_to_are_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in [*scripts(), worker(), *TOOL.glob("*.d.ts")]]
    named = {path for one in sources for path in re.findall(r"\b(?:macros|tests)/[\w/]+\.\w+(?:\.ts)?", one)}
    assert len(named) > 5
    assert sorted(path for path in named if not (ROOT / path).is_file()) == []


def test_the_first_script_of_every_page_is_the_one_that_makes_the_name() -> None:
    shell = (ROOT / "overrides" / "main.html").read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*assets/js/([a-z-]+\.js)", shell)[0] == FIRST
    assert javascript.NAME.partition("=")[0] in (javascript.SCRIPTS / FIRST).read_text(encoding="utf-8")


# The tool ---------------------------------------------------------------------------------------------


def test_the_lock_pins_every_package_and_names_no_registry() -> None:
    raw = (TOOL / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(raw)
    asked = json.loads((TOOL / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert lock["packages"][""]["devDependencies"] == asked
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    packages = [one for path, one in lock["packages"].items() if path]
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert "resolved" not in raw and "://" not in re.sub(r'"(?:url|homepage)": "[^"]*"', "", raw)


def test_without_node_it_says_what_to_install(tmp_path: Path) -> None:
    """Scripts are never left unchecked quietly."""
    command = [sys.executable, str(TOOL / "check.py")]
    done = subprocess.run(
        command, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1 and done.stdout == ""
    assert "Node.js 20.19 or newer" in done.stderr and "apt-get install nodejs npm" in done.stderr


def test_only_lint_needs_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^([a-z]+):.*((?:\n\t.*)+)", makefile, re.MULTILINE)
    assert [name for name, body in rules if "javascript_tool" in body] == ["lint"]


def test_near_js_and_order_py_agree_how_directly_one_helps() -> None:
    source = (ROOT / "overrides" / "assets" / "js" / "near.js").read_text(encoding="utf-8")
    assert re.findall(r"const DIRECT = (\d+);", source) == [str(DIRECT)]
