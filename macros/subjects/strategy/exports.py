"""What others may take of strategies, grants and events."""

from __future__ import annotations

from functools import partial

from macros.data import proofs
from macros.export import ATOM, ICALENDAR, RFC_4180, Export, by_form
from macros.subjects.strategy import export_words as words
from macros.subjects.strategy.files import (
    COLUMNS,
    EVENTS_ICS,
    GRANTS_ICS,
    TASKS_CSV,
    TASKS_ICS,
    agenda_files,
)
from macros.subjects.strategy.pages.agenda import EVENTS_ATOM, GRANTS_ATOM

EXPORTS = (
    Export(
        name="tasks-calendar",
        title=words.TASKS_ICS,
        about=words.TASKS_ICS_ABOUT,
        path=TASKS_ICS,
        media="text/calendar",
        standard=ICALENDAR,
        make=agenda_files,
        prove=by_form(proofs.calendar),
    ),
    Export(
        name="tasks-csv",
        title=words.TASKS_CSV,
        about=words.TASKS_CSV_ABOUT,
        path=TASKS_CSV,
        media="text/csv",
        standard=RFC_4180,
        make=agenda_files,
        prove=by_form(partial(proofs.csv_for_people, COLUMNS)),
    ),
    Export(
        name="grants-calendar",
        title=words.GRANTS_ICS,
        about=words.GRANTS_ICS_ABOUT,
        path=GRANTS_ICS,
        media="text/calendar",
        standard=ICALENDAR,
        make=agenda_files,
        prove=by_form(proofs.calendar),
    ),
    Export(
        name="grants-feed",
        title=words.GRANTS_ATOM,
        about=words.GRANTS_ATOM_ABOUT,
        path=GRANTS_ATOM,
        media="application/atom+xml",
        standard=ATOM,
        make=agenda_files,
        prove=by_form(proofs.feed),
    ),
    Export(
        name="events-calendar",
        title=words.EVENTS_ICS,
        about=words.EVENTS_ICS_ABOUT,
        path=EVENTS_ICS,
        media="text/calendar",
        standard=ICALENDAR,
        make=agenda_files,
        prove=by_form(proofs.calendar),
    ),
    Export(
        name="events-feed",
        title=words.EVENTS_ATOM,
        about=words.EVENTS_ATOM_ABOUT,
        path=EVENTS_ATOM,
        media="application/atom+xml",
        standard=ATOM,
        make=agenda_files,
        prove=by_form(proofs.feed),
    ),
)
