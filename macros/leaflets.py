"""Leaflets, wallet cards and share images: made by typst, only those whose content changed.

The key of each is a digest of its data, its template and the versions that can change the result. No clock
reaches the files: the same data give the same bytes. Leaflets and cards are many, so they have a command of
their own, which makes them in parallel and keeps them in `.cache/rozcestnik/` with a manifest; builds take
them from there. Share images are few; builds make them.
"""

from __future__ import annotations

import datetime as dt
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from hashlib import blake2b
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from macros import icons
from macros.installed import version
from macros.leaflet_text import Texts, card, guide_steps, leaflet, portal_share, share
from macros.model.site import Orp, Region, Site

if TYPE_CHECKING:
    import typst

Progress = Callable[[int, int], None]
"""Called with the number of files made and the number to make."""

TEMPLATES = Path(__file__).parent / "templates" / "leaflets"
LEAFLETS, SHARE = "letaky/", "assets/share/"
"""Folders in the site."""
WORTH_A_PROCESS = 24
"""From this number of files on more processes gain more than they cost."""


class Job(NamedTuple):
    """One file to be made: its name, template, the data as JSON, its day (seconds), and its key."""

    name: str
    template: str
    data: str
    stamp: int
    key: str


class Ready(NamedTuple):
    """A file for the site: its path there, its key, and how its bytes are got."""

    path: str
    key: str
    make: Callable[[], bytes]


class Made(NamedTuple):
    """What was done: number of files there are, of those made now, and of those removed."""

    files: int
    made: int
    removed: int


# What there is to make --------------------------------------------------------------------------------


def leaflet_name(situation: str, place: str, *, wallet: bool = False) -> str:
    """File name of a leaflet: ids of the situation and slug of the ORP or region."""
    return f"{situation}-{place}{'-karta' if wallet else ''}.pdf"


def leaflet_url(situation: str, place: str, *, wallet: bool = False) -> str:
    """Address of a leaflet or card from the root of the site."""
    return LEAFLETS + leaflet_name(situation, place, wallet=wallet)


def leaflet_jobs(root: Path, site: Site, only: str = "") -> Iterator[Job]:
    """Leaflets for every situation × ORP and region, cards for every situation × region."""
    for situation in site.situations.values():
        code = situation.row.id
        if only and code != only:
            continue
        steps = _steps(root, code)
        for region in site.covered_regions():
            places: list[Orp | Region] = [region, *region.orps]
            for place in places:
                name = leaflet_name(code, place.row.slug)
                yield _job(name, "leaflet", leaflet(site, situation, place, steps))
            yield _job(
                leaflet_name(code, region.row.slug, wallet=True), "card", card(site, situation, region)
            )


def share_jobs(site: Site) -> Iterator[Job]:
    """A share image for every situation, and one for all other pages."""
    yield _job(share_name(), "share", portal_share(site))
    for situation in site.situations.values():
        yield _job(share_name(situation.row.id), "share", share(site, situation))


def share_name(situation: str = "") -> str:
    """File name of the share image of a situation, or of all pages that have none of their own."""
    return f"{situation or 'portal'}.png"


