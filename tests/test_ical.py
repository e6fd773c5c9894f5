"""Calendars and feeds are what their standards want: read by other people's programs, whatever the text."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from macros.files.ical import Day, Entry, atom, calendar
from tests.built import Built

STAMP = dt.date(2026, 9, 1)
# What `check` lets into data, and line ends and control signs on top of it.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n"), max_size=200
)
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
ATOM = "{http://www.w3.org/2005/Atom}"


@given(days, st.integers(0, 400), texts, texts, texts)
def test_an_event_is_read_back_as_it_was(
    first: dt.date, more: int, title: str, text: str, place: str
) -> None:
    last = first + dt.timedelta(days=more)
    raw = calendar("Zkouška", [Day("a@x", first, last, title, text, place, "https://x.test/a")], STAMP)
    (found,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(found["SUMMARY"]) == title
    assert str(found.get("DESCRIPTION", "")) == text
    assert str(found.get("LOCATION", "")) == place
    assert found["DTSTART"].dt == first
    assert found["DTEND"].dt == last + dt.timedelta(days=1), "the end is the day after"
    assert str(found["URL"]) == "https://x.test/a"


@given(texts)
def test_lines_are_short_and_end_as_they_should(title: str) -> None:
    raw = calendar("Zkouška", [Day("a@x", STAMP, STAMP, title)], STAMP)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # no character is cut in two


def test_the_same_events_give_the_same_bytes() -> None:
    days = [Day("a@x", STAMP, STAMP, "Akce")]
    assert calendar("x", days, STAMP) == calendar("x", days, STAMP)


@given(texts, texts)
def test_a_feed_is_read_back_as_it_was(title: str, text: str) -> None:
    entry = Entry("https://x.test/#a", title, "https://x.test/#a", STAMP, text)
    root = etree.fromstring(atom("Novinky", "https://x.test/", "https://x.test/a.atom", STAMP, [entry]))
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    found = root.find(f"{ATOM}entry")
    assert found is not None
    assert (found.findtext(f"{ATOM}title") or "") == title
    assert (found.findtext(f"{ATOM}summary") or "") == text


CALENDARS = ("koordinator/terminy.ics", "granty/uzaverky.ics", "akce/akce.ics")


@pytest.mark.parametrize("path", CALENDARS)
def test_calendars_of_the_site_are_well_formed(mini: Built, real: Built, path: str) -> None:
    for site in (mini, real):
        found = icalendar.Calendar.from_ical(site.files[path])
        events = found.walk("VEVENT")
        assert events, path
        assert not any(one.errors for one in events)
        ids = [str(one["UID"]) for one in events]
        assert len(ids) == len(set(ids))
        assert all(one["DTSTAMP"].dt.date() == site.site.as_of for one in events)


def test_the_calendar_of_terms_has_each_dated_task(mini: Built) -> None:
    events = icalendar.Calendar.from_ical(mini.files["koordinator/terminy.ics"]).walk("VEVENT")
    found = {str(one["UID"]).partition("@")[0]: one for one in events}
    assert set(found) == {
        *(f"strategie-priklad-{one}" for one in ("1-1", "1-2", "1b", "krok-1", "krok-2")),
    }
    late = found["strategie-priklad-1-1"]
    assert late["DTSTART"].dt == dt.date(2025, 12, 31)
    assert "po termínu" in str(late["DESCRIPTION"])


def test_a_day_that_the_source_does_not_name_says_so(mini: Built, real: Built) -> None:
    events = icalendar.Calendar.from_ical(mini.files["koordinator/terminy.ics"]).walk("VEVENT")
    told = {str(one["UID"]).partition("@")[0]: str(one["DESCRIPTION"]) for one in events}
    guess = "den neuvádí. Počítáme poslední den."
    assert f"Zdroj říká „Do 03/24“, {guess}" in told["strategie-priklad-krok-1"]
    assert guess not in told["strategie-priklad-1b"], "its source gives the day"
    events = icalendar.Calendar.from_ical(real.files["koordinator/terminy.ics"]).walk("VEVENT")
    assert len(events) == 3 and all(guess in str(one["DESCRIPTION"]) for one in events)


@pytest.mark.parametrize("path", ["granty/vyzvy.atom", "akce/akce.atom"])
def test_feeds_of_the_site_are_well_formed(mini: Built, real: Built, path: str) -> None:
    for site in (mini, real):
        root = etree.fromstring(site.files[path])
        assert root.findall(f"{ATOM}entry")
        own = root.find(f"{ATOM}link[@rel='self']")
        assert own is not None and own.get("href") == site.site.settings.site_url + path
