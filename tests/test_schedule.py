"""Speed dating of organisations: no rule is broken, small events are as good as can be, faults are found."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from macros.data import proofs
from macros.entry import results
from macros.entry.cli import app
from macros.subjects.meetings import solver
from macros.subjects.meetings.plan import plan
from macros.subjects.meetings.rounds import coloured, early, less_waiting, waits
from macros.subjects.meetings.timetable import Event, Kept, Organisation, Pair, Timetable
from macros.subjects.meetings.told import rows_of, sentences, told
from macros.subjects.meetings.verify import faults
from tests.bench.schedule import crowd, greedy
from tests.built import ROOT


def event(
    wants: dict[str, str],
    met: dict[str, str] | None = None,
    away: dict[str, set[int]] | None = None,
    **options: Any,
) -> Event:
    """An event of organisations called by letters: {"a": "bc"} means that a wants b and c."""
    names = sorted({*wants, *"".join(wants.values())})
    rows = tuple(
        Organisation(
            name,
            1,
            tuple(names.index(one) for one in wants.get(name, "")),
            tuple(names.index(one) for one in (met or {}).get(name, "")),
            frozenset((away or {}).get(name, ())),
        )
        for name in names
    )
    return Event(rows, **options)


def sound(table: Timetable, former: dict[str, Any] | None = None) -> dict[str, Any]:
    said = told(table)
    assert list(faults(rows_of(table.event), said, former)) == []
    return said


@st.composite
def events(draw: st.DrawFn, most: int, rounds: int) -> Event:
    size = draw(st.integers(2, most))
    others = st.sets(st.integers(0, size - 1))
    last = draw(st.integers(1, rounds))
    rows = []
    for who in range(size):
        met = tuple(sorted(draw(others) - {who})) if draw(st.integers(0, 5)) == 0 else ()
        away = draw(st.sets(st.integers(1, last))) if draw(st.booleans()) else set()
        rows.append(Organisation(f"o{who}", 1, tuple(sorted(draw(others) - {who})), met, frozenset(away)))
    return Event(tuple(rows), rounds=last, islands=draw(st.integers(0, 3)))


@given(events(8, 5))
@settings(max_examples=60)
def test_no_rule_is_ever_broken(drawn: Event) -> None:
    table = plan(drawn)
    sound(table)
    assert sentences(table)


def matchings(event: Event, number: int, islands: int) -> Iterator[frozenset[Pair]]:
    there = [
        both for both in event.wishes if not any(number in event.organisations[who].away for who in both)
    ]
    for size in range(islands + 1):
        for chosen in itertools.combinations(there, size):
            if len({who for both in chosen for who in both}) == 2 * size:
                yield frozenset(chosen)


def best(event: Event, islands: int) -> tuple[int, int, list[int]]:
    """Wishes, mutual ones and how many organisations have so many of them, by looking at everything."""
    reached = {frozenset[Pair]()}
    for number in range(1, event.rounds + 1):
        steps = list(matchings(event, number, islands))
        reached = {one | step for one in reached for step in steps if not one & step}

    def worth(pairs: frozenset[Pair]) -> tuple[int, int, list[int]]:
        done = pairs | {(b, a) for a, b in pairs}
        served = [sum((who, one) in done for one in row.wants) for who, row in enumerate(event.organisations)]
        levels = [sum(count >= level for count in served) for level in range(1, len(served) + 1)]
        return sum(served), sum(event.wishes[both] == 2 for both in pairs), levels

    return max(map(worth, reached))


@given(events(5, 3))
@settings(max_examples=60)
def test_a_small_event_is_as_good_as_can_be(drawn: Event) -> None:
    table = plan(drawn)
    served = table.served
    levels = [sum(count >= level for count in served) for level in range(1, len(served) + 1)]
    found = table.stage("wishes").found, table.stage("mutual").found, levels
    assert found == best(drawn, table.event.islands)
    assert table.stage("wishes").proved


@pytest.mark.parametrize("absent", [0.0, 0.1])
def test_sixty_organisations_reach_the_bound(absent: float) -> None:
    table = plan(crowd(60, 400, absent, islands=15))
    sound(table)
    assert all(table.stage(name).proved for name in ("wishes", "mutual", "fairness"))
    assert len(table.meetings) == 15 * 12
    by_hand = greedy(table.event)
    assert table.stage("wishes").found >= sum(by_hand)
    assert min(table.served) > min(by_hand)


def test_who_meets_more_and_who_needs_more_islands_is_said() -> None:
    table = plan(event({"a": "bcd", "b": "a", "c": "d"}, rounds=2, islands=1))
    assert (table.stage("wishes").found, table.need.islands, table.need.wishes) == (3, 2, 4)
    assert [one["code"] for one in sound(table)["unmet"]] == ["no-common", "no-common"]


def test_without_a_number_there_are_as_many_islands_as_the_wishes_need() -> None:
    table = plan(event({"a": "b", "c": "d", "e": "f"}, rounds=1))
    assert (table.event.islands, len(table.meetings)) == (3, 3)


def test_every_unmet_wish_has_its_reason() -> None:
    one = event(
        {"a": "bc", "d": "a", "e": "f", "g": "h"},
        met={"c": "a"},
        away={"e": {1}, "f": {2}, "g": set(), "h": {1}},
        rounds=2,
        islands=1,
    )
    reasons = {(it["who"], it["whom"]): it["reason"] for it in sound(plan(one))["unmet"]}
    assert reasons["a", "c"] == "Už se potkaly dřív."
    assert reasons["e", "f"] == "V žádném kole tu nejsou obě."


def test_a_full_organisation_is_a_reason() -> None:
    said = sound(plan(event({"a": "bcd"}, rounds=2, islands=2)))
    assert [one["reason"] for one in said["unmet"]] == [
        "a má setkání ve všech kolech, kdy může (2\u00a0kola)."
    ]


# The verifier ------------------------------------------------------------------------------------------


def change(said: dict[str, Any], **cells: Any) -> None:
    said["meetings"][0].update(cells)


FAULTS: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("is none of 4", lambda said: change(said, round=9)),
    ("island 9 is none of", lambda said: change(said, island=9)),
    ("meetings at island", lambda said: said["meetings"].append(said["meetings"][0] | {"a": "c", "b": "e"})),
    ("is at two islands", lambda said: said["meetings"].append(said["meetings"][0] | {"island": 2})),
    ("meet twice", lambda said: said["meetings"].append(said["meetings"][0] | {"round": 4})),
    (
        "is away",
        lambda said: [one.update(round=4) for one in said["meetings"] if "e" in (one["a"], one["b"])],
    ),
    ("is not in the table", lambda said: change(said, a="nobody")),
    ("meets itself", lambda said: change(said, a="b", b="b")),
    (
        "wishes it",
        lambda said: said["meetings"].append({**said["meetings"][0], "round": 4, "a": "c", "b": "e"}),
    ),
    ("mutual is said wrong", lambda said: change(said, mutual=not said["meetings"][0]["mutual"])),
    (
        "met before",
        lambda said: said["meetings"].append({**said["meetings"][0], "round": 4, "a": "c", "b": "d"}),
    ),
    ("neither met nor unmet", lambda said: said["unmet"].pop()),
    ("no reason", lambda said: said["unmet"][0].update(reason=" ")),
    ("unmet twice", lambda said: said["unmet"].append(said["unmet"][0])),
    ("wishes are met, not", lambda said: said.update(met=77)),
    ("is no bound", lambda said: said.update(bound=1)),
    ("is no bound", lambda said: said.update(optimal=not said["optimal"])),
    ("of its wishes are met", lambda said: said["served"].update(a=9)),
    (
        "could meet",
        lambda said: said["unmet"].append({**said["meetings"].pop(), "who": "a", "whom": "b", "reason": "?"}),
    ),
]


@pytest.mark.parametrize(("fault", "plant"), FAULTS, ids=[name for name, _ in FAULTS])
def test_the_verifier_finds_what_is_wrong(fault: str, plant: Callable[[dict[str, Any]], Any]) -> None:
    one = event({"a": "b", "b": "a", "c": "d", "d": "e"}, {"c": "d"}, {"e": {4}}, rounds=4, islands=2)
    table = plan(one)
    said = copy.deepcopy(sound(table))
    if fault == "could meet":
        said["meetings"].sort(key=lambda it: "a" in (it["a"], it["b"]))
    plant(said)
    assert [line for line in faults(rows_of(table.event), said) if fault in line]


def test_the_verifier_sees_a_past_that_was_changed() -> None:
    table = plan(event({"a": "b", "c": "d"}, rounds=2, islands=2))
    said = sound(table)
    other = said | {"from_round": 3, "meetings": said["meetings"][1:]}
    assert any("former timetable" in line for line in faults(rows_of(table.event), other, said))


def test_the_verifier_shares_no_code_with_what_it_judges() -> None:
    text = (ROOT / "macros/subjects/meetings/verify.py").read_text(encoding="utf-8")
    assert "macros" not in text


# Rounds and islands ------------------------------------------------------------------------------------


@given(st.integers(0, 255), st.integers(0, 255))
def test_waiting_is_counted_between_the_first_and_the_last_meeting(busy: int, free: int) -> None:
    rounds = [one for one in range(8) if busy >> one & 1]
    inside = range(rounds[0], rounds[-1]) if rounds else range(0)
    assert waits(busy, free) == sum(one not in rounds and free >> one & 1 for one in inside)


def test_chains_find_a_round_for_every_pair_of_a_full_house() -> None:
    pairs = list(itertools.combinations(range(20), 2))
    free = [frozenset(range(1, 20))] * 20
    found = coloured(pairs, free, dict.fromkeys(range(1, 20), 10), {})
    assert len(found) == 190
    assert len({(who, number) for both, number in found.items() for who in both}) == 380


def test_less_waiting_changes_nobody_and_never_waits_more() -> None:
    task = crowd(20, 60, islands=5)
    free = [frozenset(range(1, 13))] * 20
    room = dict.fromkeys(range(1, 13), 5)
    rounds = coloured(list(task.wishes), free, room, {})
    after = less_waiting(rounds, free, [set() for _ in free], room, steps=2000)
    assert after.keys() == rounds.keys()
    assert all(list(after.values()).count(number) <= 5 for number in room)

    def waiting(found: dict[Pair, int]) -> int:
        return sum(waits(sum(1 << n for both, n in found.items() if who in both), 8190) for who in range(20))

    assert waiting(after) < waiting(rounds)


def test_empty_rounds_come_last() -> None:
    free = [frozenset({1, 2, 3, 4, 5})] * 3 + [frozenset({4, 5})]
    assert early({(0, 1): 2, (1, 2): 4}, free, range(1, 6)) == {(0, 1): 1, (1, 2): 2}
    assert early({(0, 1): 2, (0, 3): 4}, free, range(1, 6)) == {(0, 1): 2, (0, 3): 4}


# Latecomers --------------------------------------------------------------------------------------------


def kept(table: Timetable, first: int) -> Kept:
    return Kept(table.meetings, first)


@pytest.mark.parametrize("first", [1, 4])
def test_a_plan_in_which_nothing_changed_stays_as_it_is(first: int) -> None:
    table = plan(crowd(16, 60, islands=5))
    again = plan(table.event, kept(table, first))
    assert again.meetings == table.meetings
    sound(again, told(table))


def test_one_falls_ill_and_the_rest_moves_little() -> None:
    table = plan(crowd(16, 60, islands=5))
    rows = list(table.event.organisations)
    rows[3] = dataclasses.replace(rows[3], away=frozenset(range(5, 13)))
    again = plan(dataclasses.replace(table.event, organisations=tuple(rows)), kept(table, 5))
    sound(again, told(table))
    others = {one for one in table.meetings if 3 not in (one.a, one.b)}
    assert {one for one in table.meetings if one.round < 5} <= set(again.meetings)
    assert others <= set(again.meetings)


def test_a_latecomer_gets_what_is_left() -> None:
    table = plan(event({"a": "b", "c": "d"}, rounds=3, islands=2))
    late = event({"a": "b", "c": "d", "e": "ac"}, away={"e": {1}}, rounds=3, islands=2)
    again = plan(late, kept(table, 2))
    sound(again, told(table))
    assert again.served[4] == 2
    assert {one for one in table.meetings if one.round == 1} == {
        one for one in again.meetings if one.round == 1
    }


# The command -------------------------------------------------------------------------------------------

TABLE = """organisation;people;wants;met;away
Škola;2;Klub;;
Klub;1;Škola;Poradna;2
Poradna;;Škola;;9:15-9:45
Úřad;;Poradna;;
"""


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["schedule", *map(str, args)])


@pytest.fixture
def wishes(tmp_path: Path) -> Path:
    file = tmp_path / "prani.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_the_command_writes_all_that_an_event_needs(wishes: Path, tmp_path: Path) -> None:
    done = run(wishes, "--rounds", 4, "--islands", 2, "--start", "2026-12-03 9:00", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "Splněno 4\u00a0přání z 4. Víc jich v těchto kolech a ostrovech splnit nejde (dokázáno)."
    )
    made = files(tmp_path / "out")
    calendars = [f"calendars/{name}.ics" for name in ("klub", "poradna", "skola", "urad")]
    assert sorted(made) == [*calendars, *(f"schedule.{kind}" for kind in ("ics", "json", "pdf", "xlsx"))]
    said = json.loads(made["schedule.json"])
    assert (said["met"], said["bound"], said["optimal"], said["day"]) == (4, 4, True, "2026-12-03")
    for name in (*calendars, "schedule.ics"):
        assert list(proofs.calendar(made[name])) == []
    # 9:00 in Prague is 8:00 in UTC in December.
    first = min(one["time"] for one in said["meetings"])
    assert first == "9:00–9:15" and b"DTSTART:20261203T080000Z" in made["schedule.ics"]
    assert (
        list(proofs.workbook(made["schedule.xlsx"])) == []
        and list(proofs.document(made["schedule.pdf"])) == []
    )
    book = load_workbook(BytesIO(made["schedule.xlsx"]))
    assert book.sheet_names == ["Rozvrh", "Organizace", "Setkání", "Nesplněná přání", "Souhrn"]
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(made["schedule.pdf"])).pages]
    assert len(pages) == 4 + 2
    assert "Škola" in pages[0] and "Ostrov 1" in pages[4]


def test_the_same_table_gives_the_same_bytes(wishes: Path, tmp_path: Path) -> None:
    options = ["--start", "2026-12-03 9:00", "--rounds", "5"]
    assert run(wishes, *options, "--out", tmp_path / "one").exit_code == 0
    code = "from macros.entry.cli import app; app()"
    subprocess.run(
        [sys.executable, "-c", code, "schedule", str(wishes), *options, "--out", str(tmp_path / "two")],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)},
    )
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_rest_is_planned_anew(wishes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(wishes, "--rounds", 4, "--islands", 1, "--format", "json", "--out", out)
    before = json.loads((out / "schedule.json").read_bytes())
    wishes.write_text(TABLE.replace("Úřad;;Poradna;;", "Úřad;;Poradna;;3-4"), encoding="utf-8")
    done = run(wishes, "--keep", out / "schedule.json", "--from-round", 3, "--format", "", "--out", out)
    assert done.exit_code == 0, done.output
    after = json.loads((out / "schedule.json").read_bytes())
    assert (after["rounds"], after["islands"], after["from_round"]) == (4, 1, 3)
    assert [one for one in before["meetings"] if one["round"] < 3] == [
        one for one in after["meetings"] if one["round"] < 3
    ]


def test_the_template_is_a_table_that_can_be_planned(tmp_path: Path) -> None:
    file = tmp_path / "prani.xlsx"
    assert run("--template", file).exit_code == 0
    assert list(proofs.workbook(file.read_bytes())) == []
    done = run(file, "--out", tmp_path / "out", "--format", "json")
    assert done.exit_code == 0, done.output
    again = run("--template", file)
    assert again.exit_code == 1 and "už existuje, nepřepíšu ho" in again.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Chybí tabulka přání. Šablonu dá rozcestnik schedule --template prani.xlsx."),
        (["TABLE", "--from-round", "2"], "--from-round platí jen s --keep"),
        (["TABLE", "--format", "doc"], "Formát „doc“ neznáme. Umíme: json, xlsx, pdf, ics."),
        (["TABLE", "--start", "ráno"], "Začátku „ráno“ nerozumíme."),
        (["TABLE", "--start", "23:00"], "Setkání by skončila až po půlnoci."),
    ],
)
def test_what_cannot_be_is_said(args: list[str], said: str, wishes: Path) -> None:
    done = run(*(str(wishes) if one == "TABLE" else one for one in args))
    assert done.exit_code == 2
    assert said in done.output


def test_a_folder_with_anything_else_is_left_alone(wishes: Path, tmp_path: Path) -> None:
    done = run(wishes, "--out", tmp_path)
    assert done.exit_code == 2 and "je i něco jiného než rozvrh (prani.csv)" in done.output
    assert files(tmp_path) == {"prani.csv": wishes.read_bytes()}


def test_a_former_timetable_must_fit(wishes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(wishes, "--format", "json", "--out", out)
    keep = out / "schedule.json"
    wishes.write_text(TABLE.replace("Úřad;;Poradna;;\n", "").replace("Poradna", "Poradny"), encoding="utf-8")
    done = run(wishes, "--keep", keep, "--out", tmp_path / "new")
    assert done.exit_code == 1 and not (tmp_path / "new").exists()
    assert "schedule.json: „Poradna“\n  Organizace je v dřívějším rozvrhu, v tabulce ne." in done.output
    assert "Nejbližší: Poradny." in done.output
    wishes.write_text(TABLE, encoding="utf-8")
    done = run(wishes, "--keep", keep, "--from-round", 9, "--minutes", 20, "--start", "8:00")
    assert "Odbytá kola dřívějšího rozvrhu k zadání nesedí: --minutes, --start." in done.output
    said = json.loads(keep.read_bytes())
    keep.write_text(json.dumps(said | {"rounds": 0}), encoding="utf-8")
    assert "Dřívější rozvrh nejde přečíst." in run(wishes, "--keep", keep).output
    keep.write_text("{}", encoding="utf-8")
    assert "Dřívější rozvrh nejde přečíst." in run(wishes, "--keep", keep).output


def test_a_timetable_with_a_fault_is_not_written(
    wishes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.subjects.meetings.verify.faults", lambda *_: iter(["planted"]))
    done = run(wishes, "--out", tmp_path / "out")
    assert done.exit_code == 1 and "neprošel kontrolou" in done.output and "planted" in done.output
    assert not (tmp_path / "out").exists()


def test_without_the_solver_the_command_says_how_to_get_it(
    wishes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ortools", None)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    done = run(wishes, "--out", tmp_path / "out")
    assert done.exit_code == 1 and "Nainstaluje ho make meetings." in done.output


@pytest.mark.parametrize("exchanges", [True, False])
def test_results_change_places_whole(
    exchanges: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(results, "exchange", lambda *_: False)
    out = tmp_path / "out"
    results.swap_in(out, {"schedule.json": b"1", "calendars/a.ics": b"2"})
    results.swap_in(out, {"schedule.json": b"3"})
    assert files(tmp_path) == {"out/schedule.json": b"3"}


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    results.swap_in(out, {"schedule.json": b"1"})

    def full(self: Path, raw: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        results.swap_in(out, {"schedule.json": b"2"})
    assert files(tmp_path) == {"out/schedule.json": b"1"}


def test_what_was_not_found_in_time_is_said_with_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three cannot all meet each other in two rounds, which counts do not tell; so the search of all is cut off."""
    one = event({"a": "bc", "b": "c", "d": "e"}, rounds=2, islands=3)
    assert plan(one).stage("wishes") == ("wishes", 3, 3)
    monkeypatch.setattr(solver, "LARGEST", 0)
    table = plan(one)
    assert table.stage("wishes") == ("wishes", 3, 4)
    said = sound(table)
    assert (said["met"], said["bound"], said["optimal"]) == (3, 4, False)
    assert sentences(table)[0].startswith(
        "Splněno 3\u00a0přání z 4. Víc než 4 splnit nejde; jestli jde splnit víc než 3, dokázané není."
    )


def test_rounds_have_their_hours() -> None:
    one = Event((), minutes=20, start=dt.time(9, 50))
    assert [one.clock(number) for number in (1, 2)] == ["9:50–10:10", "10:10–10:30"]
