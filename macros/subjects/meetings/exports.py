"""What others may take of meetings."""

from __future__ import annotations

from functools import partial

from macros.data import proofs
from macros.export import ICALENDAR, RFC_4180, Export, by_form
from macros.subjects.meetings import export_words as words
from macros.subjects.meetings import fairs_words
from macros.subjects.meetings.addresses import FAIRS
from macros.subjects.meetings.fairs import ICS, fair_files
from macros.subjects.meetings.files import minutes_files
from macros.subjects.meetings.minutes import MEETINGS_ICS, TASKS_CSV, TASKS_ICS, VOTES_CSV
from macros.subjects.meetings.minutes_words import COLUMNS, VOTE_COLUMNS

EXPORTS = (
    Export(
        name="meetings-calendar",
        title=words.MEETINGS_ICS,
        about=words.MEETINGS_ICS_ABOUT,
        path=MEETINGS_ICS,
        media="text/calendar",
        standard=ICALENDAR,
        make=minutes_files,
        prove=by_form(proofs.calendar),
    ),
    Export(
        name="meeting-terms-calendar",
        title=words.TASKS_ICS,
        about=words.TASKS_ICS_ABOUT,
        path=TASKS_ICS,
        media="text/calendar",
        standard=ICALENDAR,
        make=minutes_files,
        prove=by_form(proofs.calendar),
    ),
    Export(
        name="meeting-tasks-csv",
        title=words.TASKS_CSV,
        about=words.TASKS_CSV_ABOUT,
        path=TASKS_CSV,
        media="text/csv",
        standard=RFC_4180,
        make=minutes_files,
        prove=by_form(partial(proofs.csv_for_people, COLUMNS)),
    ),
    Export(
        name="meeting-votes-csv",
        title=words.VOTES_CSV,
        about=words.VOTES_CSV_ABOUT,
        path=VOTES_CSV,
        media="text/csv",
        standard=RFC_4180,
        make=minutes_files,
        prove=by_form(partial(proofs.csv_for_people, VOTE_COLUMNS)),
    ),
    Export(
        name="fair-calendar",
        title=fairs_words.ICS,
        about=fairs_words.ICS_ABOUT,
        path=f"{FAIRS}{{fair}}/{ICS}",
        media="text/calendar",
        standard=ICALENDAR,
        make=fair_files,
        prove=by_form(proofs.calendar),
    ),
)
