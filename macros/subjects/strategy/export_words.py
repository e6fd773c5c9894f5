"""What the exports of strategies, grants and events are called, and what stands in them."""

TASKS_ICS = "Termíny strategií"
TASKS_ICS_ABOUT = "Kalendář termínů všech úkolů strategií, který si koordinátor přidá do svého."
TASKS_CSV = "Úkoly strategií"
TASKS_CSV_ABOUT = (
    "Tabulka úkolů strategií s termínem, stavem a tím, kdo za ně odpovídá; otevře ji každý tabulkový program."
)
GRANTS_ICS = "Uzávěrky dotací a výzev"
GRANTS_ICS_ABOUT = "Kalendář dnů, do kdy se dá požádat o dotaci."
GRANTS_ATOM = "Nové dotace a výzvy"
GRANTS_ATOM_ABOUT = "Odběr novinek o dotacích a výzvách pro čtečky."
EVENTS_ICS = "Kalendář akcí"
EVENTS_ICS_ABOUT = "Kalendář školení, konferencí a setkání."
EVENTS_ATOM = "Nové akce"
EVENTS_ATOM_ABOUT = "Odběr novinek o školeních, konferencích a setkáních pro čtečky."
