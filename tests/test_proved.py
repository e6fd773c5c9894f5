"""What an earlier build found sound is not asked again, and everything else is."""

from __future__ import annotations

from pathlib import Path

from macros.data.problems import BadData
from macros.data.proved import Late, Proved
from macros.load import load_site
from tests import portals

FILE = ".cache/rozcestnik/proved.json"
CONTACTS = "data_packages/services/data/contacts.csv"


def test_what_was_found_sound_is_known_until_anything_of_it_changes(tmp_path: Path) -> None:
    first = Proved(tmp_path / "proved.json")
    key = first.key("rule", "text")
    assert not first.sound(key)
    first.add(key)
    first.save()
    again = Proved(tmp_path / "proved.json")
    assert again.sound(key)
    assert not again.sound(again.key("rule", "texts"))
    assert not again.sound(again.key("rulet", "ext")), "parts do not run into each other"


def test_without_a_file_nothing_is_known_or_kept() -> None:
    nothing = Proved()
    nothing.add(nothing.key("a"))
    nothing.save()
    assert not nothing.sound(nothing.key("a"))


def test_a_garbled_file_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "proved.json"
    for raw in (b"", b"[]", b'{"sound": ["x"]}', b"null", b"\xff"):
        file.write_bytes(raw)
        assert not Proved(file).sound("x")


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "proved.json"
    one = Proved(file)
    one.add("old")
    one.save()
    two = Proved(file)
    two.add("new")
    two.save()
    assert not Proved(file).sound("old")


def test_a_name_and_an_address_are_found_after_a_sound_build(portal: Path) -> None:
    load_site(portal)
    assert not (portal / FILE).exists(), "only a build makes the cache"
    (portal / FILE).parent.mkdir(parents=True)
    load_site(portal)
    assert (portal / FILE).is_file()
    table = portal / CONTACTS
    sound = table.read_text(encoding="utf-8")
    for label in ("Mgr. Jana Vzorová", "Přijďte na Masarykova 14."):
        head, row, *rest = sound.split("\n")
        cells = row.split(",")
        cells[head.split(",").index("label")] = label
        table.write_text("\n".join([head, ",".join(cells), *rest]), encoding="utf-8")
        for _ in range(2):
            try:
                load_site(portal)
            except BadData as error:
                assert any(one.file == CONTACTS and one.column == "label" for one in error.problems)
            else:
                raise AssertionError(label)


def test_a_build_knows_what_check_would_say(portal: Path) -> None:
    (portal / FILE).parent.mkdir(parents=True)
    before = load_site(portal).warnings
    assert load_site(portal).warnings == before
    assert [one for one in portals.problems_of(portal) if not one.warning] == []


def test_a_late_pattern_is_a_pattern() -> None:
    assert Late("a+").sub("b", "caat") == "cbt"
