"""Every sentence about mistakes, in one file, so that one person can polish all of them at once.

A rule has an id and two sentences; `problems` fills them in. Whoever adds an id declares it where it is
found: at a check (`@check`), or in `macros.check.readers`.
"""

from __future__ import annotations

# Words of the report.
ROW = "řádek {}"
COLUMN = "sloupec {}"
KEY = "klíč {}"
VALUE = ": „{}“"
WARNING = "Upozornění: "
MEND = "Jak opravit: {}"
PREVIEW_WAITS = "Náhled čeká na opravu"
PREVIEW_MEND = "V\u00a0portálu je chyba. Až ji opravíte a\u00a0soubor uložíte, stránka se sama ukáže."
NEAREST = "Nejbližší existující: "
AGAIN = "{} – a ještě na {} totéž."
PLACES = ("místě", "místech", "místech")
NOT_ALL = "Vypsal jsem jen {}, dalších je {}; ukáže je rozcestnik check s vyšším číslem za --max."
FOLDED = "Upozornění {} je ještě na {}; všechna ukáže rozcestnik check --warnings."
UNKNOWN_BASE = (
    "Git nezná větev ani commit „{}“, není s čím porovnat. Zkontrolujte název; v CI stáhněte celou historii "
    "(fetch-depth: 0)."
)
SOUND = "Všechna data jsou v pořádku."
SOUND_CHOSEN = "Vybraná pravidla nic nenašla."
LEFT_OUT = "Vynechaná pravidla: {}. Stavba webu nevynechává žádné, chyba v nich ji zastaví."
ONLY = "Hledal jsem jen podle pravidel: {}. Stavba webu se řídí všemi, chyba v ostatních ji zastaví."
NO_RULE_LEFT = "Nezbylo žádné pravidlo: totéž stojí v --only i v --skip."
MAKING_PAGES = "Stavím stránky"
MAKING_LEAFLETS = "Dělám letáky"
READING_TEXTS = "Čtu texty a vzhled…"
STOPPED = "Přerušeno."
UNKNOWN_RULE = "Pravidlo „{}“ kontrola nezná. {}"
FOUND = "Nalezeno: {}."
WRITE = "Napište {}; opraví to i rozcestnik check --fix."
WRITE_IT = "Napište {}"
COMPUTED = "Tabulkový program z hodnoty udělal výpočet a číslice ztratil: vezměte ji znovu ze zdroje."
NO_SCHEME = "Na začátku chybí https://, zkuste https://{}"
ZEROS = "Nuly na začátku nejspíš smazal tabulkový program, doplňte je podle zdroje."
SWAPPED = "Nejsou šířka (lat) a délka (lon) prohozené?"
NO_MINUS = "V Česku jsou šířka i délka kladné, minus smažte."
METRES = "Nejsou to metry (S-JTSK, Křovák)? Najděte místo na mapě a opište zeměpisné souřadnice (WGS 84)."
POINT = "Chybí desetinná tečka, zkuste {}."
NOWHERE = "Bod leží mimo Česko. Neznáte-li ho, nechte šířku i délku prázdnou."
EACH_WHOLE = "lomítko může znamenat dvě čísla"
ERRORS = ("chyba", "chyby", "chyb")
WARNINGS = ("upozornění", "upozornění", "upozornění")

STATES = {
    "ended": "skončila",
    "closed": "je dočasně zavřená",
    "planned": "teprve se chystá",
    "": "nemá platný stav",
    "phone": "nemá telefon",
}
"""Why nobody should call a service, by its status; "phone" where that is not the reason."""

