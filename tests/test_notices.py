"""The sheet "Pomoc v naší obci": what stands on it, that it is one page, and when it is made anew."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from macros.data.problems import BadData
from macros.load import load_site
from macros.model.site import Site
from macros.print.press import Job, Press
from macros.subjects.coverage.model import Coverage
from macros.subjects.territory.model import Territories
from macros.subjects.towns import notice_text, notices, words
from tests import built
from tests.test_leaflets import HOSTILE, MM, ROOT, _boxes, _elements, _links, _overlaps, plain, read


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT).site


@pytest.fixture(scope="module")
def jobs(site: Site) -> dict[str, Job]:
    return {one.name: one for one in notices.notice_jobs(site)}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("press"))


@pytest.fixture
def small(portal: Path) -> tuple[Path, Site]:
    return portal, load_site(portal).site


OKROUHLA, CHEB = "pomoc-okrouhla-cheb.pdf", "pomoc-cheb.pdf"


def data_of(job: Job) -> dict[str, Any]:
    return json.loads(job.data)


def ways(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in (*data["offices"], *data["situations"]):
        yield from entry["ways"]
    yield from data["lines"]


def test_every_municipality_has_a_sheet(site: Site, jobs: dict[str, Job]) -> None:
    towns = site[Territories].covered_municipalities()
    assert list(jobs) == [notices.notice_name(one) for one in towns]
    assert {notices.notice_url(one) for one in towns} == {
        f"obce/{one.row.slug}/pomoc-{one.row.slug}.pdf" for one in towns
    }


def test_a_sheet_is_one_page_and_nothing_runs_out_or_over(jobs: dict[str, Job], press: Press) -> None:
    longest = sorted(jobs.values(), key=lambda job: -len(job.data))
    wrong = []
    for job in (*longest[:12], *longest[12::40]):
        with pypdfium2.PdfDocument(press.compiled(job)) as document:
            assert len(document) == 1
            boxes = list(_boxes(document[0]))
        if min(box[1] for box in boxes) < 10 * MM or max(box[2] for box in boxes) > 197 * MM:
            wrong.append(f"{job.name} runs out")
        wrong += [f"{job.name}: texts over one another at {one}" for one in _overlaps(boxes)]
    assert wrong == []


def test_a_sheet_says_its_offices_lines_what_is_missing_and_how_old_it_is(
    site: Site, jobs: dict[str, Job], press: Press
) -> None:
    text, data = read(press.compiled(jobs[CHEB])), data_of(jobs[CHEB])
    for said in ("Pomoc v naší obci", "Cheb", "112", "116 111", "116 006", "354 440 111", "Co tu chybí"):
        assert said in text
    assert data["issued"] in plain(text).replace("\u00a0", " ") or plain(data["issued"]) in text
    assert "rozcestnik/obce/cheb" in text
    assert [one["label"] for one in data["situations"]] == [
        plain(one.row.title) if " " not in one.row.title else notice_text.said(one.row.title)
        for one in notice_text.main_situations(site)
    ]
    for way in ways(data):
        assert plain(way["text"]) in text
        assert way["phone"] is None or plain(way["phone"]["shown"]) in text


def test_every_situation_on_a_sheet_names_only_who_answers_it_and_can_be_reached(site: Site) -> None:
    for town in site[Territories].covered_municipalities():
        for situation, found in notice_text.asked(site, town):
            helps = {one.service.row.id: one for one in situation.services}
            assert len(found) <= 2
            assert all(one.reachable and helps[one.row.id].answers for one in found)


def test_a_sheet_is_made_anew_wherever_a_closed_service_changes_it(portal: Path) -> None:
    """Also where it served elsewhere: what a sheet says may hang on whether anybody is there for it at all."""

    def state() -> tuple[dict[str, str], dict[str, Any]]:
        site = load_site(portal).site
        texts = {
            one.code: notice_text.sheet(site, one).data for one in site[Territories].covered_municipalities()
        }
        return notices._reads_of_all(site), texts

    table = portal / "data_packages/services/data/services.csv"
    whole = table.read_text(encoding="utf-8")
    reads, texts = state()
    changed = 0
    for line in whole.splitlines()[1:]:
        if ",active," in line:
            closed = line.replace(",active,", ",closed,", 1)
            header, cells = whole.splitlines()[0].split(","), next(csv.reader([closed]))
            cells[header.index("closed_reason")] = "Stěhují se."
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerow(cells)
            table.write_text(whole.replace(line + "\n", text.getvalue()), encoding="utf-8")
            try:
                now, said = state()
            except BadData:
                continue  # texts or the first line of a situation name it: nobody may close it
            stale = [code for code in texts if said[code] != texts[code] and now[code] == reads[code]]
            assert stale == [], line
            changed += sum(said[code] != texts[code] for code in texts)
    assert changed


def test_somebody_answers_in_nearly_every_situation(jobs: dict[str, Job]) -> None:
    """Where nobody's number is known, an address or a sentence says what to do."""
    entries = [one for job in jobs.values() for one in data_of(job)["situations"]]
    called = sum(any(way["phone"] for way in one["ways"]) for one in entries)
    assert all(one["ways"] for one in entries)
    assert called / len(entries) > 0.85


