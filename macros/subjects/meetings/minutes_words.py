"""What is said of meetings, votes and tasks."""

from __future__ import annotations

from macros.words import czech

TITLE = "Jednání"
SOURCE = "zápisy z jednání"
LEAD = "Co se na jednáních řeklo, jak se hlasovalo a co má kdo udělat."
DESCRIPTION = "Zápisy z jednání jako údaje: program, hlasování, usnesení, úkoly a další termín."
SEARCHED = "zápis z jednání, pracovní skupina, hlasování, usnesení, porada"
MEETING_NOTE = "zápis z jednání"
TASKS_TITLE = "Úkoly z jednání"
TASKS_DESCRIPTION = "Co má kdo udělat podle zápisů z jednání, co je po termínu a jak úkoly skončily."
TASKS_SEARCHED = "úkoly z jednání, kdo co slíbil, termíny, nesplněné úkoly"
ITEM = "{}. bod"
NOT_SAID = "zdroj neříká"
UNKNOWN_STATE = "jak dopadl, nevíme"

PARTS = {
    "chair": "Vedl jednání",
    "opening": "Úvodní slovo",
    "member": "Členové a účastníci",
    "guest": "Hosté",
    "minutes": "Zapsal",
    "verifier": "Zápis ověřil",
    "excused": "Omluveni",
}
"""How people took part, in the order of the page."""
RESULTS = {"passed": "Přijato", "rejected": "Nepřijato"}
STATES = {"open": "dělá se", "done": "hotovo", "dropped": "upustilo se od něj", "": UNKNOWN_STATE}
LATE = "po termínu"
KINDS = {"problem": "Problém", "barrier": "Překážka", "idea": "Nápad"}
GROUPS = {
    "late": ("Po termínu", "Termín prošel a nikdo nenapsal, že je hotovo."),
    "open": ("Dělá se", "Podle posledního hlášení ještě nejsou hotové."),
    "unknown": ("Jak dopadly, nevíme", "Zazněly na jednání. Co s nimi je, zatím nevíme."),
    "ended": ("Skončily", "Hotové, a ty, od kterých se upustilo."),
}
"""Groups of tasks by their state: heading and what it means."""
FACTS = {
    "when": "Kdy",
    "where": "Kde",
    "body": "Kdo jednal",
    "region": "Kraj",
    "voters": "Smí hlasovat",
    "next": "Další jednání",
    "attachments": "Přílohy, které nemáme",
}
COLUMNS = (
    "jednání",
    "den jednání",
    "úkol",
    "kdo",
    "termín",
    "stav",
    "skončil",
    "jak to dopadlo",
    "poznámka",
    "část strategie",
    "zdroj",
    "místo ve zdroji",
    "adresa",
)
VOTE_COLUMNS = (
    "jednání",
    "den jednání",
    "bod",
    "o čem",
    "pro",
    "proti",
    "zdrželo se",
    "výsledek",
    "usnesení",
    "zdroj",
    "místo ve zdroji",
    "adresa",
)
CALENDAR, TERMS = "Jednání", "Termíny úkolů z jednání"
NEXT = "Další jednání: {}"
UNCONFIRMED = "Termín ohlásil zápis z {}. Jestli se jednání konalo, nevíme."


def voted(in_favour: int, against: int, abstained: int, result: str) -> str:
    """A vote as a sentence: "20 hlasů pro, nikdo proti, nikdo se nezdržel. Přijato."."""
    votes = ("hlas", "hlasy", "hlasů")
    pro = f"{czech.plural(in_favour, *votes)} pro" if in_favour else "nikdo pro"
    con = f"{czech.plural(against, *votes)} proti" if against else "nikdo proti"
    kept = czech.plural(abstained, "se zdržel", "se zdrželi", "se zdrželo") if abstained else ""
    said = czech.capital(f"{pro}, {con}, {kept or 'nikdo se nezdržel'}")
    return f"{said}. {RESULTS[result]}."


def counted(votes: int, resolutions: int, tasks: int) -> str:
    """What came of a meeting, without what it has none of: "2 hlasování, 2 usnesení, 1 úkol"."""
    told = (
        (votes, "hlasování", "hlasování", "hlasování"),
        (resolutions, "usnesení", "usnesení", "usnesení"),
        (tasks, "úkol", "úkoly", "úkolů"),
    )
    return ", ".join(czech.plural(*one) for one in told if one[0])


def at(day: str, starts: str) -> str:
    """A day and the time of its beginning: "2. 6. 2021 od 10:00"."""
    return f"{day} od {clock(starts)}" if starts else day


def clock(time: str) -> str:
    """A time of day as people write it: 9:30."""
    return time.removeprefix("0")
