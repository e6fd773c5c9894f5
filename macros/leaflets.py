"""Leaflets, wallet cards and share images: made by typst, only those whose content changed.

The key of each is a digest of its data, its template and the versions that can change the result. No clock
reaches the files: the same data give the same bytes. Leaflets and cards are many, so they have a command of
their own, which makes them in parallel and keeps them in `.cache/rozcestnik/` with a manifest; builds take
them from there. Share images are few; builds make them.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from macros import icons
from macros import kept as keep
from macros.bundle import code_key
from macros.installed import version
from macros.leaflet_text import Texts, card, guide_steps, leaflet, portal_share, share
from macros.model.keys import digest
from macros.model.site import Orp, Region, Site, Situation
from macros.views.services import kind_services

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
    found = blake2b(f"typst {version('typst')}".encode(), digest_size=16)
    for name in ("common", template):
        found.update((TEMPLATES / f"{name}.typ").read_bytes())
    return found.digest()


# Making -----------------------------------------------------------------------------------------------


def make_leaflets(
    root: Path, site: Site, *, only: str = "", jobs: int | None = None, progress: Progress | None = None
) -> Made:
    """Bring the kept leaflets and cards to the state of the data; `only` leaves those of other situations."""
    return _bring(_cache(root), list(leaflet_jobs(root, site, only)), bool(only), jobs, progress)


def share_images(root: Path, site: Site) -> Iterator[Ready]:
    """The share images of a site; one that is kept is not made again."""
    folder = _cache(root) / "share"
    jobs = list(share_jobs(site))
    wanted = {f"{one.key}.png" for one in jobs}
    for file in sorted(folder.glob("*.png")):
        if file.name not in wanted:
            keep.discard(file)
    return (Ready(SHARE + one.name, one.key, partial(kept, folder / f"{one.key}.png", one)) for one in jobs)


def kept(file: Path, job: Job) -> bytes:
    """The bytes of a file that a build makes itself; one that is kept whole is not made again."""
    raw = keep.load_bytes(file)
    if raw is None:
        keep.made_folder(file.parent)
        # A press for each process that writes pages: it is opened when the first file is wanted.
        if not _PRESSES:
            _open_press(file.parent)
        beside = file.with_name(f"{file.name}.{os.getpid()}.made")
        try:
            _PRESSES[0].make(job, beside)
            raw = beside.read_bytes()
        finally:
            beside.unlink(missing_ok=True)
        keep.save_bytes(file, raw)
    return raw


def leaflet_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield path in the site and kept file of every leaflet and card."""
    folder = _cache(root)
    for name in sorted(_remembered(folder).files):
        yield LEAFLETS + name, folder / "leaflets" / name


def current_leaflets(root: Path, site: Site) -> tuple[list[Ready], int]:
    """Kept leaflets and cards that still say what the data say, and how many there are to make.

    Others are removed: a place that has become secret must not stay on paper that a build publishes. All
    data of seven hundred leaflets are put together in half a second, so first each situation is asked
    whether anything that its leaflets read has changed.
    """
    folder = _cache(root)
    known = _remembered(folder)
    names = set(leaflet_names(site))
    if not known.files:
        return [], len(names)
    stale = known.files.keys() - names
    reads = _reads_of_all(root, site)
    for code in site.situations:
        if known.reads.get(code) != reads[code]:
            keys = {one.name: one.key for one in leaflet_jobs(root, site, code)}
            stale |= {name for name, key in keys.items() if known.key(name) not in ("", key)}
    left = {name: one for name, one in known.files.items() if name not in stale}
    if stale or known.reads != reads:
        for name in stale:
            keep.discard(folder / "leaflets" / name)
        _Kept(left, reads).save(folder)
    ready = [
        Ready(LEAFLETS + name, left[name][0], (folder / "leaflets" / name).read_bytes)
        for name in sorted(left)
    ]
    return ready, len(names) - len(left)


