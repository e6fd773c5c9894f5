"""A service that ended or is closed is nowhere shown as one that helps: the whole site is walked, file by file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from macros.load import load_site
from macros.print.press import Press
from macros.subjects.catalogue import leaflets
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.pages.services import SERVICE
from macros.subjects.coverage.model import Coverage
from macros.subjects.towns import notices
from tests import portals
from tests.built import Built, built, words
from tests.test_leaflets import plain

ID, NAME, PHONE = "klub-priklad-cheb", "Klub Příklad Cheb", "600000002"
MARKS = {"ended": "služba skončila", "closed": "dočasně zavřeno"}
WHY = "Dům se opravuje, ptejte se jinde."
TABLES = "data/services/data/"


def changed(folder: Path, status: str) -> Path:
    """The miniature portal in which one service, named in a situation, with a phone, hours and a place, is not open."""
    root = portals.portal(folder / "portal")
    edit = {
        "file": "data_packages/services/data/services.csv",
        "find": f"{ID},{NAME},spolek-priklad,nizkoprahove-zarizeni,active,,,",
        "replace": f'{ID},{NAME},spolek-priklad,nizkoprahove-zarizeni,{status},"{WHY}",,',
    }
    portals.change(root, edit)
    return root


@pytest.fixture(scope="module", params=sorted(MARKS))
def status(request: pytest.FixtureRequest) -> str:
    """A status of a service to which nobody is sent."""
    return str(request.param)


@pytest.fixture(scope="module")
def mini(status: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site in which the service has that status."""
    folder = tmp_path_factory.mktemp(status)
    return built(changed(folder, status), folder / "site")


RESULTS = f"vysledky-sluzeb/{ID}/index.html"


def naming(site: Built) -> Iterator[str]:
    """Files that name the service, by its name, its id or its phone."""
    for path, raw in site.files.items():
        if any(one.encode() in raw for one in (NAME, json.dumps(NAME)[1:-1], ID, PHONE)):
            yield path


def test_only_these_files_name_it(mini: Built, status: str) -> None:
    own = f"sluzby/{ID}/index.html"
    known = {own, "poskytovatele/spolek-priklad/index.html", "sluzby/zkusebni-sluzba/index.html"}
    known |= {f"{TABLES}{name}.csv" for name in ("services", "contacts", "areas", "hours", "evidence")}
    known |= {"data/situations/data/service_situations.csv", "data/strategy/data/node_services.csv"}
    known |= {"data/activities/data/activity_choices.csv", RESULTS}
    # What a service reported stays told, also when it has ended.
    known |= {
        path
        for path in mini.files
        if path.startswith(("data/capacity/", "vysledky-sluzeb/")) and path.endswith(".csv")
    }
    known |= {"sitemap.xml", "search/index.json"}
    known |= {"data/codelists/data/redirects.csv", "data/evaluation/data/family_policies.csv"}
    if status == "closed":
        known |= {"search/index.json", "sitemap.xml", "druhy/nizkoprahove-zarizeni/index.html"}
    strange = set(naming(mini)) - known
    strange = {path for path in strange if not named_as_such(mini, path, MARKS[status])}
    assert strange == set()
    assert own in set(naming(mini))


def named_as_such(site: Built, path: str, mark: str) -> bool:
    """Whether each link to the service on a page stands in a line that says what became of it, and no phone does."""
    if not path.endswith(".html"):
        return False
    if site.sends_on(path):
        return True  # an old address, whoever has it
    tree = site.tree(path)
    links = [one for one in tree.iter("a") if f"/{ID}/" in (one.get("href") or "")]
    lines = [next((above for above in one.iterancestors("li")), None) for one in links]
    lines += [one for one in tree.iter("li") if NAME in words(one) and not one.findall(".//li")]
    said = all(line is not None and mark in words(line) for line in lines)
    return bool(lines) and said and PHONE not in site.files[path].decode()


def test_pages_that_name_it_say_so(mini: Built, status: str) -> None:
    found = [path for path in naming(mini) if path.endswith(".html") and f"sluzby/{ID}/" not in path]
    assert MARKS[status] in words(mini.tree(RESULTS))
    found.remove(RESULTS)
    kind = "druhy/nizkoprahove-zarizeni/index.html"
    assert [path for path in found if path != kind and not named_as_such(mini, path, MARKS[status])] == []
    if status == "closed":
        assert WHY.removesuffix(".") in words(mini.tree(kind))
        assert PHONE not in mini.files[kind].decode()


