"""The wording rule of confidential services: what reads like an address, and what surely does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.subjects.catalogue.telling import (
    house,
    id_tells,
    link_tells,
    names_something,
    street_words,
    tells,
)

TOWNS = frozenset(("sokolov", "cheb", "ostrov", "karlovy vary", "liberec"))
TELLING = """\
Najdete nás u lékárny.
Jsme mezi školou a pekárnou.
Dům stojí za mlýnem.
Sejdeme se u hasičů.
Byt je nad cukrárnou.
Vchází se za kadeřnictvím.
Bydlíme vedle trafiky.
Přijďte na Masarykova 14.
Husova třída 5
Na Rybníčku 7
přijďte na masarykova 14
PŘIJĎTE NA MASARYKOVA 14
prijdte na Masarykovu 14
Najdete nás v ulici Jungmannově.
Sídlíme v Jungmannově ulici.
v ulici jungmannova
č.p. 12
č. p. 12
čp12
čp. 12
č. 14
dům číslo 14
Dům č. 3 na konci obce
číslo popisné 88
50.0755, 14.4378
50,0755 14,4378
50°04′N 14°26′E
N 50°4.530', E 14°26.268'
50 stupňů severní šířky
GPS: 50.1 12.3
https://mapy.cz/s/abcd
mapy.com/turisticka?x=1
https://maps.google.com/?q=a
https://goo.gl/maps/abc
https://maps.app.goo.gl/abc
https://www.openstreetmap.org/node/1
osm.org/go/0J
geo:50.1,12.3
9F2P3CMV+8Q
///stolek.lampa.kniha
what3words: stolek.lampa.kniha
460 01 Liberec
46001
PSČ 460 01
Tajná 12/3
Tajná 12/3a
Husova 12a
Bydlíme na Husově 24/7
nám. Míru 3
náměstí Míru
na náměstí hned u kašny
tř. Svobody
nábřeží Jana Palacha
Sídliště Skalka, druhý vchod
ul. Nádražní
Nádražní 2, 2. patro
Masarykova čtrnáct.
v Masarykově čtrnáct
dům číslo čtrnáct
Přijďte na Masarykovu.
Sídlíme v Pražské.
Jsme naproti kostelu.
Vystupte na zastávce Nemocnice.
Zvoňte u třetího zvonku.
Vchod ze dvora.
Hned za poštou.
Masarykova １４
Masarykova &#49;4
Masarykova 14, 12 lůžek
Nocleh za 80 Kč v domě 7
Od 1. 1. 2026 sídlíme na adrese Dlouhá 9
Volejte 777 111 222, Dlouhá 158
Na Pískách 2015
dlouha17
V Zahradách 4, otevřeno 8–16 h
Otevřeno Po–Pá 8–16, Krátká 5
Masarykova 14 denně od 8 do 16
ve čtvrti Rybáře
kousek od nádraží
Husova tř. 5
Přijďte na Masarykova XIV-14
Lesní č. or. 5
třída Míru 5
Vila Marie, Lipová alej 3
Jsme u nádraží
Dům č.14
Masarykova 14/2026
bus 5, vystupte U Lípy
Karlovarská 99 je náš dům
parcela 1234/5
Zvoňte na Tajná 12/3.
v ulici Tajná
ul. Tajná 5
v Karlově ulici
dům č. p. 5
350 02 Cheb
Přijďte do Palackého, vchod zezadu
Jsme Na Výsluní, žlutý dům
sidlime na Rolave za Kauflandem
za Kauflandem
hned vedle Penny
proti Lidlu
přes cestu je Tesco
přes ulici je školka
v bývalé školce na Skalce
v budově staré pošty
v areálu nemocnice, budova B
v areálu bývalých kasáren
na faře vedle kostela
u autobusáku
u vlakového nádraží doleva
žlutý dům s červenou střechou na konci obce
druhý panelák zleva u lesa
autobusem 5 na konečnou
linka MHD č. 3 na Okružní
z nádraží doprava a pak rovně
sejdeme se u kašny na rynku
Dlouhá 12 byt vlevo
Dlouhá 12 matky s dětmi přijímáme nonstop
přijďte na Lesní 7 dní v týdnu
Lesní 24 hodin denně
Najdete nás Polní 8 h ráno až večer
U Lesa 14 matek s dětmi
Krátká 5 pokojů, zazvoňte
Sídlíme 28. října
sídlíme na 28. října v prvním baráku
Dům je na 17. listopadu.
třída 5. května, Cheb
Dlouhá číslo sto čtrnáct, Cheb
Masarykova 1 4
Masaryk. 14
masarykova č 14
MASARYKOVKA 14
masarykovka čtrnáctka
Masarykova c.14
Masarykova čís. 14
Masarykova čp.714/14
M a s a r y k o v a  1 4
Masarykova ①④
Masarykova Ⅻ
Masarykova ۱۴
Masarykova ᠑4
Boženy Němcové 3 Sokolov
Bří Čapků 3
B. Němcové 3
J. K. Tyla 3
ke Stadionu
v ulici K Lesu
U Vodojemu, Aš
bytový dům v Zahradní
v Zahradní ulici
zahradni ul.
zahradní ulice za benzínkou
U benzínky odbočte vlevo
pod zámkem
pod hradem v Lokti
nad přehradou
poslední zastávka busu Rozcestí
zastávka Dvořákova
v bytovce u hřiště
na Školní
ve Školní
ve Školní, první patro
Školní-7
Školní_7
Školní7
Skolni c7
Skolni cp. sedm
U Školky 579
roh Husovy a Žižkovy
křižovatka Husova/Žižkova
Husovka u parku
od Alberta dvě stě metrů
200 metrů od nádraží
5 minut od nádraží pěšky
10 min pěšky od náměstí
3 minuty chůze od Tesca
5 minut pěšky od polikliniky
loc: 50N 12E
50.18 N 12.64 E
padesát celých osmnáct
N50 11.2 E12 38.5
šířka padesát, délka dvanáct
GPS na vyžádání 50,1
Q7M3+2C Sokolov
8FXJ
mapycz zadejte Azylák
mapy . cz / s / abcd
mapy[.]cz
goo gl/maps/x
seznam mapy: Azylový dům Sokolov
PSČ tři sta padesát jedna
35601
356 01
356-01 Sokolov
CZ-35601
dopisy posílejte na P.O. Box 15
poštu posílejte na Růžové 3
schránka 12
místnost 105
dveře č. 3
byt č. 3
3. NP
třetí zvonek shora
vchod C
blok B12
blok 45
pavilon C nemocnice
parc. č. st. 145
parcela st. 145
LV 234
k. ú. Sokolov, p. č. 33
Růžový vrch, vila vpravo
Barák naproti Ohři
v Tuhnicích u stadionu
volejte 158 Vítězná 158
volejte 112 nebo přijďte na 112
bývalý hotel Ostaš
v bývalém hotelu
ubytovna Ohře, třetí poschodí
""".splitlines()
INNOCENT = """\
Nocleh stojí 80 Kč.
od 100 Kč
Cena je 100–150 Kč na den.
Měsíčně 4 500 Kč za pokoj.
Do 18 let zdarma.
do 18 let
Přijímáme ženy od 18 let.
Pro děti ve věku 6–15 let.
Starší 18 let
24 hodin denně
Jsme tu 24 hodin denně, 7 dní v týdnu.
Nonstop 24/7
§ 60
podle § 60a zákona č. 108/2006 Sb.
Zákon č. 108/2006 Sb., § 37 odst. 2
max. 6 měsíců
Pobyt trvá zpravidla nejvýše 12 měsíců.
Zůstat můžete nejvýše 3 měsíce. Byt domluvíte se sociálním odborem města.
Volejte +420 777 111 222.
Telefon 777 111 222
tel. 777111222
Platí od 1. 1. 2026.
Údaj z roku 2022.
Od 31. prosince 2026
Volejte 158.
Linka bezpečí 116 111
Zavolejte na 112 nebo 158.
Po–Čt 13–18 h
Po–Pá 8–16
Od 8 do 16 hodin
8:00–16:30
Kapacita 12 lůžek
Máme 12 sociálních lůžek a 4 pokoje.
Pro 4 ženy a 8 dětí
Ubytuje vás, když nemáte kde bydlet. Přijme jednotlivce i matky s dětmi, třeba po odchodu od násilného partnera.
Podle staršího údaje platí jednotlivci 80 Kč na den.
Můžete se sem schovat před násilím. Adresu řekneme jen vám.
Nejdřív zavolejte, domluvíme se, kde se potkáme.
Občanský průkaz, pokud ho máte.
Volat můžete i v noci.
Pomáháme lidem, kteří žijí na ulici.
Děti chodí do první třídy.
Pomoc dostanete v Sokolově i v Chebu.
Karlovarský kraj
Azylový dům Sokolov
Domov sv. Zdislavy pro matky s dětmi v tísni
Krizový byt města Ostrov
Pobyt trvá tři měsíce.
Poskytne bydlení vám a dětem, když jste v tísni a nemáte kam jít.
1. Zavolejte. 2. Domluvíme se.
Sleva 50 %
Vezměte si 2 fotografie? Ne, jen doklady.
Úhrada činí 10 % z příjmu.
Vracíme se ve 14:30.
Pracovnice k vám přijede do 2 dnů.
Přijmeme vás do 24 hodin.
Rodičům s dětmi do 3 let.
V roce 2025 jsme pomohli 120 ženám.
Pro matky 18+
azylový dům pro jednotlivce
Když jste na ulici, zavolejte.
Volejte 731 433 007.
Stojí to 12 000 Kč.
Odpovíme do 3 dnů, podle § 57 zákona č. 108/2006 Sb.
Ubytujeme ženy s dětmi, které utíkají před násilím.
Adresa je utajená, řekneme vám ji až po telefonu.
Adresu vám sdělíme, až se domluvíme.
Nejdřív zavolejte, vyzvedneme vás na domluveném místě.
Přijďte na schůzku po telefonické domluvě.
Přijďte kdykoli, i v noci.
Pro ženy starší 18 let a jejich děti do 18 let.
Kapacita je 24 lůžek, z toho 2 krizová.
Máme 8 samostatných pokojů.
Pobyt může trvat až 1 rok.
Pobyt je možný na 3 měsíce, pak se dá prodloužit o další 3.
Cena 130 Kč za den pro dospělého, 90 Kč za dítě.
130,- Kč/den
Dospělý 130 Kč, dítě 90 Kč.
Za den platí dospělý 130 Kč a dítě 70 Kč.
Prvních 7 dní zdarma.
Vezměte si občanku, rodné listy dětí a léky na 3 dny.
Se sebou: doklady, oblečení na 2–3 dny, hračku pro dítě.
Pomůžeme se sepsáním návrhu na předběžné opatření.
Doprovodíme vás na OSPOD, k soudu i na policii.
Pomůžeme na Úřadu práce vyřídit dávky.
Spolupracujeme s Policií ČR a intervenčním centrem.
Přijímáme ženy z celého Karlovarského kraje.
Přijedeme za vámi do Chebu, Aše i Sokolova.
Služba je pro lidi z Karlových Varů a okolí.
Ubytování pro ženy z Ukrajiny.
Nepřijímáme osoby pod vlivem alkoholu.
Psa bohužel vzít nemůžeme.
Kočku nebo malého psa přijmeme po domluvě.
V domě je výtah a bezbariérový pokoj.
V domě jsou pokoje pro 2 až 5 osob.
V přízemí je pokoj pro vozíčkáře.
Děti chodí do školky a do školy.
Děti mohou zůstat ve své škole.
Zajistíme školu i lékaře.
Krizová pomoc nonstop, 365 dní v roce.
Telefon bereme 24 hodin denně.
Volejte Po–Pá 8–15:30, jindy linku 116 006.
Mimo pracovní dobu volejte 116 006 nebo 158.
V ohrožení volejte 112.
SMS na 777 111 222.
WhatsApp: +420 777 111 222
Ozveme se do 24 hodin.
Odpovíme do 2 pracovních dnů.
Zpravidla přijímáme ve všední dny od 8.00 do 16.00.
Přijetí ve všední dny do 15 hodin.
Sociální pracovnice je v domě Po, St 8–17.
Služba podle § 57 zákona o sociálních službách.
Registrovaná sociální služba podle zákona 108/2006 Sb.
Těhotné ženy od 36. týdne.
Matky s dětmi do 6 let mají přednost.
Smlouvu uzavíráme na 3 měsíce.
Kauce se neplatí.
Kauce 1 000 Kč.
Jídlo si vaříte sami, kuchyň je společná.
Pračka 20 Kč za praní.
Platí se předem, na týden.
Platbu hradí Úřad práce z doplatku na bydlení.
Potvrzení od lékaře ne starší než 3 dny.
Potvrzení o bezinfekčnosti
Ročně pomůžeme asi 60 ženám a 80 dětem.
V roce 2024 tu bydlelo 35 žen a 52 dětí.
Vznikli jsme v roce 1996.
Služba funguje od roku 1998.
Muže neubytujeme, poradíme jim, kam jít.
Pobyt prodlužujeme nejvýš dvakrát.
Mluvíme česky, anglicky a ukrajinsky.
Anonymní pobyt možný.
Zavolejte na Linku bezpečí.
Domov sv. Zdislavy přijímá i těhotné.
Azylový dům Sokolov provozuje Pomoc v nouzi, o.p.s.
Jsme tu i pro ženy bez dokladů.
Pomůžeme i lidem z ulice.
Když vám doma ubližují, zavolejte nám.
Od 1. 7. 2026 nové ceny.
Sazba platí od 1. ledna 2026.
O Vánocích otevřeno.
V létě pořádáme tábor pro děti od 6 do 15 let.
Projekt podpořila Evropská unie.
Klíče vám dáme při příjezdu.
""".splitlines()
NAMING = """\
prijdte na Palackeho, druhy dum zprava
Bydlíme v Palackého.
Najdete nás Na Výsluní
na pětce v Dlouhé
Adresa je stejná jako u charity na Skalce
Adresa: Jana Palacha, Sokolov
adresa Boženy Němcové Sokolov
gen. Svobody, Cheb
generála Svobody
Pod Lipami
Na Hrázi
v domě s pečovatelskou službou na Slovance
v Husovce
sídlo poskytovatele Nádražní
Azylák Růžová
Azylový dům v Růžové
Azylový dům (Růžová)
Azylový dům – Růžová ul
Vila Kamila u Ohře
na Vítězné
kancelář Vítězná
od 8 do 16, Dlouhá od 8
Ptejte se na ubytovně Sokol
v hotelu Slávie
""".splitlines()
KNOWN = frozenset(
    (
        "cheb",
        "as",
        "sokolov",
        "ostrov",
        "karlovy vary",
        "jablonec nad nisou",
        "jablonec",
        "kraslice",
        "karlovarsky",
        "domov",
        "zdislavy",
        "pomoc",
        "nouzi",
    )
)
LEADING = """\
https://azyl.cz/masarykova-14
https://azyl.cz/kontakt/husova-12-3
https://mapy.cz/s/x
https://azyl.cz/?q=Masarykova
https://azyl.cz/ulice/dlouha
https://x.cz/data/points/socialni.json
masarykova14@azyl.cz
dum.na.husove.7@azyl.cz
https://azyl.cz/n%C3%A1m%C4%9Bst%C3%AD-m%C3%ADru
https://www.google.com/maps/place/x
https://iregistr.mpsv.cz/socreg/detail?id=1
https://azyl.cz/masarykova14
https://azyl.cz/#ruzova-14
https://azyl.cz/?p=ruzova-14
https://azyl.cz/kontakt?ulice=ruzova
https://azyl.cz/kontakt#mapa
https://azyl-ruzova-14.cz/
https://azyl.cz/kde-jsme
https://bit.ly/xyz
https://www.zivefirmy.cz/azyl_f12345
https://web.archive.org/web/2019/https://azyl.cz/kontakt
""".splitlines()
PLAIN = """\
https://bezpecne.sokolov.cz/www/script/main.php?ac=stranka&id=80&menu=80
https://chebsky.denik.cz/zpravy_region/farni-charita-v-asi-pomaha-i-tyranym-zenam-z-moravy-20130623.html
https://www.dchp.cz/aktuality/farni-charita-karlovy-vary-oslavila-25-let/
https://eostrov.cz/dovybaveni-krizoveho-bytu/
https://genus.cz/Liberec/nadmerne-uzivani-n468306.htm
azyl@charita.priklad.test
info@azyl.cz
https://charita.priklad.test/
https://www.priklad.test/2024/05/01/azyl
""".splitlines()


@pytest.mark.parametrize("text", TELLING)
def test_a_text_that_may_tell_an_address_is_refused(text: str) -> None:
    assert tells(text, TOWNS)


@pytest.mark.parametrize("text", NAMING)
def test_a_name_that_nobody_knows_is_refused(text: str) -> None:
    assert names_something(text, KNOWN)


@pytest.mark.parametrize("text", INNOCENT)
def test_a_text_without_an_address_passes(text: str) -> None:
    assert not tells(text, TOWNS)
    assert not names_something(text, KNOWN | {"liberec"})


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Jsme v Novém Městě pod Smrkem.", True),
        ("Lidé z Jablonce a Kraslic.", True),
        ("Lidé z Nového Města", False),
        ("Lidé z Růžové", False),
    ],
)
def test_a_town_is_known_in_all_its_cases_and_no_part_of_its_name(text: str, known: bool) -> None:
    assert names_something(text, KNOWN | {"nove mesto pod smrkem"}) is not known


def test_there_are_enough_phrasings() -> None:
    assert len(set(TELLING + NAMING)) >= 160
    assert len(set(INNOCENT)) >= 100


@pytest.mark.parametrize("text", [one for one in TELLING if any(char.isdecimal() for char in one)][:40])
def test_an_address_is_found_among_innocent_words(text: str) -> None:
    assert tells(f"Ubytujeme vás do 24 hodin za 80 Kč. {text} Volejte 777 111 222.", TOWNS)


@pytest.mark.parametrize("link", LEADING)
def test_a_link_that_leads_to_a_door_is_refused(link: str) -> None:
    assert link_tells(link)


@pytest.mark.parametrize("link", PLAIN)
def test_a_plain_link_passes(link: str) -> None:
    assert not link_tells(link)


@pytest.mark.parametrize("code", ["azyl-masarykova-14", "dum-tajna-77-liberec", "azyl-ulice-dlouha"])
def test_an_id_made_of_an_address_is_refused(code: str) -> None:
    assert id_tells(code)


@pytest.mark.parametrize("code", ["azylovy-dum-sokolov", "domov-sv-zdislavy-as", "pohoda"])
def test_an_id_made_of_a_name_passes(code: str) -> None:
    assert not id_tells(code)


@given(st.integers(1, 9999), st.sampled_from(("Lesni", "Na Kopci", "Dlouhá", "U Školy", "Pod Lipami")))
def test_no_house_number_passes_after_a_name(number: int, street: str) -> None:
    assert tells(f"Přijďte na adresu {street} {number}.")
    assert tells(f"přijďte na {street.lower()} {number}, zavolejte předem")


@given(st.text(max_size=60))
def test_the_rule_bears_any_text(text: str) -> None:
    assert tells(text) in (True, False)
    assert link_tells(text) in (True, False)
    assert link_tells(f"https://{text}") in (True, False)


def test_a_street_is_known_in_all_its_forms() -> None:
    found = street_words("Masarykova 14")
    assert found
    assert all(found.search(one) for one in ("na masarykove", "masarykovu tridu", "z masarykovy"))
    assert not found.search("masaz pro maminky")
    assert street_words("14") is None


def test_a_house_is_known_by_its_street_and_any_of_its_numbers() -> None:
    found = house("Uhlířská 424/7")
    assert found
    said = ("v uhlirske 424", "uhlirska ul. c. 7", "uhlirska-424-7-liberec", "uhlirske ulici c. p. 424/7")
    assert all(found.search(one) for one in said)
    assert not any(
        found.search(one) for one in ("uhlirska lhota", "uhlirska 42", "dlouha 424", "uhlirska 4247")
    )
    assert house("Uhlířská") is None
    dull = house("Nová 5")
    assert dull and dull.search("v nove 5")