# rule: (what is wrong, how to mend it). Names in braces come from the problem's details.
RULES: dict[str, tuple[str, str]] = {
    # the file as a whole
    "boundaries-file": (
        "Hranice nejdou použít: {reason}",
        "soubor smažte a hranice načtěte znovu (rozcestnik import boundaries); do té doby je mapa schematická.",
    ),
    "descriptor": (
        "Popis balíčku nejde přečíst: {reason}",
        "opravte datapackage.json nebo soubor ve složce schemas podle zprávy výše.",
    ),
    "descriptor-formerly": (
        "Takové dřívější jméno sloupec mít nemůže.",
        "napište jméno, které žádný sloupec tabulky nemá ani dřív neměl.",
    ),
    "descriptor-key": (
        "Tento klíč ({where}) program nezná; nic by neznamenal a nic nechránil.",
        "opravte překlep, nebo ho smažte. {hint}",
    ),
    "descriptor-missing": (
        "Povinný klíč chybí nebo je prázdný ({where}).",
        "doplňte ho podle jiného balíčku.",
    ),
    "descriptor-name": (
        "Balíček se jmenuje jinak než jeho složka ({folder}).",
        "napište do klíče name název složky: {folder}.",
    ),
    "descriptor-path": (
        "Tuto cestu tabulka {table} mít nesmí: {reason}.",
        "napište cestu uvnitř složky balíčku, která končí {suffix}, třeba data/{table}.csv a schemas/{table}.json.",
    ),
    "descriptor-twice": (
        "Totéž už má tabulka {other}, druhá (č. {number}) by ji přepsala nebo zdvojila.",
        "každá tabulka má vlastní název, soubor i schéma; jednu z nich opravte, nebo smažte.",
    ),
    "descriptor-unnamed": (
        "Soubor v balíčku leží, ale žádná tabulka ho nejmenuje, web by byl bez něj.",
        "vraťte tabulku do {descriptor}, nebo soubor smažte.",
    ),
    "package-missing": (
        "Balíček chybí, bez něj portál nejde postavit.",
        "vraťte složku data_packages/{value} i se souborem datapackage.json.",
    ),
    "package-needed": (
        "Balíček chybí, ale odkazuje na něj tabulka {table}.",
        "vraťte složku data_packages/{value}, nebo odkazy smažte.",
    ),
    "table-missing": (
        "V balíčku chybí tabulka „{value}“, kterou program čte.",
        "vraťte ji do seznamu resources i se schématem; prázdná tabulka má jen první řádek.",
    ),
    "table-unknown": (
        "Tabulku „{value}“ program nezná, na webu by po ní nic nezbylo.",
        "opravte název tabulky, nebo ji smažte. {hint}",
    ),
    "path-link": (
        "Tady smí být jen soubory a složky, tohle je {kind}.",
        "smažte to a dejte na to místo obyčejný soubor.",
    ),
    "path-name": (
        "V názvu je neviditelný nebo řídicí znak, nebo obrácené lomítko.",
        "soubor přejmenujte; stačí malá písmena, číslice a pomlčky.",
    ),
    "file-missing": ("Soubor chybí.", "vraťte soubor, nebo jeho popis odeberte z datapackage.json."),
    "file-large": (
        "Soubor má víc než {most} MB, tolik žádná tabulka nepotřebuje.",
        "zkontrolujte, jestli se do něj nedostalo něco jiného; jinak ho rozdělte nebo zkraťte.",
    ),
    "file-encoding": (
        "Soubor je uložený v kódování {encoding}, má být v UTF-8.",
        "uložte soubor jako „CSV UTF-8“, nebo spusťte rozcestnik check --fix.",
    ),
    "file-binary": (
        "Soubor není text v žádném známém kódování.",
        "exportujte tabulku znovu jako CSV v UTF-8.",
    ),
    "file-bom": (
        "Soubor začíná neviditelnou značkou BOM.",
        "spusťte rozcestnik check --fix, značku odstraní.",
    ),
    "file-delimiter": (
        "Sloupce odděluje {delimiter}, mají být oddělené čárkou.",
        "uložte soubor s čárkou jako oddělovačem, nebo spusťte rozcestnik check --fix.",
    ),
    "file-newlines": (
        "Řádky končí znaky CRLF (Windows), mají končit LF.",
        "spusťte rozcestnik check --fix, konce řádků převede.",
    ),
    "file-sep": (
        "První řádek přidal Excel, v datech nic neznamená.",
        "smažte ho, nebo spusťte rozcestnik check --fix.",
    ),
    "file-quote-after": (
        "Text v uvozovkách skončil a v buňce ještě něco pokračuje, od tohoto řádku nejde číst.",
        'uvozovka uvnitř textu se píše dvakrát: "řekl ""ano"" a odešel"; co stojí za poslední uvozovkou, smažte.',
    ),
    "file-quote": (
        "Uvozovky v souboru nejsou uzavřené, od tohoto řádku nejde číst.",
        'zkontrolujte uvozovky: text s čárkou patří do "…" a uvozovka uvnitř se píše dvakrát.',
    ),
    "file-end": ("Poslední řádek není ukončený.", "spusťte rozcestnik check --fix, konec řádku doplní."),
    "file-empty": ("Soubor je prázdný.", "vraťte do něj první řádek s názvy sloupců: {order}."),
    "file-enough": (
        "Chyb je v souboru tolik, že dál než k tomuto řádku nekontroluji.",
        "opravte nejdřív vypsané; bývá to jedna chyba celého sloupce, třeba jiné pořadí.",
    ),
    "and-more": (
        "Totéž ({of}) je v souboru ještě na dalších místech: {count}.",
        "opravte nejdřív vypsaná místa a kontrolu spusťte znovu.",
    ),
    "cell-long": (
        "Buňka má víc než {limit} znaků.",
        "zkraťte ji, nebo zkontrolujte uvozovky: zbytek souboru možná spadl do jedné buňky.",
    ),
    # the header and the shape of rows
    "header-lost": ("První řádek nejsou názvy sloupců.", "vložte na začátek souboru řádek: {order}."),
    "header-missing": ("Sloupec v hlavičce chybí.", "doplňte ho do prvního řádku; pořadí sloupců: {order}."),
    "header-new": (
        "Tento sloupec v tabulce přibyl, soubor ho ještě nemá.",
        "spusťte rozcestnik check --fix, doplní ho prázdný; pak ho vyplňte, kde je co. Pořadí sloupců: {order}.",
    ),
    "header-extra": ("Tento sloupec schéma nezná.", "odeberte ho, nebo opravte jeho název. {hint}"),
    "header-renamed": (
        "Sloupec má nové jméno: {new}.",
        "přejmenujte ho v prvním řádku na {new}, nebo spusťte rozcestnik check --fix; hodnoty zůstanou.",
    ),
    "header-order": ("Sloupce jsou v jiném pořadí.", "seřaďte je takto: {order}."),
    "row-empty": ("Řádek je prázdný.", "smažte ho, nebo spusťte rozcestnik check --fix."),
    "row-length": (
        "Řádek má {found} místo {expected}.",
        'zkontrolujte čárky a uvozovky; text s čárkou patří do "…".',
    ),
    "row-order": (
        "Řádky nejsou seřazené: {what}.",
        "seřaďte soubor podle: {columns}, nebo spusťte rozcestnik check --fix.",
    ),
    # one cell
    "cell-newline": ("V buňce je konec řádku.", "napište text do jednoho řádku."),
    "cell-control": ("V buňce je neviditelný řídicí znak.", "smažte text a napište ho znovu ručně."),
    "formula-runs": (
        "Text by tabulkový program spustil jako vzorec.",
        "smažte vzorec a napište jen text nebo číslo.",
    ),
    "formula-like": (
        "Text začíná jako vzorec (=, +, - nebo @), tabulkový program by ho zkusil počítat.",
        "začněte slovem; odrážku nebo pomlčku na začátku smažte.",
    ),
    "cell-letters": (
        "Ve slově „{word}“ je písmeno „{letter}“ z jiné abecedy ({script}), jen vypadá jako naše.",
        "napište slovo znovu na české klávesnici; jinak ho nikdo nenajde.",
    ),
    "cell-composed": (
        "Písmena s háčkem nebo čárkou jsou složená ze dvou znaků.",
        "spusťte rozcestnik check --fix, písmena spojí.",
    ),
    "cell-encoding": (
        "V buňce je znak v jiném kódování než zbytek souboru.",
        "napište text buňky znovu; řádek sem asi vložil jiný program.",
    ),
    "cell-space": (
        "Na začátku nebo na konci je mezera navíc.",
        "smažte ji, nebo spusťte rozcestnik check --fix.",
    ),
    "cell-spaces": (
        "Mezi slovy jsou dvě mezery.",
        "nechte jednu, nebo spusťte rozcestnik check --fix.",
    ),
    "text-wordless": (
        "V textu není jediné slovo, jen čísla nebo znaménka.",
        "patří sem věta nebo název; číslo a datum mají vlastní sloupce. Nevíte-li, nechte prázdné.",
    ),
    "date-odd": (
        "Datum je podezřele staré nebo daleko, nejspíš překlep.",
        "zkontrolujte rok. Je-li opravdu takový, nechte ho.",
    ),
    "required": ("Údaj je povinný a chybí.", "doplňte sloupec „{title}“, například {example}."),
    "type-integer": ("Není to celé číslo.", "napište jen číslice, například {example}. {fix}"),
    "type-number": (
        "Není to číslo s desetinnou tečkou.",
        "napište číslo s tečkou a bez mezer, například {example}. {fix}",
    ),
    "type-boolean": ("Má tu být true, nebo false.", "napište true (ano) nebo false (ne). {fix}"),
    "type-date": (
        "Není to datum ve tvaru RRRR-MM-DD, nebo takový den neexistuje.",
        "napište datum například takto: {example}. {fix}",
    ),
    "enum": ("Hodnota není v seznamu povolených.", "vyberte jednu z: {allowed}. {hint}"),
    "pattern": ("Hodnota nemá správný tvar.", "sloupec „{title}“ se píše například takto: {example}. {fix}"),
    "minimum": ("Číslo je menší, než smí být ({limit}).", "zkontrolujte hodnotu ve sloupci „{title}“. {fix}"),
    "maximum": ("Číslo je větší, než smí být ({limit}).", "zkontrolujte hodnotu ve sloupci „{title}“. {fix}"),
    "max-length": (
        "Text je delší než {limit} znaků.",
        "zkraťte ho; dlouhý text člověk pod tlakem nečte.",
    ),
    "unique": ("Stejná hodnota už je na řádku {first}.", "dvě různé věci musí mít různé identifikátory."),
    "unique-key": (
        "Stejná kombinace ({columns}) už je na řádku {first}.",
        "jeden z řádků smažte, nebo opravte.",
    ),
    "reference": (
        "Tato hodnota v tabulce {table} není.",
        "opravte překlep, nebo nejdřív doplňte řádek do tabulky {table}. {hint}",
    ),
    "list-duplicate": ("Hodnota „{item}“ je v seznamu dvakrát.", "nechte ji tam jednou."),
    # rules across packages
    "cycle": ("Strom se vrací sám do sebe: {path}.", "opravte sloupec {parent} aspoň u jednoho z řádků."),
    "parent-strategy": (
        "Nadřazený uzel patří do jiné strategie.",
        "vyberte nadřazený uzel ze strategie {strategy}.",
    ),
    "depth": (
        "Hloubka neodpovídá nadřazenému uzlu, má být {expected}.",
        "opravte sloupec depth, nebo sloupec parent.",
    ),
    "depth-name": (
        "Strategie pojmenovává jen úrovně 1 až {count}.",
        "doplňte název úrovně do sloupce level_names, nebo opravte hloubku.",
    ),
    "node-prefix": (
        "Identifikátor uzlu nezačíná identifikátorem strategie.",
        "napište ho takto: {strategy}-…; podle něj vzniká adresa stránky.",
    ),
    "position": (
        "Stejné pořadí u stejného rodiče už má řádek {first}.",
        "každý sourozenec má své pořadí: 1, 2, 3…",
    ),
    "ico": (
        "IČO nemá správnou kontrolní číslici.",
        "ověřte číslo v registru ARES; neznáte-li ho, nechte prázdné.",
    ),
    "phone": (
        "Není to platné telefonní číslo.",
        "napište ho s předvolbou a bez mezer, například +420731433007, nebo krátké číslo linky.",
    ),
    "phone-computed": (
        "Tabulkový program vzal telefon za číslo k počítání a číslice ztratil, nejdou dopočítat.",
        "vezměte číslo ze zdroje. Soubor raději zahoďte a začněte znovu: sloupec s telefony nejdřív označte jako text.",
    ),
    "phone-length": (
        "Telefon má {count}, české číslo jich má devět.",
        "ověřte ho ve zdroji; číslo nedoplňujte odhadem.",
    ),
    "phone-more": (
        "V buňce je víc čísel, telefon by nevytočil žádné.",
        "každé napište celé na svůj řádek ({numbers}).",
    ),
    "phone-words": (
        "Za číslem stojí ještě „{beside}“, telefon by ho nevytočil.",
        "nechte tu jen {number}, linku a hodiny napište do sloupce note.",
    ),
    "phone-shared": (
        "Stejné spojení má na řádku {first} služba jiného poskytovatele ({owner}).",
        "ověřte, komu patří; sdílejí-li ho opravdu, nechte to tak.",
    ),
    "contact-twice": (
        "Totéž spojení má služba už na řádku {first}, jen jinak napsané.",
        "jeden z řádků smažte.",
    ),
    "service-twice": (
        "Vypadá to, že stejná služba téhož poskytovatele je už na řádku {first}.",
        "je-li to ona, nechte jednu a starou adresu přesměrujte; jinak je názvem rozlište.",
    ),
    "provider-twice": (
        "Stejný název nebo IČO má už poskytovatel na řádku {first}.",
        "je-li to on, nechte jednoho a služby převeďte na něj; jinak rozlište název.",
    ),
    "verified-doubt": (
        "Údaje někdo ověřil, ale důvěryhodnost říká, že ověřené nejsou.",
        "napište do confidence confirmed, nebo ověření smažte.",
    ),
    "verified-stale": (
        "Ověření je víc než dva roky staré.",
        "ověřte údaje znovu a napište nový den.",
    ),
    "capacity-large": (
        "Tak velkou kapacitu asi žádná služba nemá.",
        "zkontrolujte číslo a jednotku (capacity_unit).",
    ),
    "cost-free": (
        "Služba je zdarma, ale poznámka mluví o penězích.",
        "platí-li se za něco, napište do cost partly nebo paid; jinak poznámku upravte.",
    ),
    "phone-format": (
        "Telefon je čitelný, ale v jiném tvaru.",
        "napište {expected}, nebo spusťte rozcestnik check --fix.",
    ),
    "email": ("Není to e-mailová adresa.", "napište ji například takto: podatelna@cheb.cz."),
    "databox": (
        "Není to identifikátor datové schránky.",
        "má sedm malých písmen a číslic, například 4uua4xy; najdete ho na mojedatovaschranka.cz.",
    ),
    "email-private": (
        "E-mail vypadá jako soukromý nebo jmenný.",
        "uveďte obecnou adresu služby (info@…, podatelna@…); osobní údaje na portál nepatří.",
    ),
    "birth-number": (
        "V textu stojí rodné číslo (tady ho neopakujeme).",
        "smažte ho hned, i z historie gitu; na portál nepatří ani smyšlené.",
    ),
    "phone-private": (
        "Popis spojení vypadá jako jméno člověka.",
        "napište roli nebo pracoviště, například „sociální pracovnice“; jména na portál nepatří.",
    ),
    "phone-paid": (
        "Je to placená linka, volání stojí desítky korun za minutu.",
        "uveďte číslo za běžnou cenu; člověk v tísni cenu nepozná.",
    ),
    "phone-made-up": (
        "Číslo vypadá vymyšleně.",
        "ověřte ho ve zdroji; neznáte-li ho, řádek smažte.",
    ),
    "link": (
        "Odkaz musí začínat http:// nebo https://.",
        "opravte adresu; jiné odkazy portál nezveřejní. {hint}",
    ),
    "link-sign": (
        "V odkazu je znak, který do něj nepatří (mezera, uvozovka, zpětné lomítko, závorka < >).",
        "zkopírujte adresu znovu z řádku prohlížeče.",
    ),
    "link-host": (
        "Odkaz nevede na veřejný web.",
        "za https:// patří jméno webu s tečkou, třeba www.cheb.cz; ne číslo počítače ani vnitřní síť.",
    ),
    "link-letters": (
        "Jméno webu má písmena, která vypadají jako jiná, nebo háčky a čárky.",
        "zkopírujte adresu z prohlížeče; jméno s háčky se píše ve tvaru xn--…. {hint}",
    ),
    "link-user": (
        "Odkaz má před jménem webu přihlašovací jméno nebo heslo.",
        "smažte vše mezi // a @; platí-li heslo, změňte ho.",
    ),
    "link-port": (
        "Odkaz má za jménem webu neobvyklý port.",
        "smažte dvojtečku a číslo; veřejný web je na portu 80 nebo 443.",
    ),
    "link-person": (
        "Odkaz prozrazuje údaj o člověku (e-mail nebo rodné číslo).",
        "smažte z adresy vše od otazníku, nebo najděte veřejnou stránku.",
    ),
    "link-tracking": (
        "Odkaz nese značku, podle které se sledují návštěvníci.",
        "smažte z něj utm_…, fbclid a podobné; bez nich vede na tutéž stránku.",
    ),
    "postcode-region": (
        "PSČ nepatří do kraje, ve kterém obec leží.",
        "zkontrolujte PSČ nebo obec; obec má PSČ {expected}.",
    ),
    "postcode-elsewhere": (
        "Toto PSČ má obec {town}, v okolí obce místa ho nikdo nemá.",
        "zkontrolujte PSČ i obec.",
    ),
    "street-date": (
        "Z ulice je datum: „28. října 24“ a podobné názvy tabulkový program přepíše.",
        "vezměte adresu ze zdroje a sloupec předem označte jako text. Podle data se ulice vrátit nedá.",
    ),
    "street-odd": (
        "Není to ulice, ale číslo, telefon nebo odkaz.",
        "napište ulici s číslem; kde ulice nejsou, napište č. p. a číslo. Telefon a odkaz patří do tabulky contacts.",
    ),
    "district-region": (
        "Okres neleží v kraji obce ({region}).",
        "opravte kód okresu: začíná kódem kraje.",
    ),
    "seat-elsewhere": (
        "Sídlo ORP leží v jiném ORP ({orp}).",
        "napište kód obce, po které se ORP jmenuje.",
    ),
    "synonym-short": (
        "Jediné písmeno by našlo všechno.",
        "napište celé slovo, nebo řádek smažte.",
    ),
    "situation-twice": (
        "Stejný název má situace na řádku {first}, lidé by je nerozlišili.",
        "přejmenujte jednu z nich.",
    ),
    "kind-rank": (
        "Stejné pořadí má u této situace i řádek {first}.",
        "očíslujte druhy pomoci 1, 2, 3… podle toho, co zkusit dřív.",
    ),
    "guide-none": (
        "Situace nemá návod, lidé u ní najdou jen služby.",
        "napište catalogue/situace/{value}.md; zmizel-li omylem, vraťte ho.",
    ),
    "source-early": (
        "Zdroj je starší než období, o kterém mluví ({period}).",
        "zkontrolujte období a den zdroje.",
    ),
    "target-against": (
        "Cíl je horší než poslední známá hodnota ({before} v období {period}).",
        "zkontrolujte číslo, jednotku a žádoucí směr ukazatele. Je-li cíl opravdu takový, nechte ho.",
    ),
    "coordinates-pair": (
        "Zeměpisná šířka a délka patří k sobě, jedna chybí.",
        "doplňte obě, nebo žádnou.",
    ),
    "coordinates-elsewhere": (
        "Bod leží blíž středu obce {other} ({near} km) než své obce {municipality} ({far} km).",
        "ověřte obec, nebo bod. Leží-li místo opravdu na okraji své obce, nechte to tak.",
    ),
    "coordinates-far": (
        "Bod leží {distance} km od středu obce {municipality}.",
        "zkontrolujte pořadí (šířka, délka) a obec.",
    ),
    "coordinates-basis": (
        "Souřadnice a jejich původ patří k sobě, jedno chybí.",
        "vyplňte coordinates_basis (exact, street, nebo municipality), nebo smažte oboje.",
    ),
    "secret-address": (
        "Utajené místo nesmí mít ulici, PSČ ani souřadnice.",
        "spusťte rozcestnik hide a řiďte se tím, co vypíše; adresa chrání lidi v nebezpečí.",
    ),
    "secret-column": (
        "Utajené místo smí mít jen obec, i název, poznámka a zdroj mohou prozradit adresu.",
        "smažte tuto hodnotu, nebo spusťte rozcestnik hide.",
    ),
    "secret-id": (
        "Identifikátor utajeného místa může prozradit adresu.",
        "spusťte rozcestnik hide, místo přejmenuje všude; tvar je utajene-obec, například utajene-cheb.",
    ),
    "secret-service-id": (
        "Identifikátor nebo adresa stránky utajené služby vypadá jako adresa domu.",
        "zvolte jiný identifikátor bez ulice a čísla; přesměrování ze staré adresy nedělejte.",
    ),
    "secret-contact": (
        "Text utajené služby vypadá jako adresa.",
        "adresu smažte; nechte jen telefon, na kterém se lidé domluví. "
        "Je-li to jiné číslo, napište k němu, čeho je: Kč, let, hodin, lůžek.",
    ),
    "secret-link": (
        "Odkaz nebo e-mail utajené služby vypadá, že vede k adrese domu nebo na mapu.",
        "uveďte úvodní stránku webu, obecný e-mail, nebo nic.",
    ),
    "secret-source": (
        "Zdroj vede k datům nebo do registru, kde u utajené služby stojí adresa.",
        "smažte ho; u utajené služby smí zdroj chybět.",
    ),
    "secret-registration": (
        "Číslo registrace vede k adrese utajené služby.",
        "smažte ho; registr si podle něj najde kdokoli.",
    ),
    "secret-second": (
        "Služba s utajeným místem má i veřejné místo.",
        "utajte i druhé místo; je-li to kancelář, kam smí každý, zapište ji jako vlastní službu.",
    ),
    "secret-name": (
        "Text o utajené službě jmenuje něco, co může být ulice, čtvrť nebo obchod u domu.",
        "jméno smažte; smí tu být jen města, úřady a název služby.",
    ),
    "secret-former": (
        "Je tu adresa nebo bod, které měl utajený dům v posledním zápisu gitu.",
        "smažte je; adresa nesmí zůstat v žádném textu ani u jiného místa.",
    ),
    "secret-text": (
        "Odstavec mluví o utajené službě a vypadá, že obsahuje adresu.",
        "adresu smažte; nechte jen telefon, na kterém se lidé domluví.",
    ),
    "future": ("Datum je v budoucnosti.", "zkontrolujte rok; zapisujte jen to, co už se stalo."),
    "period": ("Konec je dřív než začátek.", "prohoďte hodnoty, nebo jednu opravte."),
    "age": ("Věk „od“ je vyšší než věk „do“.", "prohoďte hodnoty, nebo jednu opravte."),
    "source-repository": (
        "Soukromé úložiště kódu není zdroj: kdokoli do něj může napsat cokoli.",
        "uveďte původní zdroj; jestli je v úložišti jeho opis, řekněte v codelists/data/sources.csv, čeho.",
    ),
    "source-unknown": (
        "Původ zdroje neznáme (codelists/data/sources.csv), údaj proto není ověřený.",
        "napište unverified, nebo najděte původní zdroj.",
    ),
    "narrow": (
        "Služba pomáhá jen ve vyjmenovaných situacích, ale žádnou nemá.",
        "přidejte ji do situations/data/service_situations.csv, nebo pole narrow vyprázdněte.",
    ),
    "capacity-unit": (
        "Kapacita a její jednotka patří k sobě, jedna chybí.",
        "doplňte obě, nebo žádnou.",
    ),
    "verified-pair": (
        "Ověření potřebuje datum i roli, jedno chybí.",
        "doplňte verified_on i verified_by_role, nebo obě smažte.",
    ),
    "confirmed": (
        "Spolehlivost „confirmed“ smí mít jen údaj, který ověřil člověk.",
        "doplňte, kdy a kdo ověřil, nebo zvolte sourced.",
    ),
    "region-orp": (
        "Obec má jiný kraj než její ORP ({expected}).",
        "opravte sloupec region_nuts3, nebo orp_code_csu.",
    ),
    "population-pair": (
        "Počet obyvatel potřebuje datum i zdroj.",
        "doplňte population_date a population_source, nebo počet smažte.",
    ),
    "hours-nonstop": (
        "Nepřetržitý provoz nemá den ani časy.",
        "smažte den a časy, nebo napište nonstop = false.",
    ),
    "hours-missing": (
        "Chybí den nebo čas od–do.",
        "doplňte weekday, opens a closes, nebo napište nonstop = true.",
    ),
    "hours-order": (
        "Zavírá dřív, než otevírá.",
        "opravte časy; provoz přes půlnoc zapište do 24:00 a dál na řádek dalšího dne.",
    ),
    "hours-closed": (
        "Řádek říká „zavřeno“ (00:00–00:00), ale neříká, které dny, nebo jich je víc než dva měsíce.",
        "doplňte valid_from i valid_to, nejvýš dva měsíce od sebe. Den, kdy je zavřeno vždy, řádek nemá. Je-li "
        "zavřeno déle, napište to do tabulky services (status closed a closed_until).",
    ),
    "hours-weekday": (
        "Ve dnech, kdy řádek platí, takový den v týdnu není: {date} je {day}.",
        "opravte weekday, nebo valid_from a valid_to.",
    ),
    "hours-overlap": (
        "Hodiny se překrývají s řádkem {first}.",
        "spojte oba úseky do jednoho, nebo je opravte. Je-li to výjimka, doplňte jí valid_from i valid_to "
        "(nejvýš dva měsíce): ty dny pak platí místo obvyklých hodin.",
    ),
    "hours-over": (
        "Výjimka platila jen do {value}, nikomu už nic neřekne.",
        "řádek smažte, nebo mu napište nové dny.",
    ),
    "hours-ended": (
        "Otevírací doba platila jen do {value} a novější tu není.",
        "zjistěte, kdy je otevřeno teď, a řádky nahraďte; když to nejde zjistit, smažte je.",
    ),
    "place-foreign": (
        "Místo „{value}“ ke službě „{service}“ nepatří.",
        "přidejte místo do sloupce places služby, nebo vyberte jiné.",
    ),
    "place-unused": (
        "Místo nepoužívá žádná služba.",
        "přidejte ho do sloupce places některé služby, nebo řádek smažte.",
    ),
    "area-code": (
        "Takový kód území na úrovni {level} neexistuje.",
        "opravte kód, nebo úroveň. {hint}",
    ),
    "agreement-alone": (
        "Dohodu má jen jedna strana.",
        "doplňte, kdo další se dohodl; kdo je v nabídce, říká tabulka cooperation_actors.",
    ),
    "agreement-ground": (
        "Předávají se údaje a není přesně napsané, proč se to smí.",
        "napište souhlas, zákon (i který paragraf), nebo anonymous; neví-li to zdroj, zeptejte se účastníků.",
    ),
    "review-due": (
        "Dohodu měli znovu projít a ten den už minul.",
        "ověřte, jestli ještě platí, opravte ji a napište další den.",
    ),
    "request-met": (
        "Potřebu naplňuje nabídka; tady to neplatí.",
        "met_by nechte jen u potřeby (need) a jmenujte v něm nabídky (offer).",
    ),
    "request-closed": (
        "Je to uzavřené a nikdo neřekl, co z toho vzešlo.",
        "napište do outcome, co vzešlo, i když to nevyšlo.",
    ),
    "request-open": (
        "Uzavřené to není, a přesto je tu den uzavření nebo kdo potřebu naplnil.",
        "napište do state closed, nebo buňku smažte.",
    ),
    "topic-needs": (
        "Téma vychází z potřeb, tohle je nabídka.",
        "jmenujte potřebu (need), nebo buňku nechte prázdnou.",
    ),
    "cooperation-contact": (
        "V textu je telefon nebo e-mail.",
        "nechte jen roli a pracoviště; kontakty na organizace patří do tabulky contacts.",
    ),
    "activity-who": (
        "Kdo činnost dělá nebo může dělat, má být řečeno jednou: ve sloupci {known}, nebo ve sloupci {said}.",
        "vyplňte právě jeden z nich; jsou-li dva, napište dva řádky.",
    ),
    "survey-both": (
        "Šetření má situaci „{situation}“ i druh služby.",
        "nechte jen jedno; ptalo-li se na obojí, napište dva řádky.",
    ),
    "survey-day": (
        "Takový den není v kalendáři.",
        "napište rok, měsíc nebo den: 2021, 2021-06 nebo 2021-06-02.",
    ),
    "case-role": (
        "Tato role není z případu „{case}“.",
        "vyberte roli, která má v case_actors stejný případ jako zastávka, nebo ji tam přidejte.",
    ),
    "flow-itself": (
        "Role nemůže něco potřebovat sama od sebe ani něco říct sama sobě.",
        "do sloupce other napište druhou roli; co dělá sama, patří do stop_actors.",
    ),
    "project-role": (
        "Tato role není z projektu „{project}“.",
        "vyberte roli, která má v project_roles stejný projekt, nebo ji tam přidejte.",
    ),
    # capacity and results
    "need-empty": ("Potřeba neříká minimum ani ideál.", "doplňte aspoň jedno, nebo řádek smažte."),
    "need-order": ("Minimum je vyšší než ideál ({ideal}).", "prohoďte hodnoty, nebo jednu opravte."),
    "need-unit": (
        "Kapacitu druhu „{kind}“ v této jednotce žádná služba neuvádí (uvádějí: {units}), nejde to srovnat.",
        "zkontrolujte jednotku; přepočítávat jednu na druhou nejde.",
    ),
    "year-future": ("Rok ještě nezačal.", "zkontrolujte rok; zapisujte jen to, co už se stalo."),
    "area-town-twice": (
        "Obec je v členění „{plan}“ už v území „{area}“.",
        "nechte ji jen v jednom území, nebo dejte druhému území jiné členění (sloupec plan).",
    ),
    "capacity-registration": (
        "Registrace {registration} má u služby „{service}“ za stejný rok kapacitu {before}.",
        "napište u obou stejné číslo (započte se jednou), nebo každé službě její registraci.",
    ),
    "capacity-differs": (
        "Služba „{service}“ má v tabulce services kapacitu {before} a tady za rok {year} jinou.",
        "opravte jednu z nich; v tabulce services má být ta nejnovější.",
    ),
    "report-missing": (
        "Služba nemá za rok {year} výkaz v tabulce reports.",
        "přidejte ho (stačí služba, rok a zdroj), nebo opravte rok.",
    ),
    "clients-sum": (
        "Klientů podle obcí je dohromady {together}, víc než všech.",
        "opravte celkový počet, nebo počty obcí; každého počítejte jednou.",
    ),
    "grants-sum": (
        "Vypsané dotace dávají dohromady {together} Kč.",
        "opravte součet, doplňte chybějící dotaci, nebo součet nechte prázdný.",
    ),
    "outcome-target": (
        "Číslo nejde posoudit: výsledku s cílem chybí výchozí stav, nebo jednotka.",
        "doplňte prázdné pole (unit, baseline), nebo číslo smažte.",
    ),
    "outcome-unit": (
        "Čísla o lidech jsou jen podíl, nebo počet lidí.",
        "zvolte jednotku percent, people nebo count, nebo dejte do people slovo false.",
    ),
    "outcome-years": ("Cíl je dřív než výchozí stav ({since}).", "prohoďte roky, nebo jeden opravte."),
    "outcome-percent": ("Podíl musí být od 0 do 100.", "opravte číslo, nebo jednotku."),
    "substitution-itself": (
        "Služba nemůže zastupovat sama sebe.",
        "z by_kinds ji smažte a napište, kdo stojí místo ní.",
    ),
    "reach-itself": ("Cesta vede odtud zase sem.", "opravte kód obce, do které se jede, nebo řádek smažte."),
    "reach-found": (
        "Spojení má mít minuty; kde se spojení nenašlo, minuty ani přestupy být nemohou.",
        "doplňte minuty a do found napište connection, nebo je smažte a napište none.",
    ),
    "reach-fast": (
        "Tak rychle se jet nedá: vzdušnou čarou je to {km} km.",
        "zkontrolujte minuty a obě obce; obcí stejného jména bývá víc.",
    ),
    "reach-day": (
        "Tento den není ten druh dne, který stojí v day_kind.",
        "opravte den, nebo druh: workday je pondělí až pátek, saturday sobota.",
    ),
    "reach-ahead": (
        "Na takový den jízdní řády ještě nejsou.",
        "zkontrolujte rok; pište den, na který jste spojení opravdu hledali.",
    ),
    "meeting-votes-many": (
        "Hlasů je {value}, hlasovat ale smělo {voters}.",
        "opravte počty hlasů podle zápisu, nebo sloupec voters u jednání.",
    ),
    "meeting-vote-result": (
        "Výsledek neodpovídá hlasům: pro {pro}, proti {con}, zdrželo se {abstained}.",
        "opravte hlasy nebo výsledek podle zápisu; rozhoduje-li předseda nebo jiná většina, nechte to.",
    ),
    "meeting-number": (
        "Jednání „{meeting}“ nemá v tabulce {table} řádek s tímto pořadím.",
        "opravte číslo, přidejte řádek do {table}, nebo nechte prázdné.",
    ),
    "meeting-heard": (
        "Takové jednání v balíčku meetings není.",
        "opravte identifikátor jednání, nebo jednání přidejte. {hint}",
    ),
    "meeting-next": (
        "Další jednání má být dřív než toto, nebo ve stejný den ({held}).",
        "opravte jeden z obou dnů; nevíte-li, nechte next_on prázdné.",
    ),
    "task-outcome": (
        "Úkol skončil, ale není napsáno, jak dopadl.",
        "napište do outcome jednu až dvě věty. Nevíte-li to, nechte sloupec state prázdný.",
    ),
    "task-ended-early": (
        "Úkol skončil dřív, než ho jednání {held} zadalo.",
        "opravte ended_on; neznáte-li den, nechte ho prázdný.",
    ),
    "task-unreported": (
        "Termín úkolu prošel a nikdo nenapsal, jak úkol dopadl.",
        "zeptejte se toho, kdo ho má, a vyplňte state: open, done, nebo dropped.",
    ),
    "fair-number": (
        "Burza „{fair}“ nemá v tabulce {table} řádek s tímto pořadím.",
        "opravte číslo, nebo přidejte řádek do {table}.",
    ),
    "fair-talks-long": (
        "Blok má {value} minut, program v něm jich potřebuje {needed}.",
        "zkraťte představení, pauzy nebo čas na seznámení, nebo blok prodlužte.",
    ),
    "fair-signed": (
        "Přihlásilo se {value}, vejde se {capacity}.",
        "nabídněte jiný blok nebo větší místnost; vejde-li se jich víc, opravte capacity.",
    ),
    "fair-overlap": (
        "Blok začíná dřív, než skončí ten před ním.",
        "opravte začátek, délku, nebo pořadí bloků.",
    ),
    "area-missing": (
        "Služba nemá žádné území v tabulce areas.",
        "přidejte řádek: víte-li jen sídlo, zvolte úroveň municipality a basis seat.",
    ),
    "contact-rank": (
        "Stejné pořadí má i řádek {first}.",
        "očíslujte spojení služby 1, 2, 3… podle toho, kam volat dřív.",
    ),
    "nothing-to-do": (
        "Služba nemá ani spojení, ani místo; člověk by neměl co udělat.",
        "doplňte telefon, web nebo místo, nebo aspoň obec.",
    ),
    "one-of": ("Vyplňte právě jeden ze sloupců: {columns}.", "druhý nechte prázdný."),
    "section-law": (
        "Druh služby s paragrafem zákona potřebuje i zákon.",
        "vyplňte sloupec law, nebo smažte section.",
    ),
    "role-none": (
        "Žádný řádek nemá ve sloupci {named} nic z toho: {roles}. Portál tím něco ztratí: {loses}",
        "vyplňte sloupec u řádků, kterých se to týká; co která hodnota znamená, říká popis sloupce.",
    ),
    "level-roles": (
        "Rolí úrovní je jiný počet než jejich názvů.",
        "vyplňte jich {count}, jednu pro každý název ve sloupci level_names, oddělené středníkem.",
    ),
    "level-roles-none": (
        "Strategie neříká, co její úrovně znamenají, a tak stránka rodinné politiky nepozná, co se má udělat.",
        "vyplňte pro každý název z level_names jedno z: priority, goal, measure, activity.",
    ),
    "id-lost": (
        "Identifikátor zmizel, ale jeho adresa už byla zveřejněná.",
        "vraťte řádek, nebo přidejte přesměrování do codelists/redirects.csv ({path}).",
    ),
    "rows-lost-at-end": (
        "Od posledního zápisu do gitu zmizel konec tabulky: {count}, první z nich začínal takto.",
        "vraťte je, soubor se asi neuložil celý. Smazali jste je schválně? Zapište to do gitu (git commit).",
    ),
    "rows-lost-many": (
        "Od posledního zápisu do gitu z tabulky zmizelo hodně: {count}, první z nich začínal takto.",
        "ověřte, že jste je chtěli smazat.",
    ),
    "id-reused": (
        "Tento identifikátor je v tabulce přesměrování, nesmí znovu vzniknout.",
        "vymyslete jiný; starou adresu mají lidé uloženou.",
    ),
    "redirect-target": (
        "Stránka, na kterou přesměrování vede, neexistuje.",
        "opravte sloupec new_path. {hint}",
    ),
    "redirect-living": (
        "Na této adrese je stránka nebo soubory portálu, přesměrování by je přepsalo.",
        "řádek smažte; přesměrování patří jen k adrese, na které už nic není.",
    ),
    "redirect-chain": (
        "Přesměrování vede na další přesměrování.",
        "napište do new_path rovnou konečnou adresu.",
    ),
    "situation-empty": (
        "Situace nemá žádný druh pomoci, člověk by nevěděl, kam jít.",
        "přidejte aspoň jeden řádek do situation_kinds.",
    ),
    "situation-unserved": (
        "Žádná služba v katalogu v této situaci nepomáhá.",
        "přidejte službu některého z druhů, nebo vazbu v service_situations.",
    ),
    "related-self": ("Situace odkazuje sama na sebe.", "smažte ji ze sloupce related."),
    "icon": (
        "Taková ikona v sadě Material není.",
        "vyberte název na pictogrammers.com/library/mdi, bez přípony. {hint}",
    ),
    "home-tiles": ("Dlaždice číslo {value} už je na řádku {first}.", "každá dlaždice má jiné pořadí 1–8."),
    "term-case": ("Pojem už v tabulce je, jen jinak napsaný (řádek {first}).", "nechte jen jeden řádek."),
    "synonym-blank": ("Fráze neobsahuje žádné slovo.", "napište slovo nebo větu, jak ji lidé říkají."),
    "unknown-setting": (
        "Nastavení portálu v mkdocs.yml není v pořádku: {reason}",
        "opravte část extra → rozcestnik. {hint}",
    ),
    "settings-file": (
        "Nastavení portálu nejde přečíst: {reason}",
        "opravte mkdocs.yml; jak má vypadat, ukazuje oddíl o nastavení v README.md.",
    ),
    "setting-key": (
        "Takové nastavení program nezná, nijak by se neprojevilo.",
        "opravte překlep, nebo klíč smažte. {hint}",
    ),
    "setting-value": (
        "Takto se toto nastavení psát nesmí: {reason}.",
        "napište ho například takto: {example}.",
    ),
    "language-missing": (
        "Tímto jazykem portál zatím nemluví. This language is not there yet.",
        "napište language: {known}. Write language: {known}.",
    ),
    "emergency-line": (
        "Na tuto linku by se z horní lišty stránek nikdo nedovolal: {reason}.",
        "uveďte v emergency identifikátor služby, která funguje a má telefon. {hint}",
    ),
    "emergency-none": (
        "Nahoře na stránkách nebude žádná tísňová linka.",
        "vyjmenujte je v extra → rozcestnik → emergency; opravdu žádnou zapíšete jako emergency: [].",
    ),
    "setting-unsaid": (
        "V nastavení chybí {key}, takže stránky, které k tomu patří, nevzniknou.",
        "dopište do extra → rozcestnik řádek {key} se seznamem; opravdu žádné zapíšete jako {key}: [].",
    ),
    "protection-off": (
        "Poslední verze v gitu tu měla „true“ a chránila tím lidi; teď to neplatí.",
        "je-li to překlep, vraťte true; má-li to tak být, ať to potvrdí ještě někdo další.",
    ),
    # prose
    "text-name": (
        "Takto se text jmenovat nesmí, program by ho přehlédl nebo dal na jinou adresu.",
        "přejmenujte ho, aby končil .md; úvodní stránka složky je index.md.",
    ),
    "text-encoding": ("Text není v kódování UTF-8.", "uložte ho jako UTF-8; umí to každý editor textu."),
    "text-empty": ("Soubor je prázdný, stránka by byla prázdná také.", "vraťte do něj text, nebo ho smažte."),
    "head-start": (
        "Hlavička textu nezačíná na prvním řádku čarou ---, byla by vidět jako text.",
        "smažte vše před ---; na prvním řádku smí být jen tři pomlčky.",
    ),
    "head-end": (
        "Hlavička textu nekončí: chybí druhá čára ---, nebo je na prvním řádku něco navíc.",
        "za poslední klíč hlavičky napište na zvláštní řádek ---.",
    ),
    "head-yaml": (
        "Hlavičku textu nejde přečíst: {reason}.",
        "opravte tento řádek hlavičky podle jiného textu.",
    ),
    "head-twice": (
        "Hlavička je čarou --- rozdělená na dvě, druhá část by byla vidět jako text.",
        "smažte čáru uvnitř hlavičky.",
    ),
    "head-key": (
        "Takový klíč hlavička textu nemá, nic by neznamenal.",
        "opravte překlep, nebo ho smažte. {hint}",
    ),
    "head-value": ("Hodnota klíče není v pořádku: {reason}.", "opravte ji podle jiného textu."),
    "head-missing": ("V hlavičce průvodce tento klíč chybí.", "doplňte ho podle jiného průvodce."),
    "exit-lost": (
        "Stránka pro lidi v nouzi nemá rychlý odchod.",
        "do záhlaví napište řádek: quick_exit: true.",
    ),
    "guide-missing": (
        "Text leží mezi průvodci, ale neříká, ke které situaci patří; neměl by služby ani rychlý odchod.",
        "doplňte do hlavičky guide: {id}, nebo text přesuňte jinam.",
    ),
    "guide-other": (
        "Průvodce patří k jiné situaci, než podle které se jmenuje soubor ({id}).",
        "napište guide: {id}, nebo soubor přejmenujte.",
    ),
    "guide-place": (
        "Průvodce leží jinde než ostatní, jeho stránku by nikdo nenašel.",
        "přesuňte ho do catalogue/situace/{value}.md, nebo klíč guide smažte.",
    ),
    "guide-unknown": (
        "Průvodce je k situaci, kterou tabulka situations/situations nemá.",
        "opravte guide i název souboru, nebo situaci nejdřív přidejte. {hint}",
    ),
    "source-stale": (
        "Tento zdroj průvodce někdo četl naposledy víc než rok před vydáním dat. Zákon i dávky se mohly změnit.",
        "přečtěte zdroj znovu, opravte věty, které už neplatí, a napište do read_on den, kdy jste ho četli.",
    ),
    "exit-missing": (
        "Stránka „{value}“ má mít rychlý odchod, a nemá ho.",
        "zkontrolujte hlavičku textu; průvodce potřebuje klíč guide, jiný text quick_exit: true.",
    ),
    "services-none": (
        "V katalogu není žádná služba.",
        "přidejte ji podle návodu Jak přidat službu; do té doby portál u všeho říká, že nikoho nezná.",
    ),
    "step-unserved": (
        "Druh pomoci „{value}“ v katalogu nikdo neposkytuje. Krok „{step}“ u něj teď říká, že nikoho neznáme.",
        "víte-li o někom, přidejte jeho službu; jinak v kroku uveďte jiný druh, nebo to tak nechte.",
    ),
    "first-nobody": (
        "Kdo tuto situaci hledá, nemá koho oslovit: {count} ({places}).",
        "doplňte spojení službě, která tu pomáhá, nebo službu pro celé Česko. Všechna místa ukazuje stránka {page}.",
    ),
    "step-gap": (
        "Na tento krok nikdo z katalogu neodpoví: {count} ({places}).",
        "přidejte službu, doplňte území známé službě do areas, nebo v kroku uveďte i jiný druh. "
        "Všechna místa ukazuje stránka {page}.",
    ),
    "macro-syntax": (
        "Text nejde přečíst, makro v něm není zapsané správně: {reason}.",
        "porovnejte řádek s příklady na stránce o makrech.",
    ),
    "out-folder": (
        "Složka není prázdná a není v ní web tohoto portálu.",
        "zvolte prázdnou složku, nebo tuto nejdřív sami vyprázdněte.",
    ),
    "out-place": (
        "Sem se web stavět nedá: {reason}.",
        "zvolte jinou složku (--out, nebo site_dir v mkdocs.yml).",
    ),
    "out-taken": (
        "Na místě, kam patří soubor webu, leží něco, co portál nevytvořil.",
        "přesuňte to jinam, nebo to smažte. Web zůstal, jak byl.",
    ),
    "own-in-git": (
        "V gitu je soubor, který si příkazy dělají samy; z cizí větve by se mohl spustit.",
        "odeberte ho příkazem git rm -r --cached .cache (nebo jinou jeho složku) a pak tu složku smažte.",
    ),
    "locked": (
        "Na portálu pořád pracuje {holder}.",
        "počkejte, až skončí, nebo ho ukončete, a spusťte příkaz znovu.",
    ),
    "document-error": (
        "Obrázek nebo dokument nejde vysázet: {reason}",
        "opravte text, ze kterého vzniká; je-li v pořádku, opravte šablonu ve složce macros/print/templates.",
    ),
    "address-twice": (
        "Na adrese „{value}“ by stály dvě věci, jedna by přepsala druhou.",
        "zkontrolujte codelists/redirects.csv a soubory ve složkách catalogue a strategy; jednu z nich přejmenujte.",
    ),
    "page-error": (
        "Stránku nejde vytvořit: {reason}.",
        "opravte šablonu {template}.",
    ),
    "macro-name": ("Makro „{value}“ neexistuje.", "opravte název podle stránky o makrech. {hint}"),
    "macro-id": ("Makro {macro} ukazuje na „{value}“, které neexistuje.", "opravte identifikátor. {hint}"),
    "macro-ended": (
        "Makro {macro} posílá lidi na službu „{value}“, která {state}.",
        "uveďte službu, která funguje, nebo větu přepište.",
    ),
    "link-ended": (
        "Text odkazuje na službu „{value}“, která skončila.",
        "odkažte na službu, která funguje, nebo větu přepište.",
    ),
    "closed-why": (
        "Služba je dočasně zavřená a nikdo neví proč: sloupec closed_reason je prázdný.",
        "napište jednou větou, proč je zavřeno. Víte-li do kdy, doplňte i closed_until.",
    ),
    "closed-open": (
        "Důvod nebo den zavření má služba, která zavřená není.",
        "opravte stav služby (status), nebo buňku smažte. Den (closed_until) patří jen k dočasnému zavření.",
    ),
    "closed-over": (
        "Služba měla být zavřená do {value}, ten den už minul.",
        "zjistěte, jestli zase funguje: vraťte stav active, nebo posuňte den.",
    ),
    "macro-phone": (
        "Makro {macro} má napsat telefon služby „{value}“, ta ale žádný nemá.",
        "uveďte službu s telefonem, nebo ho doplňte do tabulky contacts.",
    ),
    "macro-chat": (
        "Makro {macro} posílá lidi na chat služby „{value}“, ta ale žádný nemá.",
        "uveďte službu s chatem, nebo ho doplňte do tabulky contacts.",
    ),
    "macro-number": (
        "Makro {macro} má napsat číslo „{value}“, služba {id} ho ale nemá.",
        "uveďte některé z jejích čísel: {known}. Bez čísla makro napíše první.",
    ),
    "number-bare": (
        "Číslo {value} stojí v textu holé: nejde na něj klepnout a nikdo nepozná, když linka skončí.",
        'napište místo něj {{{{ call("{call}") }}}}.',
    ),
    "number-ended": (
        "Věta posílá lidi na číslo {value}, ale služba {service} {state}.",
        "větu přepište na jinou linku, nebo opravte stav služby.",
    ),
    "number-unknown": (
        "Číslo {value} nepatří žádné službě ani úřadu portálu, na webu zůstane jen jako text.",
        "ověřte ho a přidejte službu s telefonem, nebo číslo z věty vypusťte.",
    ),
    "first-line": (
        "Na první linku návodu by se nikdo nedovolal: služba {value} {reason}.",
        "uveďte službu, která funguje a má telefon, nebo nechte buňku prázdnou.",
    ),
    "sentence-unkept": (
        "Věta slibuje, že služba {what}. U části služeb, pod kterými stojí, to ale nevíme ({count}): {services}.",
        "řekněte jen to, co platí pro každou službu druhu. Cenu, formu, hodiny a komu je služba určená "
        "portál ukáže sám podle jejích sloupců; jedné službě napište vlastní větu v service_situations.",
    ),
    "not-for-words": (
        "„{value}“ stojí za slovy „Pro koho není“, dohromady to řekne něco jiného, než chcete.",
        "začněte rovnou lidmi: „lidé v akutní intoxikaci“. Komu služba pomáhá, patří do target_groups a conditions.",
    ),
    "not-for-group": (
        "Služba je pro skupinu {group} a zároveň ji odmítá: „{value}“.",
        "vyřaďte skupinu z target_groups, nebo v not_for napište, které z těch lidí služba nepřijme.",
    ),
    "not-for-situation": (
        "Služba {value} stojí u situace „{phrase}“, sama ale říká, že není pro: {refused}.",
        "řádek nebo zmínku smažte, nebo v service_situations napište do how, komu v té situaci přece pomůže.",
    ),
    "hint-phone": (
        "Rada posílá lidi volat, u části služeb toho druhu ale telefon neznáme ({count}): {services}.",
        "napište „ozvěte se“, nebo telefon těch služeb zjistěte a doplňte do contacts.csv.",
    ),
    "sentence-number": (
        "Věta druhu říká číslo {value}, stojí ale i u služeb, které ho nemají: {services}.",
        "číslo vypusťte; portál ho ukáže u služby, které patří. Jedné lince napište větu v service_situations.",
    ),
    "macro-error": ("Makro {macro} nejde provést: {reason}.", "opravte volání podle stránky o makrech."),
    "macro-more": (
        "V textu smí být jen makro s údaji napsanými rovnou v závorce; tohle je něco jiného.",
        "nechte jen volání makra podle stránky o makrech; ukázku zápisu dejte mezi značky raw a endraw. {hint}",
    ),
    "macro-place": (
        "Makro stojí v kódu, uvnitř značky nebo v adrese odkazu, tam nic ukázat nemůže.",
        "přesuňte ho do věty; ukázku zápisu dejte mezi značky raw a endraw.",
    ),
    # what a text may hold
    "text-html": (
        "Značka nebo vlastnost HTML, kterou texty mít nesmějí.",
        "smažte ji a napište to v Markdownu. HTML stačí jen na odstavec, odkaz, seznam nebo tabulku "
        "s vlastnostmi class, id, title a href.",
    ),
    "text-class": (
        "Takovou třídu (class) texty mít nesmějí: vypadaly by jako část portálu, nebo by nebyly vidět.",
        "smažte ji, nebo použijte jednu z těchto: {known}.",
    ),
    "text-target": (
        "Odkaz v textu nikam nevede, taková stránka ani soubor na portálu není.",
        "opravte ho. Na jiný text se odkazuje souborem (o-portalu.md), na ostatní stránky adresou od této stránky "
        "(../sluzby/), s lomítkem na konci. {hint}",
    ),
    "text-anchor": (
        "Odkaz v textu vede na nadpis, který v textu {page} není.",
        "opravte část za křížkem, nebo ji smažte: stránka se otevře od začátku. {hint}",
    ),
    "text-link": (
        "Takový odkaz text mít nesmí.",
        "použijte adresu na portálu, nebo https, http, mailto či tel; obrázek musí ležet na portálu.",
    ),
    "text-sign": (
        "V textu je neviditelný znak, který si portál nechává pro sebe, nebo řídicí znak.",
        "smažte řádek a napište ho znovu ručně.",
    ),
    "text-mark": (
        "Takto si portál značí místa pro makra; ručně se nepíšou.",
        "smažte značku a napište makro do dvojitých složených závorek.",
    ),
    "text-file": (
        "Soubor tohoto druhu do textů nepatří, portál by ho vydal celý.",
        "nechte tu jen texty (.md) a obrázky ({allowed}); ostatní odstraňte.",
    ),
    # somebody else's branch
    "stranger-settings": (
        "V cizí větvi smí mkdocs.yml jen to, s čím se portál dodává; tohle by mohlo spustit program.",
        "vraťte původní podobu; takovou změnu musí udělat správce portálu sám.",
    ),
    "stranger-pattern": (
        "V cizí větvi smí být ve schématech jen vzory (pattern), s nimiž se portál dodává.",
        "vraťte původní vzor; nový musí přidat správce portálu sám. Nešikovný vzor zaměstná počítač na roky.",
    ),
    "stranger-file": (
        "Soubor je program nebo šablona a v této verzi portálu takový není.",
        "vraťte původní podobu; změnu šablon musí udělat správce portálu sám.",
    ),
    # fulfilment of strategies
    "node-reserved": (
        "Takto se jmenuje jiná stránka strategie, adresy by se praly.",
        "zvolte jiný identifikátor; obsazené jsou: {taken}.",
    ),
    "weights": (
        "Váhy sourozenců nejdou použít: {reason}.",
        "vyplňte váhu všem sourozencům (aspoň jednomu větší než 0), nebo ji všem smažte.",
    ),
    "share-date": (
        "Podíl hotové práce nemá datum.",
        "doplňte date, nebo podíl smažte; číslo bez data nic neříká.",
    ),
    "share-done": (
        "Podíl {value} % neodpovídá stavu „{done}“.",
        "opravte podíl, nebo stav: hotovo je 100, nezačalo je 0 a popis slovy číslo nemá.",
    ),
    "status-reason": (
        "Stav se změnil z „{before}“ na „{done}“ a chybí důvod.",
        "napište do sloupce reason, proč se změnil.",
    ),
    "step-done": (
        "U stavu kroku nebo výstupu chybí, kde to ve zdroji stojí.",
        "doplňte state_section, nebo stav smažte.",
    ),
    "change-indicator": (
        "Ukazatel patří ke změně cílové hodnoty (target), a jen k ní.",
        "vyplňte ukazatel u target, jinde ho smažte.",
    ),
    "change-date": (
        "U změny chybí den.",
        "doplňte date; jen změna, kterou hlásí zdroj (content, form), ho mít nemusí.",
    ),
    "change-source": (
        "Změna, kterou hlásí zdroj (content, form), je rozhodnutí s dobou a místem ve zdroji.",
        "doplňte date nebo date_text, source_document, source_section a kind = decision.",
    ),
    "change-stale": (
        "Podle knihy změn tu má být „{after}“, v tabulce {table} je „{now}“.",
        "opravte tabulku, nebo přidejte do knihy další řádek.",
    ),
    "change-silent": (
        "Slib se změnil potichu: sloupec {what} byl „{before}“.",
        "přidejte řádek do strategy/changes.csv s důvodem; předvyplní ho rozcestnik ledger --write.",
    ),
    "change-reason": (
        "U změny slibu chybí důvod.",
        "doplňte reason; jde-li jen o opravu opisu, napište kind = correction.",
    ),
    "chain-broken": (
        "Řetěz sledování je přerušený, chybí: {missing}.",
        "doplňte, co dokument říká; bez toho nepoznáme, jestli činnost něco změnila.",
    ),
    "owner-missing": (
        "Strategie {strategy}: nikdo neodpovídá za {count} ({nodes}).",
        "doplňte do node_actors, kdo odpovídá, jakmile to zdroj řekne.",
    ),
    # assessments and family policies
    "foreign-descriptor": (
        "Ukazatel patří do jiné sady kritérií, než podle které se hodnotí.",
        "vyberte ukazatel ze sady {set}.",
    ),
    "off-scale": (
        "Takový stupeň stupnice nemá.",
        "vyberte jeden z: {allowed}. Když slova nerozhodnou, nechte stupeň prázdný.",
    ),
    "value-author": (
        "Zdroj hodnocení „{assessment}“ má jen slova, stupeň z nich někdo odvodil a není vidět kdo a z čeho.",
        "doplňte derived_by (role, třeba redakce portálu) i derived_from (slova zdroje), nebo stupeň smažte.",
    ),
    "value-no-author": (
        "Tady není co odvozovat: stupeň chybí, nebo ho vybral sám hodnotitel.",
        "smažte derived_by i derived_from, nebo doplňte stupeň.",
    ),
    "rating-empty": (
        "Známka nemá slova ani stupeň.",
        "napište, jaký je stav, nebo řádek smažte: co nevíme, v tabulce není.",
    ),
    "rating-phase": (
        "Hodnocení „{assessment}“ takovou fázi nemá (má: {phases}).",
        "opravte fázi, nebo ji nejdřív přidejte do tabulky phases.",
    ),
    "phase-outside": (
        "Fáze se hodnotila {value}, ale hodnocení trvalo {period}.",
        "zkontrolujte rok; není-li to překlep, nechte to tak.",
    ),
    "title-year": (
        "V názvu je rok {year}, ale hodnocení má jiné roky ({years}).",
        "opravte název, nebo měsíce v started, ended a v tabulce phases.",
    ),
    "title-town": (
        "Název jmenuje obec {other}, ale řádek je obce {municipality}.",
        "opravte název, nebo kód obce.",
    ),
    "said-twice": (
        "Totéž už stojí na řádku {first}.",
        "jeden z řádků je asi opsaný omylem; napište, čím se liší.",
    ),
    "scale-short": (
        "Stupnice sady má jen jeden stupeň, nic by se podle ní nepoznalo.",
        "doplňte do scale_levels ostatní stupně.",
    ),
    "outcome-early": (
        "Co bylo jen doporučeno, nemá ještě výsledek.",
        "opravte state (held, konalo se), nebo smažte outcome.",
    ),
    "phase-order": (
        "Fáze je dřív než ta před ní ({before}).",
        "opravte měsíc (rated), nebo pořadí (position).",
    ),
    "change-first": (
        "První fáze nemá s čím srovnat posun.",
        "smažte sloupec change, nebo opravte pořadí fází.",
    ),
    "change-value": (
        "Posun neodpovídá stupňům: před tím {before}, teď {after}.",
        "opravte change, nebo stupně.",
    ),
    "ratings-missing": (
        "Ve fázi chybí {count}, první je {first}.",
        "doplňte řádky do tabulky ratings. Nemáte-li je, nechte to tak: stránka řekne, že chybí.",
    ),
    "evaluation-id": (
        "Stejný identifikátor má sada kritérií, obě stránky by měly jednu adresu.",
        "vymyslete pro hodnocení jiný, třeba obec a rok.",
    ),
    "person-named": (
        "Text vypadá jako jméno člověka.",
        "napište roli nebo organizaci, třeba „vedoucí sociálního odboru“; jména na portál nepatří.",
    ),
    "placeholder": (
        "Tady ještě něco chybí: zůstala značka z návrhu.",
        "doplňte text, nebo celý řádek smažte.",
    ),
    # a filled form
    "form-file": (
        "Soubor nejde přečíst jako tabulka XLSX.",
        "otevřete formulář v Excelu nebo v LibreOffice a uložte ho jako „sešit Excel (xlsx)“.",
    ),
    "form-large": (
        "Soubor je na formulář příliš velký: {reason}.",
        "stáhněte si nový formulář z portálu a odpovědi do něj přeneste.",
    ),
    "form-sheet": (
        "Ve formuláři chybí list „{sheet}“ (má listy: {found}).",
        "vraťte listu jeho název, nebo si stáhněte nový formulář a údaje do něj přeneste.",
    ),
    "form-field": (
        "Na listu chybí řádek s tímto údajem.",
        "vraťte do sloupce A jeho název, nebo si stáhněte nový formulář.",
    ),
    "form-column": (
        "Na listu chybí sloupec s tímto názvem v prvním řádku.",
        "vraťte název do prvního řádku, nebo si stáhněte nový formulář.",
    ),
    "form-empty": ("Údaj chybí.", "doplňte ho: {note}"),
    "form-set": (
        "Takovou sadu kritérií portál nemá.",
        "stáhněte si formulář ze stránky sady znovu. {hint}",
    ),
    "form-town": ("Takovou obec neznáme.", "opravte název, nebo napište kód obce. {hint}"),
    "form-town-name": (
        "Kód a název nepatří k sobě: {code} je {name}.",
        "opravte název, nebo kód.",
    ),
    "form-town-many": (
        "Obcí toho jména je {count}.",
        "napište za název do závorky kód té své: {listed}.",
    ),
    "ways-none": ("V souboru není žádný řádek se spojením.", "vyplňte aspoň jeden řádek pod záhlavím."),
    "ways-column": (
        "V prvním řádku chybí sloupec „{name}“.",
        "doplňte ho.{option}",
    ),
    "ways-column-twice": ("Tento sloupec je v tabulce dvakrát.", "jeden z nich smažte."),
    "ways-column-strange": (
        "Takový sloupec neznáme.",
        "opravte jeho název, nebo ho smažte. {hint}",
    ),
    "ways-wide": (
        "Řádek má víc buněk než první řádek.",
        "přebytečné buňky smažte; buňku s oddělovačem uvnitř dejte do uvozovek.",
    ),
    "ways-town": ("Chybí obec.", "napište její název, nebo kód ČSÚ."),
    "ways-kind": (
        "Takový druh dne neznáme.",
        "napište pracovní den, sobota, nebo neděle.",
    ),
    "ways-by": ("Z toho nepoznáme, do kdy dojet.", "napište čas, třeba 8:00."),
    "ways-day": (
        "Z toho nepoznáme den jízdního řádu.",
        "napište den, třeba 2026-12-01 nebo 1. 12. 2026.",
    ),
    "ways-minutes": (
        "Z toho nepoznáme, jak dlouho se jede.",
        "napište minuty číslem, třeba 35; kde spojení není, napište „není“. Nikdo ho nehledal? Řádek smažte.",
    ),
    "ways-changes": ("Počet přestupů je celé číslo od 0 do 9.", "opravte ho. Nevíte-li, nechte prázdné."),
    "ways-contradiction": (
        "Spojení není, přestupy ale jsou vyplněné.",
        "přestupy smažte, nebo napište, kolik minut se jede.",
    ),
    "ways-source": ("Chybí zdroj.", "napište, odkud to víte, nebo to řekněte za všechny řádky: --source."),
    "ways-twice": (
        "Stejná cesta ve stejný den a čas už je na řádku {first}.",
        "nechte jen jeden z nich.",
    ),
    "form-month": (
        "Není to měsíc a rok.",
        "napište ho například takto: 11/2026. Nevíte-li, nechte prázdné.",
    ),
    "form-id": (
        "Označení smí mít jen malá písmena bez háčků a čárek, číslice a pomlčky.",
        "nechte ho prázdné, nebo napište například {example}.",
    ),
    "form-level": (
        "Takový stupeň stupnice nemá.",
        "vyberte jeden z: {allowed}. Nevíte-li, nechte prázdné.",
    ),
    "form-move": ("Takový posun neznáme.", "vyberte jeden z: {allowed}. Nevíte-li, nechte prázdné."),
    "form-no-descriptor": (
        "Řádek je vyplněný, ale chybí označení ukazatele.",
        "vraťte označení do prvního sloupce, nebo řádek smažte.",
    ),
    "form-descriptor": (
        "Takový ukazatel sada nemá.",
        "označení neměňte; najdete ho na stránce sady kritérií. {hint}",
    ),
    "form-twice": ("Ukazatel už je na řádku {first}.", "jeden z řádků smažte."),
    "form-blank": (
        "Formulář je prázdný: není v něm stupeň ani slovo.",
        "vyplňte aspoň jeden ukazatel.",
    ),
    "form-formula": (
        "Text začíná jako vzorec (=, +, - nebo @); vzorce do dat nepřebíráme.",
        "začněte slovem; odrážku nebo vzorec smažte a napište jen text.",
    ),
    "form-foreign": (
        "Pod tímto označením je jiné hodnocení: {title}.",
        "označení smažte, portál vymyslí nové.",
    ),
    "form-taken": (
        "Hodnocení {value} už v datech je a hodnotil ho někdo jiný ({assessor}).",
        "chcete-li ho doplnit, napište sem jeho označení; jinak vymyslete jiné, třeba {value}-b.",
    ),
    "form-derived": (
        "Stupeň tohoto hodnocení odvodila redakce ze zdroje (je tam: {before}), formulář ho nemění.",
        "vraťte ho. Hodnotíte-li se sami, smažte označení hodnocení a vznikne nové.",
    ),
    "form-derived-phase": (
        "Hodnocení je odvozené ze zdroje, novou fázi mu formulář nepřidá.",
        "smažte označení hodnocení, vznikne nové, vaše.",
    ),
    "form-service": (
        "Takovou službu portál nemá.",
        "napište identifikátor služby: poslední část adresy její stránky. {hint}",
    ),
    "form-year": ("Není to rok, za který jde podat výkaz.", "napište ho například takto: 2025."),
    "form-count": ("Není to celé číslo od nuly výš.", "napište jen číslici, bez slov a znamének."),
    "form-number": ("Není to číslo.", "napište jen číslo, desetinná místa za čárkou."),
    "form-again": ("Totéž už je na řádku {first}.", "jeden z řádků smažte, nebo je sečtěte."),
    "form-line": ("Na řádku chybí „{missing}“.", "doplňte ho, nebo řádek smažte."),
    "form-outcome": (
        "Takový výsledek služba dohodnutý nemá.",
        "označení neměňte; nový výsledek patří nejdřív do tabulky outcomes. {hint}",
    ),
    "form-report-blank": ("Výkaz je prázdný: není v něm žádné číslo.", "vyplňte aspoň jedno."),
    # a table of wishes for meetings
    "wishes-file": (
        "Soubor nejde přečíst jako tabulka XLSX ani CSV.",
        "otevřete ho v Excelu nebo v LibreOffice a uložte jako „sešit Excel (xlsx)“.",
    ),
    "wishes-large": (
        "Soubor je na tabulku přání příliš velký: {reason}.",
        "nechte v něm jen list s přáními; prázdnou šablonu dá rozcestnik schedule --template prani.xlsx.",
    ),
    "wishes-quotes": (
        "Uvozovky v souboru CSV nesedí, nepoznáme, kde buňka končí.",
        "uložte tabulku jako „sešit Excel (xlsx)“, nebo uvozovky smažte.",
    ),
    "wishes-column": (
        "V prvním řádku chybí sloupec {name} ({czech}).",
        "doplňte ho, nebo začněte šablonou: rozcestnik schedule --template prani.xlsx.",
    ),
    "wishes-column-like": (
        "Takový sloupec neznáme.",
        "jde-li o překlep, opravte ho na {hint}; jinak sloupec smažte nebo nazvěte úplně jinak.",
    ),
    "wishes-column-twice": ("Tento sloupec je v tabulce dvakrát.", "jeden z nich smažte."),
    "wishes-wide": (
        "Řádek má víc buněk než první řádek, nejspíš kvůli středníku uvnitř buňky.",
        'v souboru CSV dejte celou buňku do uvozovek ("Klub; Poradna"), nebo ho uložte jako „sešit Excel (xlsx)“.',
    ),
    "wishes-nameless": (
        "Řádek je vyplněný, ale chybí v něm název organizace.",
        "doplňte název, nebo řádek smažte.",
    ),
    "wishes-twice": (
        "Organizace už je na řádku {first}.",
        "nechte jeden řádek a přání v něm spojte středníkem; dvě různé organizace odlište, třeba obcí.",
    ),
    "wishes-semicolon": (
        "V názvu organizace je středník; ten odděluje přání.",
        "středník z názvu smažte, nebo dejte každou organizaci na vlastní řádek.",
    ),
    "wishes-formula": (
        "Název začíná jako vzorec (=, +, - nebo @).",
        "začněte název písmenem nebo číslicí.",
    ),
    "wishes-people": (
        "Z jedné organizace přijdou jeden nebo dva lidé.",
        "napište 1, nebo 2. Nevíte-li, nechte prázdné.",
    ),
    "wishes-unknown": (
        "Taková organizace v tabulce není.",
        "opravte název podle prvního sloupce, nebo pro ni přidejte řádek. {hint}",
    ),
    "wishes-comma": (
        "Názvy organizací odděluje středník, tady je čárka.",
        "napište mezi názvy středník.",
    ),
    "wishes-itself": ("Organizace se nemůže setkat sama se sebou.", "název smažte."),
    "wishes-again": ("Organizace je v buňce dvakrát.", "jednou stačí, druhý název smažte."),
    "wishes-round": (
        "Takové kolo není, kol je {last}.",
        "napište čísla od 1 do {last}, nebo zvyšte počet kol (--rounds).",
    ),
    "wishes-time": (
        "V ten čas se nikdo nesetkává, setkání jsou {event}.",
        "opravte čas, nebo řekněte, kdy se začíná (--start).",
    ),
    "wishes-away": (
        "Z toho nepoznáme, kdy organizace nemůže.",
        "napište čísla kol nebo časy a mezi ně středník, třeba 3;4 nebo 9:00-9:30.",
    ),
    "wishes-date": (
        "Tabulkový program z buňky udělal datum.",
        "nastavte buňce formát Text a napište kola znovu, třeba 3;4 nebo 3-4.",
    ),
    "wishes-decimal": (
        "Tabulkový program z buňky udělal desetinné číslo.",
        "nastavte buňce formát Text a mezi kola napište středník, třeba 3;4.",
    ),
    "wishes-few": ("V tabulce nejsou ani dvě organizace.", "přidejte další řádky."),
    "wishes-none": (
        "Nikdo si v tabulce nikoho nepřeje potkat.",
        "vyplňte sloupec wants: názvy organizací oddělené středníkem.",
    ),
    "wishes-many": (
        "Organizací je {count}, plánovat umíme nejvýš {most}.",
        "rozdělte setkání na dvě.",
    ),
    "kept-file": (
        "Dřívější rozvrh nejde přečíst.",
        "použijte soubor schedule.json, který zapsal rozcestnik schedule, a neměňte ho.",
    ),
    "kept-gone": (
        "Organizace je v dřívějším rozvrhu, v tabulce ne.",
        "vraťte její řádek do tabulky; nepřijde-li, napište do sloupce away kola, ve kterých chybí. {hint}",
    ),
    "kept-shape": (
        "Odbytá kola dřívějšího rozvrhu k zadání nesedí: {what}.",
        "tyto volby vynechejte, vezmou se z dřívějšího rozvrhu; nebo začněte od prvního kola (bez --from-round).",
    ),
    # indicators
    "plain-slot": (
        "Takové místo stránka vyplnit neumí.",
        "použijte jen {slots}.",
    ),
    "words-missing": (
        "U jednotky {unit} chybí, co se počítá.",
        "doplňte tvary podstatného jména, například obec;obce;obcí.",
    ),
    "value-missing": (
        "Chybí hodnota.",
        "doplňte číslo; nesmí-li se zveřejnit, napište do status slovo suppressed.",
    ),
    "value-withheld": (
        "Neuváděné číslo (suppressed) tu nemá stát.",
        "smažte ho; soubor v repozitáři si může přečíst každý.",
    ),
    "amount-low": (
        "Na všechny projekty ({value} Kč) je míň než na jeden ({most} Kč).",
        "zkontrolujte allocation a amount_to; nejsou částky v tisících Kč?",
    ),
    "amount-jump": (
        "Částka je mnohonásobně jiná než vedlejší ({beside} Kč na řádku {at}).",
        "ověřte, že jsou obě v korunách, ne v tisících nebo milionech. Je-li opravdu taková, nechte ji.",
    ),
    "value-order": ("Horní mez je menší než dolní.", "prohoďte čísla, nebo jedno opravte."),
    "unit-range": (
        "Hodnota se nehodí k jednotce {unit} ({limits}).",
        "zkontrolujte číslo; procento, promile a počet jsou různé jednotky.",
    ),
    "unit-whole": ("Počet má být celé číslo.", "opravte hodnotu, nebo zvolte ukazateli jednotku ratio."),
    "unit-jump": (
        "Hodnota je mnohonásobně jiná než předchozí ({before}).",
        "ověřte, že obě čísla jsou ve stejné jednotce; změnil-li se výpočet, patří do breaks.",
    ),
    "figure-source": (
        "Chybí zdroj.",
        "vyplňte source_url, nebo source_document; číslo bez zdroje portál nezveřejní.",
    ),
    "class-range": ("Pásmo se překrývá s předchozím, nebo končí dřív, než začíná.", "opravte meze pásem."),
    "small-count": (
        "Počet lidí je menší než {threshold}. Na webu ani ve stažených datech nebude.",
        "je-li repozitář veřejný, smažte i tady hodnotu a do status napište suppressed.",
    ),
    "small-share": (
        "V obci s tolika obyvateli ({people}) může takový podíl znamenat méně než {threshold} lidí. "
        "Kdo zná počet lidí, ze kterého se podíl počítá, dopočítá je. "
        "Na webu ani ve stažených datech hodnota nebude.",
        "je-li repozitář veřejný, smažte i tady hodnotu a poznámku a do status napište suppressed.",
    ),
    "small-count-note": (
        "Poznámka prozrazuje malý počet lidí.",
        "smažte z ní číslo.",
    ),
    "small-count-told": (
        "Malý počet lidí by šel ze zveřejněných čísel dopočítat.",
        "je to chyba programu: nahlaste ji a data zatím nezveřejňujte.",
    ),
    "small-count-missing": (
        "Chybí práh malých počtů lidí. {hint}",
        "napište do datapackage.json do části rozcestnik: small_count a číslo. Do té doby platí {default}.",
    ),
    "small-count-setting": (
        "Práh malých počtů lidí musí být celé číslo od 0 do {most}, bez uvozovek.",
        "opravte ho, například na {default}. Do té doby platí {default}.",
    ),
    "small-count-off": (
        "Malé počty lidí se neskrývají: práh je 0.",
        "je-li to omyl, vraťte 5. Nechte 0 jen tam, kde žádný ukazatel lidi nepočítá.",
    ),
    "small-count-key": (
        "Takové nastavení balíčku není.",
        "smažte ho, nebo ho opravte na small_count.",
    ),
    "withheld-note": (
        "Poznámka u neuváděného čísla (suppressed) může číslo prozradit.",
        "smažte ji; soubor v repozitáři si může přečíst každý.",
    ),
    "people-unflagged": (
        "Ukazatel počítá lidi („{word}“), ale malé počty se u něj neskryjí.",
        "napište do sloupce people slovo true.",
    ),
    "share-of": (
        "Podíl odkazuje na ukazatel, který lidi nepočítá, nebo to není podíl. {hint}",
        "napište id ukazatele, který má v people true, více oddělte středníkem; nic se dopočítat nedá: -",
    ),
    "part-of": (
        "Část a celek musí být dva různé ukazatele, které počítají lidi. {hint}",
        "napište id ukazatele s celkem, který má v people true a sám částí tohoto není.",
    ),
    "part-by": (
        "Je tu, podle čeho se celek dělí, ale ne který celek to je.",
        "doplňte part_of, nebo part_by smažte.",
    ),
    "small-count-sum": (
        "Vypadá to, že {sum}. Jedno z čísel je skryté a z ostatních by šlo dopočítat.",
        "je-li to celek a jeho části, vyplňte u částí v indicators.csv sloupec part_of; "
        "portál pak skryje, co je třeba.",
    ),
    "small-count-built": (
        "Soubor {path} obsahuje malý počet lidí, který se od stavby webu stal neveřejným.",
        "postavte web znovu: rozcestnik build.",
    ),
    # what the system refuses: see faults
    "fault-missing": (
        "Soubor nebo složka tu není.",
        "zkontrolujte cestu; smazali-li jste něco omylem, vraťte to.",
    ),
    "fault-not-folder": (
        "V cestě má být složka, ale stojí tam soubor.",
        "soubor přejmenujte nebo přesuňte jinam.",
    ),
    "fault-folder": (
        "Má tu být soubor, ale je tu složka.",
        "složku přejmenujte a soubor vraťte na její místo.",
    ),
    "fault-rights": (
        "K tomuto souboru nebo složce nemáte práva.",
        "přidejte si právo číst a zapisovat (chmod u+rwX), nebo příkaz spusťte jako jejich vlastník.",
    ),
    "fault-read-only": (
        "Disk je připojený jen ke čtení, zapsat sem nejde.",
        "zvolte složku, kam zapisovat smíte, třeba přepínačem --out.",
    ),
    "fault-full": (
        "Na disku už není místo.",
        "uvolněte ho a příkaz zopakujte; dosavadní web zůstal, jak byl.",
    ),
    "fault-exists": (
        "Něco toho jména tu už je a stojí to v cestě.",
        "přejmenujte to nebo přesuňte jinam a příkaz zopakujte.",
    ),
    "fault-busy": (
        "Soubor nebo složku právě používá jiný program, nebo je to přípojný bod disku.",
        "program zavřete; u přípojného bodu zvolte složku uvnitř něj.",
    ),
    "fault-name": ("Název je příliš dlouhý.", "zkraťte ho, nebo portál přesuňte do složky s kratší cestou."),
    "fault-loop": ("Odkazy v souborech vedou do kruhu.", "odkaz smažte a dejte na jeho místo soubor."),
    "fault-many": (
        "Otevřených souborů je víc, než systém dovolí.",
        "zavřete jiné programy, nebo zvyšte mez (ulimit -n).",
    ),
    "fault-other-disk": (
        "Složka leží na jiném disku, přesunout ji nejde.",
        "zvolte složku na stejném disku jako portál.",
    ),
    "fault-memory": ("Došla paměť.", "zavřete jiné programy, nebo stavte s --jobs 1."),
    "fault-other": (
        "Systém odmítl práci se souborem: {reason}.",
        "zkontrolujte cestu a práva a příkaz zopakujte.",
    ),
}