def test_its_own_page_says_it_first(mini: Built, status: str) -> None:
    tree = mini.tree(f"sluzby/{ID}/")
    text = words(
        tree.get_element_by_id("obsah") if tree.get_element_by_id("obsah", None) is not None else tree
    )
    assert MARKS[status] in text
    assert "Dům se opravuje" in text
    robots = [one.get("content") for one in tree.iter("meta") if one.get("name") == "robots"]
    assert (robots == ["noindex"]) is (status == "ended")
    assert any(f"({MARKS[status]})" in one.text_content() for one in tree.iter("title"))
    if status == "ended":
        assert not [one for one in tree.iter("a") if PHONE in (one.get("href") or "")]


def test_machines_get_no_number_and_no_hours(mini: Built, status: str) -> None:
    tree = mini.tree(f"sluzby/{ID}/")
    things = [one.text or "" for one in tree.iter("script") if one.get("type") == "application/ld+json"]
    assert not [one for one in things if "telephone" in one or "OpeningHours" in one]
    if status == "ended":
        assert not [one for one in things if '"Service"' in one]


def test_sitemap_and_search(mini: Built, status: str) -> None:
    listed = f"/sluzby/{ID}/" in mini.files["sitemap.xml"].decode()
    found = NAME in json.loads(mini.files["search/index.json"])["titles"] if status == "closed" else False
    assert listed is (status == "closed")
    if status == "closed":
        index = json.loads(mini.files["search/index.json"])
        note = index["notes"][index["titles"].index(NAME)]
        assert found
        assert note.startswith(MARKS["closed"])


def test_tables_say_the_status(mini: Built, status: str) -> None:
    rows = csv.DictReader(io.StringIO(mini.files[f"{TABLES}services.csv"].decode()))
    row = next(one for one in rows if one["id"] == ID)
    assert (row["status"], row["closed_reason"]) == (status, WHY)


def test_nothing_counts_it(mini: Built) -> None:
    site = mini.site
    service = site[Catalogue].services[ID]
    assert not service.active
    assert service not in site[Catalogue].active
    assert not any(service in found for found in site[Catalogue].served.values())
    assert not any(
        one.service is service for sit in site[Catalogue].situations.values() for one in sit.services
    )
    reached = site[Coverage].reaches.get("nizkoprahove-zarizeni")
    assert reached is None or not reached.all


def test_the_way_out_stays(tmp_path: Path) -> None:
    """Who helped in danger keeps the quick exit on its page, whatever became of it."""
    for status in ("closed", "ended"):
        root = portals.portal(tmp_path / status)
        file = root / "data_packages/situations/data/service_situations.csv"
        file.write_text(file.read_text(encoding="utf-8") + f"{ID},domaci-nasili,\n", encoding="utf-8")
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([lines[0], *sorted(lines[1:])]) + "\n", encoding="utf-8")
        edit = {
            "file": "data_packages/services/data/services.csv",
            "find": "nizkoprahove-zarizeni,active,,,",
            "replace": f"nizkoprahove-zarizeni,{status},Oprava.,,",
        }
        portals.change(root, edit)
        site = load_site(root).site
        assert site[Catalogue].services[ID].quick_exit
        assert SERVICE.view(site, site[Catalogue].services[ID]).quick_exit


def test_nothing_on_paper_names_it(status: str, tmp_path: Path) -> None:
    """Every leaflet, wallet card and sheet of a municipality: neither its name nor its number."""
    root = changed(tmp_path, status)
    papers = list(_printed(root))
    assert papers
    found = [name for name, text in papers if NAME in text or PHONE in text.replace(" ", "")]
    assert found == []
    assert any(NAME in text for _, text in _printed(portals.portal(tmp_path / "open"))), (
        "the search would find it"
    )


def _printed(root: Path) -> Iterator[tuple[str, str]]:
    """Name and words of each PDF that a portal prints."""
    site = load_site(root).site
    press = Press(root / ".cache" / "press")
    for job in (*leaflets.leaflet_jobs(root, site), *notices.notice_jobs(site)):
        reader = pypdf.PdfReader(io.BytesIO(press.compiled(job)))
        yield job.name, plain(" ".join(one.extract_text() for one in reader.pages))
