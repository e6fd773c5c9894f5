"""The app: its manifest, and the list of what its service worker keeps: whole, exact and not too big."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from macros.data.settings import Settings
from macros.publish.offline import CORE, REST, address, manifest, precached, worker
from macros.subjects.catalogue.facts import edition_day
from macros.subjects.catalogue.model import Catalogue
from macros.words import czech
from tests.built import Built, words

LIMIT = 3_000_000
"""Bytes that a visit may put aside on a phone."""


@pytest.fixture(params=["real", "mini"])
def site(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def listed(raw: bytes) -> dict[str, Any]:
    found = re.search(r"^const BUILD = (.*);$", raw.decode(), re.MULTILINE)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def kept(site: Built) -> dict[str, str]:
    """Every address of the list with its digest."""
    build = listed(site.files["sw.js"])
    assert not build["core"].keys() & build["rest"].keys()
    return build["core"] | build["rest"]


def file(url: str) -> str:
    path = url.partition("?")[0]
    return path + "index.html" if path == "" or path.endswith("/") else path


# The list ---------------------------------------------------------------------------------------------


def test_every_file_of_the_list_is_there_with_its_digest(site: Built) -> None:
    wrong = [
        url
        for url, digest in kept(site).items()
        if blake2b(site.files.get(file(url), b""), digest_size=12).hexdigest() != digest
    ]
    assert not wrong


def test_what_people_need_is_in_the_list(site: Built) -> None:
    build = listed(site.files["sw.js"])
    assert {"", "pomoc-v-nouzi/", "offline.html"} <= build["core"].keys()
    assert {"situace/", "hledat/", "obce/", "search/index.json", "search/places.json"} <= build["rest"].keys()
    assert {f"situace/{code}/" for code in site.site[Catalogue].situations} <= build["rest"].keys()
    assert {file(url) for url in kept(site)} >= {*CORE, *REST} & site.files.keys()


def test_nothing_else_is_in_the_list(site: Built) -> None:
    """Pages of services, providers and municipalities would say who reads them, and are many."""
    folders = {file(url).partition("/")[0] for url in kept(site) if "/" in url}
    always = {"assets", "hledat", "muj-seznam", "obce", "pomoc-v-nouzi", "search", "situace", "temata"}
    # A child without a connection reads its own page, too, where the portal has one.
    assert folders == always | ({"pro-deti"} if "pro-deti/index.html" in site.files else set())
    assert [url for url in kept(site) if url.startswith("obce/")] == ["obce/"]


def test_styles_and_scripts_are_kept_as_pages_name_them(site: Built) -> None:
    """Also those that scripts load: they ask with what stands behind their own name."""
    page = site.tree("hledat/")
    named = {
        urljoin("hledat/", link) for link in page.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    }
    mine = {url for url in kept(site) if ".js?" in url or ".css?" in url}
    assert named <= mine
    assert len({url.partition("?")[2] for url in mine if "icons.css" not in url}) == 1
    scripts = " ".join(raw.decode() for path, raw in site.files.items() if path.endswith("search.js"))
    asked = set(re.findall(r'"([a-z-]+\.js)"', scripts))
    assert asked <= {urlsplit(url).path.rpartition("/")[2] for url in mine}


def test_the_list_is_not_too_big(real: Built) -> None:
    sizes = {url: len(real.files[file(url)]) for url in kept(real)}
    assert sum(sizes.values()) < LIMIT, sorted(sizes.items(), key=lambda pair: -pair[1])[:10]
    core = sum(sizes[url] for url in listed(real.files["sw.js"])["core"])
    assert core < 200_000, "the part for phones with little data"


def test_kept_pages_have_room_for_the_banner(site: Built) -> None:
    """The worker puts it before the header."""
    mark = '<header class="top">'
    assert f"'{mark}'" in site.files["sw.js"].decode()
    pages = [file(url) for url in kept(site) if file(url).endswith(".html")]
    assert [path for path in pages if site.files[path].decode().count(mark) != 1] == []


def test_the_worker_knows_the_day_of_the_edition(site: Built) -> None:
    day = edition_day(site.site)
    assert day and listed(site.files["sw.js"])["edition"] == czech.date(day)


# The worker ------------------------------------------------------------------------------------------

PATHS = ["index.html", "offline.html", "situace/dluhy/index.html", "assets/js/site.js", "sluzby/x/index.html"]
PAGES = PATHS[2:3]
VERSIONS = {"": "aa", "assets/css/icons.css": "bb"}


def made(
    changed: Mapping[str, str] = {}, versions: Mapping[str, str] = VERSIONS, day: str = "1. 1."
) -> bytes:
    digests = dict.fromkeys(PATHS, "1") | changed
    return worker(*precached(PATHS, PAGES), digests, versions, day, "obce/")


def test_the_same_files_give_the_same_bytes() -> None:
    assert made() == made()
    assert precached(PATHS, PAGES) == precached(reversed(PATHS), PAGES)


@pytest.mark.parametrize(
    "other",
    [
        made({"index.html": "2"}),
        made({"situace/dluhy/index.html": "2"}),
        made(versions=VERSIONS | {"": "cc"}),
        made(day="2. 1."),
    ],
)
def test_any_change_gives_another_version(other: bytes) -> None:
    assert listed(other)["version"] != listed(made())["version"]


def test_a_change_of_what_is_not_kept_changes_nothing() -> None:
    assert made({"sluzby/x/index.html": "2"}) == made()


def test_addresses_are_those_of_pages() -> None:
    assert address("index.html", VERSIONS) == ""
    assert address("situace/dluhy/index.html", VERSIONS) == "situace/dluhy/"
    assert address("assets/js/site.js", VERSIONS) == "assets/js/site.js?v=aa"
    assert address("assets/css/icons.css", VERSIONS) == "assets/css/icons.css?v=bb"
    assert address("search/index.json", VERSIONS) == "search/index.json"


def test_hosts_ask_for_a_new_worker_each_time(site: Built) -> None:
    assert "/sw.js\n  Cache-Control: no-cache\n" in site.files["_headers"].decode()


# The manifest and the icons --------------------------------------------------------------------------


def test_the_manifest_names_what_is_there(site: Built) -> None:
    known = json.loads(site.files["manifest.webmanifest"])
    assert known["name"] == site.site.settings.name
    for url in (known["start_url"], known["scope"], *(one["url"] for one in known["shortcuts"])):
        assert not url.startswith("/") and "://" not in url, "the site may lie under any path"
        assert file(url.removeprefix("./")) in site.files
    for icon in known["icons"]:
        raw = site.files[icon["src"]]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", raw[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert {"any", "maskable"} == {icon["purpose"] for icon in known["icons"]}


def test_the_manifest_has_the_colours_of_the_design(site: Built) -> None:
    known = json.loads(site.files["manifest.webmanifest"])
    style = site.files["assets/css/site.css"].decode()
    assert f"--paper:{known['background_color']};" in style
    (theme,) = site.tree("").xpath("//meta[@name='theme-color']/@content")
    assert known["theme_color"] == theme


@pytest.mark.parametrize(
    ("name", "short"),
    [("Rozcestník", "Rozcestník"), ("Rozcestník pomoci", "Rozcestník"), ("Kam dál", "Kam dál")],
)
def test_names_under_icons_are_short(name: str, short: str) -> None:
    assert json.loads(manifest(Settings(name=name), ()))["short_name"] == short


# Pages -----------------------------------------------------------------------------------------------


def test_every_page_says_how_old_the_data_are(site: Built) -> None:
    wrong = [
        path
        for path in site.paths()
        if not re.search(r"Údaje z \w+ \d{4}\.", words(site.tree(path).xpath("//footer")[0]))
    ]
    assert not wrong


@pytest.mark.parametrize("path", ["pomoc-v-nouzi/", "offline.html"])
def test_numbers_stand_beside_the_day_of_the_edition(site: Built, path: str) -> None:
    main = site.tree(path).xpath("//main")[0]
    assert main.xpath(".//ul[@class='emergency']//a[starts-with(@href, 'tel:')]")
    day = edition_day(site.site)
    assert day and f"Čísla jsou z vydání {czech.date(day)}".replace("\u00a0", " ") in words(main)
