"""Rules about cooperation: agreements of two, reviews in time, needs met by offers, no contacts of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import free_fields
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.territory.codes import area_codes
from macros.words.phones import numbers

PACKAGE = "cooperation"
_DAYS = (
    ("agreements", "agreed_on"),
    ("requests", "since"),
    ("requests", "closed_on"),
    ("topic_steps", "due"),
)


@check("agreement-alone")
def together(data: Data) -> Iterator[Problem]:
    """An agreement is one of two at least."""
    if table := data.table(PACKAGE, "agreements"):
        for row, actors in table.records(["actors"]):
            if actors and len(set(actors.split(";"))) < 2:
                yield table.problem(row, "actors", "agreement-alone", actors)


@check("agreement-ground")
def grounds(data: Data) -> Iterator[Problem]:
    """Who passes data says on what ground, and which law it is; a warning, as a source may leave it open."""
    if table := data.table(PACKAGE, "agreement_rules"):
        for row, passed, ground, detail in table.records(["data", "ground", "ground_detail"]):
            if passed and not ground:
                yield table.problem(row, "ground", "agreement-ground", passed, warning=True)
            elif ground == "law" and not detail:
                yield table.problem(row, "ground_detail", "agreement-ground", ground, warning=True)


@check("review-due")
def reviews(data: Data) -> Iterator[Problem]:
    """An agreement is gone through again by the day that it names; a warning."""
    if table := data.table(PACKAGE, "agreements"):
        for row, due in table.records(["review_on"]):
            if due and due < dt.date.today():
                yield table.problem(row, "review_on", "review-due", due, warning=True)


@check("request-met")
def met(data: Data) -> Iterator[Problem]:
    """A need is met by offers: an offer is met by nothing, and no need meets another."""
    if table := data.table(PACKAGE, "requests"):
        sides = dict(zip(table.columns["id"], table.columns["side"], strict=True))
        for row, side, by in table.records(["side", "met_by"]):
            wrong = [one for one in by.split(";") if sides.get(one) == "need"] if by else []
            if by and (side == "offer" or wrong):
                yield table.problem(row, "met_by", "request-met", ";".join(wrong) or by)


@check("request-closed", "request-open")
def closed(data: Data) -> Iterator[Problem]:
    """What is closed keeps what came of it; what is not has no day of its end and nobody who met it."""
    if table := data.table(PACKAGE, "requests"):
        for row, state, day, by, outcome in table.records(["state", "closed_on", "met_by", "outcome"]):
            if state == "closed" and not outcome:
                yield table.problem(row, "outcome", "request-closed")
            elif state != "closed" and (day or by):
                column = "closed_on" if day else "met_by"
                yield table.problem(row, column, "request-open", day or by)


@check("topic-needs")
def needs(data: Data) -> Iterator[Problem]:
    """A topic comes from needs, never from offers."""
    table, requests = data.table(PACKAGE, "topics"), data.table(PACKAGE, "requests")
    if table and requests:
        sides = dict(zip(requests.columns["id"], requests.columns["side"], strict=True))
        for row, named in table.records(["needs"]):
            for one in named.split(";") if named else ():
                if sides.get(one) == "offer":
                    yield table.problem(row, "needs", "topic-needs", one)


@check("survey-day")
def days(data: Data) -> Iterator[Problem]:
    """A year, month or day is in the calendar."""
    for name, column in _DAYS:
        if table := data.table(PACKAGE, name):
            for row, day in table.records([column]):
                if day and not _is_day(day):
                    yield table.problem(row, column, "survey-day", day)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


@check("age")
def ages(data: Data) -> Iterator[Problem]:
    """No age ends before it begins."""
    for name in ("age_groups", "requests"):
        if table := data.table(PACKAGE, name):
            for row, low, high in table.records(["age_from", "age_to"]):
                if low is not None and high is not None and low > high:
                    yield table.problem(row, "age_from", "age", low)


@check("cooperation-contact")
def contacts(data: Data) -> Iterator[Problem]:
    """No text of this package holds a telephone number or an e-mail: roles and workplaces are named."""
    for table, field in free_fields(data):
        if table.package != PACKAGE or field.name.startswith("source_"):
            continue
        for row, text in table.records([field.name]):
            # Short lines such as 112 are nobody's own.
            if text and ("@" in text or any(one.dialled.startswith("+") for one in numbers(text))):
                yield table.problem(row, field.name, "cooperation-contact", text)


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of a need, an offer and a topic exists at the level that stands beside its code."""
    yield from area_codes(data, PACKAGE, "requests")
    yield from area_codes(data, PACKAGE, "topics")


NAMING = Naming(
    who=(
        ("cooperation_actors", "name"),
        ("cooperation_actors", "short"),
        ("agreements", "emergency_role"),
        ("agreements", "principles"),
        ("agreements", "needs"),
        ("agreements", "offers"),
        ("agreement_rules", "how"),
        ("requests", "title"),
        ("requests", "plain"),
        ("requests", "outcome"),
        ("topic_steps", "what"),
    ),
)
RULES: tuple[Check, ...] = (
    together,
    grounds,
    reviews,
    met,
    closed,
    needs,
    days,
    ages,
    contacts,
    area_code,
)
