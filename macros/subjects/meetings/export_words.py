"""What the exports of meetings are called, and what stands in them."""

MEETINGS_ICS = "Kalendář jednání"
MEETINGS_ICS_ABOUT = "Jednání, která mají zápis, a další termíny, které zápisy ohlásily."
TASKS_ICS = "Termíny úkolů z jednání"
TASKS_ICS_ABOUT = "Kalendář úkolů z jednání, které mají termín a neskončily."
TASKS_CSV = "Úkoly z jednání"
TASKS_CSV_ABOUT = "Tabulka úkolů ze všech zápisů: kdo, do kdy, jak to stojí a jak to dopadlo."
VOTES_CSV = "Hlasování a usnesení"
VOTES_CSV_ABOUT = (
    "Tabulka hlasování ze všech zápisů s počty hlasů, výsledkem a usnesením, které z nich vzešlo."
)