def _reads_of_all(root: Path, site: Site) -> dict[str, str]:
    """For each situation a digest of all that its leaflets are made from, and more."""
    versions = " ".join(version(one) for one in ("segno", "mkdocs-material"))
    emergency = [site.services[one].key for one in site.settings.emergency if one in site.services]
    common = digest(
        [
            code_key(),
            versions.encode(),
            repr(site.settings).encode(),
            *map(_template_key, ("leaflet", "card")),
            *emergency,
            *(region.key for region in site.covered_regions()),
        ]
    )
    return {code: digest(_reads(root, one, common)).hex() for code, one in site.situations.items()}


def _reads(root: Path, situation: Situation, common: bytes) -> Iterator[bytes]:
    yield from (
        common,
        situation.key,
        situation.theme.key,
        "\n".join(_steps(root, situation.row.id)).encode(),
    )
    for means in situation.kinds:
        yield means.kind.key + bytes([any(one.active for one in kind_services(means.kind))])
    for helps in situation.services:
        yield helps.service.key + f"{helps.rank} {helps.how}".encode()


def leaflet_names(site: Site) -> Iterator[str]:
    """File names of all leaflets and cards of a portal."""
    for code in site.situations:
        for region in site.covered_regions():
            yield leaflet_name(code, region.row.slug)
            yield leaflet_name(code, region.row.slug, wallet=True)
            yield from (leaflet_name(code, orp.row.slug) for orp in region.orps)


def _cache(root: Path) -> Path:
    return root / ".cache" / "rozcestnik"


FORM = 2
"""Version of the manifest of leaflets."""


class _Kept(NamedTuple):
    """What was made: key, digest and looks of each file by its name; what each situation's leaflets read."""

    files: dict[str, tuple[str, str, str]]
    reads: dict[str, str]

    def key(self, name: str) -> str:
        """Key of a leaflet, "" where none is kept."""
        return self.files[name][0] if name in self.files else ""

    def save(self, folder: Path) -> None:
        """Write the manifest."""
        keep.save(folder / "leaflets.json", {"form": FORM, **self._asdict()})


def _remembered(folder: Path) -> _Kept:
    """What was made and is still there as it was left."""
    raw = keep.load(folder / "leaflets.json")
    if raw.get("form") != FORM or not isinstance(raw.get("files"), dict):
        return _Kept({}, {})
    known: dict[str, tuple[str, str, str]] = {}
    for name, (key, seal, seen) in raw["files"].items():
        if "/" not in name and (now := keep.still(f"{folder}/leaflets/{name}", seal, seen)):
            known[name] = (key, seal, now)
    return _Kept(known, raw["reads"])


def _bring(
    folder: Path, wanted: list[Job], partly: bool, jobs: int | None, progress: Progress | None
) -> Made:
    """Make what is missing or has another key; what nobody wants any more goes, unless this is a part."""
    before = _remembered(folder)
    known = before.files
    made = dict(known) if partly else {one.name: known[one.name] for one in wanted if one.name in known}
    todo = [one for one in wanted if before.key(one.name) != one.key]
    target = keep.made_folder(folder / "leaflets")
    try:
        for number, (job, _) in enumerate(_made(target, todo, jobs), start=1):
            file = target / job.name
            made[job.name] = (job.key, keep.digest(file.read_bytes()), keep.signature(file.lstat()))
            if progress:
                progress(number, len(todo))
    finally:
        # Also when it was stopped in the middle: what is done need not be done again.
        _Kept(made, before.reads).save(folder)
    gone = [file for file in sorted(target.iterdir()) if file.name not in made]
    for file in gone:
        keep.discard(file)
    return Made(len(made), len(todo), len(gone))


def _made(target: Path, todo: list[Job], jobs: int | None) -> Iterator[tuple[Job, int]]:
    """Make files and yield each job with the size of its file, as they come to be."""
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(todo) >= WORTH_A_PROCESS else 1)
    if jobs == 1 or len(todo) < 2:
        press = Press(target)
        yield from ((one, press.make(one)) for one in todo)
        return
    # Only who makes many of them needs all that: builds keep them.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

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
