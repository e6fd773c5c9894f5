"""Rules that keep people out of the catalogue: private addresses, names beside telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks import Data, Rule
from macros.czech import fold, tokens
from macros.problems import Problem
from macros.tables import Table


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Folded. Not a register of names: those that most people now at work have.
_WOMEN = _split("""
    adela alena alzbeta andrea aneta anezka anna barbora blanka bohumila bozena dagmar dana daniela
    darina denisa dominika drahomira edita elena eliska ema emilie erika eva gabriela hana helena ilona
    irena iva ivana iveta ivona jana jarmila jaroslava jindriska jirina jitka johana julie kamila
    karolina katerina klara kristyna kveta lada lenka libuse lida ludmila lucie magdalena marcela marie
    marketa marta martina michaela milada milena miloslava miluse miriam miroslava monika nadezda
    natalie nela nikol nikola olga pavla pavlina petra radka renata romana ruzena sabina sarka simona
    sona stanislava stepanka sylva sylvie tatana tereza vendula vera veronika viktorie vladimira vlasta
    zaneta zdena zdenka zuzana
""")
_MEN = _split("""
    adam ales alexandr alois antonin arnost bedrich bohumil bohuslav borivoj bretislav cestmir dalibor
    daniel david dominik dusan eduard emil erik filip frantisek gabriel hynek igor ivan ivo jakub jan
    jaromir jaroslav jindrich jiri josef kamil karel kristian krystof kvetoslav ladislav leos libor
    lubomir lubos ludek ludvik lukas marcel marek marian martin matej matous matyas maxim michael michal
    mikulas milan miloslav milos miroslav norbert oldrich ondrej otakar patrik pavel petr premysl radek
    radim radomir radovan rene richard robert robin roman rostislav rudolf samuel slavomir stanislav
    stepan svatopluk tadeas tomas vaclav viktor vilem vit vitezslav vladimir vladislav vlastimil vojtech
    vratislav zbynek zdenek
""")
_FREEMAIL = _split("""
    seznam.cz email.cz post.cz gmail.com centrum.cz volny.cz atlas.cz tiscali.cz quick.cz outlook.com
    outlook.cz hotmail.com hotmail.cz icloud.com yahoo.com live.com proton.me
""")
# Beginnings of words that name a workplace, not a person.
_WORKPLACE = _split("""
    info pora klub centr azyl skol spol char mest obec urad link pomoc podat kancel kontakt rodin ddm
    dum domov rada recep sekret farn knih social teren sluzb starost ospod prevence stred zapis mater
    detsk
""")
_TITLED = re.compile(r"\b(?:Mgr|Bc|Ing|PhDr|MUDr|JUDr|PaedDr|RNDr|MgA|MVDr|DiS|Ph\.D)\b\.?")
_UPPER = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"
_TITLE_OR_ADDRESSED = re.compile(rf"{_TITLED.pattern}|\b(?i:pan|paní|pí\.|p\.) [{_UPPER}][^\W\d_]+")
_TWO_NAMES = re.compile(rf"(?=\b([{_UPPER}][^\W\d_]+) ([{_UPPER}][^\W\d_]+))")


def email_private(data: Data) -> Iterator[Problem]:
    """A mail address names a workplace: no first name and surname, and no free mail without its words."""
    for table, row, column, value, words in _mails(data):
        local, _, domain = value.lower().rpartition("@")
        if _names_person(local, words):
            yield table.problem(row, column, "email-private", value)
        elif domain in _FREEMAIL and not _names_workplace(local, words):
            yield table.problem(row, column, "email-private", value, warning=True)


def _mails(data: Data) -> Iterator[tuple[Table, int, str, str, set[str]]]:
    """Yield table, row, column, address and the owner's words for each address that looks private."""
    if table := data.table("services", "contacts"):
        wrong = {
            (service, value)
            for _, service, kind, value in table.records(["service", "kind", "value"])
            if kind == "email" and value and _looks_private(value)
        }
        words = _words(data) if wrong else {}
        for row, service, value in table.records(["service", "value"]) if wrong else ():
            if (service, value) in wrong:
                yield table, row, "value", value, words.get(service, set())
    if table := data.table("territory", "offices"):
        for row, code, value in table.records(["municipality_code_csu", "email"]):
            if value and _looks_private(value):
                yield table, row, "email", value, _town_words(data, code)


def _looks_private(value: str) -> bool:
    local, _, domain = value.lower().rpartition("@")
    return domain in _FREEMAIL or _names_person(local, set())


def _names_person(local: str, words: set[str]) -> bool:
    parts = [part.rstrip("0123456789") for part in re.split(r"[._-]", local)]
    if len(parts) != 2 or not all(part.isalpha() for part in parts) or words.intersection(parts):
        return False
    initial = len(parts[0]) == 1 and parts[1].endswith("ova")
    return initial or parts[0] in _WOMEN or parts[0] in _MEN


def _names_workplace(local: str, words: set[str]) -> bool:
    plain = re.sub(r"[._-]", "", local)
    # The first letters are enough: addresses cut and inflect the names ("rodcentrumas", "poradnacheb").
    return any(one in plain for one in _WORKPLACE) or any(
        word[:4] in plain for word in words if len(word) > 3
    )


def _words(data: Data) -> dict[str, set[str]]:
    """Folded words of the id and the name of each service, and of its provider's id."""
    table = data.table("services", "services")
    rows = table.records(["id", "name", "provider"]) if table else ()
    return {
        code: {*code.split("-"), *tokens(name or ""), *(provider or "").split("-")}
        for _, code, name, provider in rows
        if code
    }


def _town_words(data: Data, town: str) -> set[str]:
    table = data.table("territory", "municipalities")
    rows = table.records(["code_csu", "name"]) if table else ()
    return {word for _, code, name in rows if code == town for word in tokens(name or "")}


def phone_private(data: Data) -> Iterator[Problem]:
    """A contact is described by a role or a workplace, never by the name of a person."""
    if table := data.table("services", "contacts"):
        for column in ("label", "note"):
            wrong = {text for text in set(table.columns[column]) if text and names_someone(text)}
            words = _words(data) if wrong else {}
            for row, service, text in table.records(["service", column]) if wrong else ():
                if text in wrong and not _own_name(text, words.get(service, set())):
                    yield table.problem(row, column, "phone-private", text)


def names_someone(text: str) -> bool:
    """Whether a text looks as if it named a person."""
    return bool(_TITLE_OR_ADDRESSED.search(text)) or any(_is_name(*pair) for pair in _TWO_NAMES.findall(text))


def _is_name(first: str, surname: str) -> bool:
    # "Jana Palacha" is a street: after a name in -a only a woman's surname makes it a person.
    if fold(first) in _WOMEN:
        return surname.endswith(("á", "ů", "í")) or not first.endswith("a")
    return fold(first) in _MEN


def _own_name(text: str, words: set[str]) -> bool:
    """Whether all that looks like a name comes from the name of the service ("Klára pomáhá")."""
    return not _TITLE_OR_ADDRESSED.search(text) and all(
        fold(first) in words for first, second in _TWO_NAMES.findall(text) if _is_name(first, second)
    )


RULES: tuple[Rule, ...] = (email_private, phone_private)
