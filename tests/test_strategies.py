"""Strategies as their documents say them: trees, numbers, sums of fulfilment, terms, the ledger of changes."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from macros.data.problems import Problem
from macros.entry.cli import app
from macros.files.formulas import guard
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.serving import serving
from macros.subjects.indicators.model import Indicators
from macros.subjects.strategy import ledger, rollup
from macros.subjects.strategy.coordinator import Agenda, agendas
from macros.subjects.strategy.files import TASKS_CSV
from macros.subjects.strategy.gauges import due, gauges, in_words, links, names_day, summed, warned
from macros.subjects.strategy.levels import Told, form, told, told_by_part
from macros.subjects.strategy.model import Grant, Node, Record, Strategies, Strategy, node_url
from macros.subjects.strategy.pages.agenda import call, timeline
from macros.subjects.strategy.pages.chains import watch
from macros.subjects.strategy.pages.readings import debtors, indicator_of, known, leaves
from macros.subjects.strategy.pages.tree import duties, reported, sentence
from macros.subjects.strategy.pages.tree import period as period_of
from macros.subjects.strategy.panels import STRATEGIES
from macros.subjects.strategy.rows import StatusRow
from macros.subjects.territory.model import Territories
from macros.words.czech import typeset
from tests import portals
from tests.built import Built, words

KK, NM = "karlovarsky-kraj", "nove-mesto-pod-smrkem"
TREES = Path(__file__).parent / "trees"


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(portals.ROOT).site


@pytest.fixture
def small(portal: Path) -> Site:
    return load_site(portal).site


# The trees are those of the documents ---------------------------------------------------------------


def listed(name: str) -> list[tuple[str, str, str]]:
    """What somebody copied from the document: code, number of activities, title."""
    lines = (TREES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("|", 2)) for line in lines]  # type: ignore[misc]


def test_the_regional_tree_has_the_counts_of_the_document(site: Site) -> None:
    depths = [node.row.depth for node in site[Strategies].strategies[KK].nodes]
    assert [depths.count(depth) for depth in (1, 2, 3, 4)] == [4, 13, 31, 59]


def test_the_town_tree_has_the_counts_of_the_document(site: Site) -> None:
    depths = [node.row.depth for node in site[Strategies].strategies[NM].nodes]
    assert [depths.count(depth) for depth in (1, 2)] == [5, 7]


@pytest.mark.parametrize("name", [KK, NM])
def test_titles_are_those_of_the_document_in_its_order(site: Site, name: str) -> None:
    ours = [
        (node.row.code, node.row.title) for node in site[Strategies].strategies[name].nodes if node.row.code
    ]
    assert [pair for pair in ours if "." in pair[0] or name == NM] == [
        (code, title) for code, _, title in listed(name)
    ]


def test_every_measure_has_as_many_activities_as_the_document(site: Site) -> None:
    measures = {
        node.row.code: len(node.children)
        for node in site[Strategies].strategies[KK].nodes
        if node.row.depth == 3
    }
    assert measures == {code: int(count) for code, count, _ in listed(KK) if count}


def test_only_two_measures_have_no_activity(site: Site) -> None:
    empty = [
        one.row.code
        for one in site[Strategies].strategies[KK].nodes
        if one.row.depth == 3 and not one.children
    ]
    assert empty == ["4.2", "4.3"]


def test_names_needed_to_find_a_thing_are_kept(site: Site) -> None:
    said = {
        node.row.id.removeprefix(f"{KK}-"): node.row.title for node in site[Strategies].strategies[KK].nodes
    }
    assert "Podpora procesu střednědobého plánování rozvoje sociálních služeb" in said["3-4-a1"]
    assert "Jak na dluhy v Karlovarském kraji" in said["3-5-a1"]
    assert "nové zaměstnance" in said["1-4-a4"]
    assert "školní inspekcí" in said["2-1-a2"] and "úřady" not in said["2-1-a2"]
    assert "rozhovory s dospělými" in said["2-7-a3"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"strategie/{KK}/3-6/", "KK je Karlovarský kraj"),
        (f"strategie/{KK}/4-5/", "NNO je nestátní nezisková organizace"),
        (f"strategie/{NM}/prubeh/", "PS – pracovní skupina"),
        (f"strategie/{NM}/prubeh/", "LP – lokální partnerství"),
        (f"strategie/{NM}/1/", "PP – poradenský program"),
    ],
)
def test_abbreviations_of_titles_are_explained(real: Built, address: str, said: str) -> None:
    assert said in words(real.tree(address).xpath("//body")[0]).replace("\u00a0", " ")


def test_no_publisher_is_made_up(real: Built) -> None:
    for code in (KK, NM):
        assert real.site[Strategies].strategies[code].row.publisher == ""
        said = words(real.tree(f"strategie/{code}/").xpath("//main")[0])
        assert "Kdo dokument vydal, zdroj neuvádí." in said.replace("\u00a0", " ")


WISH = re.compile(r"\b(ne)?(má|mají|bude|budou)\b", re.IGNORECASE)


def test_plain_sentences_tell_wishes_not_facts(site: Site) -> None:
    """A strategy says what should be. That it is so only a report may say."""
    told = [node for code in (KK, NM) for node in site[Strategies].strategies[code].nodes if node.row.plain]
    assert len(told) == 60
    assert [node.row.plain for node in told if not WISH.search(node.row.plain)] == []


# Every number of the documents that entered -----------------------------------------------------------

NUMBERS = [
    # place in the document, what stands there, table, key, column, what we hold
    ("4.5", "pro rok 2023", "node_money", {"node": f"{KK}-4-5"}, "year", "2023"),
    ("název zprávy", "Poradenský program 11", "strategies", {"id": NM}, "title", "Poradenský program 11: "),
    ("Období realizace", "Červenec 2023–červen 2024", "strategies", {"id": NM}, "period", "Červenec 2023–červen 2024"),
    ("Období realizace", "Červenec 2023", "strategies", {"id": NM}, "valid_from", "2023-07-01"),
    ("Období realizace", "červen 2024", "strategies", {"id": NM}, "valid_to", "2024-06-30"),
    ("harmonogram, 1", "Do 06/23", "steps", {"position": "1"}, "when_text", "Do 06/23"),
    ("harmonogram, 1", "Do 06/23", "steps", {"position": "1"}, "ends", "2023-06-30"),
    ("harmonogram, 2", "Do 09/23", "steps", {"position": "2"}, "when_text", "Do 09/23"),
    ("harmonogram, 2", "Do 09/23", "steps", {"position": "2"}, "ends", "2023-09-30"),
    ("harmonogram, 3", "Do 09/2023", "steps", {"position": "3"}, "when_text", "Do 09/2023"),
    ("harmonogram, 3", "Do 09/2023", "steps", {"position": "3"}, "ends", "2023-09-30"),
    ("harmonogram, 4", "Od 09/2023", "steps", {"position": "4"}, "when_text", "Od 09/2023"),
    ("harmonogram, 4", "Od 09/2023", "steps", {"position": "4"}, "starts", "2023-09-01"),
    ("harmonogram, 4", "Od 09/2023", "steps", {"position": "4"}, "ends", ""),
    ("harmonogram, 5", "průběžně", "steps", {"position": "5"}, "when_text", "průběžně"),
    ("Část 2", "červenec 2023 až září 2023", "log_periods", {"position": "1"}, "title", "červenec 2023 až září 2023"),
    ("Část 2", "červenec 2023", "log_periods", {"position": "1"}, "starts", "2023-07-01"),
    ("Část 2", "září 2023", "log_periods", {"position": "1"}, "ends", "2023-09-30"),
    ("Část 2", "říjen 2023", "log_periods", {"position": "2"}, "starts", "2023-10-01"),
    ("Část 2", "prosinec 2023", "log_periods", {"position": "2"}, "ends", "2023-12-31"),
    ("Část 2", "leden 2024", "log_periods", {"position": "3"}, "starts", "2024-01-01"),
    ("Část 2", "březen 2024", "log_periods", {"position": "3"}, "ends", "2024-03-31"),
    ("Část 2", "duben 2024", "log_periods", {"position": "4"}, "starts", "2024-04-01"),
    ("Část 2", "červen 2024", "log_periods", {"position": "4"}, "ends", "2024-06-30"),
    ("Část 2, 2. řádek: vazba", "4.", "log", {"id": f"{NM}-2023-3-2"}, "nodes", f"{NM}-4"),
    ("Část 2, říjen–prosinec, 1. řádek", "č. 1 a 5", "log", {"id": f"{NM}-2023-4-1"}, "plain", "cíle 1 a 5"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "said", "table", "key", "column", "value"), NUMBERS)
def test_number_of_a_document(
    place: str, said: str, table: str, key: dict[str, str], column: str, value: str
) -> None:
    (row,) = [one for one in rows(table) if all(one[name] == wanted for name, wanted in key.items())]
    whole = column not in ("title", "plain") or table == "log_periods"
    assert row[column] == value if whole else value in row[column], (place, said)


def rows(table: str) -> list[dict[str, str]]:
    path = portals.ROOT / f"data_packages/strategy/data/{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_programme_is_whole(site: Site) -> None:
    programme = site[Strategies].strategies[NM].programme
    assert [len(one.entries) for one in programme.periods] == [3, 3, 2, 3]
    assert len(programme.steps) == 5
    assert [one.title for one in programme.outputs] == [
        "funkční platforma spolupráce",
        "zavedené programy na podporu rodičovských kompetencí",
        "posílení participace dětí",
    ]
    assert all(one.row.comment for one in programme.periods)


def test_all_but_one_activity_served_all_goals(site: Site) -> None:
    served = {
        entry.row.id: [node.row.code for node in entry.nodes]
        for period in site[Strategies].strategies[NM].programme.periods
        for entry in period.entries
    }
    assert served.pop(f"{NM}-2023-3-2") == ["4"]
    assert set(map(tuple, served.values())) == {("1", "2", "3", "4", "5")}


def test_fulfilment_told_in_words_gets_no_number(site: Site) -> None:
    for node in site[Strategies].strategies[NM].roots:
        (told,) = node.record.statuses
        assert (told.state, told.share, told.effect) == ("words", None, "")
        assert told.words
        assert gauges(node)[:2] == ("popsáno jen slovy", "words")
        assert not rollup.share_of(node).known


def test_the_report_gives_reasons_and_they_stand_apart(site: Site) -> None:
    """Goals 3 and 4 have none in the report, and none is made up."""
    given = {node.row.code: node.record.statuses[-1].reason for node in site[Strategies].strategies[NM].roots}
    assert [code for code, reason in given.items() if reason] == ["1", "2", "5"]


def test_the_report_tells_how_promises_changed(real: Built) -> None:
    told = [
        (one.node, one.column)
        for node in real.site[Strategies].strategies[NM].nodes
        for one in node.record.changes
    ]
    assert (f"{NM}-1", "content") in told
    assert {node for node, column in told if column == "form"} == {f"{NM}-{goal}" for goal in range(1, 6)}
    said = words(real.tree(f"strategie/{NM}/zmeny/").xpath("//section[@aria-labelledby='sliby']")[0])
    assert "Nový útvar nevznikne" in said and said.count("doporučený postup") == 5
    assert "Nový útvar nevznikne" in words(real.tree(f"strategie/{NM}/1/").xpath("//main")[0])


@pytest.mark.parametrize("face", ["", "prubeh/", "tisk/"])
def test_outputs_and_the_end_of_the_programme_are_told(real: Built, face: str) -> None:
    said = words(real.tree(f"strategie/{NM}/{face}").xpath("//main")[0])
    assert "Nová platforma nevznikne" in said
    assert "doporučené postupy" in said and "odborných konzultací" in said


@pytest.mark.parametrize("face", ["", "prubeh/"])
def test_the_problems_at_the_start_are_told(real: Built, face: str) -> None:
    said = words(real.tree(f"strategie/{NM}/{face}").xpath("//main")[0])
    assert "předčasně odcházejí" in said and "Šikana" in said and "jednou týdně" in said


def test_steps_that_the_log_describes_are_not_unreported(site: Site) -> None:
    steps = {one.position: one for one in site[Strategies].strategies[NM].programme.steps}
    assert {at for at, one in steps.items() if one.state == "words"} == {3, 4}
    assert all(one.words and one.state_section for one in steps.values() if one.state)


def test_the_region_has_reported_nothing(site: Site) -> None:
    assert not any(node.record.statuses for node in site[Strategies].strategies[KK].nodes)
    assert {gauges(node).done for node in site[Strategies].strategies[KK].nodes} == {"nehlášeno"}
    assert {gauges(node).effect for node in site[Strategies].strategies[KK].nodes} == {"nehlášeno"}


def test_links_to_indicators_that_no_document_makes_say_so() -> None:
    assert {one["basis"] for one in rows("node_indicators")} == {"editors"}


# Sums -------------------------------------------------------------------------------------------------

percents = st.integers(0, 100).map(Fraction)
spans = st.one_of(
    st.just(rollup.UNKNOWN),
    percents.map(rollup.exactly),
    st.tuples(percents, percents, st.fractions(0, 1)).map(lambda t: rollup.Span(*sorted(t[:2]), t[2])),
)
weights = st.lists(st.one_of(st.none(), st.floats(0, 1000, allow_nan=False)), min_size=1, max_size=9)


@given(weights)
def test_normalised_weights_make_one(given_weights: list[float | None]) -> None:
    found = rollup.normalised(given_weights)
    assert len(found) == len(given_weights)
    assert sum(found) == 1
    assert all(0 <= one <= 1 for one in found)


@given(weights, st.data())
def test_a_sum_lies_between_its_parts(given_weights: list[float | None], data: Any) -> None:
    parts = [rollup.Part(weight, data.draw(spans)) for weight in rollup.normalised(given_weights)]
    found = rollup.roll_up(parts)
    assert min(one.span.low for one in parts) <= found.low <= found.high
    assert found.high <= max(one.span.high for one in parts)
    assert 0 <= found.known <= 1


@given(weights, st.data())
def test_to_learn_more_only_narrows(given_weights: list[float | None], data: Any) -> None:
    """Whatever an unknown part turns out to be, the sum stays within what was said before."""
    shares = rollup.normalised(given_weights)
    parts = [rollup.Part(weight, data.draw(spans)) for weight in shares]
    at = data.draw(st.integers(0, len(parts) - 1))
    before = rollup.roll_up([*parts[:at], parts[at]._replace(span=rollup.UNKNOWN), *parts[at + 1 :]])
    after = rollup.roll_up([*parts[:at], parts[at]._replace(span=rollup.exactly(data.draw(percents))), *parts[at + 1 :]])  # fmt: skip
    assert before.low <= after.low <= after.high <= before.high
    assert before.known <= after.known


@given(weights)
def test_nothing_known_is_not_zero(given_weights: list[float | None]) -> None:
    found = rollup.roll_up([rollup.Part(one, rollup.UNKNOWN) for one in rollup.normalised(given_weights)])
    assert found == rollup.UNKNOWN
    assert rollup.span(found) == "nevíme"


@given(weights, percents)
def test_parts_alike_give_what_they_are(given_weights: list[float | None], share: Fraction) -> None:
    parts = [rollup.Part(one, rollup.exactly(share)) for one in rollup.normalised(given_weights)]
    assert rollup.roll_up(parts) == rollup.exactly(share)


def test_missing_and_zero_weights_are_equal_weights() -> None:
    assert rollup.normalised([None, None]) == rollup.normalised([0, 0]) == [Fraction(1, 2)] * 2
    assert rollup.normalised([3, 1]) == [Fraction(3, 4), Fraction(1, 4)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (rollup.UNKNOWN, "nevíme"),
        (rollup.exactly(Fraction(40)), "40\u00a0%"),
        (rollup.exactly(Fraction(100, 3)), "33,3\u00a0%"),
        (rollup.Span(Fraction(20), Fraction(70), Fraction(1, 2)), "20 až 70\u00a0%"),
    ],
)
def test_a_share_in_words(value: rollup.Span, said: str) -> None:
    assert rollup.span(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(Fraction(1, 2), "0,5"), (Fraction(1, 3), "1/3"), (Fraction(1), "1")]
)
def test_a_weight_in_words(value: Fraction, said: str) -> None:
    assert rollup.factor(value) == said


def test_the_arithmetic_is_shown(small: Site) -> None:
    goal = small[Strategies].nodes["strategie-priklad-1a"]
    found = summed(goal)
    assert found is not None
    assert found.formula == "1.1: 40\u00a0% × 2/3 + 1.2: 100\u00a0% × 1/3 = 60\u00a0%"
    assert gauges(goal).done == "podle částí 60\u00a0%"
    priority = summed(small[Strategies].nodes["strategie-priklad-1"])
    assert priority is not None
    assert priority.formula == "1.A: 60\u00a0% × 0,5 + 1.B: 0 až 100\u00a0% × 0,5 = 30 až 80\u00a0%"
    assert priority.known == 1


def test_a_report_outranks_the_sum_of_parts(small: Site) -> None:
    """An activity of 1.1 is done, but the measure itself reports 40 %."""
    assert rollup.share_of(small[Strategies].nodes["strategie-priklad-1-1"]) == rollup.exactly(Fraction(40))


def test_effect_is_counted_and_never_summed(small: Site) -> None:
    found = summed(small[Strategies].nodes["strategie-priklad-1a"])
    assert found is not None
    assert found.effects == [("ano", 1), ("zatím brzy říct", 1)]
    assert gauges(small[Strategies].nodes["strategie-priklad-1a"]).effect == "nehlášeno"


def test_work_does_not_move_the_gauge_of_effect(small: Site) -> None:
    node = small[Strategies].nodes["strategie-priklad-1-1"]
    (*_, last) = node.record.statuses
    for done, share in (("done", 100.0), ("running", 10.0), ("not-started", 0.0)):
        node.record = Record(statuses=(last._replace(state=done, share=share),))
        assert gauges(node).effect == "zatím brzy říct"


# Terms ------------------------------------------------------------------------------------------------

TODAY = dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("deadline", "done", "state"),
    [
        (None, "", ""),
        (dt.date(2026, 8, 31), "running", "late"),
        (dt.date(2026, 8, 31), "stopped", "late"),
        (dt.date(2026, 8, 31), "", "unknown"),
        (dt.date(2026, 8, 31), "words", ""),
        (dt.date(2026, 8, 31), "done", ""),
        (dt.date(2026, 9, 1), "", "soon"),
        (dt.date(2026, 11, 30), "running", "soon"),
        (dt.date(2026, 12, 1), "running", ""),
    ],
)
def test_how_a_term_stands(deadline: dt.date | None, done: str, state: str) -> None:
    assert due(deadline, "", done, TODAY).state == state


def test_without_a_day_of_the_data_nothing_is_judged() -> None:
    assert due(dt.date(2000, 1, 1), "", "", None).state == ""


def test_the_day_of_the_data_is_its_newest_date(small: Site) -> None:
    assert small.as_of == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("opens", "closes", "state"),
    [
        (None, None, ""),
        (None, dt.date(2026, 8, 31), "closed"),
        (dt.date(2026, 1, 1), dt.date(2026, 9, 1), "open"),
        (dt.date(2026, 9, 2), dt.date(2026, 9, 30), "soon"),
        (None, dt.date(2026, 9, 30), ""),
        (dt.date(2026, 1, 1), None, ""),
    ],
)
def test_how_a_call_stands(small: Site, opens: dt.date | None, closes: dt.date | None, state: str) -> None:
    grant = small[Strategies].grants[0]
    changed = Grant(grant.row._replace(opens=opens, closes=closes), grant.topics, grant.nodes)
    assert call(changed, TODAY).state == state


def test_closed_calls_are_shown_closed(real: Built) -> None:
    page = real.tree("granty/")
    for grant in real.site[Strategies].grants:
        card = page.get_element_by_id(grant.row.id)
        if grant.row.closes and real.site.as_of and grant.row.closes < real.site.as_of:
            assert "Uzavřeno" in words(card)
        assert card.xpath(f".//a[@href='{grant.row.source_url}']")


# The coordinator's agenda -----------------------------------------------------------------------------


@pytest.fixture
def agenda(small: Site) -> Agenda:
    return agendas(small)[0]


def ids(tasks: list[Any]) -> list[str]:
    return [one.id.removeprefix("strategie-priklad-") for one in tasks]


def test_what_is_late_at_risk_and_soon(agenda: Agenda) -> None:
    assert ids(agenda.late) == ["1-1"]
    assert ids(agenda.unknown) == ["krok-2"]
    assert [(one.open, ids(one.tasks)) for one in agenda.dangers] == [(True, ["1-1", "1-3"])]
    assert ids(agenda.soon) == ["1b"]
    assert ids(agenda.unowned) == []
    assert ids(agenda.unmeasured) == ["1-2"]


def test_done_work_is_neither_late_nor_at_risk(small: Site) -> None:
    node = small[Strategies].nodes["strategie-priklad-1-1"]
    node.record = Record(statuses=(node.record.statuses[-1]._replace(state="done"),), risks=node.record.risks)
    (mine, _) = agendas(small)
    assert "1-1" not in ids(
        [*mine.late, *mine.unknown, *(task for one in mine.dangers for task in one.tasks)]
    )


def test_risks_that_passed_are_no_risk(agenda: Agenda) -> None:
    assert "1-2" not in ids([task for one in agenda.dangers for task in one.tasks])


def ending(site: Site, last: dt.date | None) -> Agenda:
    """The agenda of the example strategy if it ended on that day; the data are of 1 September 2026."""
    strategy = site[Strategies].strategies["strategie-priklad"]
    strategy.row = strategy.row._replace(valid_to=last)
    return agendas(site)[0]


@pytest.mark.parametrize("last", [None, dt.date(2026, 9, 1), dt.date(2027, 12, 31)])
def test_a_strategy_runs_to_its_last_day(small: Site, last: dt.date | None) -> None:
    assert ending(small, last).ended is None


def test_of_a_strategy_that_ended_nothing_is_late_or_due(small: Site) -> None:
    found = ending(small, dt.date(2026, 8, 31))
    assert found.ended == dt.date(2026, 8, 31)
    assert found.late == found.unknown == found.soon == []
    assert ids(found.closed) == ["1-1", "1b", "krok-2"]
    assert [ids(one.tasks) for one in found.dangers] == [["1-1", "1-3"]], (
        "what the source named still stands there"
    )


def test_the_ended_programme_stands_apart_and_says_its_risk_once(real: Built) -> None:
    page = real.tree("koordinator/")
    (ended,) = page.xpath("//section[@class='ended']")
    assert not page.xpath(f"//section[@class='ended']//*[@id='{KK}']")
    said = words(ended)
    assert "Skončilo 30. 6. 2024." in said
    for live in ("Po termínu", "Termín prošel", "Ohroženo", "Termín do 90 dnů", "po termínu"):
        assert live not in said
    assert said.count("místní akční skupiny") == 1
    assert "Týká se: cíl 1, cíl 2, cíl 3, cíl 4, cíl 5." in said
    assert "Skončilo 30. 6. 2024." in words(real.tree(f"strategie/{NM}/").xpath("//main/header")[0])


def test_services_that_no_measure_counts_with(small: Site, agenda: Agenda) -> None:
    used = {
        service.row.id
        for node in small[Strategies].strategies["strategie-priklad"].nodes
        for means in node.means
        for service in means.services
    }
    assert "klub-priklad-cheb" in used
    assert {one.url for one in agenda.orphans} <= {f"druhy/{code}/" for code in small[Catalogue].kinds}
    found = [service.url for one in agenda.orphans for service in one.services]
    region = small[Territories].regions["CZ041"]
    local = {f"sluzby/{one.row.id}/" for one in serving(small, region, inside=True)}
    assert agenda.local == len(local)
    assert len(found) == len(set(found)), "each once"
    assert set(found) == local - {f"sluzby/{one}/" for one in used}


def test_every_level_of_a_strategy_has_an_agenda(small: Site) -> None:
    strategy = small[Strategies].strategies["strategie-priklad"]
    region = small[Territories].regions["CZ041"]
    local = []
    for level, territory in (("state", region.state), ("region", region), ("orp", region.orps[0]), ("municipality", region.orps[0].municipalities[0])):  # fmt: skip
        strategy.row, strategy.territory = strategy.row._replace(level=level), territory
        local.append(agendas(small)[0].local)
    assert local[0] == sum(one.active for one in small[Catalogue].services.values())
    assert local == sorted(local, reverse=True)


def test_services_of_a_town_are_counted_as_on_its_page(real: Built) -> None:
    _, town = agendas(real.site)
    place = real.site[Strategies].strategies[NM].territory
    assert town.local == len(serving(real.site, place)) > 20
    page = real.tree("koordinator/")
    said = words(page.xpath(f"//section[@aria-labelledby='{NM}']")[0])
    assert f"Katalog má {town.local} služ" in said.replace("\u00a0", " ")
    links = page.xpath(f"//section[@aria-labelledby='{NM}']//details//li/ul/li/a/@href")
    assert links == [f"../{service.url}" for one in town.orphans for service in one.services]


def test_the_table_has_the_services_that_nobody_assigned(real: Built) -> None:
    found = [row["adresa"] for row in table_of(real) if row["úroveň"] == "nepřiřazená služba"]
    ours = [service.url for one in agendas(real.site) for kind in one.orphans for service in kind.services]
    assert found == [real.site.settings.site_url + url for url in ours]


def test_the_real_region_has_no_term_and_says_so(real: Built) -> None:
    region, town = agendas(real.site)
    assert region.terms == 0 and not region.late
    assert "Zdroj neuvádí ani jeden termín" in words(real.tree("koordinator/").xpath("//main")[0])
    assert [one.code for one in town.closed] == ["1. krok", "2. krok"]
    assert town.unowned == [], "the timetable names the town"


def test_bars_of_the_timeline_stay_inside(small: Site) -> None:
    found = timeline(agendas(small), small.as_of)
    assert found is not None
    assert len(found.marks) > 3
    for mark in found.marks:
        assert float(mark.start) >= 0 and float(mark.width) > 0
        assert float(mark.start) + float(mark.width) <= 100.5


def test_what_has_no_end_is_open_on_the_timeline(small: Site) -> None:
    found = timeline(agendas(small), small.as_of)
    assert found is not None
    marks = {one.task.id.removeprefix("strategie-priklad-"): one for one in found.marks}
    assert {code for code, one in marks.items() if one.open} == {"krok-3", "zkusebni-strategie-krok-4"}
    assert (marks["krok-3"].when, marks["krok-3"].start) == ("průběžně", "0")
    assert float(marks["krok-3"].width) > 95, "it runs as long as its strategy"
    endless = marks["zkusebni-strategie-krok-4"]
    assert float(endless.start) + float(endless.width) == pytest.approx(100, abs=0.1)


def test_every_step_of_the_town_is_on_the_timeline(real: Built) -> None:
    page = real.tree("koordinator/")
    found = [words(one) for one in page.xpath("//div[@class='timeline']/ul/li")]
    assert len(found) == 5
    assert any("5. krok" in one and "průběžně" in one for one in found)
    assert any("od září 2023, konec zdroj neuvádí" in one for one in found)
    assert len(page.xpath("//div[@class='timeline']//rect[@class='open']")) == 2
    said = words(page.xpath("//main")[0])
    assert "do června 2023" in said and "30. 6. 2023" not in said and "30. 9. 2023" not in said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("Do 06/23", "do června 2023"),
        ("Do 09/2023", "do září 2023"),
        ("Od 04/24 do 08/25", "od dubna 2024 do srpna 2025"),
        ("průběžně", "průběžně"),
        ("Do 13/2023", "do 13/2023"),
        ("zákon 1/2023", "zákon 1/2023"),
        ("", ""),
    ],
)
def test_a_term_in_words(term: str, said: str) -> None:
    assert in_words(term) == said


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("do 30. 6. 2023", True),
        ("do 1. ledna 2024", True),
        ("Do 06/23", False),
        ("do konce roku 2025", False),
    ],
)
def test_a_term_that_names_a_day(term: str, day: bool) -> None:
    assert names_day(term) == day


def table_of(built: Built) -> list[dict[str, str]]:
    """The table of tasks as a spreadsheet reads it."""
    raw = built.files[TASKS_CSV]
    assert raw.startswith("\ufeff".encode())
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    found = list(csv.DictReader(text, delimiter=";"))
    assert all(None not in row and None not in row.values() for row in found)
    return found


def test_the_table_of_tasks_opens_in_a_spreadsheet(mini: Built) -> None:
    found = {row["označení"]: row for row in table_of(mini) if row["strategie"] == "Strategie Příklad"}
    assert next(iter(found["1"])) == "strategie"
    late = found["1.1"]
    assert late["hodnocení termínu"] == "po termínu"
    assert late["spolupracuje"] == "Spolek Příklad"
    assert late["účinek"] == "zatím brzy říct"
    assert late["ukazatele"].endswith("(připojila redakce)")
    assert late["zdroj"] == "Strategie Příklad (leták), 1.1"


@pytest.mark.parametrize("code", [KK, NM])
def test_the_table_of_tasks_has_every_node_and_every_step(real: Built, code: str) -> None:
    strategy = real.site[Strategies].strategies[code]
    found = [row for row in table_of(real) if row["strategie"] == strategy.row.title]
    told = [(row["úroveň"], row["název"]) for row in found if row["úroveň"] != "nepřiřazená služba"]
    assert told == [
        *((node.level_name, node.row.title) for node in strategy.nodes),
        *(("krok", step.title) for step in strategy.programme.steps),
    ]


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(text: str) -> None:
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guard(text).endswith(text)


# Chains -----------------------------------------------------------------------------------------------


def test_a_chain_is_drawn_with_its_gaps(real: Built) -> None:
    page = real.tree(f"strategie/{KK}/4-2/")
    items = page.xpath("//div[@class='chain']/ol/li")
    assert [one.get("class") == "gap" for one in items] == [False, True, True, False, False]
    assert words(items[1]).endswith("chybí")


def test_a_whole_chain_has_no_gap(small: Site) -> None:
    node = small[Strategies].nodes["zkusebni-strategie-1-a"]
    assert all(one.text for one in links(node, node.record.chains[0]))


# Who answers ------------------------------------------------------------------------------------------


def test_who_answers_for_all_answers_for_every_measure(site: Site) -> None:
    """4.4 and 4.6 of the strategy: the unit and the councillor answer for all of it."""
    for node in site[Strategies].strategies[KK].nodes:
        mine = {duty.actor.id for duty, _ in duties(node) if duty.row.role == "responsible"}
        assert mine == {"implementacni-jednotka-kk", "krajsky-radni-pro-strategii"}, node.row.id


def test_nobody_answers_twice_for_one_node(site: Site) -> None:
    for node in site[Strategies].nodes.values():
        answering = [duty.actor.id for duty, _ in duties(node) if duty.row.role == "responsible"]
        assert len(answering) == len(set(answering))


def test_own_responsibility_stands_before_that_from_above(small: Site) -> None:
    node = small[Strategies].nodes["strategie-priklad-1-1"]
    assert [(duty.actor.id, above is node) for duty, above in duties(node)] == [
        ("krajsky-urad-priklad", True),
        ("spolek-priklad", True),
    ]


# Services ---------------------------------------------------------------------------------------------


def test_a_sentence_about_a_kind_is_said_once_and_never_of_a_service(real: Built) -> None:
    """Truth by kind may be untrue of one service: a hospice is a counselling service too."""
    for node in real.site[Strategies].strategies[KK].nodes:
        for means in node.means if node.has_page else ():
            if means.kind and means.services:
                section = words(real.tree(node_url(node)).xpath("//section[@aria-labelledby='sluzby']")[0])
                assert section.count(" ".join(means.row.how.split())) == 1
                for service in means.services:
                    page = words(real.tree(f"sluzby/{service.row.id}/").xpath("//main")[0])
                    assert "naplňuje" not in page


def test_a_service_linked_by_its_kind_is_only_near_the_measure(mini: Built) -> None:
    club = mini.tree("sluzby/klub-priklad-cheb/").xpath("//section[@aria-labelledby='opatreni']")[0]
    assert "Klub už v Chebu funguje." in words(club)
    assert "Děti mají kam jít po škole." not in words(club)
    others = [
        one for one in mini.site[Catalogue].services.values() if any(not link.how for link in one.mentions)
    ]
    assert others
    for one in others:
        section = mini.tree(f"sluzby/{one.row.id}/").xpath("//section[@aria-labelledby='opatreni']")[0]
        assert "Tento druh pomoci se hodí" in words(section)
        assert "Neznamená to, že služba slib plní." in words(section)


@pytest.mark.parametrize("code", [KK, NM])
def test_every_chain_is_drawn_and_every_node_without_one_is_named(real: Built, code: str) -> None:
    strategy = real.site[Strategies].strategies[code]
    page = real.tree(f"strategie/{code}/sledovani/")
    drawn = page.xpath("//main//details[@class='chain']")
    told = sum(len(one.record.chains) for one in strategy.nodes)
    linked = sum(len(one.record.indicators) for one in strategy.nodes)
    assert len(drawn) == told + linked > 2
    assert all(len(one.xpath("./ol/li")) == 5 for one in drawn)
    assert [len(one.xpath("./ol/li[@class='gap']/strong")) for one in drawn] == [
        one.gaps for one in watch(real.site, strategy).chains
    ]
    followed = {one.node.slug if one.node.has_page else one.node.parent.slug for one in watch(real.site, strategy).chains}  # fmt: skip
    named = {href.split("/")[-2] for href in page.xpath("//section[@class='unwatched']//li/a/@href")}
    assert followed | named == {one.slug for one in strategy.nodes if one.has_page}
    assert not followed & named


def test_a_chain_of_the_editors_says_so(small: Site) -> None:
    found = watch(small, small[Strategies].strategies["strategie-priklad"])
    told = [(one.node.row.code, one.basis, one.gaps, one.row is None) for one in found.chains]
    assert told == [("1.1", "document", 0, False), ("1.3", "document", 2, True)]
    (link,) = [one for one in found.chains[1].links if one.label == "Odkud to víme"]
    assert link.text == small[Indicators].indicators["uchazeci"].row.source


def test_chains_of_all_strategies_stand_together_and_are_led_to(real: Built) -> None:
    page = real.tree("strategie/sledovani/")
    each = [len(watch(real.site, real.site[Strategies].strategies[code]).chains) for code in (KK, NM)]
    assert [
        len(one.xpath(".//details[@class='chain']")) for one in page.xpath("//section[@class='agenda']")
    ] == each
    assert real.tree("koordinator/").xpath("//a[@href='../strategie/sledovani/']")
    for code in (KK, NM):
        assert real.tree("koordinator/").xpath(f"//a[@href='../strategie/{code}/sledovani/']")
        assert real.tree(f"strategie/{code}/").xpath(f"//nav//a[@href='../../strategie/{code}/sledovani/']")
    assert real.files["sitemap.xml"].count(b"/sledovani/</loc>") == 3


# What is promised, before what nobody reports -----------------------------------------------------------


@pytest.mark.parametrize("code", [KK, NM])
def test_promises_stand_before_reports_and_each_part_has_its_bar(real: Built, code: str) -> None:
    strategy = real.site[Strategies].strategies[code]
    page = real.tree(f"strategie/{code}/")
    ids = [one for one in page.xpath("//main//h2/@id") if one in ("strom", "kdy", "vystupy", "hlaseni")]
    assert ids[0] == "strom" and ids[-1] == "hlaseni"
    bars = page.xpath("//ul[@class='reported']/li")
    assert len(bars) == len(strategy.roots)
    for bar, (_, mine) in zip(bars, told_by_part(strategy), strict=True):
        assert [one.get("class") for one in bar.xpath("svg/rect")] == [f"r-{one.look}" for one in mine.spans]
        widths = [float(one.get("width").rstrip("%")) for one in bar.xpath("svg/rect")]
        assert sum(widths) == pytest.approx(100, abs=0.1)
        numbers = [str(one) for one in mine] if mine.any else [str(mine.total)]
        assert all(number in words(bar.xpath("span[@class='soft']")[0]) for number in numbers)


def test_parts_of_a_bar_follow_each_other_and_empty_ones_are_left_out() -> None:
    assert Told(1, 0, 3).spans == [("state", "0", "25"), ("none", "25", "75")]
    assert Told(0, 0, 0).spans == []
    assert not Told(0, 0, 2).any and Told(0, 1, 1).any


def test_who_answers_only_from_above_is_said_to(real: Built) -> None:
    said = words(real.tree(f"strategie/{KK}/1-1/").xpath("//dl[@class='facts']")[0]).replace("\u00a0", " ")
    assert "Za celou strategii odpovídá: Implementační jednotka" in said
    assert "U téhle části dokument nikoho nejmenuje." in said
    own = words(real.tree(f"strategie/{KK}/4-7/").xpath("//dl[@class='facts']")[0]).replace("\u00a0", " ")
    assert "nikoho nejmenuje" not in own and "(za celou strategii: " in own


def test_the_coordinator_begins_with_what_there_is_to_do(real: Built) -> None:
    page = real.tree("koordinator/")
    assert all(words(one) != "0" for one in page.xpath("//*[@class='tiles']//strong"))
    for one in page.xpath("//section[@class='agenda']"):
        targets = {href[1:] for href in one.xpath(".//*[@class='tiles']//a/@href")}
        assert targets <= set(one.xpath(".//@id"))
        assert not any(target.endswith("-sluzby") for target in targets), "that is the editors' work"


# The ledger -------------------------------------------------------------------------------------------

NODES = "data_packages/strategy/data/nodes.csv"
CHANGES = "data_packages/strategy/data/changes.csv"


def git(root: Path, *said: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@priklad.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *said], cwd=root, check=True, capture_output=True)


@pytest.fixture
def committed(portal: Path) -> Path:
    git(portal, "init", "-q")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "Začátek")
    return portal


def edit(root: Path, find: str, replace: str, file: str = NODES) -> None:
    portals.change(root, {"file": file, "find": find, "replace": replace})


def silent(root: Path) -> list[Problem]:
    return [one for one in portals.problems_of(root) if one.rule == "change-silent"]


def test_an_unchanged_promise_is_no_change(committed: Path) -> None:
    assert silent(committed) == []


@pytest.mark.parametrize(
    ("find", "replace", "column", "warning"),
    [
        ("Kluby pro děti a mládež", "Kluby pro mládež", "title", False),
        ("2026-11-15", "2027-11-15", "deadline", False),
        ("do konce roku 2025", "někdy", "deadline_text", False),
        ("Linky pomoci,,2,1,", "Linky pomoci,,2,5,", "weight", False),
        ("Poradna bude v každém větším městě.", "Poradna možná bude.", "plain", True),
    ],
)
def test_a_promise_does_not_change_silently(
    committed: Path, find: str, replace: str, column: str, warning: bool
) -> None:
    edit(committed, find, replace)
    (one,) = silent(committed)
    assert (one.file, one.column, one.warning) == (NODES, column, warning)
    assert "changes.csv" in one.mend()


def test_a_changed_target_is_not_silent(committed: Path) -> None:
    edit(committed, "document,10 %", "document,12 %", "data_packages/strategy/data/node_indicators.csv")
    (one,) = silent(committed)
    assert one.column == "target"


def test_a_row_with_a_reason_makes_it_right(committed: Path) -> None:
    edit(committed, "Kluby pro děti a mládež", "Kluby pro mládež")
    edit(
        committed,
        "zkusebni-strategie-1,,",
        "strategie-priklad-1-3,2026-09-01,,title,,Kluby pro děti a mládež,Kluby pro mládež,decision,Děti mají své.,,,,\n"
        "zkusebni-strategie-1,,",
        CHANGES,
    )
    assert portals.problems_of(committed) == []


def test_a_row_about_something_else_does_not(committed: Path) -> None:
    edit(committed, "Kluby pro děti a mládež", "Kluby pro mládež")
    edit(
        committed,
        "zkusebni-strategie-1,,",
        "strategie-priklad-1-3,2026-09-01,,title,,Kluby,Kluby pro mládež,decision,Proto.,,,,\n"
        "zkusebni-strategie-1,,",
        CHANGES,
    )
    assert len(silent(committed)) == 1


def test_outside_of_git_nobody_is_blamed(portal: Path) -> None:
    edit(portal, "Kluby pro děti a mládež", "Kluby pro mládež")
    assert silent(portal) == []
    assert ledger.history(portal) == []


def test_the_command_finds_what_was_committed_past_the_check(committed: Path) -> None:
    edit(committed, "Kluby pro děti a mládež", "Kluby pro mládež")
    git(committed, "commit", "-qam", "Děti mají vlastní kluby")
    assert silent(committed) == [], "the check sees one commit back only"
    shown = CliRunner().invoke(app, ["ledger", "--root", str(committed)]).output
    assert "bylo: Kluby pro děti a mládež" in shown and "ledger --write" in shown
    CliRunner().invoke(app, ["ledger", "--root", str(committed), "--write"])
    with (committed / CHANGES).open(encoding="utf-8", newline="") as file:
        (row,) = [one for one in csv.DictReader(file) if one["after"] == "Kluby pro mládež"]
    assert (
        row["reason"] == "Děti mají vlastní kluby" and row["kind"] == "decision" and len(row["commit"]) == 7
    )
    assert portals.problems_of(committed) == []
    again = CliRunner().invoke(app, ["ledger", "--root", str(committed)]).output
    assert "úplná" in again


def test_what_came_back_the_same_day_is_no_change(committed: Path) -> None:
    for find, replace in (("Linky pomoci", "Linky"), ("Linky,", "Linky pomoci,")):
        edit(committed, find, replace)
        git(committed, "commit", "-qam", "Oprava")
    assert ledger.history(committed) == []


def test_the_history_of_the_project_is_told_whole() -> None:
    assert ledger.missing(portals.ROOT) == []


def test_the_ledger_is_shown_with_its_reasons(mini: Built) -> None:
    said = words(mini.tree("strategie/strategie-priklad/zmeny/").xpath("//main")[0])
    assert "31. 12. 2024 → 31. 12. 2025" in said.replace("\u00a0", " ")
    assert "Školení se protáhlo." in said
    assert "Oprava opisu, slib je stejný" in said


# Pages ------------------------------------------------------------------------------------------------


def test_the_printed_document_has_every_title_once(real: Built) -> None:
    page = real.tree(f"strategie/{KK}/tisk/")
    text = words(page.xpath("//main")[0])
    for node in real.site[Strategies].strategies[KK].nodes:
        assert words_of(node) in text.replace("\u00a0", " ")
    anchors = {one.get("href")[1:] for one in page.xpath("//ol[contains(@class, 'toc')]//a")}
    assert len(anchors) == 4 + 13 + 31
    assert anchors <= {one.get("id") for one in page.iter() if isinstance(one.tag, str)}


INLINE = {"a", "b", "abbr", "code", "del", "em", "ins", "small", "span", "strong"}


def joined(page: Any) -> list[str]:
    """Words that run together where a reader has no style sheet: two inline elements without a space."""
    found = []
    for one in page.xpath("//main//*"):
        after = one.getnext()
        if one.tag in INLINE and after is not None and after.tag in INLINE and not one.tail:
            left, right = one.text_content(), after.text_content()
            if left.strip() and right.strip() and not left[-1].isspace() and not right[0].isspace():
                found.append(f"{left[-30:]}|{right[:30]}")
    return found


def test_words_do_not_run_together_without_a_style_sheet(mini: Built, real: Built) -> None:
    found = {
        (site.site.settings.site_url, url): wrong
        for site in (mini, real)
        for url in site.files
        if url.startswith(("strategie/", "koordinator/", "granty/", "akce/")) and url.endswith("/index.html")
        if (wrong := joined(site.tree(url.removesuffix("index.html"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("name", "n", "said"),
    [
        ("priorita", 4, "priority"),
        ("cíl", 13, "cílů"),
        ("cíl", 1, "cíl"),
        ("dílčí cíl", 7, "dílčích cílů"),
        ("řada", 5, "řada"),
    ],
)
def test_how_many_parts_a_level_has(name: str, n: int, said: str) -> None:
    assert form(name, n) == said


def test_numbers_of_levels_do_not_read_like_codes(real: Built) -> None:
    found = [words(one) for one in real.tree(f"strategie/{KK}/").xpath("//ul[@class='numbers']/li")]
    assert found == ["4 priority", "13 cílů", "31 opatření", "59 aktivit"]


def test_a_sentence_of_a_document_ends_with_a_stop_and_a_period_is_a_common_word(real: Built) -> None:
    said = words(real.tree(f"strategie/{NM}/").xpath("//main")[0])
    assert "lidmi a rodinami." in said and "Období: červenec 2023" in said


def test_each_face_of_a_strategy_has_a_heading_of_its_own(real: Built) -> None:
    faces = ("", "karty/", "prubeh/", "sledovani/", "hlaseni/", "zmeny/", "tisk/")
    heads = [words(real.tree(f"strategie/{NM}/{face}").xpath("//h1")[0]) for face in faces]
    assert len(set(heads)) == len(faces)
    assert all(one.startswith(heads[0]) for one in heads)


@pytest.mark.parametrize(("page", "feed"), [("granty/", "granty/vyzvy.atom"), ("akce/", "akce/akce.atom")])
def test_readers_find_the_feed_of_a_page(real: Built, page: str, feed: str) -> None:
    (link,) = real.tree(page).xpath("/html/head/link[@rel='alternate'][@type='application/atom+xml']")
    assert link.get("href") == f"../{feed}" and feed in real.files
    assert not real.tree("koordinator/").xpath("/html/head/link[@rel='alternate']")


def test_the_agenda_names_tasks_in_plain_words(real: Built) -> None:
    page = real.tree("koordinator/")
    goal = real.site[Strategies].nodes[f"{NM}-3"]
    link = page.xpath(f"//a[@href='../strategie/{NM}/3/'][starts-with(., '3')]")[0]
    assert words(link) == f"3 {' '.join(typeset(goal.row.plain).split())}"
    long = [one for one in page.xpath("//section[@class='agenda']/ul[@class='helps']") if len(one) > 3]
    assert not long, "what has more than three tasks is folded"


def test_who_takes_part_is_said_once_for_all(real: Built) -> None:
    found = [
        words(part)
        for code in ("1", "4")
        for part in real.tree(f"strategie/{NM}/{code}/").xpath("//section[@aria-labelledby='aktivity']//li")
    ]
    told = [one.partition("Spoluprac")[2] for one in found if "Spoluprac" in one]
    assert len(told) == 2 and all(one.startswith("ují: ") and one.count(";") for one in told)


def test_a_single_part_of_which_nothing_is_known_is_no_sum(real: Built, small: Site) -> None:
    alone = [one for one in real.site[Strategies].nodes.values() if len(one.children) == 1]
    assert alone and not any(summed(one) for one in alone)
    node = small[Strategies].nodes["strategie-priklad-1-1"]
    node.children = node.children[:1]
    assert summed(node), "one that is known has its arithmetic"


@pytest.mark.parametrize("code", [KK, NM])
def test_the_printed_document_leaves_nothing_out(real: Built, code: str) -> None:
    """Every sentence that the portal holds about the strategy, whoever said it."""
    strategy = real.site[Strategies].strategies[code]
    page = real.tree(f"strategie/{code}/tisk/")
    for term in page.xpath("//*[@popover]"):
        term.getparent().remove(term)
    said = words(page.xpath("//main")[0])
    missing = [one for one in all_said(strategy) if one not in said]
    assert missing == []


def test_what_concerns_several_goals_is_printed_once(real: Built) -> None:
    said = words(real.tree(f"strategie/{NM}/tisk/").xpath("//main")[0])
    assert said.count("Stejné věci už možná dělají projekty") == 1
    assert "Týká se: cíl 1, cíl 2, cíl 3, cíl 4, cíl 5." in said


def all_said(strategy: Strategy) -> Iterator[str]:
    programme = strategy.programme
    told: list[str] = [strategy.row.goal]
    for node in strategy.nodes:
        row, record = node.row, node.record
        told += [row.title, row.plain, row.deadline_text]
        told += [duty.actor.name for duty, _ in duties(node)]
        told += [part for one in record.statuses for part in (one.date_text, one.words, one.reason)]
        told += [part for one in record.risks for part in (one.risk, one.answer)]
        told += [one.text for one in record.inputs]
        told += [part for one in record.practices for part in (one.title, one.what, one.why)]
        told += [part for one in record.indicators for part in (one.title, one.row.what)]
        told += [one.fund for one in record.money]
        told += [
            part for one in record.chains for part in (one.row.how_we_learn, one.row.decision, one.row.who)
        ]
        told += [one.row.how for one in node.means]
    told += [part for one in programme.steps for part in (one.title, one.when_text, one.who)]
    told += [one.title for one in programme.outputs]
    for period in programme.periods:
        told += [period.row.title, period.row.comment]
        told += [part for one in period.entries for part in (one.row.title, one.row.plain)]
    for one in told:
        yield " ".join(typeset(one).split())


def test_inherited_responsibility_is_printed(real: Built) -> None:
    said = words(real.tree(f"strategie/{KK}/tisk/").xpath("//main")[0])
    measures = [one for one in real.site[Strategies].strategies[KK].nodes if one.row.depth == 3]
    assert said.count("(podle nadřazené části") >= len(measures) - 10
    assert "Kdo odpovídá, dokument neříká" not in said


def words_of(node: Node) -> str:
    return " ".join(node.row.title.replace("\u00a0", " ").split())


def test_every_measure_is_on_a_card(real: Built) -> None:
    assert len(real.tree(f"strategie/{KK}/karty/").xpath("//li[contains(@class, 'promise')]")) == 31
    assert len(real.tree(f"strategie/{NM}/karty/").xpath("//li[contains(@class, 'promise')]")) == 5


def table_cells(page: Any) -> list[list[str]]:
    return [[words(cell) for cell in row.xpath("./*")] for row in page.xpath("//main//tbody/tr")]


def test_reporting_says_what_is_missing_and_from_whom(real: Built) -> None:
    page = real.tree(f"strategie/{KK}/hlaseni/")
    said = words(page.xpath("//main")[0])
    assert table_cells(page) == [
        ["Priority", "4", "0", "0", "4"],
        ["Cíle", "13", "0", "0", "13"],
        ["Opatření", "31", "0", "0", "31"],
        ["Aktivity", "59", "0", "0", "59"],
    ]
    assert "31 z 31 odpovědnost" in said
    assert (
        "Co chybí od: Člen nebo členka rady kraje s odpovědností za strategii, Implementační jednotka" in said
    )
    assert "Nevíme, kdo odpovídá" not in words(real.tree(f"strategie/{NM}/hlaseni/").xpath("//main")[0])


def test_words_are_no_number_and_steps_and_outputs_count(real: Built) -> None:
    page = real.tree(f"strategie/{NM}/hlaseni/")
    assert table_cells(page)[:2] == [["Cíle", "5", "0", "5", "0"], ["Dílčí cíle", "7", "0", "0", "7"]]
    assert [row[:2] for row in table_cells(page)[2:]] == [["Kroky harmonogramu", "5"], ["Výstupy", "3"]]
    assert "stav plnění (popsáno jen slovy)" in words(page.xpath("//main")[0])


def test_an_indicator_of_the_editors_is_not_reported_by_anybody(real: Built) -> None:
    for code, by_editors in ((KK, "7 z 31"), (NM, "2 z 5")):
        strategy = real.site[Strategies].strategies[code]
        said = words(real.tree(f"strategie/{code}/hlaseni/").xpath("//main")[0])
        assert known(leaves(strategy))[-1] == ("ukazatel", 0)
        assert f"0 z {len(leaves(strategy))} ukazatel v dokumentu" in said
        assert f"U dalších částí ({by_editors}) připojila ukazatel redakce." in said
    assert "známe u 7 z 31" not in words(real.tree("strategie/srovnani/").xpath("//main")[0])


def test_an_indicator_of_the_document_is_known(small: Site) -> None:
    by = {
        code: indicator_of(small[Strategies].nodes[f"strategie-priklad-{code}"])
        for code in ("1-1", "1-2", "1-3")
    }
    assert by == {"1-1": "editors", "1-2": "", "1-3": "document"}


def test_who_answers_has_a_group_of_his_own(small: Site) -> None:
    nodes = leaves(small[Strategies].strategies["strategie-priklad"])
    duty = nodes[0].duties[0]
    other = duty._replace(actor=duty.actor._replace(id="jiny", name="Jiný úřad"))
    nodes[0].duties = (*nodes[0].duties, other)
    found = {one.name: len(one.nodes) for one in debtors(nodes)}
    assert found == {"Jiný úřad": 1, "Krajský úřad Příklad": 3}


@pytest.mark.parametrize(
    ("done", "counts"),
    [([], (0, 0, 0)), (["", "words", "done", "running", "stopped", "not-started"], (4, 1, 1))],
)
def test_reports_are_counted_in_three_heaps(done: list[str], counts: tuple[int, int, int]) -> None:
    assert told(done) == counts


def test_a_strategy_in_one_sentence_counts_all_its_parts(real: Built) -> None:
    region, town = (reported(real.site[Strategies].strategies[code]) for code in (KK, NM))
    assert region == "O plnění zatím nikdo nic nehlásí. Hlášení chybí u všech částí, je jich 107."
    assert "jen slovy u" in town and town.endswith("z 20\u00a0částí.")


def test_strategies_stand_side_by_side(real: Built) -> None:
    page = real.tree("strategie/srovnani/")
    assert [words(one) for one in page.xpath("//main/div[@class='sides']//h2")] == [
        one.row.title.replace("(Nové", "(Nové")
        for one in map(real.site[Strategies].strategies.get, (KK, NM))
        if one
    ]
    school = page.xpath("//section[@aria-labelledby='t-skola']//a/@href")
    assert f"../../strategie/{NM}/1/#1-a" in school and f"../../strategie/{NM}/4/#4-b" in school
    family = page.xpath("//section[@aria-labelledby='t-rodina']//a/@href")
    assert f"../../strategie/{KK}/2-2/" in family
    assert "setrvání dětí ve školní docházce" in words(page.xpath("//main")[0])
    leisure = page.xpath("//section[@aria-labelledby='t-volny-cas']//a/@href")
    assert leisure == [f"../../strategie/{KK}/2-6/", f"../../strategie/{NM}/4/"]


def test_a_portal_without_the_package_still_builds(portal: Path) -> None:
    import shutil

    shutil.rmtree(portal / "data_packages/strategy")
    # Common features of examples name examples of the package.
    shutil.rmtree(portal / "data_packages/activities")
    # Resolutions and tasks name its parts.
    shutil.rmtree(portal / "data_packages/meetings")
    config = (portal / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("strategies: [strategie-priklad, zkusebni-strategie]", "strategies: []")
    (portal / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.rmtree(portal / "strategy")
    from macros.portal import all_pages

    urls = {page.url for page in all_pages(load_site(portal).site)}
    assert not any(url.startswith(("strategie", "koordinator", "granty", "akce")) for url in urls)


def test_a_strategy_that_the_portal_does_not_show_is_linked_nowhere(portal: Path) -> None:
    config = (portal / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("strategies: [strategie-priklad, zkusebni-strategie]", "strategies: []")
    (portal / "mkdocs.yml").write_text(config, encoding="utf-8")
    site = load_site(portal).site
    assert len(site[Strategies].strategies) == 2
    land = site[Territories]
    for territory in (*land.covered_regions(), *land.covered_orps(), *land.covered_municipalities()):
        assert STRATEGIES.view(site, territory).strategies == ()
    assert not any(one.mentions for one in site[Catalogue].services.values())
    assert not any(one.nodes for one in site[Strategies].grants)
    assert not any(one.node for one in site[Strategies].events)


def test_a_status_row_may_come_without_a_day(small: Site) -> None:
    (told,) = small[Strategies].nodes["zkusebni-strategie-1"].record.statuses
    assert isinstance(told, StatusRow) and told.date is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("Děti chodí do školy", "Děti chodí do školy."), ("Kdy? Hned!", "Kdy? Hned!"), ("", "")],
)
def test_a_goal_ends_with_a_full_stop(text: str, said: str) -> None:
    assert sentence(text) == said


def test_a_term_that_needs_looking_at_is_said_with_the_day_of_the_data() -> None:
    assert warned("") is None and warned("closed") is None
    assert warned("late") == ("po termínu", "chip late")
    assert warned("unknown", "1. 3. 2026") == ("termín prošel, plnění nehlášeno (k 1. 3. 2026)", "chip")


def test_a_period_is_told_by_words_else_by_days(small: Site) -> None:
    strategy = small[Strategies].strategies["strategie-priklad"]
    days = {"valid_from": dt.date(2026, 1, 1), "valid_to": dt.date(2027, 12, 31)}

    def told(**changes: Any) -> str:
        return period_of(dataclasses.replace(strategy, row=strategy.row._replace(**changes)))

    assert told(period="Od jara do zimy", **days) == "Období: od jara do zimy."
    assert told(period="", **days) == "Platí od 1.\u00a01.\u00a02026 do 31.\u00a012.\u00a02027."
    assert told(period="", valid_from=days["valid_from"], valid_to=None) == "Platí od 1.\u00a01.\u00a02026."
    assert told(period="", valid_from=None, valid_to=None) == ""
