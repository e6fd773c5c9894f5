"""What the scheduler says in Czech: sheets, paper, calendars and the summary of the command."""

from __future__ import annotations

from collections.abc import Sequence

from macros.words.czech import plural

SHEET = "Přání"
GUIDE = "Návod"
COLUMNS = {
    "organisation": "organizace",
    "people": "lidé",
    "wants": "chce potkat",
    "met": "už potkali",
    "away": "kdy nemůže",
}
"""Columns of the table of wishes: their names and how they may be spelt in Czech."""
NOTES = {
    "organisation": "Název organizace, každá na jednom řádku. Žádná jména lidí.",
    "people": "Kolik lidí přijde: 1, nebo 2. Prázdné znamená 1.",
    "wants": "Koho chcete potkat: názvy z prvního sloupce, mezi nimi středník. Stačí přání jedné strany.",
    "met": "S kým už jste se setkali a znovu nepotřebujete: názvy, mezi nimi středník.",
    "away": "Kdy nemůžete: čísla kol (3;4 nebo 3-5), nebo časy (9:00-9:30), mezi nimi středník.",
}
EXAMPLES = (
    ("Školní poradna Příklad", "2", "Nízkoprahový klub Vzor; Dluhová poradna Ukázka", "", ""),
    ("Nízkoprahový klub Vzor", "1", "Školní poradna Příklad", "Dluhová poradna Ukázka", "1;2"),
    ("Dluhová poradna Ukázka", "1", "Nízkoprahový klub Vzor", "", "9:30-10:00"),
)
GUIDE_LINES = (
    "Tabulka přání pro rychlá setkání organizací",
    "Na listu „Přání“ je každá organizace na jednom řádku. Tři řádky v něm jsou vymyšlený příklad, smažte je.",
    "Pak spusťte: rozcestnik schedule prani.xlsx",
)
NEAREST = "Nejbližší: {}."
LARGE = "má víc než 10 MB"

REASONS = {
    "met": "Už se potkaly dřív.",
    "apart": "V žádném kole tu nejsou obě.",
    "who-full": "{who} má setkání ve všech kolech, kdy může ({rounds}).",
    "whom-full": "{whom} má setkání ve všech kolech, kdy může ({rounds}).",
    "no-common": "Obě mají ještě volná kola, ale žádné společné.",
    "islands": "Když mají obě čas (kola {numbers}), jsou obsazené všechny ostrovy.",
}


def reason(code: str, who: str, whom: str, rounds: Sequence[int]) -> str:
    """Why a wish is not met."""
    return REASONS[code].format(
        who=who,
        whom=whom,
        rounds=plural(len(rounds), "kolo", "kola", "kol"),
        numbers=", ".join(map(str, rounds)),
    )


MAKER = "Rozcestník"
CALENDARS = "calendars/ (kalendář každé organizace)"
TITLE = "Rychlá setkání organizací"
ROUND, TIME, ISLAND, WITH = "Kolo", "Čas", "Ostrov", "S kým"
FIRST, MUTUAL, WHO, WHOM, WHY = "Organizace", "Přání", "Kdo", "Koho", "Proč ne"
BOTH, ONE = "přály si to obě", "přála si to jedna"
FREE, AWAY, EMPTY = "volno", "není tu", "prázdný"
UNMET = "Na tato přání se nedostalo"
SHEETS = {
    "plan": "Rozvrh",
    "organisations": "Organizace",
    "meetings": "Setkání",
    "unmet": "Nesplněná přání",
    "summary": "Souhrn",
}


def island(number: int) -> str:
    """An island by its number."""
    return f"Ostrov {number}"


def round_no(number: int) -> str:
    """A round by its number."""
    return f"{number}. kolo"


def people(count: int) -> str:
    """How many come."""
    return plural(count, "člověk", "lidé", "lidí")


def wishes(count: int) -> str:
    """Wishes that are counted."""
    return plural(count, "přání", "přání", "přání")


def islands(count: int) -> str:
    """Islands that are counted."""
    return plural(count, "ostrov", "ostrovy", "ostrovů")


def rounds(count: int) -> str:
    """Rounds that are counted."""
    return plural(count, "kolo", "kola", "kol")


def meetings(count: int) -> str:
    """Meetings that are counted."""
    return plural(count, "setkání", "setkání", "setkání")


def met(found: int, all_of: int, bound: int) -> str:
    """How many wishes are met, and whether more could be."""
    said = f"Splněno {wishes(found)} z {all_of}"
    if found == bound:
        return f"{said}. Víc jich v těchto kolech a ostrovech splnit nejde (dokázáno)."
    return f"{said}. Víc než {bound} splnit nejde; jestli jde splnit víc než {found}, dokázané není."


