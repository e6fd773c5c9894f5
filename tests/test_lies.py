"""What is wrong is named; what is true never stops a site, be it that a service ended or that there is none."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.problems import Problem
from macros.entry.cli import app
from macros.entry.saying import as_here
from tests import built, portals

SERVICES = "data_packages/services/data/services.csv"
GUIDE = "catalogue/situace/domaci-nasili.md"


def errors(root: Path) -> list[Problem]:
    return [one for one in portals.problems_of(root) if not one.warning]


def edit(root: Path, file: str, find: str, replace: str) -> None:
    portals.change(root, {"file": file, "find": find, "replace": replace})


OF_SERVICES = ("capacities", "reports", "report_clients", "report_grants", "outcomes", "outcome_results")


def emptied(root: Path, *tables: str) -> None:
    """Leave only the header of tables."""
    for table in tables:
        package, name = table.split("/")
        path = root / f"data_packages/{package}/data/{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")


@pytest.fixture
def without_services(portal: Path) -> Path:
    """The miniature site before anybody has written down a service."""
    tables = ("services", "contacts", "hours", "places", "areas", "providers", "evidence")
    emptied(portal, *(f"services/{one}" for one in tables))
    emptied(portal, "situations/service_situations", "strategy/node_services", "codelists/redirects")
    emptied(
        portal,
        "activities/activity_choices",
        "meetings/fair_stands",
        "meetings/fair_talks",
        *(f"capacity/{one}" for one in OF_SERVICES),
    )
    for file, column in (
        ("situations/data/situations.csv", "linka-priklad"),
        ("evaluation/data/family_policies.csv", "klub-priklad-cheb"),
    ):
        path = portal / "data_packages" / file
        path.write_text(path.read_text(encoding="utf-8").replace(column, ""), encoding="utf-8")
    for path in (portal / "catalogue").rglob("*.md"):
        said = re.sub(
            r"\{\{ ?(?:contact|service|call|dial|chat)\(.*?\) ?\}\}", "nám", path.read_text(encoding="utf-8")
        )
        path.write_text(said, encoding="utf-8")
    return portal


def test_a_portal_without_services_builds_and_says_so(without_services: Path, tmp_path: Path) -> None:
    found = portals.problems_of(without_services)
    assert [one for one in found if not one.warning] == []
    assert [one.rule for one in found].count("services-none") == 1
    assert "step-unserved" not in {one.rule for one in found}, "one warning, not one for each step"
    built.build(without_services, tmp_path / "site")
    gaps = (tmp_path / "site/mezery/index.html").read_text(encoding="utf-8")
    assert "všude někdo odpoví" not in gaps
    assert "zatím není žádná služba" in gaps
    guide = (tmp_path / "site/situace/domaci-nasili/index.html").read_text(encoding="utf-8")
    assert "zatím nikoho neznáme" in guide


def test_a_portal_without_strategies_builds(portal: Path, tmp_path: Path) -> None:
    tables = (portal / "data_packages/strategy/data").glob("*.csv")
    emptied(portal, *(f"strategy/{path.stem}" for path in tables))
    emptied(portal, "activities/features", "meetings/resolutions", "meetings/tasks")
    edit(portal, "mkdocs.yml", "strategies: [strategie-priklad, zkusebni-strategie]", "strategies: []")
    page = portal / "catalogue/prispivejte/index.md"
    text = re.sub(
        r"\{\{ ?(?:strategy\w*|measure\w*|node\w*)\(.*?\) ?\}\}", "", page.read_text(encoding="utf-8")
    )
    page.write_text(text, encoding="utf-8")
    assert [one for one in errors(portal) if not one.file.endswith(".md")] == []


def test_an_ended_service_is_no_error_and_the_guide_says_whom_it_lacks(portal: Path, tmp_path: Path) -> None:
    edit(portal, SERVICES, "azylovy-dum,active", "azylovy-dum,ended")
    found = portals.problems_of(portal)
    assert [one for one in found if not one.warning] == []
    said = {(one.file, one.rule, one.value) for one in found}
    assert (GUIDE, "step-unserved", "azylovy-dum") in said
    built.build(portal, tmp_path / "site")
    guide = (tmp_path / "site/situace/domaci-nasili/index.html").read_text(encoding="utf-8")
    assert re.search(r"azylovy-dum/\">[^<]+</a> <span class=\"soft\">\(zatím nikoho neznáme\)", guide)


def test_a_number_of_an_ended_line_stays_an_error(portal: Path) -> None:
    edit(portal, SERVICES, "linka-pomoci,active", "linka-pomoci,ended")
    assert {"number-ended", "macro-ended", "first-line"} <= {one.rule for one in errors(portal)}


def test_a_guide_that_got_lost_is_told(portal: Path) -> None:
    table = (portal / "data_packages/situations/data/situations.csv").read_text(encoding="utf-8")
    ids = [line.partition(",")[0] for line in table.splitlines()[1:]]
    text = (portal / GUIDE).read_text(encoding="utf-8")
    for code in ids[:-1]:
        (portal / f"catalogue/situace/{code}.md").write_text(
            text.replace("guide: domaci-nasili", f"guide: {code}"), encoding="utf-8"
        )
    found = [(one.value, one.warning) for one in portals.problems_of(portal) if one.rule == "guide-none"]
    assert found == [(ids[-1], True)]


# --- rules against the branch that a change wants to enter ----------------------------------------------


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@priklad.test"]
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def branched(portal: Path) -> Path:
    """A portal in git whose branch has committed a renamed service and a changed promise."""
    git(portal, "init", "-q", "-b", "main")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "x")
    git(portal, "checkout", "-q", "-b", "zmena")
    # A service that nothing but its own tables names.
    for path in (portal / "data_packages").rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("sas-priklad-karlovy-vary", "sas-priklad-karlovy-vary-nova"), encoding="utf-8"
        )
    edit(portal, "data_packages/strategy/data/nodes.csv", *PROMISE)
    git(portal, "commit", "-qam", "y")
    return portal


PROMISE = (
    "strategie-priklad-1,strategie-priklad,,1,1,",
    "strategie-priklad-1,strategie-priklad,,1,1,Jiný slib: ",
)


def said(root: Path, *options: str) -> list[tuple[str, str]]:
    done = CliRunner().invoke(app, ["check", "--root", str(root), "--format", "json", *options])
    return [(one["rule"], one["value"]) for one in json.loads(done.output)]


def test_what_a_branch_has_committed_is_found_against_the_base(branched: Path) -> None:
    assert "id-lost" not in {rule for rule, _ in said(branched)}, "the last commit knows nothing of it"
    found = said(branched, "--base", "main")
    assert ("id-lost", "sas-priklad-karlovy-vary") in found
    assert "change-silent" in {rule for rule, _ in found}
    # What the other branch has done since then is not this one's loss.
    git(branched, "checkout", "-q", "main")
    (branched / "catalogue/nove.md").write_text("# Nové\n", encoding="utf-8")
    git(branched, "add", ".")
    git(branched, "commit", "-qm", "z")
    git(branched, "checkout", "-q", "zmena")
    assert sorted(found) == sorted(said(branched, "--base", "main"))


def test_a_base_that_git_does_not_know_is_refused_and_zeros_are_none(branched: Path) -> None:
    for ref in ("neznama", "--output=/tmp/x", "HEAD~99"):
        done = CliRunner().invoke(app, ["check", "--root", str(branched), f"--base={ref}"])
        assert done.exit_code == 2
        assert "Git nezná" in done.output
    assert said(branched, "--base", "0" * 40) == said(branched)


def test_order_of_rows_and_the_last_line_end_stop_nobody(portal: Path) -> None:
    path = portal / "data_packages/services/data/places.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rest, first]), encoding="utf-8")
    found = portals.problems_of(portal)
    assert {one.rule for one in found} == {"row-order", "file-end"}
    assert all(one.warning for one in found)
    mended = CliRunner().invoke(app, ["check", "--root", str(portal), "--fix"])
    assert mended.exit_code == 0
    assert portals.problems_of(portal) == []


def test_commands_are_named_as_they_can_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "spusťte rozcestnik check --fix, konec řádku doplní."
    monkeypatch.setattr("sys.argv", [".venv/bin/rozcestnik", "check"])
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert as_here(words) == "spusťte .venv/bin/rozcestnik check --fix, konec řádku doplní."
    monkeypatch.setattr("sys.argv", [r"C:\portal\.venv\Scripts\rozcestnik.exe", "check"])
    assert r"spusťte C:\portal\.venv\Scripts\rozcestnik.exe check --fix" in as_here(words)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/rozcestnik")
    assert as_here(words) == words


# --- any sound table, broken in any way -------------------------------------------------------------------

PHONE, MAIL, WEB = ("kind", "phone"), ("kind", "email"), ("kind", "web")


def to(value: str) -> Callable[[str], str]:
    return lambda cell: value


CLUB, FIRST = ("id", "klub-cheb"), ("id", "vyzva-priklad")
_ODD: tuple[tuple[str, tuple[str, str], str, str], ...] = (
    # Points: swapped, without a point, in metres, west of Greenwich, nowhere, in the next town.
    *(
        ("services/places", CLUB, "lat", value)
        for value in ("12.3712", "50080100", "-1023000", "-50.08", "0")
    ),
    *(("services/places", CLUB, "lon", value) for value in ("50.0801", "12371200", "-890000", "-12.37", "0")),
    ("services/places", ("id", "urad-frydlant"), "lat", "50.78"),
    # Money: in thousands, the least over the most, less for all than for one, negative.
    ("strategy/grants", FIRST, "amount_to", "5000"),
    ("strategy/grants", FIRST, "allocation", "1000"),
    ("strategy/grants", FIRST, "allocation", "1000000000"),
    ("strategy/grants", FIRST, "allocation", "-1"),
    ("strategy/grants", FIRST, "amount_from", "10 000 Kč"),
    ("strategy/node_money", ("kind", "planned"), "amount", "-250000"),
    ("strategy/node_money", ("kind", "planned"), "amount", "0,25 mil."),
    # Figures: ten times the year before, another unit, with a comma, withheld and told.
    *(
        ("indicators/observations", ("period", "2022-12"), "value", value)
        for value in ("560", "-3", "4,1", "1.234,5", "3.IX", "1e9")
    ),
    # Hours: a closed day without its date, a day that does not come, a closed day that is over.
    ("services/hours", ("weekday", "su"), "closes", "00:00"),
    # Assessments: other years and towns, what was recommended has an outcome, copied words.
    ("evaluation/assessments", ("id", "cheb-2023"), "title", "Cheb 2013"),
    ("evaluation/assessments", ("id", "cheb-2023"), "title", "Aš 2023"),
    ("evaluation/assessments", ("id", "cheb-2023"), "source_date", "2020-01-10"),
    ("evaluation/assessments", ("id", "cheb-2023"), "ended", "2022-01"),
    ("evaluation/assessments", ("id", "cheb-2023"), "territory_code", "Cheb"),
    ("evaluation/phases", ("rated", "2023-01"), "rated", "2021-01"),
    ("evaluation/phases", ("rated", "2023-12"), "rated", "2022-12"),
    ("evaluation/participation", ("state", "recommended"), "outcome", "Ptáme se."),
    ("evaluation/participation", ("id", "cheb-beseda"), "period", "jaro 2093"),
    ("evaluation/criteria", ("id", "sada-priklad-2"), "title", "Obec zná své rodiny"),
    ("evaluation/descriptors", ("id", "sada-priklad-1-2"), "question", "Máte služby sepsané?"),
    ("evaluation/scale_levels", ("label", "zčásti"), "words", "Obec to nedělá."),
    ("evaluation/ratings", ("descriptor", "sada-priklad-1-1"), "value", "7"),
    ("evaluation/family_policies", ("state", "draft"), "title", "Rodinná politika města Cheb"),
)
"""Table, which rows, column, and what probably is a slip there."""


def _ways() -> Iterator[tuple[str, str, tuple[str, str] | None, Callable[[str], str]]]:
    """Table, column, which rows (a column and its value), and what people or their programs make of a cell."""
    contacts, services = "services/contacts", "services/services"
    for value in (
        *("4,20774E+11", "60000000", "600 000 019, 600 000 020", "600 000 004 kl. 12", "600 000 00/5"),
        *(
            "+420777777777",
            "+420123456789",
            "+420906123456",
            "1188",
            "+42O600000001",
            "+420300123456",
            "volejte",
        ),
    ):
        yield contacts, "value", PHONE, to(value)
    for value in (
        *(
            "www.priklad.test",
            "HTTPS://PRIKLAD.TEST",
            "https://příklad.test/",
            "http://127.0.0.1/",
            "https://a'b",
        ),
        *(
            "https://user:heslo@priklad.test/",
            "https://priklad.test:99999/",
            "https://priklad.test/\\..",
            "https://.",
        ),
        *("javascript:alert(1)", "https://priklad.test/?email=jan.novak@seznam.cz", "https://priklad"),
    ):
        yield contacts, "value", WEB, to(value)
        yield services, "source_url", None, to(value)
        yield "services/providers", "web", None, to(value)
    for value in (
        "jnovakova@priklad.test",
        "novak.jan@priklad.test",
        ".info@priklad.test",
        "a..b@priklad.test",
        "a@b",
    ):
        yield contacts, "value", MAIL, to(value)
    for value in (
        "Nováková Jana",
        "J. Nováková",
        "vedoucí NOVÁKOVÁ",
        "Nguyen Thi Lan",
        "Zdeňka K.",
        "p.Novák",
    ):
        yield contacts, "label", None, to(value)
    for table, column in ((services, "summary"), (services, "conditions"), ("services/places", "note")):
        for value in (
            *(
                "Volejte Mgr. Janu Novákovou na 602 123 456.",
                "Pište na jana.novakova@seznam.cz.",
                "???",
                "TODO",
            ),
            *(
                "doplnit",
                "Lorem ipsum dolor",
                "2026-09-27",
                "Přijďte  zítra.",
                "Přijďte\u200bzítra.",
                "Přijďtе zítra.",
            ),
            *("Pr\u030cijd\u030cte.", " Přijďte.", "Přijďte\nzítra.", "x" * 401, "=HYPERLINK(1)"),
        ):
            yield table, column, None, to(value)
    for value in (
        "26.04.2004",
        "17.11.0475",
        "28.X",
        "2004-04-26",
        "777 111 222",
        "45778",
        "www.priklad.test",
        "0,4583",
    ):
        yield "services/places", "street", None, to(value)
    yield "services/places", "postcode", None, to("99999")
    yield "services/places", "postcode", None, lambda cell: "36001" if cell != "36001" else "46001"
    yield "services/places", "lat", None, to("12.37")
    yield "services/places", "lat", None, to("49.1")
    for value in ("skončila", "zrušeno", "aktivní", "x"):
        yield services, "status", None, to(value)
    yield services, "capacity", None, to("2000000")
    yield services, "age_from", ("age_to", "15"), to("19")
    for value in ("1900-01-01", "2999-01-01", "31. 2. 2024", "2024-02-31", "45778"):
        yield services, "updated_on", None, to(value)
        yield "services/contacts", "source_date", None, to(value)
    yield "services/providers", "ico", None, to("253978")
    yield "services/providers", "ico", None, to("00000018")
    for value in ("8.00", "25:00", "8-16", ""):
        yield "services/hours", "opens", ("closes", "18:00"), to(value)
    yield "services/hours", "weekday", ("nonstop", "false"), to("po")
    yield "services/hours", "valid_to", ("valid_from", "2024-01-01"), to("2023-01-01")
    for table, row, column, value in (one for one in _ODD if one[2] != "outcome"):
        yield table, column, row, to(value)
    yield "services/areas", "territory_code", None, to("Cheb")
    yield "situations/synonyms", "phrase", None, to("e")
    yield "territory/municipalities", "district_lau1", None, to("CZ0999")
    yield "territory/municipalities", "population", None, to("-5")
    yield "territory/orp", "seat_code_csu", ("code_csu", "4101"), to("554481")
    yield "indicators/observations", "value", ("indicator", "nezamestnanost"), to("460")
    yield "indicators/observations", "value", ("indicator", "uchazeci"), to("20.5")
    yield "indicators/observations", "period", None, to("2999")
    yield "indicators/observations", "source_url", None, to("zdroj")
    yield "indicators/indicators", "plain", None, to("Je {kolik.__class__}.")


WAYS = list(_ways())
BY_TYPE = {
    "date": ("včera", "2024-13-01"),
    "integer": ("mnoho", "1,5"),
    "number": ("mnoho", "1 000,x"),
    "boolean": ("možná",),
    "string": ("Přijďte\nzítra.", "a\u200bb", " a", "a\ufffd"),
}
"""What no column of a type holds."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portals.portal(tmp_path_factory.mktemp("sound"))


