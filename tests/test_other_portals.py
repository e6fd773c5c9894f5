"""Portals of others: one that begins, one of another region, one without a subject. What they say is true of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.link import link
from macros.subjects.catalogue.serving import can_call
from macros.subjects.catalogue.subject import CATALOGUE
from tests import built, other_portals, portals
from tests.built import Built, words

OURS = re.compile("Karlovar|Liberec|karlovar|liberec|CZ041|CZ051")
PLAIN = re.compile(r"(?<![\d,.:–-])\b0 (?:služ|obc|organizac|situac|druh|dvojic|dalš|z nich|linek|míst|krok)")
CALLING = re.compile(r"linky pomoci|linek pomoci|(?:linky|linek) pro celé Česko|kam volat odkudkoli")
NAMES = list(other_portals.PORTALS)
LINELESS = ("one_kind", "no_services", "bare")


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Which of the portals."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(name: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """It, built."""
    folder = tmp_path_factory.mktemp(name)
    root = portals.portal(folder / "portal")
    other_portals.PORTALS[name](root)
    assert [one for one in portals.problems_of(root) if not one.warning] == []
    return built.built(root, folder / "site")


def pages(site: Built) -> Iterator[tuple[str, html.HtmlElement]]:
    """Path and tree of each page, without what only machines read."""
    for path, raw in site.files.items():
        if path.endswith(".html") and not site.sends_on(path):
            tree = html.fromstring(raw)
            for each in tree.xpath("//script|//style"):
                each.drop_tree()
            yield path, tree


def main(tree: html.HtmlElement) -> html.HtmlElement:
    """What stands between head and foot of a page."""
    found = tree.xpath("//main")
    return found[0] if found else tree


def test_no_page_counts_nothing(site: Built) -> None:
    found = [(path, match[0]) for path, tree in pages(site) for match in PLAIN.finditer(words(main(tree)))]
    assert [one for one in found if one[0] != "index.html"] == [], "the home page is the editors' own text"


def test_no_list_and_no_section_is_empty(site: Built) -> None:
    found = []
    for path, tree in pages(site):
        for each in main(tree).iter("ul", "ol", "table", "section"):
            filled = each.xpath("./li|.//td|./*[not(self::h2 or self::h3)]")
            # Scripts fill the reader's own list, the planner and maps; a tree of a strategy without parts is a text's own.
            by_script = "data-sheet" in each.attrib or each.xpath("ancestor::*[@data-planner]")
            if not filled and not by_script and each.get("class") not in ("map", "tree"):
                found.append((path, each.tag, words(each)[:60]))
    assert found == []


def test_links_lead_to_pages_and_places_in_them(site: Built) -> None:
    trees = dict(pages(site))
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    lost = set()
    for path, tree in trees.items():
        for each in tree.iter("a"):
            goal = urlsplit(urljoin(f"http://x/{path}", each.get("href") or ""))
            if goal.netloc != "x" or path in ("404.html", "offline.html") or goal.path.endswith(".pdf"):
                continue
            file = unquote(goal.path).lstrip("/")
            file += "index.html" if not file or file.endswith("/") else ""
            anchor = unquote(goal.fragment)
            if file not in site.files or (
                anchor and "=" not in anchor and anchor not in ids.get(file, {anchor})
            ):
                lost.add((path, each.get("href")))
    assert lost == set()


def test_nobody_is_told_to_call_lines_that_are_not_there(name: str, site: Built) -> None:
    own = ("pomoc-v-nouzi/", "prispivejte/", "data/")
    said = [
        (path, match[0])
        for path, tree in pages(site)
        if not path.startswith(own)
        for match in CALLING.finditer(words(main(tree)))
    ]
    if name in LINELESS:
        assert said == []
        assert "volejte 112" in words(main(site.tree("pomoc-v-nouzi/")))
        assert "volejte 112" in words(main(site.tree("offline.html")))


def test_gaps_never_say_that_all_is_well_where_nothing_is_known(name: str, site: Built) -> None:
    text = words(main(site.tree("mezery/")))
    if name in ("no_services", "bare", "one_kind", "no_situations"):
        assert "všude někdo odpoví" not in text
        assert "každou obec někdo dává" not in text
    if name in ("no_services", "bare"):
        assert "zatím není žádná služba" in text
    if name in ("no_situations", "bare"):
        assert "Situace tu zatím nejsou popsané" in text
        assert "žádný druh pomoci nejmenují" in text
        for path, tree in pages(site):
            if path.startswith(("obce/", "orp/", "kraje/")):
                told = words(main(tree))
                assert "Pro každou situaci" not in told, path
                assert "Každý druh pomoci tu někdo dává" not in told, path


def test_a_portal_that_begins_says_so_where_people_come(name: str, site: Built) -> None:
    if name not in ("no_services", "bare"):
        return
    assert "V katalogu zatím není žádná služba." in words(main(site.tree("sluzby/")))
    assert not site.tree("sluzby/").xpath("//form[@class='filters']"), "there is nothing to choose from"
    region = words(main(site.tree("kraje/karlovarsky-kraj/")))
    assert "zatím žádná známá služba" in region
    town = words(main(site.tree("obce/cheb/")))
    assert "Místní službu tu neznáme." in town
    assert "Pomohou linky" not in town


def test_another_region_is_never_called_as_ours(name: str, site: Built) -> None:
    if name != "elsewhere":
        return
    # Examples of the schemas and of the list of macros are examples, of whatever region.
    found = [
        (path, match[0])
        for path, raw in site.files.items()
        if not path.startswith(("data/", "prispivejte/"))
        and path.endswith((".html", ".json", ".xml", ".txt", ".csv"))
        for match in OURS.finditer(raw.decode())
    ]
    assert found == []
    assert "Jihomoravský kraj" in words(main(site.tree("kraje/jihomoravsky-kraj/")))


def test_the_engine_knows_no_region_by_name() -> None:
    """But in examples: of settings, and in docstrings."""
    subjects = ("catalogue/picker", "catalogue/macros", "indicators/series", "territory/model")
    known = {"macros/data/settings_check.py", *(f"macros/subjects/{one}.py" for one in subjects)}
    found = {
        path.relative_to(portals.ROOT).as_posix()
        for folder in ("macros", "overrides")
        for path in (portals.ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".typ", ".css"}
        and OURS.search(path.read_text(encoding="utf-8"))
    }
    assert found <= known


def test_pages_are_made_anew_when_the_first_line_comes(tmp_path: Path) -> None:
    """Whether there is anybody to call is said on pages of many kinds, so it is in the key of each."""
    keys = {}
    for status in ("active", "ended"):
        root = portals.portal(tmp_path / status)
        edit = {"file": "data_packages/services/data/services.csv", "find": "linka-pomoci,active"}
        portals.change(root, edit | {"replace": f"linka-pomoci,{status}"})
        packages, tables, _ = read_all(root)
        linked = link(root, read_settings(root), packages, tables)
        keys[can_call(linked)] = CATALOGUE.everywhere and CATALOGUE.everywhere(linked)
    assert len(set(keys.values())) == 2
