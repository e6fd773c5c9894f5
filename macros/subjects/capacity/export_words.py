"""What the exports of capacity and results are called, and what stands in them."""

AREAS = "Kapacita v malých územích"
AREAS_ABOUT = "Tabulka území a druhů služeb: kolik je registrováno, minimum, ideál, rozdíl a kdo to říká; co nevíme, je prázdné."
CLIENTS = "Klienti služeb podle obcí"
CLIENTS_ABOUT = "Tabulka výkazů: kolik klientů z které obce služba za rok měla, bez malých počtů."
GRANTS = "Dotace služeb"
GRANTS_ABOUT = "Tabulka výkazů: kdo a kolik službě za rok dal."
OUTCOMES = "Dohodnuté výsledky služeb"
OUTCOMES_ABOUT = (
    "Tabulka toho, co se od služeb čeká: výchozí stav, cíl a výsledek po letech, bez malých počtů."
)
FORM = "Formulář výkazu služby"
FORM_ABOUT = "Prázdný formulář, který se dá vyplnit v Excelu nebo LibreOffice a načíst zpátky do dat."