def broken(root: Path, table: str, row: int, column: str, value: str) -> list[Problem]:
    """What is said of the portal with one cell changed; it is as it was afterwards."""
    package, name = table.split("/")
    path = root / f"data_packages/{package}/data/{name}.csv"
    before = path.read_bytes()
    rows = list(csv.reader(io.StringIO(before.decode("utf-8"), newline="")))
    rows[row - 1][rows[0].index(column)] = value
    path.write_text(write_csv(rows), encoding="utf-8", newline="")
    try:
        return portals.problems_of(root)
    finally:
        path.write_bytes(before)


def rows_of(table: str) -> list[dict[str, str]]:
    package, name = table.split("/")
    path = portals.FIXTURE / f"data_packages/{package}/data/{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def named(found: list[Problem], table: str, row: int, column: str) -> bool:
    """Whether a problem names the file, the row and the column that were broken."""
    file = "data_packages/{}/data/{}.csv".format(*table.split("/"))
    return (file, row, column) in {(one.file, one.row, one.column) for one in found}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_people_and_programs_do_to_a_cell_is_named_with_file_row_and_column(
    sound: Path, data: st.DataObject
) -> None:
    table, column, only, made = data.draw(st.sampled_from(WAYS))
    rows = [
        (at, cells)
        for at, cells in enumerate(rows_of(table), start=2)
        if cells[column] and (only is None or cells[only[0]] == only[1])
    ]
    at, cells = data.draw(st.sampled_from(rows))
    value = made(cells[column])
    found = broken(sound, table, at, column, value)
    assert named(found, table, at, column), (table, at, column, value, found[:3])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_cell_of_any_table_that_is_not_of_its_type_is_named(sound: Path, data: st.DataObject) -> None:
    packages, _, _ = read_all(sound)
    package = packages[data.draw(st.sampled_from(sorted(packages)))]
    name = data.draw(
        st.sampled_from([one for one in sorted(package.schemas) if rows_of(f"{package.name}/{one}")])
    )
    field = data.draw(st.sampled_from(package.schemas[name].fields))
    table = f"{package.name}/{name}"
    at = data.draw(st.integers(2, len(rows_of(table)) + 1))
    values = [
        *BY_TYPE[field.type],
        *([""] if field.required else []),
        *(["zzz-neni"] if field.reference else []),
    ]
    value = data.draw(st.sampled_from(values))
    found = broken(sound, table, at, field.name, value)
    assert named(found, table, at, field.name), (table, at, field.name, value, found[:3])


