"""Hours that are over are nobody's hours; those to come say from when; all that have limits show them."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue import jsonld
from macros.subjects.catalogue.hours import Timely, holding, timely
from macros.subjects.catalogue.hours_words import Opening, hours_unknown, nonstop, noted_once, openings
from macros.subjects.catalogue.leaflet_text import leaflet
from macros.subjects.catalogue.listed import facts
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.pages.services import service_view
from macros.subjects.catalogue.rows import HoursRow
from macros.subjects.evaluation.pages.policy import described
from macros.subjects.territory.model import Territories
from tests import portals

DAY = dt.date(2026, 11, 27)
PAST = {"valid_from": dt.date(2018, 1, 1), "valid_to": dt.date(2019, 12, 31)}
FUTURE = {"valid_from": dt.date(2099, 3, 1)}


def row(day: str = "mo", **others: Any) -> HoursRow:
    plain = dict.fromkeys(HoursRow._fields, "") | {
        "nonstop": False,
        "weekday": day,
        "opens": "08:00",
        "closes": "12:00",
        "valid_from": None,
        "valid_to": None,
    }
    return HoursRow(**plain | others)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_hours_that_ended_are_not_shown_and_their_last_day_is_said() -> None:
    found = timely([row(**PAST), row("tu", valid_to=dt.date(2018, 6, 30))], DAY)
    assert openings(found) == []
    said = plain(hours_unknown(found))
    assert said == "Otevírací dobu neznáme, platila do 31. 12. 2019. Raději se předem zeptejte."
    assert hours_unknown(timely([], DAY)) == "Otevírací dobu neznáme. Raději se předem zeptejte."


def test_hours_to_come_stand_after_those_that_hold_and_say_from_when() -> None:
    found = openings(timely([row(**FUTURE), row(valid_to=dt.date(2027, 2, 28))], DAY))
    assert [(one.days, plain(one.when)) for one in found] == [
        ("pondělí", "do 28. 2. 2027"),
        ("pondělí", "od 1. 3. 2099"),
    ]


def test_hours_hold_on_their_first_and_last_day_and_without_a_day_of_the_data() -> None:
    assert timely([row(valid_from=DAY, valid_to=DAY)], DAY).now
    assert timely([row(**PAST), row(**FUTURE)], None).ended is None
    assert len(timely([row(**PAST), row(**FUTURE)], None).now) == 2


def test_nonstop_has_limits_too() -> None:
    always = {"nonstop": True, "weekday": "", "opens": "", "closes": ""}
    assert nonstop(timely([row(**always, **PAST)], DAY)) == ""
    assert nonstop(timely([row(**always, **FUTURE)], DAY)) == ""
    limited = timely([row(**always, valid_to=dt.date(2027, 1, 1))], DAY)
    assert plain(nonstop(limited)) == "nepřetržitě do 1. 1. 2027"
    assert nonstop(timely([row(**always)], DAY)) == "nepřetržitě"
    (one,) = openings(timely([row(**always, **FUTURE)], DAY))
    assert (one.days, one.times, plain(one.when)) == ("nepřetržitě", "24 hodin denně", "od 1. 3. 2099")


@pytest.fixture
def dated(tmp_path: Path) -> Site:
    """The miniature site; its club was open in 2018 and 2019, and its helpline will be from 2099 on."""
    root = portals.portal(tmp_path / "portal")
    path = root / "data_packages/services/data/hours.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    start, end = head.index("valid_from"), head.index("valid_to")
    for line in lines:
        if line[0] == "klub-priklad-cheb":
            line[start], line[end] = "2018-01-01", "2019-12-31"
        elif line[0] == "linka-priklad":
            line[start] = "2099-03-01"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])
    return load_site(root).site


def club(site: Site) -> Service:
    return site[Catalogue].services["klub-priklad-cheb"]


def line(site: Site) -> Service:
    return site[Catalogue].services["linka-priklad"]


def test_the_page_of_a_service_shows_no_hours_that_ended(dated: Site) -> None:
    data = service_view(dated, club(dated)).data
    assert data.openings == []
    assert "platila do 31. 12. 2019" in plain(data.hours_unknown)
    (one,) = service_view(dated, line(dated)).data.openings
    assert plain(one.when) == "od 1. 3. 2099"


def test_what_machines_read_has_no_hours_that_ended_and_dates_of_those_to_come(dated: Site) -> None:
    assert "hoursAvailable" not in jsonld.service(dated, club(dated))
    (spec,) = jsonld.service(dated, line(dated))["hoursAvailable"]
    assert spec["validFrom"] == "2099-03-01" and len(spec["dayOfWeek"]) == 7


def test_the_filter_of_what_is_open_does_not_know_hours_that_ended(dated: Site) -> None:
    known = facts([club(dated), line(dated)])
    assert known["klub-priklad-cheb"][6] is None
    assert {tuple(one[3:]) for one in known["linka-priklad"][6]} == {("2099-03-01", "")}


def test_the_network_of_a_family_policy_shows_no_hours_that_ended(dated: Site) -> None:
    assert not re.search(r"\d:\d\d", " ".join(described(club(dated)).extent))
    assert "od 1. 3. 2099" in plain(" ".join(described(line(dated)).extent))


def test_a_leaflet_promises_no_help_around_the_clock_that_is_yet_to_come(dated: Site) -> None:
    (region, *_) = dated[Territories].covered_regions()
    helped = [
        one
        for one in dated[Catalogue].situations.values()
        if line(dated) in [h.service for h in one.services]
    ]
    texts = [str(leaflet(dated, one, region, ())) for one in helped]
    assert texts and not any("nepřetržitě" in text for text in texts)


def test_the_key_of_a_service_changes_when_its_hours_end(dated: Site, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    before = club(dated).key
    assert club(load_site(root).site).key == before
    hours = root / "data_packages/services/data/hours.csv"
    hours.write_text(hours.read_text(encoding="utf-8").replace("2019-12-31", "2018-12-31"), encoding="utf-8")
    assert club(load_site(root).site).key != before


def test_a_note_that_all_openings_share_is_said_once() -> None:
    both = [Opening("pondělí", "9–12", "Zvoňte."), Opening("středa", "13–15", "Zvoňte.")]
    assert noted_once(both) == ([one._replace(note="") for one in both], "Zvoňte.")
    own = [both[0], both[1]._replace(note="")]
    assert noted_once(own) == (own, "")
    assert noted_once([]) == ([], "")


# --- exceptions ------------------------------------------------------------------------------------------

EVE = dt.date(2026, 12, 24)  # a Thursday
SHUT = {"opens": "00:00", "closes": "00:00"}


def said(hours: Timely) -> list[tuple[str, str, str]]:
    return [(one.days, one.times, plain(one.when)) for one in openings(hours)]


def spans(hours: Timely) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (one.weekday, one.opens, one.valid_from and one.valid_from.isoformat(), one.valid_to and one.valid_to.isoformat())
        for one in holding(hours)
    ]  # fmt: skip


def test_a_holiday_is_said_after_the_usual_hours_and_no_machine_opens_on_it() -> None:
    found = timely([row("th"), row("th", **SHUT, valid_from=EVE, valid_to=EVE)], DAY)
    assert said(found) == [("čtvrtek", "8:00–12:00", ""), ("čtvrtek", "zavřeno", "výjimka 24. 12. 2026")]
    assert spans(found) == [("th", "08:00", None, "2026-12-23"), ("th", "08:00", "2026-12-25", None)]


def test_one_day_with_other_hours_stands_in_the_place_of_the_usual_ones() -> None:
    found = timely([row("th"), row("th", opens="09:00", closes="10:00", valid_from=EVE, valid_to=EVE)], DAY)
    assert said(found)[1] == ("čtvrtek", "9:00–10:00", "výjimka 24. 12. 2026")
    assert spans(found)[2] == ("th", "09:00", "2026-12-24", "2026-12-24")


def test_a_leave_joins_its_days_and_leaves_other_days_and_places_as_they_are() -> None:
    leave = {"valid_from": EVE, "valid_to": dt.date(2027, 1, 3)}
    shut = [row(day, **SHUT, **leave, place="dum") for day in ("mo", "tu", "we")]
    usual = [row(day, place="dum") for day in ("mo", "tu", "we", "fr")]
    found = timely([*usual, row("mo", place="jinde"), *shut], DAY)
    assert ("pondělí až středa", "zavřeno", "výjimka od 24. 12. 2026 do 3. 1. 2027") in said(found)
    whole = [one for one in holding(found) if not one.valid_from and not one.valid_to]
    assert [(one.weekday, one.place) for one in whole] == [("fr", "dum"), ("mo", "jinde")]


def test_an_exception_of_the_whole_service_holds_at_all_its_places() -> None:
    found = timely([row("th", place="dum"), row("th", **SHUT, valid_from=EVE, valid_to=EVE)], DAY)
    assert [one[2:] for one in spans(found)] == [(None, "2026-12-23"), ("2026-12-25", None)]


def test_an_exception_that_is_over_is_not_shown_and_a_season_is_none() -> None:
    past = dt.date(2025, 12, 25)
    over = timely([row("th"), row("th", **SHUT, valid_from=past, valid_to=past)], DAY)
    assert (len(over.now), over.special, over.ended) == (1, (), None)
    summer = {"valid_from": dt.date(2027, 5, 1), "valid_to": dt.date(2027, 9, 30)}
    assert timely([row("th"), row("th", **summer)], DAY).special == ()
    # A short season that stands in the place of nothing is no exception.
    weeks = {"valid_from": dt.date(2027, 7, 1), "valid_to": dt.date(2027, 7, 31)}
    assert len(timely([row("th", **weeks)], DAY).later) == 1


def test_a_line_of_all_hours_is_silent_on_its_closed_day_only() -> None:
    always = {"nonstop": True, "weekday": "", "opens": "", "closes": ""}
    found = timely([row(**always), row("th", **SHUT, valid_from=EVE, valid_to=EVE)], DAY)
    assert nonstop(found) == "nepřetržitě kromě výjimek"
    pieces = spans(found)
    assert len(pieces) == 8 and ("th", "00:00", None, "2026-12-23") in pieces
    assert ("fr", "00:00", None, None) in pieces


def test_an_exception_of_a_table_reaches_the_page_the_filter_and_machines(tmp_path: Path) -> None:
    root = portals.portal(tmp_path / "portal")
    path = root / "data_packages/services/data/hours.csv"
    text = path.read_text(encoding="utf-8")
    before = "klub-priklad-cheb,klub-cheb,false,th"
    day = "klub-priklad-cheb,klub-cheb,false,th,00:00,00:00,2099-12-24,2099-12-24,,https://www.priklad.test/zdroj,"
    path.write_text(text.replace(before, f"{day}\n{before}"), encoding="utf-8")
    assert portals.problems_of(root) == []
    site = load_site(root).site
    assert "výjimka 24. 12. 2099" in [plain(one.when) for one in service_view(site, club(site)).data.openings]
    specs = [
        one for one in jsonld.service(site, club(site))["hoursAvailable"] if one["dayOfWeek"] == "Thursday"
    ]
    assert [(one.get("validFrom"), one.get("validThrough")) for one in specs] == [
        (None, "2099-12-23"),
        ("2099-12-25", None),
    ]
    known = facts([club(site)])["klub-priklad-cheb"][6]
    assert [one[3:] for one in known if one[0] == 3] == [["", "2099-12-23"], ["2099-12-25", ""]]


def test_hours_of_two_places_say_where(tmp_path: Path) -> None:
    site = load_site(portals.portal(tmp_path / "portal")).site
    service = site[Catalogue].services["poradna-priklad-liberec"]
    shown = [plain(f"{one.days} {one.when}") for one in service_view(site, service).data.openings]
    assert any("Liberec" in one for one in shown)
    assert any("Nové Město pod Smrkem" in one for one in shown)