def _steps(root: Path, situation: str) -> tuple[str, ...]:
    try:
        return guide_steps((root / "catalogue" / "situace" / f"{situation}.md").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()


def _job(name: str, template: str, texts: Texts) -> Job:
    day = texts.edition
    drawings = {"theme": _icon(texts.data["icon"])}
    if template != "share":
        drawings |= {one: _icon(one) for one in ("phone", "web", "map-marker-outline")}
        drawings["qr"] = qr(texts.data["url"])
    return job(name, template, texts.data | {"icons": drawings}, day)


def job(name: str, template: str, said: dict[str, Any], day: dt.date) -> Job:
    """A file to be made by a template from its data; the document bears the day."""
    date = {"year": day.year, "month": day.month, "day": day.day}
    data = json.dumps(said | {"date": date}, ensure_ascii=False, sort_keys=True)
    key = blake2b(_template_key(template) + data.encode(), digest_size=16).hexdigest()
    stamp = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()
    return Job(name, template, data, int(stamp), key)


@cache
def _icon(name: str) -> str:
    return icons.path_of(name).read_text(encoding="utf-8").strip() if icons.exists(name) else ""


@cache
def qr(url: str) -> str:
    """The QR code of an address as SVG, "" without an address."""
    if not url:
        return ""
    import segno

    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()


@cache
def _template_key(template: str) -> bytes:
    digest = blake2b(f"typst {version('typst')}".encode(), digest_size=16)
    for name in ("common", template):
        digest.update((TEMPLATES / f"{name}.typ").read_bytes())
    return digest.digest()


# Making -----------------------------------------------------------------------------------------------


def make_leaflets(
    root: Path, site: Site, *, only: str = "", jobs: int | None = None, progress: Progress | None = None
) -> Made:
    """Bring the kept leaflets and cards to the state of the data; `only` leaves those of other situations."""
    return _bring(_cache(root), "leaflets", list(leaflet_jobs(root, site, only)), bool(only), jobs, progress)


def share_images(root: Path, site: Site) -> Iterator[Ready]:
    """The share images of a site; one that is kept is not made again."""
    folder = _cache(root) / "share"
    jobs = list(share_jobs(site))
    wanted = {f"{one.key}.png" for one in jobs}
    for file in sorted(folder.glob("*.png")):
        if file.name not in wanted:
            file.unlink()
    return (Ready(SHARE + one.name, one.key, partial(kept, folder / f"{one.key}.png", one)) for one in jobs)


def kept(file: Path, job: Job) -> bytes:
    """The bytes of a file that a build makes itself; one that is kept is not made again."""
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        # A press for each process that writes pages: it is opened when the first file is wanted.
        if not _PRESSES:
            _open_press(file.parent)
        _PRESSES[0].make(job, file)
    return file.read_bytes()


def leaflet_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield path in the site and kept file of every leaflet and card."""
    folder = _cache(root)
    for name in sorted(_remembered(folder, "leaflets")):
        yield LEAFLETS + name, folder / "leaflets" / name


def kept_leaflets(root: Path, site: Site) -> Iterator[Ready]:
    """Those kept leaflets and cards that the portal links to."""
    known = _remembered(_cache(root), "leaflets")
    for name in leaflet_names(site):
        if name in known:
            file = _cache(root) / "leaflets" / name
            yield Ready(LEAFLETS + name, known[name][0], file.read_bytes)


def leaflet_names(site: Site) -> Iterator[str]:
    """File names of all leaflets and cards of a portal."""
    for code in site.situations:
        for region in site.covered_regions():
            yield leaflet_name(code, region.row.slug)
            yield leaflet_name(code, region.row.slug, wallet=True)
            yield from (leaflet_name(code, orp.row.slug) for orp in region.orps)


def copy_leaflets(root: Path, out: Path) -> int:
    """Put the kept leaflets into a built site, and take away those that are no more; count the changed.

    Copied, not linked: whoever writes into a file of the site must not write into the kept one.
    """
    changed = 0
    wanted = set()
    for name, file in leaflet_files(root):
        target = out / name
        wanted.add(target)
        if target.is_file() and filecmp.cmp(file, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        shutil.copyfile(file, beside)
        beside.replace(target)
        changed += 1
    for gone in sorted(set((out / LEAFLETS).glob("*.pdf")) - wanted):
        gone.unlink()
        changed += 1
    return changed


def _cache(root: Path) -> Path:
    return root / ".cache" / "rozcestnik"


def _remembered(folder: Path, kind: str) -> dict[str, tuple[str, int]]:
    """Key and size by name of what was made and is still there as it was left."""
    try:
        raw = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = {}
    for name, (key, size) in raw.items():
        file = folder / kind / name
        if file.is_file() and file.stat().st_size == size:
            known[name] = (key, size)
    return known


def _bring(
    folder: Path, kind: str, wanted: list[Job], partly: bool, jobs: int | None, progress: Progress | None
) -> Made:
    """Make what is missing or has another key; what nobody wants any more goes, unless this is a part."""
    known = _remembered(folder, kind)
    kept = known if partly else {one.name: known[one.name] for one in wanted if one.name in known}
    todo = [one for one in wanted if known.get(one.name, ("", 0))[0] != one.key]
    target = folder / kind
    target.mkdir(parents=True, exist_ok=True)
    made = dict(kept)
    try:
        for number, (job, size) in enumerate(_made(target, todo, jobs), start=1):
            made[job.name] = (job.key, size)
            if progress:
                progress(number, len(todo))
    finally:
        # Also when it was stopped in the middle: what is done need not be done again.
        beside = folder / f"{kind}.json.new"
        beside.write_text(json.dumps(made, sort_keys=True), encoding="utf-8")
        beside.replace(folder / f"{kind}.json")
    gone = [file for file in sorted(target.iterdir()) if file.name not in made]
    for file in gone:
        file.unlink()
    return Made(len(made), len(todo), len(gone))


def _made(target: Path, todo: list[Job], jobs: int | None) -> Iterator[tuple[Job, int]]:
    """Make files and yield each job with the size of its file, as they come to be."""
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(todo) >= WORTH_A_PROCESS else 1)
    if jobs == 1 or len(todo) < 2:
        press = Press(target)
        yield from ((one, press.make(one)) for one in todo)
        return
    # Not forked: typst has threads of its own, which a fork would leave behind.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open_press, (target,)) as pool:
        yield from zip(todo, pool.map(_press_one, todo, chunksize=8), strict=True)


class LeafletError(Exception):
    """A file that could not be made; the text names it."""


# What the fonts inside typst surely have: Latin, Greek, Cyrillic, punctuation, currencies, arrows.
_ODD = re.compile("[^ -~\u00a0-\u024f\u0300-\u052f\u1e00-\u1eff\u2000-\u206f\u20ac\u2116\u2122\u2190-\u2193]")


def _showable(value: Any) -> Any:
    """Data without the signs that may have no form in the fonts."""
    if isinstance(value, str):
        return _ODD.sub("", value)
    if isinstance(value, list):
        return [_showable(one) for one in value]
    return {name: _showable(one) for name, one in value.items()} if isinstance(value, dict) else value


class Press:
    """Makes files in a folder. Keeps one compiler a template: each holds the fonts."""

    def __init__(self, target: Path) -> None:
        import typst

        self._target = target
        self._fonts = typst.Fonts(include_system_fonts=False)
        self._compilers: dict[str, typst.Compiler] = {}

    def make(self, job: Job, file: Path | None = None) -> int:
        """Make one file in one step and return its size. LeafletError names the file where typst fails.

        PDF/UA refuses signs that no font can show. Then they are left out: one smiley in one row must not
        cost a region its leaflets, and the page at the end of the QR code shows it.
        """
        import typst

        file = file or self._target / job.name
        if _THREADS and _THREADS[0] != os.getpid():
            return _make_elsewhere(job, file)
        try:
            raw = self.compiled(job)
        except typst.TypstError:
            try:
                raw = self.compiled(job._replace(data=json.dumps(_showable(json.loads(job.data)))))
            except typst.TypstError as error:
                raise LeafletError(f"{job.name}: {error}") from None
        beside = file.with_name(f"{file.name}.{os.getpid()}.new")
        beside.write_bytes(raw)
        beside.replace(file)
        return len(raw)

    def compiled(self, job: Job) -> bytes:
        """The bytes of a file. The data go in as text; the template reads them as JSON, never as code."""
        _THREADS[:] = [os.getpid()]
        compiler = self._compiler(job.template)
        inputs = {"data": job.data}
        if job.template == "share":
            raw = compiler.compile(format="png", ppi=144, sys_inputs=inputs)
        else:
            raw = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=job.stamp)
        assert isinstance(raw, bytes), "a document of one page"
        return raw

    def _compiler(self, template: str) -> typst.Compiler:
        import typst

        if template not in self._compilers:
            file = TEMPLATES / f"{template}.typ"
            self._compilers[template] = typst.Compiler(file, root=TEMPLATES, font_paths=self._fonts)
        return self._compilers[template]


_THREADS: list[int] = []
"""The process in which typst has started threads. A fork of it has none of them and would wait for ever."""


def _make_elsewhere(job: Job, file: Path) -> int:
    """Make one file in a fresh process and return its size."""
    task = json.dumps({"job": job, "file": str(file)})
    done = subprocess.run(
        [sys.executable, "-m", "macros.leaflets"],
        input=task,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise LeafletError(f"{job.name}: {done.stderr.strip()}")
    return file.stat().st_size


_PRESSES: list[Press] = []
"""The press of a worker process."""


def _open_press(target: Path) -> None:
    _PRESSES[:] = [Press(target)]


def _press_one(job: Job) -> int:
    return _PRESSES[0].make(job)


if __name__ == "__main__":
    _task = json.load(sys.stdin)
    _file = Path(_task["file"])
    Press(_file.parent).make(Job(*_task["job"]), _file)