@pytest.mark.parametrize(("table", "only", "column", "value"), _ODD)
def test_each_probable_slip_is_named(
    sound: Path, table: str, only: tuple[str, str], column: str, value: str
) -> None:
    at = next(at for at, cells in enumerate(rows_of(table), start=2) if cells[only[0]] == only[1])
    found = broken(sound, table, at, column, value)
    assert named(found, table, at, column), found[:3]


PARDONED: list[tuple[str, str, int, str, str]] = [
    (
        "nobody outlines the state here, and a town may lie at its border",
        "services/places",
        2,
        "lat",
        "50.004",
    ),
    ("a name may be written in capitals", "services/services", 3, "name", "KLUB PŘÍKLAD CHEB"),
    ("a club may be open until midnight", "services/hours", 2, "closes", "23:59"),
    (
        "there is no second number of inhabitants to compare with",
        "territory/municipalities",
        2,
        "population",
        "328920",
    ),
    (
        "a path may hold letters with accents, browsers send them right",
        "services/contacts",
        5,
        "value",
        "https://www.priklad.test/služby",
    ),
    (
        "two phases may be rated within one month",
        "evaluation/phases",
        2,
        "rated",
        "2023-01",
    ),
    ("what was held may have had no outcome", "evaluation/participation", 2, "outcome", ""),
    (
        "numbers of one year differ between towns, and nobody knows by how much",
        "indicators/observations",
        11,
        "value",
        "62.5",
    ),
    (
        "what a step of a strategy is called only its source knows",
        "strategy/nodes",
        2,
        "title",
        "Penize mají oporu",
    ),
]
"""What a person would not call wrong without knowing more, with the reason; of the miniature site."""