def test_no_number_stands_twice_among_the_lines(jobs: dict[str, Job]) -> None:
    for job in jobs.values():
        data = data_of(job)
        above = {way["phone"]["href"] for one in data["situations"] for way in one["ways"] if way["phone"]}
        assert not above & {one["phone"]["href"] for one in data["lines"]}


def test_a_switchboard_stands_for_departments_of_the_town_hall_alone(jobs: dict[str, Job]) -> None:
    """The labour office is another house: the town's number helps nobody there."""
    for job in jobs.values():
        labour = data_of(job)["offices"][-1]
        assert "práce" in labour["label"]
        assert not [one for one in labour["ways"] if "ústředna" in one["text"]]


def test_an_unknown_town_hall_leaves_room_to_write_its_number(jobs: dict[str, Job], press: Press) -> None:
    hall = data_of(jobs[OKROUHLA])["offices"][0]
    assert hall["blank"] and "doplňte rukou" in plain(hall["ways"][0]["text"])
    assert not data_of(jobs[CHEB])["offices"][0]["blank"]


def test_what_is_missing_is_what_the_page_says(site: Site, jobs: dict[str, Job]) -> None:
    for town in site[Territories].covered_municipalities():
        lack = site[Coverage].lacks[town.code]
        said = plain(
            " ".join(one["label"] + one["text"] for one in data_of(jobs[notices.notice_name(town)])["lacks"])
        )
        assert (f"({len(lack.situations)})" in said) == bool(lack.situations)
        assert (f"({len(lack.farther)})" in said) == bool(lack.farther)
        assert (plain(words.COMPLETE) in said) == (not lack.situations and not lack.farther)


