"""Files beside the coordinators' pages: calendars (.ics), a table of tasks (.csv), feeds (.atom)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from macros.files.formulas import guard
from macros.files.ical import Day, Entry, atom, calendar
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.strategy.addresses import COORDINATOR, EVENTS, GRANTS
from macros.subjects.strategy.coordinator import STATES, Task, agendas
from macros.subjects.strategy.model import Strategies
from macros.subjects.strategy.pages.agenda import (
    EVENTS_ATOM,
    GRANTS_ATOM,
    agenda_reads,
    call,
    coordinator_reads,
    days,
)

TASKS_ICS, TASKS_CSV = f"{COORDINATOR}terminy.ics", f"{COORDINATOR}ukoly.csv"
GRANTS_ICS = f"{GRANTS}uzaverky.ics"
EVENTS_ICS = f"{EVENTS}akce.ics"


def agenda_files(site: Site) -> Iterator[Made]:
    """Every file, keyed like the page that it stands beside; none where the portal has no such pages."""
    if site.settings.strategies:
        key = digest(coordinator_reads(site, None))
        yield Made(TASKS_ICS, key, partial(_tasks_calendar, site))
        yield Made(TASKS_CSV, key, partial(_tasks_table, site))
    if "strategy" in site.packages and site.as_of:
        key = digest(agenda_reads(site, None))
        yield Made(GRANTS_ICS, key, partial(_grants_calendar, site))
        yield Made(GRANTS_ATOM, key, partial(_grants_feed, site))
        yield Made(EVENTS_ICS, key, partial(_events_calendar, site))
        yield Made(EVENTS_ATOM, key, partial(_events_feed, site))


def _host(site: Site) -> str:
    return urlsplit(site.settings.site_url).hostname or "rozcestnik"


def _tasks_calendar(site: Site) -> bytes:
    found = [
        Day(
            f"{task.id}@{_host(site)}",
            task.due,
            task.due,
            f"{task.code} {task.title}".strip(),
            _told(task),
            url=site.settings.site_url + task.url,
        )
        for one in agendas(site)
        for task in one.dated
        if task.due
    ]
    return calendar(site.settings.name, "Termíny strategií", found, _stamp(site))


def _told(task: Task) -> str:
    """What a calendar says of a task: of whom and how it stands, and where its day comes from."""
    guess = f"Zdroj říká „{task.due_text}“, den neuvádí. Počítáme poslední den." if task.guessed else ""
    said = " · ".join(part for part in (task.strategy, task.who, STATES[task.state] or task.done) if part)
    return "\n".join(part for part in (said, guess) if part)


COLUMNS = (
    "strategie",
    "úroveň",
    "označení",
    "název",
    "začátek",
    "termín",
    "termín podle zdroje",
    "kdo",
    "spolupracuje",
    "uděláno",
    "účinek",
    "hodnocení termínu",
    "rizika",
    "ukazatele",
    "bez odpovědnosti",
    "bez ukazatele",
    "zdroj",
    "adresa",
)


def _tasks_table(site: Site) -> bytes:
    """Nodes, steps and unassigned services, as Excel and LibreOffice open it: semicolons, a mark of UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in agendas(site):
        writer.writerows([guard(cell) for cell in _cells(site, task)] for task in one.tasks)
        for kind in one.orphans:
            for service in kind.services:
                told = {
                    "strategie": one.title,
                    "úroveň": "nepřiřazená služba",
                    "název": service.name,
                    "kdo": service.provider,
                    "zdroj": f"katalog služeb, druh: {kind.kind}",
                    "adresa": site.settings.site_url + service.url,
                }
                writer.writerow(guard(told.get(column, "")) for column in COLUMNS)
    return ("\ufeff" + out.getvalue()).encode()


def _cells(site: Site, task: Task) -> tuple[str, ...]:
    return (
        task.strategy,
        task.level,
        task.code,
        task.title,
        task.starts.isoformat() if task.starts else "",
        task.due.isoformat() if task.due else "",
        task.due_text,
        task.who,
        task.partners,
        task.done,
        task.effect,
        STATES[task.state],
        " / ".join(task.risks),
        task.indicators,
        "" if task.who else "ano",
        "" if task.measured else "ano",
        task.source,
        site.settings.site_url + task.url,
    )


def _grants_calendar(site: Site) -> bytes:
    found = [
        Day(
            f"{one.row.id}@{_host(site)}",
            one.row.closes,
            one.row.closes,
            f"Uzávěrka: {one.row.title}",
            one.row.provider,
            url=one.row.url or one.row.source_url,
        )
        for one in site[Strategies].grants
        if one.row.closes
    ]
    return calendar(site.settings.name, "Uzávěrky dotací a výzev", found, _stamp(site))


def _grants_feed(site: Site) -> bytes:
    page = site.settings.site_url + GRANTS
    entries = [
        Entry(
            f"{page}#{one.row.id}",
            one.row.title,
            f"{page}#{one.row.id}",
            one.row.checked_on,
            f"{one.row.provider}. {call(one, site.as_of).said}.",
        )
        for one in sorted(
            site[Strategies].grants, key=lambda grant: (grant.row.checked_on, grant.row.id), reverse=True
        )
    ]
    return atom(
        site.settings.name,
        "Dotace a výzvy",
        page,
        site.settings.site_url + GRANTS_ATOM,
        _stamp(site),
        entries,
    )


def _events_calendar(site: Site) -> bytes:
    found = [
        Day(
            f"{one.row.id}@{_host(site)}",
            one.row.starts,
            one.row.ends or one.row.starts,
            one.row.title,
            f"{one.row.organiser}. {one.row.audience}".strip(),
            one.row.place,
            one.row.url,
        )
        for one in site[Strategies].events
    ]
    return calendar(site.settings.name, "Akce", found, _stamp(site))


def _events_feed(site: Site) -> bytes:
    page = site.settings.site_url + EVENTS
    entries = [
        Entry(
            f"{page}#{one.row.id}",
            one.row.title,
            f"{page}#{one.row.id}",
            one.row.checked_on,
            ". ".join(part for part in (days(one), one.row.place, one.row.organiser) if part),
        )
        for one in sorted(
            site[Strategies].events, key=lambda event: (event.row.starts, event.row.id), reverse=True
        )
    ]
    return atom(site.settings.name, "Akce", page, site.settings.site_url + EVENTS_ATOM, _stamp(site), entries)


def _stamp(site: Site) -> dt.date:
    return site.as_of or dt.date(2000, 1, 1)
