"""Minutes: what was said, how people voted, what was agreed, and tasks until they end; without names of people."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from macros import portal as the_portal
from macros.entry.cli import app
from macros.entry.cli_meetings import _maker
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.evaluation.scaffold import ScaffoldError
from macros.subjects.meetings import files, minutes, panels
from macros.subjects.meetings import minutes_words as words
from macros.subjects.meetings.model import Meeting, Meetings
from macros.subjects.meetings.scaffold import scaffold
from macros.subjects.strategy.model import Strategies
from tests import portals
from tests.built import Built

MAY, JUNE = "komise-2024-05", "komise-2024-06"
MAY_PAGE, JUNE_PAGE = f"jednani/{MAY}/", f"jednani/{JUNE}/"
TASKS = "data_packages/meetings/data/tasks.csv"
LIBEREC = "pracovni-skupina-liberecky-kraj-2021"
DROP_OUT = "predcasne-odchody-2021"


def changed(root: Path, find: str, replace: str, file: str = TASKS) -> Site:
    portals.change(root, {"file": file, "find": find, "replace": replace})
    return load_site(root).site


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def meeting(site: Site, code: str) -> Meeting:
    return next(one for one in site[Meetings].meetings if one.row.id == code)


def text(built: Built, path: str) -> str:
    """All words of a page with spaces between its elements."""
    said = " ".join(" ".join(built.tree(f"{path}index.html").xpath("//main//text()")).split())
    return said.replace(" .", ".").replace(" ,", ",")


# Votes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ((20, 0, 0, "passed"), "20 hlasů pro, nikdo proti, nikdo se nezdržel. Přijato."),
        ((3, 1, 1, "passed"), "3 hlasy pro, 1 hlas proti, 1 se zdržel. Přijato."),
        ((0, 4, 2, "rejected"), "Nikdo pro, 4 hlasy proti, 2 se zdrželi. Nepřijato."),
        ((6, 2, 5, "passed"), "6 hlasů pro, 2 hlasy proti, 5 se zdrželo. Přijato."),
    ],
)
def test_a_vote_is_a_sentence(votes: tuple[int, int, int, str], said: str) -> None:
    assert words.voted(*votes).replace("\u00a0", " ") == said


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_no_sentence_counts_zero(pro: int, con: int, kept: int) -> None:
    said = words.voted(pro, con, kept, "passed").replace("\u00a0", " ").split()
    assert "0" not in said
    assert {str(one) for one in (pro, con, kept) if one} == {one for one in said if one.isdigit()}


def test_what_came_of_a_meeting_leaves_out_what_it_has_none_of() -> None:
    assert words.counted(2, 2, 1).replace("\u00a0", " ") == "2 hlasování, 2 usnesení, 1 úkol"
    assert words.counted(0, 0, 5).replace("\u00a0", " ") == "5 úkolů"
    assert words.counted(0, 0, 0) == ""


@pytest.mark.parametrize(
    ("starts", "said"),
    [("", "2. 6. 2021"), ("10:00", "2. 6. 2021 od 10:00"), ("09:30", "2. 6. 2021 od 9:30")],
)
def test_a_day_has_its_hour_where_it_is_known(starts: str, said: str) -> None:
    assert words.at("2. 6. 2021", starts) == said


def test_midnight_keeps_its_zeros() -> None:
    assert words.at("1. 3. 2023", "00:15") == "1. 3. 2023 od 0:15"


# Meetings ----------------------------------------------------------------------------------------------


def test_meetings_of_one_body_know_each_other(site: Site) -> None:
    may, june = meeting(site, MAY), meeting(site, JUNE)
    assert may.later is june and june.earlier is may
    assert may.earlier is None and june.later is None
    assert [one.row.id for one in site[Meetings].meetings] == [JUNE, MAY, "zkusebni-jednani"]


def test_a_meeting_tells_its_agenda_votes_resolutions_and_tasks(mini: Built) -> None:
    said = text(mini, MAY_PAGE)
    for one in (
        "2. 5. 2024 od 9:30",
        "Dluhové poradny Chybí lektoři. V zápisu: Bod č. 3",
        "Posunout termín školení 3 hlasy pro, 1 hlas proti, 1 se zdržel. Přijato.",
        "Termín školení se posouvá o rok.",
        "Najít lektory. po termínu, dělá se Kdo: odbor školství. Do 1. 6. 2024.",
        "Zajistit místnost. hotovo",
        "Jak to dopadlo: Školí se na radnici. Skončilo 20. 5. 2024.",
        "členové komise (4)",
        "5. 6. 2024 od 9:30, školení",
        "Další jednání: Komise, červen",
    ):
        assert one in said, one
    cells = mini.tree(f"{MAY_PAGE}index.html").xpath("//table//td/text()")
    assert cells == ["3", "1", "1", "Přijato"]


def test_what_minutes_do_not_say_is_said_to_be_unknown(mini: Built) -> None:
    said = text(mini, JUNE_PAGE)
    assert "Kde zdroj neříká" in said
    assert "Co zaznělo, zdroj neříká." in said
    assert "Rozeslat pozvánky. jak dopadl, nevíme Kdo: zdroj neříká." in said


def test_inputs_stand_with_the_meeting_that_their_table_names(site: Site) -> None:
    shown = minutes.meeting_view(site, meeting(site, MAY)).data.inputs
    assert [(one.title, one.texts) for one in shown] == [
        ("Problém", ("Školy se bojí.",)),
        ("Překážka", ("Do poradny je daleko.",)),
    ]


# Tasks -------------------------------------------------------------------------------------------------


def test_tasks_stand_by_their_state_the_late_ones_first(site: Site) -> None:
    found = {one.id: [line.task.row.id for line in one.lines] for one in minutes.task_groups(site)}
    assert found == {
        "late": ["komise-lektori"],
        "open": ["komise-zprava"],
        "unknown": ["komise-pozvanky"],
        "ended": ["komise-stan", "komise-mistnost", "zkusebni-ukol"],
    }


def test_a_term_that_has_not_come_is_not_late(site: Site) -> None:
    (task,) = [one for _, one in site[Meetings].tasks if one.row.id == "komise-lektori"]
    assert not task.late(dt.date(2024, 6, 1))
    assert task.late(dt.date(2024, 6, 2))
    assert not task.late(None)


def test_without_tasks_the_page_says_so(portal: Path, tmp_path: Path) -> None:
    path = portal / TASKS
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    site = load_site(portal).site
    assert minutes.tasks_view(site, None).data.groups == ()
    assert minutes.meetings_view(site, None).data.tasks == ""
    assert panels.OPEN_TASKS.view(site, None) is None


# Where strategies are told -----------------------------------------------------------------------------


def test_a_resolution_stands_in_the_ledger_of_the_strategy_and_at_its_part(mini: Built) -> None:
    for path in ("strategie/strategie-priklad/zmeny/", "strategie/strategie-priklad/1-1/"):
        links = mini.tree(f"{path}index.html").xpath("//main//a[contains(@href, '#usneseni-1')]/@href")
        assert any(one.endswith(f"jednani/{MAY}/#usneseni-1") for one in links), path
    assert mini.tree(f"{MAY_PAGE}index.html").xpath("//*[@id='usneseni-1']")


def test_pages_of_other_strategies_do_not_change_with_meetings(site: Site) -> None:
    other = site[Strategies].strategies["zkusebni-strategie"]
    assert panels.RESOLUTIONS.view(site, other) is None
    assert list(panels.RESOLUTIONS.reads(site, other)) == []


def test_open_tasks_stand_on_the_page_for_coordinators(mini: Built) -> None:
    said = text(mini, "koordinator/")
    assert "Úkoly z jednání, které neskončily 3" in said
    assert "Zajistit místnost" not in said
    assert said.index("Najít lektory.") < said.index("Napsat zprávu.") < said.index("Rozeslat pozvánky.")


def test_panels_of_a_subject_stand_on_pages_of_families_that_there_are() -> None:
    names = {family.name for family in the_portal.families()}
    for subject in the_portal.SUBJECTS:
        assert set(subject.panels) <= names
    families = {family.name: family for family in the_portal.families()}
    for name, lent in panels.PANELS.items():
        assert families[name].panels[-len(lent) :] == lent
    # A page keeps its family: whoever compares families by identity gets the same one each time.
    assert list(the_portal.families()) == list(the_portal.families())


# Files -------------------------------------------------------------------------------------------------


def made(site: Site, path: str) -> str:
    (found,) = [one for one in files.minutes_files(site) if one.path == path]
    return found.make().decode().removeprefix("\ufeff")


def unfolded(calendar: str) -> str:
    return calendar.replace("\r\n ", "")


def test_the_calendar_has_meetings_and_those_that_were_announced(site: Site) -> None:
    told = unfolded(made(site, minutes.MEETINGS_ICS))
    assert f"UID:{MAY}@miniatura.test" in told
    assert f"UID:{JUNE}-next@miniatura.test" in told
    # The minutes of the meeting that May announced are here: it is no announcement any more.
    assert f"{MAY}-next" not in told
    assert "Jestli se jednání konalo\\, nevíme." in told


def test_the_calendar_of_terms_has_what_has_not_ended(site: Site) -> None:
    told = unfolded(made(site, minutes.TASKS_ICS))
    assert [one for one in told.split("\r\n") if one.startswith("UID")] == [
        "UID:komise-zprava@miniatura.test",
        "UID:komise-lektori@miniatura.test",
    ]


def test_a_calendar_without_terms_is_there_for_those_who_took_it(portal: Path) -> None:
    path = portal / TASKS
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [one for one in lines if "2099-" not in one and "2024-06-01" not in one]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    told = made(load_site(portal).site, minutes.TASKS_ICS)
    assert "BEGIN:VCALENDAR" in told and "BEGIN:VEVENT" not in told


def test_tables_have_a_row_for_each_task_and_each_vote(site: Site) -> None:
    tasks = list(csv.DictReader(io.StringIO(made(site, minutes.TASKS_CSV)), delimiter=";"))
    assert [one["úkol"] for one in tasks][:2] == ["Rozeslat pozvánky.", "Půjčit stan."]
    assert tasks[1]["jak to dopadlo"] == "Škola má svůj."
    votes = list(csv.DictReader(io.StringIO(made(site, minutes.VOTES_CSV)), delimiter=";"))
    (may,) = [one for one in votes if one["jednání"] == "Komise, květen"]
    assert (may["pro"], may["proti"], may["zdrželo se"], may["výsledek"]) == ("3", "1", "1", "Přijato")
    assert may["usnesení"] == "Termín školení se posouvá o rok."


# The documents -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def true() -> Site:
    return load_site(portals.ROOT).site


def test_the_minutes_of_liberec_are_whole(true: Site) -> None:
    one = meeting(true, LIBEREC)
    assert (one.row.held_on, one.row.starts) == (dt.date(2021, 6, 2), "10:00")
    assert (one.row.next_on, one.row.next_starts) == (dt.date(2021, 7, 21), "10:00")
    assert [item.number for item in one.items] == ["Bod č. 1", "Bod č. 3", "Bod č. 4"]
    # PRO: 20 PROTI: 0 ZDRŽEL SE: 0 VÝSLEDEK: přijato, twice.
    votes = [(vote.in_favour, vote.against, vote.abstained, vote.result) for vote in one.votes]
    assert votes == [(20, 0, 0, "passed")] * 2
    assert [resolution.vote for resolution in one.resolutions] == list(one.votes)
    # Who might vote is in a list that we do not have.
    assert one.row.voters is None
    assert [who.part for who in one.attendance].count("guest") == 4
    assert [task.row.owner for task in one.tasks] == ["dva účastníci jednání, jména nezveřejňujeme"]


def test_the_record_of_the_partners_ends_with_four_tasks_and_a_promise(true: Site) -> None:
    one = meeting(true, DROP_OUT)
    assert one.row.held_on == dt.date(2021, 11, 29)
    assert "Rok 2021 máme z názvu souboru" in one.row.day_note
    assert len(one.items) == 5
    assert one.votes == () and one.resolutions == ()
    last = [task for task in one.tasks if task.row.item == 5]
    assert [task.row.source_section[-1] for task in last] == ["1", "2", "3", "4"]
    assert len(one.tasks) == 5
    # No task has an owner, a term or a state: the record says none.
    assert {(task.row.owner, task.row.deadline, task.row.state) for task in one.tasks} == {("", None, "")}


# A new one ---------------------------------------------------------------------------------------------


def test_new_minutes_take_over_from_the_meeting_before(portal: Path) -> None:
    done = scaffold(portal, load_site(portal).site, "komise-2024-07", after=JUNE)
    assert done.written[0] == "drafts/komise-2024-07/README.md" and len(done.written) == 7
    folder = portal / "drafts/komise-2024-07"
    (row,) = csv.DictReader((folder / "meetings.csv").open(encoding="utf-8"))
    assert (row["body"], row["held_on"]) == ("Komise pro rodinu", "2024-07-03")
    titles = [row["title"] for row in csv.DictReader((folder / "items.csv").open(encoding="utf-8"))]
    assert titles == ["Zahájení", "Úkoly z minula", "[DOPLŇTE: bod programu]"]
    told = (folder / "README.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "`komise-pozvanky`: Rozeslat pozvánky. Kdo: neřekl nikdo. Termín: neřekl nikdo." in told
    assert "`komise-zprava`: Napsat zprávu. Kdo: komise. Termín: 31. 1. 2099." in told
    # What was given up is no more to be done.
    assert "komise-stan" not in told


def test_new_minutes_overwrite_nothing_and_leave_the_data_alone(portal: Path) -> None:
    before = {path: path.read_bytes() for path in (portal / "data_packages").rglob("*.csv")}
    site = load_site(portal).site
    scaffold(portal, site, "porada-1")
    done = scaffold(portal, site, "porada-1")
    assert done.written == [] and len(done.kept) == 7
    assert {path: path.read_bytes() for path in (portal / "data_packages").rglob("*.csv")} == before


def test_what_is_not_filled_in_never_enters_the_data(portal: Path) -> None:
    scaffold(portal, load_site(portal).site, "porada-1", on=dt.date(2024, 1, 31))
    for name in ("meetings", "items", "attendance", "resolutions"):
        lines = (portal / f"drafts/porada-1/{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        with (portal / f"data_packages/meetings/data/{name}.csv").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    found = {
        (one.file.rpartition("/")[2], one.column) for one in portals.problems_of(portal) if not one.warning
    }
    assert {("meetings.csv", "title"), ("items.csv", "title"), ("attendance.csv", "who")} <= found


@pytest.mark.parametrize(
    ("code", "after", "on", "said"),
    [
        (MAY, "", None, "už v datech je: data_packages/meetings/data/meetings.csv, řádek 2"),
        ("Komise 2", "", None, "Pište malá písmena bez háčků"),
        ("../jinam", "", None, "Pište malá písmena bez háčků"),
        # Windows holds no folder of these names.
        ("con", "", None, "Pište malá písmena bez háčků"),
        ("lpt9", "", None, "Pište malá písmena bez háčků"),
        ("komise-3", "komise-2024-5", None, "neznáme. Nejbližší existující: komise-2024-05"),
        ("komise-3", MAY, dt.date(2024, 5, 2), "není po jednání"),
    ],
)
def test_new_minutes_that_cannot_be_started_say_why(
    portal: Path, code: str, after: str, on: dt.date | None, said: str
) -> None:
    with pytest.raises(ScaffoldError) as error:
        scaffold(portal, load_site(portal).site, code, after, on)
    assert said in str(error.value)
    assert not (portal / "drafts").exists()


def test_the_command_says_what_it_wrote(portal: Path) -> None:
    asked = ["new", "meeting", "porada-1", "--on", "2024-01-31", "--root", str(portal)]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert "Založeno: drafts/porada-1/votes.csv" in told.output and "Co dál:" in told.output
    assert "2024-01-31" in (portal / "drafts/porada-1/meetings.csv").read_text(encoding="utf-8")
    refused = CliRunner().invoke(app, ["new", "meeting", MAY, "--root", str(portal)])
    assert refused.exit_code == 1 and "Nic nepřepisuji." in refused.output


def test_paper_of_the_scheduler_bears_the_name_of_the_portal(
    portal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(portal)
    assert _maker() == "Miniatura"
    monkeypatch.chdir(tmp_path)
    assert _maker() == "Rozcestník"
