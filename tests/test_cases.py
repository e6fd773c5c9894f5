"""Cases to walk through and projects to take over: what the sources say, what they leave open, and how others begin."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from macros.data.drafts import DRAFTS, ScaffoldError
from macros.entry.cli import app
from macros.load import load_site
from macros.model.site import Site
from macros.print.press import Job, Press
from macros.subjects.cases import words
from macros.subjects.cases.cards import cards_job
from macros.subjects.cases.model import Cases
from macros.subjects.cases.pages.cases import anchor, cards_url, role_view
from macros.subjects.cases.scaffold import copy_project, start_case
from macros.subjects.cases.tables import CASE_COLUMNS, case_table, project_text
from tests import portals
from tests.built import ROOT, Built
from tests.built import words as words_of
from tests.test_leaflets import plain, read

DATA = "data_packages/cases/data"
PAVEL = "policka-pavel"
DROP_OUT = "predcasne-odchody"


@pytest.fixture(scope="module")
def real_site() -> Site:
    return load_site(ROOT).site


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def said(job: Job) -> dict[str, object]:
    found = json.loads(job.data)
    assert isinstance(found, dict)
    return found


# The case of Polička ----------------------------------------------------------------------------------


def test_the_case_of_policka_has_the_stops_and_the_roles_of_the_brochure_and_no_answer_of_ours(
    real_site: Site,
) -> None:
    case = real_site[Cases].cases[PAVEL]
    assert [one.row.age for one in case.stops] == ["2–4 roky", "5–10 let", "11–13 let", "13 a více let"]
    assert [one.row.title for one in case.actors] == [
        "OSPOD",
        "sociální služby",
        "školy a školská zařízení",
        "Policie ČR",
    ]
    # The brochure asks three questions and prints no answer; what is not known stays open, each with a question.
    assert not any(one.acts or one.flows or one.row.happens or one.row.minutes for one in case.stops)
    assert all(one.row.open for one in case.stops)
    assert case.story is not None and case.story.row.id == "policka-zastavky"


def test_the_page_of_policka_says_what_the_source_does_not(real: Built) -> None:
    page = words_of(real.tree(f"pripady/{PAVEL}/"))
    assert "Dítě i rodina v příběhu jsou vymyšlené." in page
    assert page.count("zdroj neříká. Domluvte se na tom s lidmi u vás.") == 4
    assert words.NO_MINUTES in page
    assert "Ten nemáme." in page


def test_the_story_of_policka_leads_to_the_case_and_back(real: Built) -> None:
    assert f"../../pripady/{PAVEL}/" in real.tree("sitovani/policka-zastavky/").xpath("//main//a/@href")
    assert f"../pripady/{PAVEL}/" in real.tree("sitovani/").xpath("//main//a/@href")
    assert "../../sitovani/policka-zastavky/" in real.tree(f"pripady/{PAVEL}/").xpath("//main//a/@href")


def test_teachers_and_coordinators_are_led_there(real: Built) -> None:
    for page, root in (("pro-ucitele/", "../"), ("koordinator/", "../"), ("strategie/", "../")):
        links = real.tree(page).xpath("//main//a/@href")
        assert {f"{root}pripady/", f"{root}projekty/"} <= set(links), page


# A whole case -----------------------------------------------------------------------------------------


def test_a_case_is_read_without_scripts_stop_by_stop(mini: Built) -> None:
    tree = mini.tree("pripady/kaja/")
    stops = tree.xpath("//nav[@aria-label='Zastávky']//a/@href")
    assert stops == ["#zastavka-1", "#zastavka-2"]
    heads = [words_of(tree.xpath(f"//h2[@id='{one[1:]}']")[0]) for one in stops]
    assert heads == ["2–4 roky", "5–10 let"]
    first = words_of(tree.xpath("//section[@aria-labelledby='zastavka-1']")[0])
    assert "Kdo může co udělat školka Promluví s mámou" in first
    assert "školka potřebuje od role OSPOD: radu, jak postupovat Jak: telefonem K čemu: aby rodině" in first
    assert "školka řekne roli rodina: čeho si všimla" in first
    assert "Na dílně 30 minut." in first and "Nechte mluvit nejdřív školku." in first
    assert "neříká" not in first
    second = words_of(tree.xpath("//section[@aria-labelledby='zastavka-2']")[0])
    assert "Na co se ptát: Co se změní ve škole?" in second and words.UNSAID.anything in second


def test_each_role_has_its_page_with_what_it_does_and_what_others_want_of_it(mini: Built) -> None:
    school = words_of(mini.tree("pripady/role/kaja-skolka/").xpath("//main")[0])
    assert "Co můžete udělat Promluví s mámou" in school
    assert "Co potřebujete Od: OSPOD radu" in school
    assert "Komu co řeknete Komu: rodina čeho si všimla" in school
    office = words_of(mini.tree("pripady/role/kaja-ospod/").xpath("//main")[0])
    assert "Co od vás potřebují jiní Kdo: školka radu" in office and "Promluví s mámou" not in office
    parent = words_of(mini.tree("pripady/role/kaja-rodina/").xpath("//main")[0])
    assert "Co vám řeknou jiní Kdo: školka čeho si všimla" in parent


def test_a_role_leads_to_services_that_have_it(mini: Built) -> None:
    links = mini.tree("pripady/role/kaja-skolka/").xpath("//dl//a/@href")
    assert [one for one in links if "druhy" in one] == links and len(links) == 2
    assert not mini.tree("pripady/role/kaja-rodina/").xpath("//dl//a")


def test_a_role_page_says_where_the_source_is_silent(site: Site) -> None:
    (actor,) = (one for one in site[Cases].cases["kaja"].actors if one.row.id == "kaja-rodina")
    first, second = role_view(site, actor).data.stops
    assert first.unsaid == "" and [one.title for one in first.parts] == [words.TOLD]
    assert second.unsaid == words.UNSAID_FOR_ROLE.anything and second.parts == ()


def test_the_table_has_a_row_for_each_answer_and_one_for_a_stop_without_any(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(case_table(site).decode())))
    assert list(rows[0]) == list(CASE_COLUMNS)
    mine = [(one["stop"], one["answer"], one["actor"], one["other"]) for one in rows if one["case"] == "kaja"]
    assert mine == [
        ("kaja-1", "can", "kaja-skolka", ""),
        ("kaja-1", "can", "kaja-ospod", ""),
        ("kaja-1", "needs", "kaja-skolka", "kaja-ospod"),
        ("kaja-1", "informs", "kaja-skolka", "kaja-rodina"),
        ("kaja-2", "", "", ""),
    ]


# On paper ---------------------------------------------------------------------------------------------


def test_cards_say_what_the_page_says(mini: Built) -> None:
    paper = read(mini.files["pripady/kaja/karty-kaja.pdf"])
    for one in ("Zastávka: 2–4 roky", "Na dílně 30 minut.", "Kája nemá svačinu", *words.QUESTIONS):
        assert plain(one) in paper
    for one in ("Role: školka", "Co dělám jako školka?", "Promluví s mámou", "(Jak: telefonem; K čemu:"):
        assert plain(one) in paper
    assert "Dítě i rodina v příběhu jsou vymyšlené." in paper


def test_cards_are_tagged_a4_with_headings_in_order(mini: Built) -> None:
    reader = pypdf.PdfReader(io.BytesIO(mini.files["pripady/kaja/karty-kaja.pdf"]))
    assert {tuple(round(float(one)) for one in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("cs")


def test_every_card_stays_on_its_sheet_however_long_its_text_is(portal: Path) -> None:
    """Two stops a sheet and four roles a sheet, as many as the longest texts that the schemas allow."""
    long = "Nejdelší text, jaký tabulka unese. "
    for table, code, column, most in (
        ("stops", "kaja-1", "happens", 800),
        ("stops", "kaja-1", "open", 400),
        ("case_actors", "kaja-skolka", "told", 400),
    ):
        path = portal / DATA / f"{table}.csv"
        rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        for row in rows:
            if row["id"] == code:
                row[column] = (long * 40)[:most].rsplit(" ", 1)[0]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    site = load_site(portal).site
    case = site[Cases].cases["kaja"]
    raw = _printed(portal, cards_job(site, case))
    reader = pypdf.PdfReader(io.BytesIO(raw))
    assert len(reader.pages) == 4
    stops = plain(reader.pages[1].extract_text())
    assert stops.index("Zastávka: 2–4") < stops.index(words.QUESTIONS[2]) < stops.index("Zastávka: 5–10")


def _printed(folder: Path, job: Job) -> bytes:
    made = folder / "printed"
    made.mkdir()
    press = Press(made)
    file = made / "cards.pdf"
    press.make(job, file)
    return file.read_bytes()


def test_a_blank_case_has_as_many_stops_as_the_method_and_nothing_of_anybody(site: Site, mini: Built) -> None:
    blank = said(cards_job(site, None))
    assert isinstance(blank["stops"], list) and len(blank["stops"]) == words.BLANK_STOPS == 4
    paper = read(mini.files["pripady/prazdny-pripad.pdf"])
    assert "Skutečné dítě sem nepatří." in paper and "Kája" not in paper


def test_cards_of_another_case_are_not_made_again_when_one_changes(portal: Path) -> None:
    site = load_site(portal).site
    before = {one.row.id: one.key for one in site[Cases].cases.values()}
    portals.change(
        portal, {"file": f"{DATA}/stops.csv", "find": "Kája nemá svačinu", "replace": "Kája nemá oběd"}
    )
    after = {one.row.id: one.key for one in load_site(portal).site[Cases].cases.values()}
    assert [code for code in before if before[code] != after[code]] == ["kaja"]


# The project ------------------------------------------------------------------------------------------


def test_the_project_is_drawn_from_the_record_and_leaves_open_what_it_does_not_say(real_site: Site) -> None:
    project = real_site[Cases].projects[DROP_OUT]
    assert (len(project.roles), len(project.steps), len(project.texts)) == (12, 12, 10)
    assert len({one.row.department for one in project.roles}) >= 7, "it goes across departments"
    silent = [one.question for one in project.texts if not one.answer]
    assert silent == ["Kolik to bude stát?", "Co zůstane, až peníze skončí?"]
    assert all(one.open for one in project.texts if not one.answer)
    assert all(one.row.roles for one in project.steps)
    assert not any(one.row.who for one in (*project.roles, *project.steps)), (
        "who does it is for the region to say"
    )


def test_every_row_names_its_place_in_the_record(real_site: Site) -> None:
    project = real_site[Cases].projects[DROP_OUT]
    rows = [one.row for one in project.roles] + [one.row for one in project.steps] + list(project.texts)
    assert all(one.source_section for one in rows)
    assert project.row.source_document.startswith("Záznam z pracovního setkání")
    assert (
        "2 až 2,5 milionu korun" in project.row.why and "10 %, což byl cíl EU pro rok 2020" in project.row.why
    )


def test_the_page_of_a_project_says_what_is_to_be_filled(mini: Built) -> None:
    page = words_of(mini.tree("projekty/obedy/").xpath("//main")[0])
    assert page.count(words.TO_FILL) == 4, "two roles and two steps"
    assert words.NO_ANSWER in page and "K doplnění: Na kolik dětí?" in page
    assert words.ANYBODY in page
    copy = mini.tree("projekty/zkusebni-projekt/")
    assert "Karlovarský kraj" in words_of(copy.xpath("//main/header")[0])
    assert [words_of(one) for one in copy.xpath("//dd/a[@href='../../projekty/obedy/']")] == [
        "Obědy pro všechny"
    ]


def test_plain_text_holds_all_of_a_project_and_no_markup(site: Site) -> None:
    project = site[Cases].projects["obedy"]
    text = project_text(project)
    shown = [project.row.title, project.row.why, project.row.open]
    shown += [one.row.title for one in (*project.roles, *project.steps)] + [
        one.question for one in project.texts
    ]
    assert [one for one in shown if one not in text] == []
    assert text.count(words.TO_FILL) == 4 and text.endswith("Zdroj: Záznam, Bod 3\n")
    assert not re.search(r"[<>]|\n{3,}| $", text, re.MULTILINE)


# Beginning one's own ----------------------------------------------------------------------------------


def _moved(root: Path, folder: Path) -> None:
    """Put the rows of patterns into the tables, as their README says."""
    for file in sorted(folder.glob("*.csv")):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
        with (root / DATA / file.name).open("a", encoding="utf-8", newline="") as table:
            table.writelines(lines)


def _fixed(root: Path) -> str:
    return CliRunner().invoke(app, ["check", "--fix", "--root", str(root)]).output


def test_a_new_case_writes_patterns_outside_of_the_data_and_says_what_next(portal: Path, site: Site) -> None:
    before = {one: one.read_bytes() for one in (portal / DATA).iterdir()}
    done = start_case(portal, site, "nas-pripad")
    folder = portal / DRAFTS / "pripad-nas-pripad"
    assert sorted(one.name for one in folder.iterdir()) == [
        "README.md",
        "case_actors.csv",
        "cases.csv",
        "stop_actors.csv",
        "stop_flows.csv",
        "stops.csv",
    ]
    assert {one: one.read_bytes() for one in (portal / DATA).iterdir()} == before
    assert "Skutečné dítě sem nepatří" in (folder / "README.md").read_text(encoding="utf-8")
    assert len(done.written) == 6 and done.steps
    assert start_case(portal, site, "nas-pripad").written == [], "it overwrites nothing"


def test_an_unfilled_case_is_refused_and_a_filled_one_is_sound(portal: Path, site: Site) -> None:
    start_case(portal, site, "nas-pripad")
    folder = portal / DRAFTS / "pripad-nas-pripad"
    _moved(portal, folder)
    assert "DOPLŇTE" in _fixed(portal)
    for file in (portal / DATA).glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            re.sub(r"\[DOPLŇTE: [^\]]*\]", "doplněno na dílně", text), encoding="utf-8", newline=""
        )
    assert " chyb" not in _fixed(portal)
    assert len(load_site(portal).site[Cases].cases["nas-pripad"].stops) == 4


def test_a_copy_of_a_project_is_sound_as_it_is_and_leaves_the_region_s_own_blank(
    portal: Path, site: Site
) -> None:
    copy_project(portal, site, "obedy", "Liberecký kraj")
    folder = portal / DRAFTS / "obedy-liberecky-kraj"
    _moved(portal, folder)
    assert " chyb" not in _fixed(portal)
    found = load_site(portal).site[Cases].projects
    copy, old = found["obedy-liberecky-kraj"], found["obedy"]
    assert copy.copied_from is old and copy.region is not None and copy.region.code == "CZ051"
    assert [one.row.title for one in copy.steps] == [one.row.title for one in old.steps]
    assert [one.row.id for one in copy.steps[0].roles] == [
        "obedy-liberecky-kraj-skola",
        "obedy-liberecky-kraj-sluzba",
    ]
    asked = (folder / "README.md").read_text(encoding="utf-8")
    assert asked.count("- [ ]") == 7, "who of two roles and two steps, and three questions left open"


def test_names_of_another_region_are_not_taken_over(portal: Path, site: Site) -> None:
    assert any(one.row.who for one in site[Cases].projects["zkusebni-projekt"].roles)
    copy_project(portal, site, "zkusebni-projekt", "CZ051")
    folder = portal / DRAFTS / "zkusebni-projekt-liberecky-kraj"
    for name in ("project_roles", "project_steps"):
        rows = list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8", newline="")))
        assert [one["who"] for one in rows] == [""]


@pytest.mark.parametrize("text", ["CZ041", "cz041", "Karlovarský kraj", "karlovarsky-kraj", " CZ041 "])
def test_a_region_is_known_by_its_code_and_by_its_name(portal: Path, site: Site, text: str) -> None:
    copy_project(portal, site, "obedy", text)
    assert (portal / DRAFTS / "obedy-karlovarsky-kraj" / "projects.csv").exists()


@pytest.mark.parametrize(
    ("code", "region", "told"),
    [("obedyy", "CZ041", "Nejbližší existující: obedy"), ("obedy", "Liberecko", "Liberecký kraj")],
)
def test_what_is_unknown_gets_the_nearest_names(
    portal: Path, site: Site, code: str, region: str, told: str
) -> None:
    with pytest.raises(ScaffoldError, match=told):
        copy_project(portal, site, code, region)
    assert not (portal / DRAFTS).exists()


@pytest.mark.parametrize("code", ["Naše", "a b", "../venku", "", "-a"])
def test_an_id_of_a_case_is_an_address(portal: Path, site: Site, code: str) -> None:
    with pytest.raises(ScaffoldError, match="není identifikátor"):
        start_case(portal, site, code)
    assert not (portal / DRAFTS).exists()


def test_what_is_there_is_not_begun_again(portal: Path, site: Site) -> None:
    with pytest.raises(ScaffoldError, match="už v datech je"):
        start_case(portal, site, "kaja")


def test_the_commands_say_what_they_wrote_and_what_is_wrong(portal: Path) -> None:
    done = CliRunner().invoke(app, ["new", "project", "obedy", "CZ041", "--root", str(portal)])
    assert done.exit_code == 0 and "Založeno: drafts/obedy-karlovarsky-kraj/projekt.txt" in done.output
    assert "Co dál:" in done.output
    done = CliRunner().invoke(app, ["new", "case", "Kája", "--root", str(portal)])
    assert done.exit_code == 1 and "není identifikátor" in done.output


# Links ------------------------------------------------------------------------------------------------


def test_anchors_and_addresses_are_told_in_one_place(site: Site) -> None:
    case = site[Cases].cases["kaja"]
    assert [anchor(one) for one in case.stops] == ["zastavka-1", "zastavka-2"]
    assert (case.url, cards_url(case)) == ("pripady/kaja/", "pripady/kaja/karty-kaja.pdf")


def test_a_portal_without_the_package_has_no_such_pages(portal: Path) -> None:
    shutil.rmtree(portal / "data_packages/cases")
    site = load_site(portal).site
    assert site[Cases].cases == {} and site[Cases].projects == {}
