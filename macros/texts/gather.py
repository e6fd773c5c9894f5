"""Run MkDocs once for the hand-written pages and the shells of generated ones."""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING

from macros.files.kept import discard
from macros.texts.bundle import Bundle, Gathering

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def gather_beside(root: Path, folder: Path) -> Gathering:
    """Begin to `gather` in a process of its own; what is returned waits for the bundle when it is called.

    MkDocs needs longer than the data, and neither needs the other. The process ends with this one.
    """
    if "fork" not in get_all_start_methods():
        return Gathering(lambda: gather(root, folder))
    processes = get_context("fork")
    receiver, sender = processes.Pipe(duplex=False)
    process = processes.Process(target=_send, args=(receiver, sender, root, folder), daemon=True)
    process.start()
    sender.close()

    def wait() -> Bundle:
        try:
            outcome: Bundle | BaseException = receiver.recv()
        except EOFError:
            process.join()
            raise ChildProcessError(f"MkDocs ended with code {process.exitcode}.") from None
        process.join()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return Gathering(wait, receiver.poll)


def _send(receiver: Connection, sender: Connection, root: Path, folder: Path) -> None:
    receiver.close()  # so that writing fails when nobody reads any more
    try:
        sender.send(gather(root, folder))
    except BaseException as error:
        # A traceback stays behind in this process; whoever gets the error wants to know where it was.
        where = traceback.format_exc()
        error.add_note(where)
        # Where the data stopped the build nobody reads any more, and there is nothing to say.
        with suppress(BrokenPipeError):
            try:
                sender.send(error)
            except (PicklingError, AttributeError, TypeError):
                sender.send(RuntimeError(where))


def gather(root: Path, folder: Path) -> Bundle:
    """Build texts and theme of the portal `root` into `folder`. Raises what MkDocs raises; strict."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    # Material's notice about its end of life is for developers; ARCHITECTURE.md says what follows from it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(format="%(levelname)s: %(message)s")
    discard(folder)
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    config.site_dir = str(folder)
    plugin = config.plugins["rozcestnik"]
    plugin.on_startup(command="build", dirty=False)
    plugin.gathering = folder  # type: ignore[attr-defined]
    build(config)
    bundle: Bundle = plugin.bundle  # type: ignore[attr-defined]
    return bundle
