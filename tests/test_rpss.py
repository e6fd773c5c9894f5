"""The register of social services: what it fills, what it only shows, and what it never touches or tells."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.data.mend import write_csv
from macros.entry.cli import app
from macros.imports.road import Refused
from macros.imports.rpss_file import read_register
from tests import rpss
from tests.portals import problems_of


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The register of fifty services."""
    return rpss.write(tmp_path / "rpss.json", rpss.fifty())


def brought(portal: Path, file: Path, *more: str) -> Result:
    """Import a register into a portal; many rows of a miniature change."""
    call = ["import", "rpss", str(file), "--root", str(portal), "--date", rpss.DAY, "--yes-many", *more]
    return CliRunner().invoke(app, call)


def reconciled(portal: Path, file: Path, *more: str) -> Result:
    """Compare a portal with a register."""
    return CliRunner().invoke(
        app, ["reconcile", "rpss", str(file), "--root", str(portal), "--date", rpss.DAY, *more]
    )


def rows(portal: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table of services."""
    text = (portal / f"data_packages/services/data/{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def service(portal: Path, code: str) -> dict[str, str]:
    """A row of services."""
    return next(row for row in rows(portal, "services") if row["id"] == code)


def files(portal: Path) -> dict[str, bytes]:
    """All data of a portal by path."""
    return {path.as_posix(): path.read_bytes() for path in portal.glob("data_packages/**/*.csv")}


def findings(portal: Path, file: Path, *more: str) -> list[dict[str, Any]]:
    """What comparing finds, as a machine gets it."""
    found: list[dict[str, Any]] = json.loads(reconciled(portal, file, "--format", "json", *more).stdout)[
        "findings"
    ]
    return found


@pytest.fixture(autouse=True)
def verified(portal: Path) -> None:
    """A person verified the club in Cheb, of which some cells are empty."""
    path = portal / "data_packages/services/data/services.csv"
    lines = rows(portal, "services")
    club = next(line for line in lines if line["id"] == "klub-priklad-cheb")
    club |= {"verified_on": "2024-06-20", "verified_by_role": "provider", "confidence": "confirmed"}
    club |= {"capacity": "", "capacity_unit": "", "registration": ""}
    path.write_text(write_csv([list(lines[0]), *(list(line.values()) for line in lines)]), encoding="utf-8")


# What it fills ----------------------------------------------------------------------------------------


def test_an_empty_cell_is_filled_and_says_the_register_and_its_day(portal: Path, register: Path) -> None:
    done = brought(portal, register)
    assert done.exit_code == 0, done.output
    filled = service(portal, "sas-priklad-karlovy-vary")
    assert filled["registration"] == "7000001"
    assert (filled["capacity"], filled["capacity_unit"]) == ("20", "clients")
    assert filled["updated_on"] == rpss.DAY
    evidence = [row for row in rows(portal, "evidence") if row["service"] == filled["id"]]
    assert [(row["column"], row["source_url"], row["source_date"]) for row in evidence] == [
        ("capacity", "https://data.mpsv.cz/web/data/rpss", rpss.DAY)
    ]


def test_contacts_of_a_sort_that_is_missing_come_with_their_source(portal: Path, register: Path) -> None:
    brought(portal, register)
    mine = [row for row in rows(portal, "contacts") if row["service"] == "sas-priklad-karlovy-vary"]
    assert [(row["kind"], row["value"], row["level"]) for row in mine] == [
        ("phone", "+420600000007", "provider"),
        ("email", "rodinna.pomoc@charita.priklad.test", "own"),
        ("web", "https://www.charita.priklad.test", "own"),
    ]
    assert [row["source_date"] for row in mine[1:]] == [rpss.DAY, rpss.DAY]


def test_what_was_brought_passes_the_rules_and_a_second_time_changes_nothing(
    portal: Path, register: Path
) -> None:
    brought(portal, register)
    assert [one for one in problems_of(portal) if not one.warning] == []
    before = files(portal)
    again = brought(portal, register)
    assert again.exit_code == 0
    assert "nic se nemění" in again.output
    assert files(portal) == before


def test_a_trial_writes_nothing(portal: Path, register: Path) -> None:
    before = files(portal)
    assert "nic jsem nezapsal" in brought(portal, register, "--dry-run").output
    assert files(portal) == before


# What it never touches --------------------------------------------------------------------------------


def test_a_verified_row_and_its_contacts_stay(portal: Path, register: Path) -> None:
    before, club = files(portal), "klub-priklad-cheb"
    contacts = [row for row in rows(portal, "contacts") if row["service"] == club]
    old = service(portal, club)
    assert old["verified_on"]
    brought(portal, register)
    assert service(portal, club) == old
    now = [row for row in rows(portal, "contacts") if row["service"] == club]
    assert [row for row in now if row in contacts] == contacts
    assert before != files(portal)


def test_a_secret_place_gets_nothing_and_its_address_is_nowhere(portal: Path, register: Path) -> None:
    old = service(portal, "azyl-priklad")
    said = brought(portal, register).output + "".join(
        reconciled(portal, register, "--format", shape).output for shape in ("text", "json", "markdown")
    )
    assert service(portal, "azyl-priklad") == old
    assert rpss.HIDEOUT not in said
    assert "7000003" not in said
    assert "485 777 777" not in said
    assert all(rpss.HIDEOUT.encode() not in raw for raw in files(portal).values())


def test_the_address_of_a_secret_facility_ends_in_the_reader(register: Path) -> None:
    refuge = read_register(register)[2]
    assert refuge.secret
    assert [(one.town, one.secret) for one in refuge.facilities] == [("", True)]
    assert refuge.names == ()


@pytest.mark.parametrize("flag", [None, True])
def test_a_facility_is_public_only_where_the_register_says_so(tmp_path: Path, flag: bool | None) -> None:
    items = [rpss.item(1, zarizeni=[rpss.facility("Dům", utajenaAdresa=flag)])]
    assert read_register(rpss.write(tmp_path / "r.json", items))[0].secret


def test_a_place_that_only_the_register_hides_is_named_and_nothing_filled(
    portal: Path, tmp_path: Path
) -> None:
    (portal / "pairs.csv").write_text("service,registration\nporadna-priklad-as,7000001\n", encoding="utf-8")
    items = [
        rpss.item(
            1, zarizeni=[rpss.facility("Poradna", rpss.AS, secret=True)], **rpss.contacts("354 111 222")
        )
    ]
    file, pairs = rpss.write(tmp_path / "r.json", items), ("--pairs", str(portal / "pairs.csv"))
    assert "rozcestnik hide" in reconciled(portal, file, *pairs).output
    before = files(portal)
    assert brought(portal, file, *pairs).exit_code == 0
    assert files(portal) == before


def test_names_of_people_are_not_kept(portal: Path, register: Path) -> None:
    said = brought(portal, register).output + reconciled(portal, register).output
    assert "Tajemníkov" not in said
    assert "novakova" not in said
    everything = repr(read_register(register))
    assert "Tajemníkov" not in everything


# What it shows ----------------------------------------------------------------------------------------


def test_ended_and_future_services_are_not_missing_here(portal: Path, register: Path) -> None:
    missing = {one["name"] for one in findings(portal, register) if one["kind"] == "missing"}
    assert not missing & {"Skončená", "Zavřená", "Budoucí", "Zítřejší"}
    assert "Zařízení 9" in missing


def test_only_wished_regions_are_missing(portal: Path, register: Path) -> None:
    assert [one for one in findings(portal, register, "--region", "CZ051") if one["kind"] == "missing"] == []
    wrong = reconciled(portal, register, "--region", "CZ999")
    assert wrong.exit_code == 2
    assert "Kraj „CZ999“ neznáme. Kódy krajů: CZ019, CZ041, CZ051." in wrong.output


def test_capacities_of_several_forms_are_not_added_up(portal: Path, register: Path) -> None:
    brought(portal, register)
    assert service(portal, "poradna-priklad-as")["capacity"] == "2"


def pairs_of(portal: Path, code: str = "sas-priklad-karlovy-vary") -> tuple[str, str]:
    path = portal / "pairs.csv"
    path.write_text(f"service,registration\n{code},7000001\n", encoding="utf-8")
    return "--pairs", str(path)


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("ended", {"datumPoskytovaniDo": "2020-01-31"}),
        (
            "ended",
            {"zarizeni": [rpss.facility("Rodinná pomoc Příklad", rpss.VARY, poskytujeDo="2021-01-31")]},
        ),
        ("future", {"datumPoskytovaniOd": "2027-01-01"}),
        ("renamed", {"zarizeni": [rpss.facility("Jiná pomoc", rpss.VARY)]}),
        ("moved", {"zarizeni": [rpss.facility("Rodinná pomoc Příklad", rpss.CHEB)]}),
        ("form", {"formy": [rpss.form("pob")]}),
        ("kind", {"druhSocialniSluzby": {"id": "DruhSocialniSluzby/3"}}),
        ("unknown", {"druhSocialniSluzby": {"id": "DruhSocialniSluzby/99"}}),
        ("unknown", {"formy": [rpss.form("dron")]}),
    ],
)
def test_what_differs_is_shown_and_not_written(
    portal: Path, tmp_path: Path, kind: str, changed: dict[str, Any]
) -> None:
    usual = {"zarizeni": [rpss.facility("Rodinná pomoc Příklad", rpss.VARY)]}
    items = [rpss.item(1, provider="Charita Příklad", ico="00000019", **(usual | changed))]
    file = rpss.write(tmp_path / "r.json", items)
    before = service(portal, "sas-priklad-karlovy-vary")
    assert [one["kind"] for one in findings(portal, file, *pairs_of(portal))] == [kind]
    brought(portal, file, *pairs_of(portal))
    now = service(portal, "sas-priklad-karlovy-vary")
    assert {name for name in now if now[name] != before[name]} <= {"registration", "updated_on"}


def test_an_unknown_code_is_shown_by_its_official_name(portal: Path, tmp_path: Path) -> None:
    items = [rpss.item(1, zarizeni=None, druhSocialniSluzby={"id": "DruhSocialniSluzby/99"})]
    file, pairs = rpss.write(tmp_path / "r.json", items), pairs_of(portal)
    assert "druh: kód 99" in reconciled(portal, file, *pairs).output
    lists = str(rpss.codelists(tmp_path / "lists"))
    assert "druh: zkušební druh (kód 99)" in reconciled(portal, file, *pairs, "--codelists", lists).output


def test_another_name_of_the_same_provider_in_the_same_town_asks(portal: Path, tmp_path: Path) -> None:
    items = [
        rpss.item(1, provider="Charita Příklad", ico="00000019", zarizeni=[rpss.facility("Pomoc", rpss.VARY)])
    ]
    file = rpss.write(tmp_path / "r.json", items)
    (asked,) = findings(portal, file)
    assert (asked["kind"], asked["service"]) == ("ask", "sas-priklad-karlovy-vary")
    before = files(portal)
    brought(portal, file)
    assert files(portal) == before
    brought(portal, file, *pairs_of(portal))
    assert service(portal, "sas-priklad-karlovy-vary")["registration"] == "7000001"


def test_a_decision_that_fits_nothing_is_told_by_its_row(portal: Path, register: Path) -> None:
    path = portal / "pairs.csv"
    path.write_text("service,registration\nneni,7000001\nporadna-priklad-as,1\n", encoding="utf-8")
    done = brought(portal, register, "--pairs", str(path))
    assert done.exit_code == 1
    assert "pairs.csv, řádek 2: služba „neni“ v datech není." in done.output
    assert "pairs.csv, řádek 3: registrace „1“ v registru není." in done.output


def test_the_exit_code_says_whether_there_is_anything_to_do(
    portal: Path, register: Path, tmp_path: Path
) -> None:
    assert reconciled(portal, register).exit_code == 1
    nothing = reconciled(portal, rpss.write(tmp_path / "r.json", []))
    assert nothing.exit_code == 0
    assert "Registr a naše data se neliší." in nothing.output


def test_markdown_of_a_stranger_stays_text(portal: Path, tmp_path: Path) -> None:
    name = "<b>x</b> [y](http://z.test) @kdo"
    file = rpss.write(tmp_path / "r.json", [rpss.item(1, zarizeni=[rpss.facility(name, rpss.CHEB)])])
    said = reconciled(portal, file, "--format", "markdown").output
    assert "### V registru jsou, u nás chybí (1)" in said
    assert "- `<b>x</b> [y](http://z.test) @kdo: " in said


def test_a_change_of_many_rows_is_refused(portal: Path, register: Path) -> None:
    before = files(portal)
    call = ["import", "rpss", str(register), "--root", str(portal), "--date", rpss.DAY]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 1
    assert "víc než 5 %" in done.output
    assert "--yes-many" in done.output
    assert files(portal) == before


# Broken files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "soubor je prázdný"),
        (b"<html>404</html>", "není to JSON"),
        (b"\xff\xfe{", "není to JSON"),
        (b'{"polozky": [{"portalId": 1}, {"port', "useknutý"),
        (b'{"polozky": {}}', "chybí seznam `polozky`"),
        (b"[]", "chybí seznam `polozky`"),
        (b'{"jine": []}', "chybí seznam `polozky`"),
        (b'{"polozky": [{"portalId": 1}, {"portalId": "x"}]}', "2. položka: pole `portalId` má jiný tvar"),
        (b'{"polozky": [{"portalId": 1, "datumPoskytovaniOd": "loni"}]}', "pole `datumPoskytovaniOd`"),
        (b'{"polozky": [{"portalId": 1, "zarizeni": [{"utajenaAdresa": "ano"}]}]}', "utajenaAdresa"),
        (b'{"polozky": [{}]}', "pole `portalId`"),
        (
            b'{"polozky": [{"portalId": 7}, {"portalId": 7}]}',
            "registrace 7 je v souboru dvakrát (1. a 2. položka)",
        ),
        (b"[" * 100_000, "r.json"),
    ],
)
def test_a_broken_file_teaches_and_changes_nothing(
    portal: Path, tmp_path: Path, raw: bytes, said: str
) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(raw)
    before = files(portal)
    done = brought(portal, file)
    assert done.exit_code == 1
    assert said in done.output
    assert "Nic jsem nezapsal." in done.output
    assert files(portal) == before
    assert reconciled(portal, file).exit_code == 2


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.imports.rpss_file.LARGEST", 10)
    with pytest.raises(Refused, match="víc než"):
        read_register(rpss.write(tmp_path / "r.json", rpss.fifty()))


def test_a_day_that_is_none_is_refused(portal: Path, register: Path) -> None:
    assert "„včera“ jím není" in brought(portal, register, "--date", "včera").output


# For every register -----------------------------------------------------------------------------------

NAMES = ("Rodinná pomoc Příklad", "Klub Příklad Cheb", "Azyl Příklad", "Poradna Příklad Aš", "Jiná")
TOWNS = (rpss.CHEB, rpss.AS, rpss.VARY, rpss.LIBEREC)
PROVIDERS = (("Charita Příklad", "00000019"), ("Spolek Příklad, z. s.", "00000001"))


@st.composite
def registers(draw: st.DrawFn) -> list[rpss.Item]:
    """Registers that speak of services of the miniature portal in every way."""
    items = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        provider, ico = draw(st.sampled_from(PROVIDERS))
        places = [
            rpss.facility(
                draw(st.sampled_from(NAMES)), draw(st.sampled_from(TOWNS)), secret=draw(st.booleans())
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        forms = [
            rpss.form(code, draw(st.none() | st.integers(0, 99)), draw(st.sampled_from(["klient", "luzka"])))
            for code in draw(st.lists(st.sampled_from(["amb", "ter", "pob", "x"]), max_size=3))
        ]
        said = rpss.contacts(
            *draw(st.sampled_from([("354 111 222", "a@b.test", "www.b.test"), ("x", "y", "z")]))
        )
        items.append(rpss.item(number, provider=provider, ico=ico, zarizeni=places, formy=forms, **said))
    return items


@given(items=registers())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_secret_and_verified_facts_survive_every_register(
    portal: Path, tmp_path: Path, items: list[rpss.Item]
) -> None:
    file = rpss.write(tmp_path / "r.json", items)
    kept = {code: service(portal, code) for code in ("azyl-priklad", "klub-priklad-cheb")}
    held = [row for row in rows(portal, "contacts") if row["verified_on"] or row["service"] == "azyl-priklad"]
    places = rows(portal, "places")
    done = brought(portal, file)
    assert done.exit_code == 0, done.output
    assert {code: service(portal, code) for code in kept} == kept
    now = rows(portal, "contacts")
    assert [row for row in now if row["verified_on"] or row["service"] == "azyl-priklad"] == held
    assert rows(portal, "places") == places
    before = files(portal)
    brought(portal, file)
    assert files(portal) == before


def test_a_registration_that_may_be_of_our_secret_service_is_told_of_nobody(
    portal: Path, tmp_path: Path
) -> None:
    secret = {"druhSocialniSluzby": {"id": "DruhSocialniSluzby/3"}}
    items = [
        rpss.item(
            1,
            provider="Charita Příklad",
            ico="00000019",
            identifikator="7770001",
            zarizeni=[rpss.facility("Azyl Příklad", rpss.VARY)],
            **secret,
        )
    ]
    for shape in ("text", "json", "markdown"):
        said = reconciled(portal, rpss.write(tmp_path / "r.json", items), "--format", shape).output
        assert "7770001" not in said and "Azyl" not in said


def test_a_candidate_with_a_secret_facility_is_no_number(portal: Path, tmp_path: Path) -> None:
    places = [
        rpss.facility("Něco", rpss.VARY),
        rpss.facility("Tajné", secret=True),
    ]
    items = [
        rpss.item(1, provider="Charita Příklad", ico="00000019", identifikator="8880001", zarizeni=places)
    ]
    said = reconciled(portal, rpss.write(tmp_path / "r.json", items)).output
    assert "8880001" not in said and "Tajné" not in said


def test_a_number_alone_fills_nothing_of_another_provider(portal: Path, tmp_path: Path) -> None:
    path = portal / "data_packages/services/data/services.csv"
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    at = lines[0].index("registration")
    (row,) = [line for line in lines if line[0] == "sas-priklad-karlovy-vary"]
    row[at] = row[at] or "1000009"
    path.write_text(write_csv(lines), encoding="utf-8")
    items = [rpss.item(1, provider="Jiná firma, s. r. o.", ico="25596641", identifikator=row[at])]
    file = rpss.write(tmp_path / "r.json", items)
    before = files(portal)
    brought(portal, file)
    assert files(portal) == before
    assert [one["kind"] for one in findings(portal, file)] == ["ask"]