@pytest.mark.parametrize(("reason", "table", "row", "column", "value"), PARDONED)
def test_what_nobody_can_tell_is_left_alone(
    sound: Path, reason: str, table: str, row: int, column: str, value: str
) -> None:
    assert broken(sound, table, row, column, value) == [], reason


# --- links of texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("[a](prispivejte/index.md)", None),
        ("[a](../prispivejte/)", None),
        ("[a](../sluzby/klub-priklad-cheb/)", None),
        ("[a](../data/neco.csv)", None),
        ("[a](#kontakt)\n\n## Kontakt", None),
        ("[a]({{ nic }})", None),
        ("`[a](neni.md)`", None),
        ("[a](neni.md)", "text-target"),
        ("[a](prispivejte/)", "text-target"),
        ("[a](../sluzby/klub-priklad-cheb)", "text-target"),
        ("[a](/sluzby/)", "text-target"),
        ("[a]()", "text-target"),
        ("[a][jmeno]", "text-target"),
        ("[a][jmeno]\n\n[jmeno]: ../neni/", "text-target"),
        ('<a href="../neni/">a</a>', "text-target"),
        ("![a](obrazek.png)", "text-target"),
        ("[a](prispivejte/index.md#neni)", "text-anchor"),
        ("[a](../prispivejte/#neni)", "text-anchor"),
        ("[a](#neni)", "text-anchor"),
    ],
)
def test_a_link_of_a_text_leads_somewhere_or_is_named_with_its_line(
    sound: Path, link: str, rule: str | None
) -> None:
    path = sound / "catalogue/stopy.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{link}\n", encoding="utf-8")
    row = before.count("\n") + 2
    try:
        found = portals.problems_of(sound)
    finally:
        path.write_text(before, encoding="utf-8")
    told = {(one.rule, one.file, one.row) for one in found if one.rule in ("text-target", "text-anchor")}
    if rule is None:
        assert told == set()
    else:
        assert {(one, file) for one, file, _ in told} == {(rule, "catalogue/stopy.md")}
        assert all(row <= at <= row + 2 for _, _, at in told)
