"""Files in the form of the state register of social services (rpss.json), made up for tests.

Towns and their codes are real, organisations are not. `fifty` holds every trap that was seen in the real file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DAY = "2026-11-28"
CHEB, AS, VARY, LIBEREC, CIZI = "554481", "554499", "554961", "563889", "554782"
MANAGER = "Jarmila Tajemníková"
HIDEOUT = "Skrytá 77"
Item = dict[str, Any]


def address(town: str, street: str = "Ukázková", number: int = 12) -> Item:
    """An address as the register has it."""
    return {
        "cisloDomovni": number,
        "cisloOrientacni": None,
        "dodatekAdresy": None,
        "kodAdresnihoMista": None,
        "psc": "35002",
        "typCislaDomovniho": {"id": "TypStavebnihoObjektu/1"},
        "kraj": {"id": "Kraj/51"},
        "okres": {"id": "Okres/3402"},
        "obec": {"id": f"Obec/{town}"},
        "castObce": {"id": "CastObce/405507"},
        "ulice": {"nazev": street},
    }


def facility(name: str, town: str = CHEB, *, secret: bool = False, **more: Any) -> Item:
    """A facility; a secret one has no address unless `adresa` says so."""
    base = {
        "id": None,
        "portalId": None,
        "identifikator": None,
        "nazev": name,
        "adresa": None if secret else address(town),
        "poskytujeOd": "2010-01-01",
        "poskytujeDo": None,
        "utajenaAdresa": secret,
    }
    return base | more


def form(code: str, count: int | None = None, unit: str = "klient") -> Item:
    """A form with its capacity."""
    capacity = None
    if count is not None:
        text = f"{count} od 1. 1. 2020"
        capacity = [{"pocet": count, "popis": text, "typ": {"id": f"TypKapacitySocialniSluzby/{unit}"}}]
    return {
        "forma": {"id": f"FormaSocialniSluzby/{code}"},
        "nepretrzitePoskytovani": False,
        "casoveRozsahy": None,
        "kapacity": capacity,
    }


def contacts(phone: str = "", mail: str = "", web: str = "") -> Item:
    """Contacts of a service or provider; the notes hold what must not be kept."""
    return {
        "telefony": [{"telefon": phone, "poznamka": MANAGER}] if phone else [],
        "emaily": [{"email": mail, "poznamka": None}] if mail else None,
        "weby": [{"web": web}] if web else [],
        "faxy": [],
    }


def item(number: int, *, provider: str = "Spolek Příklad, z. s.", ico: str = "00000001", **more: Any) -> Item:
    """A registration; `more` replaces its fields."""
    base = {
        "portalId": number,
        "id": f"SocialniSluzba/{number}",
        "identifikator": str(7_000_000 + number),
        "datumPoskytovaniOd": "2010-01-01",
        "datumPoskytovaniDo": None,
        "druhSocialniSluzby": {"id": "DruhSocialniSluzby/27"},
        "ciloveSkupiny": None,
        "vekoveSkupiny": None,
        "formy": [form("ter")],
        "kontaktniAdresy": [{"adresa": address(CHEB)}],
        "zarizeni": [facility(f"Zařízení {number}")],
        "poskytovatel": {
            "nazev": provider,
            "ico": ico,
            "statutarniOrgany": [{"jmeno": "Jarmila", "prijmeni": "Tajemníková"}],
            **contacts(),
        },
        "doplnkoveUdaje": {"realizacePoskytovani": [{"priloha": {"url": "https://www.mpsv.cz/x"}}]},
        **contacts(),
    }
    return base | more


def fifty() -> list[Item]:
    """Fifty registrations with every trap; four belong to services of the miniature portal."""
    charity = {"provider": "Charita Příklad", "ico": "00000019"}
    named = [
        # Belongs to sas-priklad-karlovy-vary by name, with a trailing space, and the same address twice.
        item(
            1,
            **charity,
            zarizeni=[facility("Rodinná pomoc Příklad ", VARY), facility("Rodinná pomoc Příklad", VARY)],
            formy=[form("ter", 20)],
            **contacts("353 000 001", "rodinna.pomoc@charita.priklad.test", "www.charita.priklad.test"),
        ),
        # Belongs to the verified klub-priklad-cheb by its name: other forms, other capacity.
        item(
            2,
            druhSocialniSluzby={"id": "DruhSocialniSluzby/25"},
            zarizeni=[facility("Klub Příklad Cheb", CHEB)],
            formy=[form("pob", 99, "luzka")],
            **contacts("354 999 999", "klub@priklad.test", "https://www.priklad.test/jiny"),
        ),
        # A refuge: the flag counts, and an address that slipped in is not read.
        item(
            3,
            **charity,
            druhSocialniSluzby={"id": "DruhSocialniSluzby/3"},
            zarizeni=[facility("Azyl Příklad", LIBEREC, secret=True, adresa=address(LIBEREC, HIDEOUT))],
            **contacts("485 777 777"),
        ),
        # Two capacities of two forms are not added up.
        item(
            4,
            **charity,
            zarizeni=[facility("Poradna Příklad Aš", AS)],
            formy=[form("amb", 5, "kontakt"), form("ter", 7, "klient")],
            druhSocialniSluzby={"id": "DruhSocialniSluzby/1"},
            **contacts(mail="jarmila.novakova@charita.priklad.test"),
        ),
        # Ended; and a service that goes on whose facilities all ended.
        item(5, datumPoskytovaniDo="2019-12-31", zarizeni=[facility("Skončená", CHEB)]),
        item(6, zarizeni=[facility("Zavřená", CHEB, poskytujeDo="2020-06-30")]),
        # Begins later: the service, the facility.
        item(7, datumPoskytovaniOd="2027-01-01", zarizeni=[facility("Budoucí", CHEB)]),
        item(8, zarizeni=[facility("Zítřejší", CHEB, poskytujeOd="2027-05-01")]),
        # An unknown kind and unit; no lists at all; a facility without address that is not secret.
        item(9, druhSocialniSluzby={"id": "DruhSocialniSluzby/99"}, formy=[form("amb", 3, "hodina")]),
        item(10, formy=None, zarizeni=None, ciloveSkupiny=None, telefony=None, poskytovatel=None),
        item(11, zarizeni=[facility("Bez adresy", adresa=None)]),
        # The name of a manager as the name of a facility.
        item(12, zarizeni=[facility(f"Mgr. {MANAGER}", CHEB)]),
    ]
    others = (
        item(
            number,
            provider=f"Smyšlená organizace {number}",
            ico="",
            zarizeni=[facility(f"Zkouška {number}", CIZI)],
        )
        for number in range(13, 51)
    )
    return [*named, *others]


def write(path: Path, items: list[Item] | Iterator[Item]) -> Path:
    """Write items as a file of the register."""
    with path.open("w", encoding="utf-8") as out:
        out.write('{"polozky": [')
        for number, one in enumerate(items):
            out.write((",\n" if number else "\n") + json.dumps(one, ensure_ascii=False))
        out.write("\n]}\n")
    return path


def codelists(folder: Path) -> Path:
    """A folder of official code lists with a name for the unknown kind."""
    folder.mkdir(exist_ok=True)
    kinds = [{"id": "DruhSocialniSluzby/99", "nazev": {"cs": "zkušební druh"}}]
    path = folder / "druhy-socialni-sluzby.json"
    path.write_text(json.dumps({"polozky": kinds}, ensure_ascii=False), encoding="utf-8")
    return folder
