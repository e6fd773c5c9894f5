"""One record all the way: a row of services.csv, its page, and the link back to the very same line."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.subjects.catalogue.facts import trust
from macros.subjects.catalogue.model import Catalogue
from macros.words import czech
from tests.built import Built, words

FILES = {
    "service": "services/data/services.csv",
    "provider": "services/data/providers.csv",
    "kind": "codelists/data/kinds.csv",
    "situation": "situations/data/situations.csv",
    "theme": "situations/data/themes.csv",
    "phenomenon": "situations/data/phenomena.csv",
    "municipality": "territory/data/municipalities.csv",
    "orp": "territory/data/orp.csv",
    "region": "territory/data/regions.csv",
    "strategy": "strategy/data/strategies.csv",
    "node": "strategy/data/nodes.csv",
}


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / "data_packages" / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_service_from_its_row_to_its_page_and_back(real: Built) -> None:
    # The row: any active service with a phone of its own and a place with a street.
    contacts = {
        row["service"]: row for row in rows(real.root, "services/data/contacts.csv") if row["kind"] == "phone"
    }
    places = {row["id"]: row for row in rows(real.root, "services/data/places.csv") if row["street"]}
    service = next(
        row
        for row in rows(real.root, "services/data/services.csv")
        if row["id"] in contacts and row["places"] in places and row["status"] == "active"
    )
    contact, place = contacts[service["id"]], places[service["places"]]

    # Its page says what the rows say …
    page = real.tree(f"sluzby/{service['id']}/")
    said = words(page.xpath("//main")[0])
    assert words(page.xpath("//h1")[0]) == plain(service["name"])
    assert plain(service["summary"]) in said
    assert plain(place["street"]) in said
    assert f"tel:{contact['value']}" in page.xpath("//main//a/@href")
    assert plain(czech.phone(contact["value"])) in said
    # … and from where it is known: of the phone, and of the whole.
    assert contact["source_url"] in page.xpath("//*[@class='contacts']//a/@href")
    assert service["source_url"] in page.xpath("//*[contains(@class, 'provenance')]//a/@href")
    assert plain(trust(real.site[Catalogue].services[service["id"]].row).label) in said

    # The link back leads to the line of the file on which the record stands.
    (link,) = page.xpath("//p[@class='edit']/a/@href")
    path, line = re.fullmatch(r".*/blob/main/(data_packages/.*\.csv)#L(\d+)", link).groups()  # type: ignore[union-attr]
    lines = (real.root / path).read_text(encoding="utf-8").split("\n")
    assert lines[int(line) - 1].startswith(service["id"] + ",")
    assert f"{path}, řádek {line}" in said.replace("\u00a0", " ")

    # And lists and the search lead to the page.
    assert any(
        link.endswith(f"sluzby/{service['id']}/")
        for link in real.tree("druhy/" + service["kind"] + "/").xpath("//main//a/@href")
    )
    index = json.loads(real.files["search/index.json"])
    assert f"sluzby/{service['id']}/" in index["urls"]


def plain(text: str) -> str:
    """A text as `words` gives it back from a page."""
    return " ".join(czech.typeset(text).split())


@pytest.mark.parametrize("family", FILES)
def test_every_page_links_the_line_that_it_is_made_from(real: Built, family: str) -> None:
    file = f"data_packages/{FILES[family]}"
    lines = (real.root / file).read_text(encoding="utf-8").split("\n")
    pages = [page for page in real.pages if page.family.name == family]
    assert pages
    # A situation with a guide shows the guide, which links its own file (below).
    for page in (
        page
        for page in pages
        if not (real.root / f"catalogue/{page.url}".rstrip("/")).with_suffix(".md").is_file()
    ):
        (link,) = real.tree(page.url).xpath("//p[@class='edit']/a/@href")
        found = urlsplit(link)
        assert found.path.endswith(f"/blob/main/{file}"), page.url
        row = page.subject.row
        assert found.fragment == f"L{row.row_number}"
        key = row.code_csu if hasattr(row, "code_csu") else row[0]
        assert lines[row.row_number - 1].startswith(f"{key},"), page.url


def test_every_text_links_its_file(real: Built) -> None:
    texts = [path for folder in ("catalogue", "strategy") for path in (real.root / folder).rglob("*.md")]
    linked = {
        urlsplit(link).path.partition("/blob/main/")[2]
        for path in real.paths()
        for link in real.tree(path).xpath("//p[@class='edit']/a/@href")
    }
    assert {path.relative_to(real.root).as_posix() for path in texts} <= linked


def test_every_phone_and_address_of_every_service_stands_on_its_page(real: Built) -> None:
    kinds = {"phone": "tel:{}", "email": "mailto:{}", "web": "{}", "chat": "{}", "form": "{}"}
    services = {row["id"] for row in rows(real.root, "services/data/services.csv")}
    checked = 0
    for row in rows(real.root, "services/data/contacts.csv"):
        assert row["service"] in services
        page = real.tree(f"sluzby/{row['service']}/")
        if row["kind"] in kinds:
            assert kinds[row["kind"]].format(row["value"]) in page.xpath("//main//a/@href"), row
        else:
            assert row["value"] in words(page.xpath("//main")[0])
        assert row["source_url"] in page.xpath("//*[@class='contacts']//a/@href")
        checked += 1
    assert checked > 100
