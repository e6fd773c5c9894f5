"""The planner in the browser: the same mistakes as the command, timetables that its verifier proves, honest bounds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from pathlib import Path
from typing import Any

import pytest

from macros.data.problems import BadData
from macros.data.wording import RULES
from macros.subjects.meetings import told, verify, words
from macros.subjects.meetings.kept import kept_of, read_former
from macros.subjects.meetings.timetable import Event
from macros.subjects.meetings.wishes import read_wishes
from macros.subjects.planner import pages
from macros.subjects.planner.exports import template
from tests import javascript
from tests.built import Built
from tests.built import words as words_of

SCRIPTS = ["czech.js", "wishes.js", "timetable.js", "timetable-told.js", "timetable-proof.js"]
CALL = """(given) => {
  const { wishes, timetableTold, timetableProof } = Rozcestnik;
  const base = { organisations: [], rounds: given.rounds, islands: given.islands, minutes: 15, start: 540, day: null };
  const read = wishes.read(given.text, base);
  if (read.problems.length) {
    return { problems: read.problems };
  }
  const event = read.event;
  const said = { clock: wishes.clock, between: wishes.between, reason: (code) => code };
  const at = (name) => event.organisations.findIndex((one) => one.name === name);
  const plan = (kept) => {
    const run = timetableTold.plan(event, kept, said);
    let step = run.next();
    while (!step.done) {
      step = run.next();
    }
    return step.value;
  };
  const names = event.organisations.map((one) => one.name);
  const rows = () => event.organisations.map((one) => ({ organisation: one.name, away: one.away,
    wants: one.wants.map((place) => names[place]), met: one.met.map((place) => names[place]) }));
  const first = plan(null);
  const found = { first, again: plan(null), faults: timetableProof.faults(rows(), first, null) };
  if (given.ill) {
    for (let number = given.from; number <= given.rounds; number++) {
      event.organisations[at(given.ill)].away.push(number);
    }
    event.islands = first.islands;
    const meetings = first.meetings.map((one) => {
      const [a, b] = [at(one.a), at(one.b)].sort((x, y) => x - y);
      return { round: one.round, island: one.island, a, b, mutual: one.mutual };
    });
    found.rest = plan({ from: given.from, meetings });
    found.faults = found.faults.concat(timetableProof.faults(rows(), found.rest, first));
  }
  return found;
}"""


def planned(text: str, rounds: int = 8, islands: int = 0, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = javascript.run(
        SCRIPTS, CALL, {"text": text, "rounds": rounds, "islands": islands} | more
    )
    return found


def event_of(text: str, folder: Path, rounds: int = 8, islands: int = 0) -> Event:
    """The event as the command reads it."""
    file = folder / "prani.csv"
    file.write_text(text, encoding="utf-8")
    return read_wishes(file, Event((), rounds=rounds, islands=islands, start=dt.time(9)))


def table(count: int, most: int, seed: int, *, away: bool = False, met: bool = False) -> str:
    """A table of wishes by chance."""
    chance = random.Random(seed)
    names = [f"Organizace {at}" for at in range(count)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(words.COLUMNS)
    for name in names:
        others = [one for one in names if one != name]
        writer.writerow(
            [
                name,
                chance.choice(["", "1", "2"]),
                ";".join(chance.sample(others, min(most, len(others)))),
                ";".join(chance.sample(others, 2)) if met and chance.random() < 0.3 else "",
                "2;3-4" if away and chance.random() < 0.3 else "",
            ]
        )
    return out.getvalue()


EVENTS = [
    (6, 3, 1, {"rounds": 4}),
    (10, 4, 2, {"rounds": 6, "islands": 3}),
    (14, 6, 3, {"rounds": 8}),
    (20, 5, 4, {"rounds": 12}),
    (20, 8, 5, {"rounds": 4, "islands": 6}),
]


@pytest.mark.parametrize(("count", "most", "seed", "shape"), EVENTS)
def test_the_command_proves_what_the_browser_made(
    tmp_path: Path, count: int, most: int, seed: int, shape: dict[str, int]
) -> None:
    text = table(count, most, seed, away=True, met=True)
    found = planned(text, **shape)
    rows = told.rows_of(event_of(text, tmp_path, **shape))
    assert list(verify.faults(rows, found["first"])) == []
    assert found["faults"] == []
    # The same table gives the same timetable.
    assert found["again"] == found["first"]


@pytest.mark.parametrize(("count", "most", "seed", "shape"), EVENTS)
def test_no_bound_is_below_what_the_solver_reaches(
    tmp_path: Path, count: int, most: int, seed: int, shape: dict[str, int]
) -> None:
    pytest.importorskip("ortools")
    from macros.subjects.meetings.plan import plan

    text = table(count, most, seed, away=True, met=True)
    found = planned(text, **shape)["first"]
    best = told.told(plan(event_of(text, tmp_path, **(shape | {"islands": found["islands"]}))))
    assert best["met"] <= found["bound"]
    # It may miss what the solver finds, but then it does not say that it is proved.
    assert found["met"] == best["met"] or (found["met"] < best["met"] and not found["optimal"])
    assert found["met"] >= 0.95 * best["met"]


def test_when_somebody_falls_ill_the_past_stays_and_the_rest_is_planned_anew(tmp_path: Path) -> None:
    text = table(10, 4, 7)
    found = planned(text, rounds=8, ill="Organizace 3", **{"from": 4})
    first, rest = found["first"], found["rest"]
    assert found["faults"] == []
    assert rest["from_round"] == 4
    over = [one for one in first["meetings"] if one["round"] < 4]
    assert [one for one in rest["meetings"] if one["round"] < 4] == over
    assert not any("Organizace 3" in (one["a"], one["b"]) for one in rest["meetings"] if one["round"] >= 4)
    lines = [line + "4-8" if line.startswith("Organizace 3,") else line for line in text.splitlines()]
    rows = told.rows_of(event_of("\n".join(lines) + "\n", tmp_path))
    assert list(verify.faults(rows, rest, first)) == []


def test_the_command_takes_up_where_the_browser_ended(tmp_path: Path) -> None:
    text = table(8, 3, 9)
    file = tmp_path / "schedule.json"
    file.write_bytes(told.as_json(planned(text)["first"]))
    former = read_former(file).former
    kept = kept_of(former, file.name, event_of(text, tmp_path), 3)
    assert len(kept.meetings) == len(former.meetings)


def test_a_timetable_says_all_that_one_of_the_command_says(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    from macros.subjects.meetings.plan import plan

    text = table(6, 3, 1)
    found, best = planned(text)["first"], told.told(plan(event_of(text, tmp_path)))
    assert list(found) == list(best)
    assert list(found["meetings"][0]) == list(best["meetings"][0])
    assert {one["aim"] for one in found["aims"]} == {one["aim"] for one in best["aims"]}
    assert found["start"] == best["start"]


# Mistakes ----------------------------------------------------------------------------------------------

MISTAKES = {
    "wishes-column": "organisation,people\nA,1\n",
    "wishes-column-like": "organisation,wants,awai\nA,B,\nB,,\n",
    "wishes-column-twice": "organisation,wants,organizace\nA,B,\n",
    "wishes-wide": "organisation,wants\nA,B,C\nB,\n",
    "wishes-nameless": "organisation,wants\n,B\nB,\nC,B\n",
    "wishes-twice": "organisation,wants\nA,B\nB,\na,B\n",
    "wishes-semicolon": "organisation,wants\nA;B,C\nC,\nD,C\n",
    "wishes-formula": "organisation,wants\n=A,B\nB,\nC,B\n",
    "wishes-people": "organisation,people,wants\nA,3,B\nB,,\n",
    "wishes-unknown": "organisation,wants\nKlub,Poradma\nPoradna,\n",
    "wishes-comma": 'organisation,wants\nA,"B, C"\nB,\nC,\n',
    "wishes-itself": "organisation,wants\nA,A;B\nB,\n",
    "wishes-again": "organisation,wants\nA,B;b\nB,\n",
    "wishes-round": "organisation,wants,away\nA,B,9\nB,,\n",
    "wishes-time": "organisation,wants,away\nA,B,7:00\nB,,\n",
    "wishes-away": "organisation,wants,away\nA,B,ráno\nB,,\n",
    "wishes-few": "organisation,wants\nA,\n",
    "wishes-none": "organisation,wants\nA,\nB,\n",
    "wishes-quotes": 'organisation,wants\nA,"B\n',
}
ELSEWHERE = {"wishes-file", "wishes-large", "wishes-date", "wishes-decimal", "wishes-many"}
"""What only files of spreadsheets have, and the number of organisations, which is another here."""


def test_every_mistake_that_a_text_can_have_has_a_case() -> None:
    assert {rule for rule in RULES if rule.startswith("wishes-")} == set(MISTAKES) | ELSEWHERE


@pytest.mark.parametrize("rule", MISTAKES)
def test_browser_and_command_find_the_same(tmp_path: Path, rule: str) -> None:
    with pytest.raises(BadData) as raised:
        event_of(MISTAKES[rule], tmp_path)
    expected = {(one.row, one.column, one.rule, one.value) for one in raised.value.problems}
    found = planned(MISTAKES[rule])["problems"]
    assert {(one["row"], one["column"], one["rule"], one["value"]) for one in found} == expected
    assert rule in {one["rule"] for one in found}
    # What the sentences ask for is there.
    for one in found:
        for sentence in RULES[one["rule"]]:
            sentence.format_map({"value": one["value"], **one["details"]})


def test_all_mistakes_are_said_at_once() -> None:
    found = planned("organisation,people,wants,away\nA,3,Q,99\n,1,A,\n")["problems"]
    assert {one["rule"] for one in found} == {
        "wishes-people",
        "wishes-unknown",
        "wishes-round",
        "wishes-nameless",
    }


def test_more_than_twenty_organisations_are_for_the_command() -> None:
    (found,) = planned(table(21, 2, 1))["problems"]
    assert (found["rule"], found["details"]) == ("wishes-many", {"count": "21", "most": str(pages.MOST)})


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_from_any_office_is_read(tmp_path: Path, mark: str) -> None:
    cells = [
        ["Organizace", "Chce potkat", "Kdy nemůže"],
        ["Škola", "Klub; Úřad", "9:10"],
        ["Klub", "", "3-4"],
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows([*cells, ["Úřad", "škola", ""]])
    text = "\ufeff" + out.getvalue()
    event = event_of(text, tmp_path)
    run = "({ text, event }) => Rozcestnik.wishes.read(text, event)"
    base = {"organisations": [], "rounds": 8, "islands": 0, "minutes": 15, "start": 540, "day": None}
    read = javascript.run(SCRIPTS, run, {"text": text, "event": base})
    assert read["problems"] == []
    assert [(one["name"], one["wants"], one["away"]) for one in read["event"]["organisations"]] == [
        (one.name, list(one.wants), sorted(one.away)) for one in event.organisations
    ]


# The proof ---------------------------------------------------------------------------------------------


def test_the_proof_of_the_browser_sees_what_that_of_the_command_sees(tmp_path: Path) -> None:
    """Each lie in a timetable is found by both."""
    text = table(8, 3, 3)
    first = planned(text, rounds=6)["first"]
    rows = told.rows_of(event_of(text, tmp_path, rounds=6))
    meeting = first["meetings"][0]
    lies: list[dict[str, Any]] = [
        {"met": first["met"] + 1},
        {"bound": first["met"] - 1},
        {"optimal": not first["optimal"]},
        {"meetings": first["meetings"][1:]},
        {"meetings": [*first["meetings"], meeting | {"island": first["islands"] + 1}]},
        {"meetings": [meeting | {"round": 99}, *first["meetings"][1:]]},
        {"meetings": [meeting | {"mutual": not meeting["mutual"]}, *first["meetings"][1:]]},
        {"meetings": [meeting | {"a": "Nikdo"}, *first["meetings"][1:]]},
        {"served": first["served"] | {rows[0]["organisation"]: 99}},
    ]
    run = "(all) => all.told.map((one) => Rozcestnik.timetableProof.faults(all.rows, one, null))"
    said = javascript.run(SCRIPTS, run, {"rows": rows, "told": [first, *(first | lie for lie in lies)]})
    assert said[0] == []
    for lie, faults in zip(lies, said[1:], strict=True):
        assert faults, lie
        assert list(verify.faults(rows, first | lie)), lie


# The page ----------------------------------------------------------------------------------------------


def test_the_page_teaches_the_sentences_of_the_command(mini: Built) -> None:
    page = mini.tree("setkani/planovac/")
    rules = {one.get("data-rule") for one in page.xpath("//*[@data-rule]")}
    assert rules == {rule for rule in RULES if rule.startswith("wishes-")}
    assert {one.get("data-reason") for one in page.xpath("//*[@data-reason]")} == set(words.REASONS)
    mends = {one.get("data-rule"): one.get("data-mend") for one in page.xpath("//*[@data-rule]")}
    # No option of a command is to be set on a page.
    assert [rule for rule, mend in mends.items() if "--" in mend and rule not in ELSEWHERE] == []
    assert "rozcestnik schedule prani.csv" in words_of(page)
    assert "../../setkani/planovac/prani.csv" in page.xpath("//main//a/@href")


def test_without_scripts_the_page_says_how_to_use_the_command(mini: Built) -> None:
    page = mini.tree("setkani/planovac/")
    (form,) = page.xpath("//*[@data-planner]")
    assert form.get("hidden") is not None
    (without,) = page.xpath("//*[@data-without]")
    assert "rozcestnik schedule" in words_of(without)
    assert not page.xpath("//main//form")


def test_the_empty_table_is_one_that_can_be_planned(tmp_path: Path) -> None:
    text = template().decode()
    assert len(event_of(text, tmp_path).organisations) == len(words.EXAMPLES)
    assert planned(text)["faults"] == []


def test_both_sides_plan_for_as_many() -> None:
    assert javascript.run(SCRIPTS, "() => Rozcestnik.wishes.most") == pages.MOST
