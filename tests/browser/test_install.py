"""The browser is found, or installed, or asked for in words that help; never left out quietly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import install

BROWSER = "#!/bin/sh\nexit 0\n"


def program(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH but one empty folder; we are root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ROZCESTNIK_CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(install.time, "sleep", lambda seconds: None)
    return tmp_path


def apt(folder: Path, failures: int = 0) -> Path:
    """An apt-get that writes down how it was called, stumbles a few times and brings a browser."""
    log = folder / "log"
    program(
        folder / "apt-get",
        f"""#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> {log}
[ "$(/usr/bin/wc -l < {log})" -le {failures} ] && {{ echo "mirror sync in progress" >&2; exit 100; }}
case "$*" in *install*) /bin/cp {folder}/template {folder}/chromium; /bin/chmod 755 {folder}/chromium;; esac
exit 0
""",
    )
    (folder / "template").write_text(BROWSER, encoding="utf-8")
    return log


@pytest.mark.parametrize("name", install.NAMES)
def test_a_browser_on_path_is_enough(bare: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    program(bare / name, BROWSER)
    assert install.main() == 0
    assert capfd.readouterr() == ("", "")


def test_a_named_browser_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "chromium", BROWSER)
    own = program(bare / "my-browser", BROWSER)
    monkeypatch.setenv("ROZCESTNIK_CHROMIUM", str(own))
    assert install.find() == str(own)


def test_a_named_browser_that_is_not_there_is_no_reason_to_take_another(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program(bare / "chromium", BROWSER)
    monkeypatch.setenv("ROZCESTNIK_CHROMIUM", "/nowhere/chrome")
    assert install.main() == 1
    assert "/nowhere/chrome" in capfd.readouterr().err


def test_root_on_debian_gets_one_installed(bare: Path) -> None:
    log = apt(bare)
    assert install.main() == 0
    update, brought = log.read_text(encoding="utf-8").splitlines()
    assert update.startswith("noninteractive") and update.endswith("update")
    assert brought.startswith("noninteractive")
    assert "--yes" in brought and brought.endswith("chromium fonts-dejavu-core libatomic1")


def test_a_stumbling_mirror_is_asked_again(bare: Path) -> None:
    apt(bare, failures=1)
    assert install.main() == 0


@pytest.mark.parametrize("ci", ["true", ""])
def test_what_cannot_be_installed_is_said(
    bare: Path, ci: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    apt(bare, failures=9)
    assert install.main() == 1
    said = capfd.readouterr().err
    assert "mirror sync in progress" in said
    assert "apt-get install chromium fonts-dejavu-core" in said
    assert "ROZCESTNIK_CHROMIUM" in said


def test_who_is_not_root_is_told_what_to_do(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    log = apt(bare)
    assert install.main() == 1
    assert "sudo apt-get install chromium" in capfd.readouterr().err
    assert not log.exists()
