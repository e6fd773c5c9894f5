"""What a sheet of paper says of services: all of them, by the data, nothing secret, and small enough for a phone."""

from __future__ import annotations

import gzip
import json
from typing import Any

from macros.subjects.catalogue.ask import whom_to_ask
from macros.subjects.catalogue.model import Catalogue
from tests.built import Built


def sheet(site: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.files["search/sheet.json"])
    return found


def test_it_says_what_the_data_say(real: Built) -> None:
    known = sheet(real)
    services = real.site[Catalogue].active
    assert known.keys() == {one.row.id for one in services}
    for one in services:
        said = known[one.row.id]
        assert said["name"].replace("\u00a0", " ") == one.row.name
        assert [phone[1] for phone in said.get("phones", [])] == [
            real.site.language.phone(phone.value) for phone in one.phones
        ]
        assert bool(said.get("form")) == bool(one.forms)
        assert len(said.get("places", [])) == len(one.places)
        asked = [ask.phone for ask in whom_to_ask(one) if ask.phone]
        assert ("ask" in said) == bool(asked) and not ("ask" in said and "phones" in said)
        assert said["changed"] == one.row.updated_on.isoformat()


def test_services_of_danger_are_marked(real: Built) -> None:
    marked = {code for code, said in sheet(real).items() if said.get("danger")}
    assert marked == {one.row.id for one in real.site[Catalogue].active if one.quick_exit}
    assert len(marked) > 50


def test_nothing_secret_is_said(mini: Built) -> None:
    services = [
        one for one in mini.site[Catalogue].active if any(place.row.confidential for place in one.places)
    ]
    assert services
    for one in services:
        said = sheet(mini)[one.row.id]
        assert said["danger"] == 1 and "source" not in said
        assert all(
            "utajená" in place
            for place, row in zip(said["places"], one.places, strict=True)
            if row.row.confidential
        )


def test_no_repository_of_code_is_a_source(real: Built) -> None:
    assert [said["source"] for said in sheet(real).values() if "github" in said.get("source", "")] == []


def test_it_is_small(real: Built) -> None:
    assert len(gzip.compress(real.files["search/sheet.json"])) < 40_000
