"""Words from which the synthetic catalogue is written: Czech enough to be folded, stemmed and typeset."""

from __future__ import annotations


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BRANDS = _split(
    "Maják Kaštan Lípa Pohoda Naděje Most Cesta Kotva Pramen Duha Světlo Radost Soužití Oáza Kompas Kruh "
    "Pomoc Domov Klíč Ostrov Přístav Jeřabina Modřín Habr Javor Jasan Bříza Olše Vrba Borovice Šípek Pomněnka "
    "Slunečnice Heřmánek Mateřídouška Konvalinka Sněženka Vlaštovka Čáp Skřivan Ledňáček Sýkorka Rorýs "
    "Rozcestí Křižovatka Lávka Brána Okno Dveře Stůl Studna Jiskra Plamen Oheň Krb Náruč Dlaň Souznění "
    "Úsvit Ráno Poledne Jitřenka Hvězda Měsíc Obzor Vyhlídka Údolí Pahorek Skála Paseka Mlýn Ořech Žito Len"
)
STREETS = _split(
    "Nádražní Školní Zahradní Lesní Polní Luční Krátká Dlouhá Příčná Sadová Lipová Kaštanová Květná Slunečná "
    "Mlýnská Hřbitovní Tovární Jiráskova Nerudova Komenského Palackého Husova Žižkova Smetanova Dvořákova "
    "Riegrova Tyršova Havlíčkova Dobrovského Kollárova Jungmannova Fügnerova Wolkerova Bezručova Erbenova"
)
CLOSED = "Dům se opravuje."
ACTS = (
    "vám poradí",
    "pomohou",
    "vás vyslechnou",
    "s vámi projdou možnosti",
    "doprovodí vás na úřad",
    "pomohou vyplnit žádost",
    "najdou s vámi další krok",
    "vysvětlí vaše práva",
    "podpoří celou rodinu",
    "pracují s dětmi i s rodiči",
)
TROUBLES = (
    "když nemáte kde bydlet",
    "když se doma hádáte",
    "když dítě nechce do školy",
    "když přišel dopis od exekutora",
    "když nestačí peníze do výplaty",
    "když pečujete o nemocného",
    "když někdo blízký pije",
    "když hledáte práci",
    "když nerozumíte úřadům",
    "když se o dítě bojíte",
    "když jste přišli z jiné země",
    "když je toho na vás moc",
)
TAILS = (
    "Přijít můžete i bez objednání.",
    "Nejdřív zavolejte a domluvte si čas.",
    "Dojedou i za vámi domů.",
    "Děti si tu mají kde hrát.",
    "Poradí i po telefonu.",
    "Mluví tu i rusky a ukrajinsky.",
    "Na odpověď čekáte nejvýš 3 dny.",
    "Přijďte klidně s někým, komu věříte.",
    "Pomoc trvá, dokud ji potřebujete.",
    "",
)
CONDITIONS = (
    "Nutné je objednat se předem telefonem nebo e-mailem.",
    "Služba je pro lidi, kteří bydlí v obci nebo v jejím okolí.",
    "Uzavírá se smlouva, ve které je napsané, s čím pomohou.",
    "Přednost mají rodiny s dětmi do 15 let.",
    "Není potřeba žádné doporučení od lékaře.",
)
BRING = (
    "Občanský průkaz a dopisy, které jste dostali.",
    "Smlouvu o nájmu a poslední vyúčtování.",
    "Nic, stačí přijít.",
    "Zprávu ze školy, pokud ji máte.",
)
COST_NOTES = (
    "Platí se jen jídlo, nejvýš 210 Kč za den.",
    "První 3 schůzky jsou bez placení.",
    "Úhrada je podle vyhlášky, nejvýš 165 Kč za hodinu.",
)
LABELS = ("recepce", "sociální pracovnice", "vedoucí služby", "poradna", "objednávky", "terénní pracovníci")
CONTACT_NOTES = ("jen dopoledne", "nechte vzkaz, ozvou se", "v noci záznamník")
PLACE_NAMES = ("Komunitní dům", "Budova bývalé školy", "Poliklinika", "Dům služeb", "Městský úřad")
PLACE_NOTES = ("Vchod ze dvora.", "Druhé patro, výtah nejede.", "Zastávka autobusu je hned před domem.")
HOUR_NOTES = ("jen pro objednané", "v prázdniny zavřeno")
DAYS = ("", "", "mo we", "tu th fr", "mo tu we th fr", "mo tu we th fr")
SPANS = ((("08:00", "16:00"),), (("09:00", "17:00"),), (("08:00", "12:00"), ("13:00", "17:30")))
HOW = (
    "Zjistí s vámi, na co máte nárok.",
    "Pomůže sepsat žádost a odeslat ji.",
    "Promluví s dítětem i se školou.",
    "Dá vám místo, kde můžete být v klidu.",
    "Spojí vás s někým, kdo to umí řešit.",
    "Doprovodí vás na jednání.",
    "Naučí vás s tím hospodařit.",
    "Přijede za vámi domů.",
    "",
    "",
)
PROVIDERS = {
    "ngo": ("{brand} {town}, z. s.", "Spolek {brand}", "{brand}, o. p. s.", "Centrum {brand} {town}, z. ú."),
    "church": ("Farní charita {town}", "Diakonie – středisko {brand}"),
    "municipality": (
        "Obec {town} – sociální služby {brand}",
        "Sociální služby {town}, příspěvková organizace",
    ),
    "school": ("Základní škola {brand} {town}", "Dům dětí {brand} {town}"),
    "region": ("Poradna {brand} {town}, příspěvková organizace",),
    "business": ("{brand} péče {town} s. r. o.",),
}