def mutual(found: int, proved: bool) -> str:
    """How many meetings both wished."""
    end = "víc jich být nemůže (dokázáno)" if proved else "jestli jich může být víc, dokázané není"
    return f"Setkání, která si přály obě strany: {found}; {end}."


def fair(counts: Sequence[tuple[int, int]], proved: bool) -> str:
    """How many organisations have how many of their wishes met."""
    said = ", ".join(
        f"{wishes(met)}: {plural(count, 'organizace', 'organizace', 'organizací')}" for met, count in counts
    )
    end = "spravedlivěji to nejde (dokázáno)" if proved else "jestli to jde spravedlivěji, dokázané není"
    return f"Nejméně splněných přání mají tyto organizace – {said}; {end}."


def kept(found: int, proved: bool) -> str:
    """How many meetings of the former plan stay."""
    end = " Víc jich zůstat nemůže (dokázáno)." if proved else ""
    return f"Z dřívějšího rozvrhu zůstalo {meetings(found)}, která měla teprve být.{end}"


def waiting(found: int) -> str:
    """How many rounds people wait between meetings."""
    if not found:
        return "Nikdo mezi setkáními nečeká."
    return f"Čekání mezi prvním a posledním setkáním: dohromady {rounds(found)}; jestli jde čekat míň, dokázané není."


def moving(found: int) -> str:
    """How often people change islands."""
    if not found:
        return "Nikdo nepřechází mezi ostrovy."
    times = plural(found, "přechod", "přechody", "přechodů")
    return f"Přecházení mezi ostrovy: dohromady {times}; jestli jich může být míň, dokázané není."


def need(count: int, proved: bool, possible: int) -> str:
    """How many islands all wishes need that the rounds permit."""
    least = "stačí" if proved else "je potřeba nejméně"
    return f"Na všechna přání, která se do kol vejdou ({possible}), {least} {islands(count)}."


def overfull(names: str, count: int) -> str:
    """Who wishes more than there are rounds."""
    return f"Víc přání, než kolik je kol ({count}), mají: {names}."


WRITTEN = "Zapsáno do složky {}: {}."
TEMPLATE = "Šablona je v souboru {}. Vyplňte list „Přání“ a spusťte: rozcestnik schedule {}"
TAKEN = "Soubor {} už existuje, nepřepíšu ho. Zvolte jiný název, nebo ho smažte."
FOREIGN = "Ve složce {} je i něco jiného než rozvrh ({}), nic v ní nezměním. Zvolte jinou: --out."
NO_FILE = "Chybí tabulka přání. Šablonu dá rozcestnik schedule --template prani.xlsx."
NO_DAY = 'Kalendář (.ics) bez data nevznikne: napište den do --start, třeba --start "2026-12-03 9:00".'
NO_SOLVER = "Chybí řešič rozvrhů (knihovna ortools, asi 250 MB). Nainstaluje ho make meetings."
BAD_START = 'Začátku „{}“ nerozumíme. Napište čas, nebo den a čas: 9:00 nebo "2026-12-03 9:00".'
PAST_MIDNIGHT = "Setkání by skončila až po půlnoci. Zkraťte je: --rounds, --minutes, --start."
BAD_FORMAT = "Formát „{}“ neznáme. Umíme: {}."
FROM_ALONE = "--from-round platí jen s --keep: bez dřívějšího rozvrhu není co ponechat."
FROM_LATE = "Kolo {} není, kol je {}."
UNSOLVED = "Rozvrh se nepodařilo najít. Zkuste víc kol nebo ostrovů."
NOT_SOUND = "Rozvrh neprošel kontrolou, nic jsem nezapsal. Je to chyba programu, pošlete nám prosím tabulku a tento výpis:"

HELP = "Z tabulky přání (CSV, XLSX) udělá rozvrh rychlých setkání organizací: kdo s kým, ve kterém kole, u kterého ostrova."
OPTIONS = {
    "template": "Zapíše prázdnou tabulku přání do tohoto souboru (XLSX) a skončí.",
    "rounds": "Kolik kol.",
    "islands": "Kolik stolů (ostrovů) je v sále; jinak tolik, kolik přání potřebují.",
    "minutes": "Kolik minut trvá kolo.",
    "start": 'Kdy se začíná: 9:00, nebo i den: "2026-12-03 9:00" (pak vznikne i kalendář).',
    "out": "Složka, do které se rozvrh zapíše; dřívější rozvrh v ní vymění celý.",
    "formats": "Co kromě schedule.json zapsat, oddělené čárkou: xlsx, pdf, ics.",
    "keep": "Dřívější schedule.json: přeplánuje zbytek a změní z něj co nejmíň.",
    "from_round": "S --keep: od kterého kola plánovat znovu; dřívější kola zůstanou, jak byla.",
}
