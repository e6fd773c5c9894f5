"""What the system refuses is one Czech sentence with the path, never a traceback."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.data import faults
from macros.data.faults import fault, told
from macros.data.wording import RULES
from macros.entry.cli import app


@pytest.mark.parametrize("number", sorted(faults._RULES))
def test_every_known_refusal_names_the_path_and_a_way_out(number: int) -> None:
    one = fault(OSError(number, os.strerror(number), "data/služby.csv"))
    assert one.file == "data/služby.csv"
    assert one.rule in RULES
    assert one.rule != "fault-other"
    assert one.mend()


def test_an_unknown_refusal_says_what_the_system_said() -> None:
    assert "Invalid argument" in fault(OSError(errno.EINVAL, "Invalid argument", "x")).what()
    assert fault(OSError("odpojeno"), "disk").file == "disk"


def test_a_rename_names_what_could_not_be_made() -> None:
    assert fault(OSError(errno.EXDEV, "x", "from", None, "to")).file == "to"


def test_told_ends_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end, told():
        raise PermissionError(errno.EACCES, "Permission denied", "services.csv")
    assert end.value.code == 1
    assert "services.csv" in (said := capsys.readouterr().err)
    assert "Traceback" not in said


def test_told_leaves_a_closed_pipe_to_the_library_of_commands() -> None:
    with pytest.raises(BrokenPipeError), told():
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


def test_every_command_tells(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "site")

    monkeypatch.setattr("macros.load.load_site", refused)
    done = CliRunner().invoke(app, ["pages", "--root", str(portal)])
    assert done.exit_code == 1
    assert "Na disku už není místo" in done.output
