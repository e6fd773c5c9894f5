"""No page names a repository of code as its source: it names the list that was copied, or says that nobody knows."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.data.packages import read_all
from macros.subjects.catalogue.origins import in_repository, origin
from tests import portals

SITE = Path(__file__).parent / "expected/site"
ROOT = portals.ROOT


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("https://github.com/kdosi/neco/blob/main/a.csv", True),
        ("https://raw.githubusercontent.com/kdosi/neco/main/a.csv", True),
        ("HTTPS://WWW.GitHub.com/kdosi/neco", True),
        ("ČSÚ, přes github.com/kdosi/neco", True),
        ("https://gitlab.com/kdosi/neco", True),
        ("https://www.kr-karlovarsky.cz/github.com.pdf", False),
        ("https://csu.gov.cz/", False),
        ("", False),
    ],
)
def test_repositories_are_known_by_their_host(text: str, inside: bool) -> None:
    assert in_repository(text) is inside


def test_the_row_of_the_very_file_wins_over_that_of_the_whole_repository() -> None:
    whole = SimpleNamespace(begins="https://github.com/a/b/", ends="")
    file = SimpleNamespace(begins="https://github.com/a/b/", ends="/c.csv")
    assert origin("https://github.com/a/b/blob/1/c.csv", [whole, file]) is file
    assert origin("https://github.com/a/b/blob/1/d.csv", [whole, file]) is whole
    assert origin("https://github.com/a/bb/blob/1/c.csv", [whole, file]) is None


def test_a_copied_list_is_named_and_its_copy_called_a_copy() -> None:
    page = (SITE / "sluzby/poradna-priklad-as/index.txt").read_text(encoding="utf-8")
    named = '<a rel="noopener" href="https://www.priklad.test/seznam">seznam služeb kraje Příklad</a>'
    assert page.count(named) == 2 and page.count("čteno v\N{NO-BREAK SPACE}opisu") == 2


def test_what_nobody_knows_is_called_unverified() -> None:
    page = (SITE / "poskytovatele/zkusebni-poskytovatel/index.txt").read_text(encoding="utf-8")
    assert "původ neznáme, neověřeno" in page


def test_no_shown_word_of_the_miniature_site_is_the_address_of_a_repository() -> None:
    for path in SITE.glob("**/index.txt"):
        assert not re.search(r">[^<]*github\.com/priklad", path.read_text(encoding="utf-8")), path


def test_each_source_in_a_repository_of_the_portal_is_named() -> None:
    with (ROOT / "data_packages/codelists/data/sources.csv").open(encoding="utf-8", newline="") as file:
        rows = [SimpleNamespace(**row) for row in csv.DictReader(file)]
    tables = read_all(ROOT)[1]
    used = {
        url
        for table in tables.values()
        if "source_url" in table.columns
        for url in table.columns["source_url"]
        if url and in_repository(str(url))
    }
    assert used and all(origin(str(url), rows) for url in used)
