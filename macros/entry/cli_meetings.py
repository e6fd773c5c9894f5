"""Commands about meetings: `schedule` and `new meeting`."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from macros.entry.console import root_option
from macros.entry.saying import as_here, say
from macros.entry.starting import start
from macros.subjects.meetings import scaffold_words, words

if TYPE_CHECKING:
    from macros.subjects.meetings.kept import Read
    from macros.subjects.meetings.timetable import Event, Timetable

_FORMATS = ("xlsx", "pdf", "ics")
_OURS = re.compile(r"schedule\.(json|xlsx|pdf|ics)|calendars/[a-z0-9-]+\.ics")
_START = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]+)?([0-9]{1,2})[:.]([0-9]{2})")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.command("schedule", help=words.HELP)
@click.argument("wishes", metavar="[PRANI.xlsx|csv]", type=_FILE, required=False)
@click.option("--template", type=_NEW, help=words.OPTIONS["template"])
@click.option("--rounds", type=click.IntRange(1, 60), show_default="12", help=words.OPTIONS["rounds"])
@click.option("--islands", type=click.IntRange(1, 200), help=words.OPTIONS["islands"])
@click.option("--minutes", type=click.IntRange(1, 240), show_default="15", help=words.OPTIONS["minutes"])
@click.option("--start", show_default="9:00", help=words.OPTIONS["start"])
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("schedule"),
    show_default=True,
    help=words.OPTIONS["out"],
)
@click.option(
    "--format", "formats", default=",".join(_FORMATS), show_default=True, help=words.OPTIONS["formats"]
)
@click.option("--keep", type=_FILE, help=words.OPTIONS["keep"])
@click.option("--from-round", type=click.IntRange(1), help=words.OPTIONS["from_round"])
def schedule(
    wishes: Path | None,
    template: Path | None,
    rounds: int | None,
    islands: int | None,
    minutes: int | None,
    start: str | None,
    out: Path,
    formats: str,
    keep: Path | None,
    from_round: int | None,
) -> None:
    """Make a timetable of a table of wishes; its help is in `words`."""
    from macros.data.problems import BadData

    if template is not None:
        _write_template(template)
        return
    if wishes is None:
        _end(words.NO_FILE)
    chosen = [one.strip().lower() for one in formats.split(",") if one.strip()]
    for one in chosen:
        if one not in (*_FORMATS, "json"):
            _end(words.BAD_FORMAT.format(one, ", ".join(("json", *_FORMATS))))
    if from_round and keep is None:
        _end(words.FROM_ALONE)
    try:
        read = _former(keep)
        event = _event(read, rounds, islands, minutes, start)
        if from_round and from_round > event.rounds:
            _end(words.FROM_LATE.format(from_round, event.rounds))
        if found := _foreign(out):
            _end(words.FOREIGN.format(out, found))
        _make(wishes, event, read, keep, from_round or 1, out, chosen)
    except BadData as error:
        say(as_here(str(error)), err=True)
        sys.exit(1)


def _end(text: str, code: int = 2) -> NoReturn:
    say(as_here(text), err=True)
    sys.exit(code)


def _write_template(file: Path) -> None:
    from macros.subjects.meetings.sheets import template

    if file.exists():
        _end(words.TAKEN.format(file), 1)
    file.write_bytes(template())
    say(as_here(words.TEMPLATE.format(file, file)))


def _former(keep: Path | None) -> Read | None:
    from macros.subjects.meetings.kept import read_former

    return read_former(keep) if keep else None


def _event(
    read: Read | None, rounds: int | None, islands: int | None, minutes: int | None, start: str | None
) -> Event:
    """The event as options say it, else as the former timetable does."""
    from macros.subjects.meetings.timetable import Event

    former = read.former if read else None
    begin, day = dt.time(9), None
    if former:
        begin, day = former.begins(), former.on()
    if start:
        begin, day = _begin(start, day)
    event = Event(
        (),
        rounds=rounds or (former.rounds if former else 12),
        islands=islands or (former.islands if former else 0),
        minutes=minutes or (former.minutes if former else 15),
        start=begin,
        day=day,
    )
    if event.begins(event.rounds + 1).date() != event.begins(1).date():
        _end(words.PAST_MIDNIGHT)
    return event


def _begin(start: str, day: dt.date | None) -> tuple[dt.time, dt.date | None]:
    match = _START.fullmatch(start.strip())
    try:
        if match is None:
            raise ValueError
        return dt.time(int(match[2]), int(match[3])), dt.date.fromisoformat(match[1]) if match[1] else day
    except ValueError:
        _end(words.BAD_START.format(start))


def _foreign(out: Path) -> str:
    from macros.entry.results import foreign
    from macros.words.czech import some

    return some(foreign(out, lambda path: _OURS.fullmatch(path) is not None), 3)


def _make(
    wishes: Path, event: Event, read: Read | None, keep: Path | None, first: int, out: Path, chosen: list[str]
) -> None:
    from macros.entry.results import swap_in
    from macros.publish.disk import writing_to
    from macros.subjects.meetings.kept import kept_of
    from macros.subjects.meetings.plan import plan
    from macros.subjects.meetings.solver import Missing, Unsolved
    from macros.subjects.meetings.told import as_json, rows_of, sentences, told
    from macros.subjects.meetings.verify import faults
    from macros.subjects.meetings.wishes import read_wishes

    event = read_wishes(wishes, event)
    kept = kept_of(read.former, keep.name, event, first) if read and keep else None
    try:
        table = plan(event, kept)
    except Missing:
        _end(words.NO_SOLVER, 1)
    except Unsolved:
        _end(words.UNSOLVED, 1)
    said, summary = told(table), sentences(table)
    if wrong := list(faults(rows_of(table.event), said, read.raw if read else None)):
        _end("\n".join([words.NOT_SOUND, *wrong]), 1)
    files = {"schedule.json": as_json(said), **_files(table, said, summary, chosen)}
    with writing_to(out):
        swap_in(out, files)
    for line in summary:
        say(line)
    if table.event.day is None and "ics" in chosen:
        say(words.NO_DAY)
    named = [one for one in files if "/" not in one] + [words.CALENDARS] * any("/" in one for one in files)
    say(words.WRITTEN.format(out, ", ".join(named)))


def _maker() -> str:
    """Whose paper it is: the portal of this folder, and where there is none, the project."""
    from macros.data.paths import SETTINGS
    from macros.data.settings import read_settings

    return read_settings(Path()).name if Path(SETTINGS).is_file() else words.MAKER


def _files(
    table: Timetable, said: dict[str, object], summary: list[str], chosen: list[str]
) -> dict[str, bytes]:
    from macros.subjects.meetings import calendars, paper, sheets

    files: dict[str, bytes] = {}
    if "xlsx" in chosen:
        files["schedule.xlsx"] = sheets.workbook(table, said, summary)
    if "pdf" in chosen:
        files["schedule.pdf"] = paper.document(table, said, _maker())
    if "ics" in chosen:
        files.update(calendars.calendars(table, _maker()))
    return files


@click.command("meeting", help=scaffold_words.HELP)
@click.argument("code", metavar="ID")
@click.option("--after", default="", metavar="ID", help=scaffold_words.AFTER_HELP)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=scaffold_words.ON_HELP)
@root_option
def new_meeting(code: str, after: str, on: dt.datetime | None, root: Path) -> None:
    """Write patterns of minutes; its help is in `scaffold_words`."""
    from macros.subjects.meetings.scaffold import scaffold

    start(root, lambda site: scaffold(root, site, code, after, on.date() if on else None))
