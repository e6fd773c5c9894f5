"""Documents and pictures made by typst out of data, each kept under a digest of all it is made from.

No clock reaches the files: the same data give the same bytes. The data go in as JSON; a template reads them as
data, never as code.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.draw import icons
from macros.files import kept as keep
from macros.files.code import CODE
from macros.files.installed import version
from macros.print.fonts import fonts, unpack

if TYPE_CHECKING:
    import typst

TEMPLATES = CODE / "print" / "templates"

Progress = Callable[[int, int], None]
"""Called with the number of files made and the number to make."""


WORTH_A_PROCESS = 24
"""From this number of files on more processes gain more than they cost."""


class Job(NamedTuple):
    """One file to be made: its name, template, the data as JSON, its day (seconds), its key, and what its QR code says.

    `code` is "" where the data hold the drawing, or where there is none.
    """

    name: str
    template: str
    data: str
    stamp: int
    key: str
    code: str = ""


def job(name: str, template: str, said: dict[str, Any], day: dt.date, code: str = "") -> Job:
    """A file to be made by a template from its data; the document bears the day.

    The QR code of `code` is drawn when the file is made: hundreds of them, each another, would cost a rebuild that
    only asks for keys more than all the rest of the data.
    """
    date = {"year": day.year, "month": day.month, "day": day.day}
    data = json.dumps(said | {"date": date}, ensure_ascii=False, sort_keys=True)
    drawn_by = f"{code} segno {version('segno')}" if code else ""
    key = blake2b(template_key(template) + data.encode() + drawn_by.encode(), digest_size=16).hexdigest()
    stamp = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()
    return Job(name, template, data, int(stamp), key, code)


@cache
def icon(name: str) -> str:
    """The drawing of an icon as SVG, "" where there is none."""
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
def template_key(template: str) -> bytes:
    """Digest of a template, of what all templates share, of typst and of who brings the fonts."""
    found = blake2b(f"typst {version('typst')} fonts {version('mkdocs')}".encode(), digest_size=16)
    for name in ("common", template):
        found.update((TEMPLATES / f"{name}.typ").read_bytes())
    return found.digest()


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


def made(target: Path, todo: list[Job], jobs: int | None) -> Iterator[tuple[Job, int]]:
    """Make files and yield each job with the size of its file, as they come to be."""
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(todo) >= WORTH_A_PROCESS else 1)
    if jobs == 1 or len(todo) < 2:
        press = Press(target)
        yield from ((one, press.make(one)) for one in todo)
        return
    unpack(_letters(target))  # before there are several who would
    # Only who makes many of them needs all that: builds keep them.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Not forked: typst has threads of its own, which a fork would leave behind.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open_press, (target,)) as pool:
        yield from zip(todo, pool.map(_press_one, todo, chunksize=8), strict=True)


def _letters(target: Path) -> Path:
    """Where the unpacked fonts are: beside the folder of the files."""
    return target.parent / "fonts"


class PressError(Exception):
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
        self._target = target
        self._fonts = fonts(_letters(target))
        self._compilers: dict[str, typst.Compiler] = {}

    def make(self, job: Job, file: Path | None = None) -> int:
        """Make one file in one step and return its size. PressError names the file where typst fails.

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
                raise PressError(f"{job.name}: {error}") from None
        keep.write_whole(file, raw)
        return len(raw)

    def compiled(self, job: Job) -> bytes:
        """The bytes of a file. The data go in as text; the template reads them as JSON, never as code."""
        _THREADS[:] = [os.getpid()]
        compiler = self._compiler(job.template)
        inputs = {"data": job.data} | ({"qr": qr(job.code)} if job.code else {})
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
        [sys.executable, "-m", "macros.print.press"],
        input=task,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PressError(f"{job.name}: {done.stderr.strip()}")
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