def test_a_sheet_is_accessible_and_its_code_leads_to_the_page(jobs: dict[str, Job], press: Press) -> None:
    raw = press.compiled(jobs[OKROUHLA])
    reader = pypdf.PdfReader(io.BytesIO(raw))
    catalog: Any = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert catalog["/Lang"] == "cs-CZ"
    kinds = [str(one.get("/S")) for one in _elements(catalog["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/H3")
    assert kinds.count("/Figure") == 1
    assert all(one.get("/Contents") for one in _links(reader))
    with pypdfium2.PdfDocument(raw) as document:
        picture = document[0].render(scale=2.5, grayscale=True).to_numpy()
    found = [one.text for one in zxingcpp.read_barcodes(picture.squeeze())]
    assert found == ["https://rozcestnik-cz.github.io/rozcestnik/obce/okrouhla-cheb/"]


def test_hostile_texts_stay_text(jobs: dict[str, Job], press: Press) -> None:
    data = data_of(jobs[OKROUHLA])
    way = {"phone": None, "web": None, "text": HOSTILE}
    entry = {"label": HOSTILE, "ways": [way], "blank": False}
    changes = {
        "place": HOSTILE,
        "offices": [entry],
        "situations": [entry],
        "lacks": [{"label": "", "text": HOSTILE}],
    }
    raw = press.compiled(jobs[OKROUHLA]._replace(data=json.dumps(data | changes)))
    assert read(raw).count(plain(HOSTILE)) == 6
    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) == 1


def test_long_texts_stay_on_the_page(jobs: dict[str, Job], press: Press) -> None:
    data, long = data_of(jobs[OKROUHLA]), "Nejneobhospodařovávatelnější slovo a druhé. " * 12
    entries = [
        one | {"ways": [way | {"text": long[:300]} for way in one["ways"]]} for one in data["situations"]
    ]
    changes = {"situations": entries, "lead": long, "lacks": [{"label": long[:80], "text": long}]}
    raw = press.compiled(jobs[OKROUHLA]._replace(data=json.dumps(data | changes)))
    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) == 1


def test_a_portal_without_an_address_prints_no_code(small: tuple[Path, Site], press: Press) -> None:
    object.__setattr__(small[1].settings, "site_url", "")
    job = next(notices.notice_jobs(small[1]))
    assert job.code == ""
    assert len(pypdf.PdfReader(io.BytesIO(press.compiled(job))).pages) == 1


# Made only when changed -------------------------------------------------------------------------------


def test_a_sheet_is_made_again_just_when_what_it_shows_has_changed(small: tuple[Path, Site]) -> None:
    root, site = small
    first = notices.make_notices(root, site, jobs=1)
    assert first.made == first.files == len(site[Territories].covered_municipalities())
    assert notices.make_notices(root, load_site(root).site) == (first.files, 0, 0)
    assert notices.current_notices(root, load_site(root).site)[1] == 0
    town = next(one for one in site[Territories].covered_municipalities() if one.office and one.office.phone)
    object.__setattr__(town, "office", town.office._replace(phone="+420601602603"))  # type: ignore[union-attr]
    others = {one.name: one.key for one in notices.notice_jobs(load_site(root).site)}
    changed = {one.name for one in notices.notice_jobs(site) if one.key != others[one.name]}
    assert notices.notice_name(town) in changed
    assert notices.make_notices(root, site).made == len(changed) < first.files


def test_the_same_data_give_the_same_bytes(small: tuple[Path, Site], press: Press, tmp_path: Path) -> None:
    job = next(notices.notice_jobs(small[1]))
    assert press.compiled(job) == Press(tmp_path).compiled(
        next(notices.notice_jobs(load_site(small[0]).site))
    )


def test_a_stale_sheet_leaves_the_site(small: tuple[Path, Site]) -> None:
    """A place that has become secret must not stay on a notice board's next print."""
    root, site = small
    notices.make_notices(root, site, jobs=1)
    ready, missing = notices.current_notices(root, site)
    assert missing == 0 and ready
    for one in site[Territories].covered_municipalities():
        if one.office:
            object.__setattr__(one, "office", one.office._replace(phone="+420601602604"))
            object.__setattr__(one, "key", b"changed")
    left, missing = notices.current_notices(root, site)
    assert missing > 0 and len(left) == len(ready) - missing


def test_a_page_links_its_sheet_and_the_command_puts_it_there(portal: Path) -> None:
    assert built.run(built.COMMAND, "leaflets", "--root", portal).returncode == 0
    site = built.built(portal, portal / "site")
    for town in load_site(portal).site[Territories].covered_municipalities():
        href = site.tree(town.url).xpath("//p[@class='take']/a/@href")
        assert href == [f"../../{notices.notice_url(town)}"]
        assert (portal / "site" / notices.notice_url(town)).read_bytes().startswith(b"%PDF")
