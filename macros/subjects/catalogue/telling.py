"""Texts and links that tell where something is: the wording rule for services with a confidential place.

Closed by default. A text may hold numbers only where they surely are a price, a term, an age, a time, a date,
a phone, a law or a count of people or beds; any other number may be a house number, and is taken for one.
Words of streets, ways to a door, coordinates, codes of places and links to maps are looked for by name; proper names
pass only where they are known (`names_something`).
A text refused once too often costs a phrase; an address that passed may cost a life.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Set
from urllib.parse import unquote, urlsplit

from macros.data.proved import Late
from macros.words.czech import fold

_UPPER = "A-ZÁČĎÉĚÍĽŇÓÖŘŠŤÚŮÜÝŽ"
_SPACES = re.compile(r"[\s\u2007\u202f]+")

# In folded text: what is a number and surely no address. A number is whole, never a part of another one.
_START, _END = r"(?<![\w.,/°′″'\"+-])", r"(?![\w/°′″'\"+]|[.,]\d)"
_N = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
_SPAN = rf"(?:{_N})(?:\+| ?(?:-|–|az|a|do|nebo|ci) ?(?:{_N}))?"
_COUNTED = (
    r"osob\w*|lid[ie]\w*|clov\w+|klient\w*|uzivatel\w*|rodin\w*|zen\w*|matk\w*|mat[ek]+|mam\w*|muz\w*|otc\w*"
    r"|det[ie]\w*|dit\w+|deti|dospel\w*|senior\w*|mist\w*|luz\w*|postel\w*|pokoj\w*|loznic\w*|byt|byty|bytu"
    r"|domacnost\w*|sluz\w*|pracovni\w*|nocleh\w*|jid\w*|schuz\w*|setkan\w*|konzultac\w*|kilogram\w*|kg|kus\w*"
    r"|fotk\w*|fotografi\w*|kopi[ie]\w*|formular\w*"
)
_TIME = (
    r"let|lety|letech|rok\w*|leta|mes\.|mesic\w*|tyd\w*|dn[iyueí]\w*|den|dnech|hod\.?|hodin\w*|h|min\.?|minut\w*"
    r"|noc|noci|nocich|krat|x|×"
)
_MONEY = r"kc|,-|korun\w*|czk|tis\.?|tisic\w*|mil\.?|milion\w*|eur\w*|€|%|procent\w*"
_MONTHS = r"ledn\w+|unor\w*|brez\w+|dubn\w+|kvet\w+|cerv\w+|srpn\w+|zari|rijn\w+|listopad\w*|prosin\w+"
_DAYS = r"po|ut|st|ct|pa|so|ne|pondel\w+|uter\w+|stred\w*|ctvrt\w+|patek|patk\w+|sobot\w*|nedel\w*|denne"
_CALL = (
    r"volejte|volat|zavolej\w*|zavolat|vola\w*|tel\.?:?|telefon\w*:?|cisl\w+|link\w+|linky|lince|bezpeci|policie"
    r"|zachrank\w*|hasic\w*|tisnov\w+"
)
_SOS = r"112|15[0568]|116 ?\d{3}"
_LIMIT = r"max\.?|maximalne|min\.?|minimalne|nejvyse|nejmene|celkem|kapacit\w+:?|pocet:?|asi|cca"
_BORDER = r"starsi|mladsi|nad|pod|vek\w*|veku|let|od|do|mezi"
_PLAIN = Late(
    "|".join(
        f"{_START}(?:{one}){_END}"
        for one in (
            rf"(?:{_SPAN}) ?(?:{_MONEY})(?!\w)|(?:kc|czk) ?(?:{_SPAN})",
            rf"(?:{_SPAN})\.?(?: ?leti|let[aye]\w*)(?!\w)",
            rf"(?:{_SPAN})\.? (?:{_TIME})(?!\w)|\d{{1,3}}(?:h|x|×|krat|leta|lety|lete|leti|letou|leteho)(?!\w)",
            rf"(?:{_SPAN}) (?:[a-z]+(?:ch|ho|mi|ni|ne|na|ve|ve|ke|le|lych) )?(?:{_COUNTED})(?!\w)",
            r"(?:§+|paragraf\w*|odst\.|odstav\w*|pism\.|cl\.|clank\w*|bod\w*) ?\d+[a-z]?(?: (?:a|az|nebo) \d+[a-z]?)?",
            r"(?:zak\w*\.?|vyhl\w*\.?|narizen\w*) (?:c\. ?)?\d+/\d{4}(?: sb)?|(?:c\. ?)?\d+/(?:19|20)\d\d sb",
            r"(?:\+|00)?420 ?\d{3} ?\d{3} ?\d{3}|[2-9]\d{2} \d{3} \d{3}|[2-9]\d{8}|116 ?\d{3}",
            r"\d{1,2}\. ?\d{1,2}\.(?: ?(?:19|20)\d\d)?",
            rf"\d{{1,2}}\. (?:{_MONTHS})(?: (?:19|20)\d\d)?|(?:{_MONTHS}) (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d",
            r"(?:rok\w*|roce|leta|letech|lete|od|do|po|pred|jar\w|podzim\w*|zim\w|udaj\w* z) (?:19|20)\d\d",
            r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?: ?(?:-|–|az|do|a) ?(?:[01]?\d|2[0-4])[:.][0-5]\d)?(?: (?:h|hod\w*)\.?)?",
            rf"(?:{_DAYS})(?: ?(?:-|–|az|a|,) ?(?:{_DAYS}))?:? (?:od )?\d{{1,2}} ?(?:-|–|az|do) ?\d{{1,2}}(?:[:.][0-5]\d)?",
            rf"(?:{_LIMIT}|{_BORDER}) (?:{_SPAN})(?= ?(?:let|a|do|az|\)|$|[,;]|\.(?! ?\d)))",
            r"(?:nonstop|neprerzit\w+|nepretrzit\w+|jsme tu|jsme zde|dostupn\w+|provoz\w*|sluzba|pomoc|linka) 24/7",
            r"^24/7|\d{1,2}\+(?= |$|[.,)])",
            rf"(?:{_CALL})(?: (?:na|cislo|a|nebo|bezpeci|pomoci))* (?:{_SOS})(?:(?:,| a| nebo) (?:{_SOS}))*",
            r"(?:z toho|o dalsi|dalsi|jeste) \d{1,2}(?: krizov\w+)?",
            r"(?:ic|ico|dic):? ?(?:cz)?\d{8}|covid[- ]?19|\d\+(?:\d|kk)",
            r"\d{1,2}\. (?:trid\w+|stup\w+|narozenin\w*|trimestr\w*|pololet\w*|semestr\w*|tydn\w*|mesic\w*|den|dne|roc\w+)",
        )
    )
)
_LISTED = Late(r"(?:^|(?<=[.;:!?] ))\d{1,2}[.)] (?=[a-z])")
"""The number of a point in a list."""

_COLOURS = r"(?:zlut|cerven|bil|modr|zelen|ruzov|oranzov|sed|hned|cihlov)(?:y|a|e|eho|em|ou|ym)"
_NEXT_TO = "u|za|pod|nad|proti|naproti|pred|mezi|kolem|vedle|blizko|ke|k|na"
_LANDMARKS = (
    r"lidl|kaufland|penny|tesc|albert|bill[aouy]|benzin|autobusak|nadraz|hrist|kostel|far[aeuyo]u?\b|hrad|zamk|zamek|prehrad"
    r"|rybnik|les[aem]+\b|stadion|poliklin|nemocnic|hrbitov|kasar|divadl|kin[aemu]+\b|post[aoyu]u?\b|hotel|restaurac"
    r"|hospod|most[eu]m?\b|rek[aoyu]u?\b|trati|radnic|bazen|sokolovn|hasicarn|vodojem|kasn|konecn[eou]+\b"
)
# In folded text: words that lead to a door.
_WORDS = Late(
    r"\bul\.|\bul [a-z]|\bnabr\.|\btr\. |\bnamesti(?:m)?\b|\bnabrez|\bsidlist|\bbulvar|\bc\. ?[peo]\.|\bc\.p\b|\bcp\b|\bpsc\b"
    r"|\b(?:cislo|c\.) (?:popisne|orientacni|evidencni|domu)|\bdum (?:cislo|c\.)|\bdomu? s cislem"
    r"|\b(?:v|ve|do|z|ze|u) ulic[ie] (?!pred|od|bez|nebo|a |s )\w|\bulice \w+(?:ova|ske|ska|ni|ovy)\b"
    r"|\bulick[aeuy]"
    r"|\b(?!prvni|treti|zakladni|skolni|pripravn|materske)\w+(?:ova|ove|ovu|ska|ske|skou|ni) trid[aeuy]\b"
    r"|\btrida \w+(?:a|u|y|i)\b(?! zs)"
    r"|\bv? ?(?:mestske )?ctvrti (?!hodin|rok)\w|\bmestsk[ae] cast|\bv casti \w"
    r"|\bnaproti (?!tom)|\bvedle (?!toho|sebe|nej|te |tech )|\bhned za\b|\bzastav(?:ka|ky|ce|ku|kou)\b|\bvystup(?:te|it)"
    r"|\bzvon(?:ek|ku|kem|te)\b|\bzazvon|\bvchod|\bpoblíz\b|\bpobliz\b|\bkousek od\b|\bnedaleko\b|\bza rohem\b|\bna rohu\b"
    r"|\bpatr[oaeu]\b|\bpatre\b|\bposchodi\b|\bu (?:nadrazi|kostela|posty|skoly|nemocnice|radnice|hradu|zamku|parku|reky)\b"
    r"|\bgps\b|\bsouradnic|\bzemepisn\w+ (?:sirk|delk)|\bcelych\b"
    r"|\w+(?:ni|ova|ove|ska|ske|cka|cke) ulic[ei]\b|\bpres (?:cestu|ulici|silnici|reku|koleje|most|park)\b"
    r"|\bodboc|\bzahn|\bdoleva\b|\bvlevo\b|\bvpravo\b|\bdoprava (?:a|od|za|kolem)\b|\bkrizovatk|\broh \w|\bna rynku"
    r"|\bv arealu\b|\bv budove (?!je|jsou|mame|neni)|\bbudova \w\b|\bpavilon|\bblok[u]? \w\b|\bpanelak|\bbarak|\bbytovk"
    r"|\bna (?:konci|okraji) (?:obce|vsi|vesnice|mesta|sidl)|\bbyval\w+ (?!manzel|partner|pritel|muz|druh|zen|klient|uzivatel)"
    rf"|\b(?:{_COLOURS}) (?:dum|dom[eu]|vil|budov|fasad|dver|vrat|branou)|\bs (?:{_COLOURS}) (?:strech|fasad|dver|vrat)"
    rf"|\b(?:{_NEXT_TO}) (?:\w+(?:ym|eho|ou|em|emu|e) )?(?:{_LANDMARKS})"
    r"|\bmetru\b|\b(?:minut\w*|min\.?|kilometr\w*|km|krok\w*) (?:\w+ )?od\b|\bminut\w* (?:pesky|chuze|autem|jizdy)"
    rf"|\b(?:na|v|dum|sidl\w+|adres\w+:?|ulic\w+|trid\w+) \d{{1,2}}\. (?:{_MONTHS})|\d\. ?np\b"
    r"|\bsirka .*\bdelka\b|\wnactk[aeouy]\b"
)
_MAPS = re.compile(
    r"\bmap(?:y|u|e|ach|am)\b|mapy\W{0,4}(?:cz|com)|goo\W{1,3}gl|maps\.|/maps|\bgoo\.gl|\bg\.co/|\bmapa\.|openstreetmap|\bosm\.org|\bgeo:|waze\.com|\bhere\.com"
    r"|what3words|\bw3w\b|///[^\s/]+\.[^\s/]+\.[^\s/]+|plus\.codes|ikatastr|nahlizenidokn|ruian|google\.[a-z.]+/search"
    r"|\b[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b"
)
_LANDS = Late(r"°|′|″|\b\d+ ?stup\w+ (?:\d|severn|vychodn)")

# Next to what: closed by default. Only what surely is no landmark may follow, in any case and number.
_NO_LANDMARK = (
    r"nas|vas|n(?:ich|imi|ami|i|ej|im|em)|v?ami|sebe|sob[eo]u?|koho|nekoho|tim|to|ten|tu|toho|te|tech|teto|techto|tuto|tomu|co"
    r"|kter\w+|kazd\w+|vs\w+|nekter\w+|jin\w*|cel\w+|svuj|sv\w{1,3}|svoj\w*|prvni\w*|jed[ne]\w*|dv[ea]\w*|tri\w*|ctyri\w*|pet\w*"
    r"|det[ie]\w*|dit\w+|lekar(?!n)\w*|doktor\w*|zubar\w*|psych\w+|notar\w*|advokat\w*|soud\w*|polic\w+|urad\w*|ospod\w*|obc\w+"
    r"|rodi[cn]\w*|pribuzn\w*|znam\w+|pratel\w*|pritel\w*|kamarad\w*|soused\w*|babic\w+|partner\w*|manzel\w*|zen\w*|muz\w*"
    r"|mat[ek]+\w*|mam\w*|otc\w*|obet\w*|lid[ie]\w*|dospel\w*|senior\w*|klient\w*|osob\w*|clen\w*|pracovni\w+|poskytovatel\w*"
    r"|sluz\w*|ubyt\w+|byd\w+|pobyt\w*|pokoj\w*|luzk\w*|nocleh\w*|jidl\w*|strav\w*|prani\w*|najem\w*|byt|byty"
    r"|d[en][nyueií]\w*|noc\w*|mesic\w*|tyd\w*|hodin\w*|minut\w*|rok\w*|let\w*|chvil\w*|pulnoc\w*|poledne\w*"
    r"|poplat\w+|cen\w+|penez\w*|penize|korun\w*|zaloh\w*|kauc\w*|uhrad\w*|uplat\w*|symbolick\w+|minimal\w+|stejn\w+|dluh\w*"
    r"|ucel\w*|podmin\w*|dohled\w*|pritomn\w*|asisten\w*|doprovod\w*|zavr\w+|zavren\w+|odmen\w*|nasil\w*|pomoc\w*|ramec|vek\w*"
    r"|pondel\w+|uter\w+|stred\w*|ctvrt\w+|pat\w+|sobot\w*|nedel\w*|\d.*"
)
_NEAR = Late(rf"\b(?:u|za|nad|mezi|vedle|naproti|okolo|kolem) (?!(?:{_NO_LANDMARK})\b)[a-z]")

# In the text as it is written: names of streets are told by their capitals.
_NAMED = Late(
    rf"\b(?i:ulic\w*|třída|třídě|třídu|třídy|trida|tride|ul|tř|alej\w*|nábř)\.? ?[{_UPPER}]"
    r"|(?:^|[,;:(] ?|\b(?:na|v|u|z|k|do|ke|\w+(?:é|ém|ého|ovo|ovu|ově)) )(?i:n[áa]m\.)"
    rf"|\bnám\. ?[{_UPPER}]\w+(?= ?(?:[.,;)\d]|$))"
    rf"|[{_UPPER}]\w+ (?i:ulic[eií]|ulic[ií]|ulici|třída|třídě|třídu|třídy|alej\w*)\b"
)
_POSSESSIVE = Late(
    rf"(?<!^)(?<![.!?] )\b([{_UPPER}]\w+(?:ova|ově|ovu|ovou|ove))\b|\b([{_UPPER}]\w{{3,}}ova)\b"
)
_ADJECTIVE = Late(rf"\b(?:na|v|ve|do|z|ze|u) ([{_UPPER}]\w+(?:sk|ck|ní)(?:á|é|ou|a|e|))(?= ?(?:[.,;!?)]|$))")
# Written small, a street is told by its form and by what stands before it: "jsme na masarykově".
_SMALL = Late(
    r"\b(?:na|v|ve|jsme|sidlime|bydlime|adres[aeuy]:?) (\w{3,}ov(?:a|e|u|ou))(?= ?(?:[.,;:!?)]|$))"
    r"|(?:^|: ?)(\w{3,}ova)[ .!]*$|[\[(](\w{3,}ova)(?:[\])]|\s*$)"
)
_NO_STREET = frozenset(["domov", "slov", "budov", "vychov", "obnov", "osnov", "prilov", "vlastov", "zasnov"])
_TENS = "dvacet|tricet|ctyricet|padesat|sedesat|sedmdesat|osmdesat|devadesat"
_ONES = (
    "jedna|dva|dve|tri|ctyri|pet|sest|sedm|osm|devet|deset|jedenact|dvanact|trinact|ctrnact|patnact|sestnact|sedmnact"
    "|osmnact|devatenact"
)
_NUMERAL = rf"(?:(?:{_TENS}|sto|{_ONES})(?:[ -](?:{_TENS}|{_ONES}))*)"
_SPELT = Late(
    rf"\b(?:cislo|c\.|dum|dome|domu|\w+(?:ova|ove|ovu|ska|ske|cka|cke)) (?:cislo |popisne )*{_NUMERAL}"
    r"(?= ?(?:[.,;!?)]|$| v | na | ve ))"
)
_AFTER_A_NAME = Late(rf"\w [{_UPPER}]\w+ (?=(\w.{{0,60}}))")
_NUMERAL_ENDS = Late(rf"{_NUMERAL}(?= ?(?:[.,;!?)]|$))")
_FIRST_AND_NUMBER = Late(
    rf"(?:^|[.!?;,] |\w )([{_UPPER}]\w+(?:á|ní|ova))(?: (?=\d)| (?:sto ?)?(?=(?:{_TENS}|{_ONES})))"
)
_COUNTING = Late(
    r"(?:celo|pul)?(?:denni|nocni|rocni|mesicni|tydenni|hodinova|letni|zimni|maximalni|minimalni|celkova|prumerna|prvni|posledni"
    r"|otviraci|oteviraci|provozni|zakladni)$"
)
_CAPITAL = Late(rf"\b[{_UPPER}]\w*")
_BEGINS = Late(r"(?:^|[.!?…•\n] ?|^[–-] )[\"„“(]*$")
_SHORT_WORD = Late(
    r"(?i:\b(?:gen|plk|kpt|mjr|arm|dr|prof|ing|mgr|bl|br|ul|tr|tř|nam|nám|nabr)|\b[^\W\d])\. ?$"
)
_PUBLIC = Late(
    r"(?:kc|sb|po|ut|st|ct|pa|so|ne|vas?|vam|vami|vy|urad\w*|polici\w*|link[auoy]u?|ospod\w*|charit\w*|krizov\w+|interven\w+"
    r"|centr\w+|azylov\w+|domov\w*|dum|domu|dome|bil\w+|kruh\w*|armad\w+|cerven\w+|cesk\w+|slovensk\w+|cech\w*|evrop\w+"
    r"|ukrajin\w*|vanoc\w*|velikonoc\w*|silvestr\w*|whatsapp\w*|messenger\w*|signal\w*|facebook\w*|skype\w*|teams|zoom"
    r"|kraj\w*|mest\w+|romsk\w+|rom|romk\w+|romov\w*|romum|vietnam\w*|schengen\w*|internet\w*|bozi|boh\w+|sv|\w{3,}sk[uo])$"
)


def tells(text: str, names: Collection[str] = ()) -> bool:
    """Whether a text about a service may tell an address.

    `names` are folded names of towns, which are no streets: "sokolov" lets "Sokolově" pass.
    """
    if not text:
        return False
    plain = _plain(text)
    folded = fold(plain)
    looks = (_MAPS, _WORDS, _LANDS, _NEAR)
    if any(one.search(folded) for one in looks) or _NAMED.search(plain):
        return True
    rest = _LISTED.sub(" ", folded)
    while (shorter := _PLAIN.sub(" ", rest)) != rest:
        rest = shorter
    if any(char.isnumeric() for char in rest) or _SPELT.search(folded):
        return True
    return _spelt_after_a_name(plain) or _street_by_form(plain, names) or _numbered_at_first(plain)


def names_something(text: str, known: Set[str]) -> bool:
    """Whether a text has a proper name that nobody knows: it may be a street, a shop or a quarter.

    Names are told by a capital within a sentence. `known` are folded names that may stand there, in any case:
    towns, services and who runs them.
    """
    plain = _plain(text)
    words = {one for one in known if " " not in one}
    return _unknown(plain, words) and _unknown(_without(plain, known - words), words)


def _without(plain: str, names: Collection[str]) -> str:
    """A text without names of several words, in whatever case they stand: "v Novém Městě pod Smrkem"."""
    folded = fold(plain)
    if len(folded) != len(plain) or not names:
        return plain
    found = re.compile("|".join(sorted(map(_in_any_case, names), reverse=True)))
    for match in reversed(list(found.finditer(folded))):
        plain = plain[: match.start()] + "x" + plain[match.end() :]
    return plain


def _in_any_case(name: str) -> str:
    words = [rf"{re.escape(one[:-2] if len(one) > 4 else one[:-1])}\w{{0,4}}" for one in name.split()]
    return r"\b" + " ".join(words) + r"\b"


def _unknown(plain: str, known: Collection[str]) -> bool:
    for match in _CAPITAL.finditer(plain):
        before, word = plain[: match.start()], fold(match[0])
        if _BEGINS.search(before) and not _SHORT_WORD.search(before):
            continue
        if not ((match[0].isupper() and len(word) <= 5) or _PUBLIC.match(word) or _known_form(word, known)):
            return True
    return False


def _known_form(word: str, known: Collection[str]) -> bool:
    """Whether a word is a known one or a case of it: "Sokolova", "Chebu", "Ostrově", "Kraslic"."""
    stems = {word[: len(word) - cut] for cut in range(4) if len(word) - cut > 1}
    return any(stem + end in known for stem in stems for end in ("", *"aeiouy", "ek", "ec"))


def _numbered_at_first(plain: str) -> bool:
    """ "Lesní 24 hodin denně": a number behind an adjective that begins a sentence, and counts nothing."""
    found = _FIRST_AND_NUMBER.findall(plain)
    return any(not _COUNTING.match(fold(one)) for one in found)


def _plain(text: str) -> str:
    """Undo what hides a text from a rule: entities, wide signs, marks apart from their letters, odd spaces."""
    text = unicodedata.normalize("NFKC", html.unescape(text).replace("°", " ° ").replace("²", "2"))
    return _SPACES.sub(" ", re.sub("[\u00ad\u200b-\u200f\u2060]", "", text)).strip()


def _spelt_after_a_name(plain: str) -> bool:
    """ "v Masarykově čtrnáct": a name and a number in words at the end of a sentence."""
    return any(_NUMERAL_ENDS.match(fold(match[1])) for match in _AFTER_A_NAME.finditer(plain))


def _street_by_form(plain: str, names: Collection[str]) -> bool:
    """ "na Masarykovu", "v Pražské.": names of streets have forms of their own; towns have them, too."""
    found = [one for match in _POSSESSIVE.findall(plain) for one in match if one]
    found += _ADJECTIVE.findall(plain)
    small = [one for match in _SMALL.findall(fold(plain)) for one in match if one]
    found += [one for one in small if re.sub("(?:a|e|u|ou)$", "", one) not in _NO_STREET]
    return any(not _known(fold(one), names) for one in found)


def _known(word: str, names: Collection[str]) -> bool:
    # "Sokolově" of Sokolov; "Karlova" is no form of Karlovy Vary.
    return word in names or (word[:-1].endswith("ov") and word[:-1] in names)


# Links ------------------------------------------------------------------------------------------------

_HOST = re.compile(r"[a-z]{4,}-?\d{1,4}\.")
_DATA = re.compile(r"\.(?:json|geojson|topojson|csv|tsv|xlsx?|ods|kml|kmz|gpx|parquet|zip|shp|xml)\b")
_REGISTER = re.compile(
    r"registr(?:poskytovatel|uss|\.)|iregistr|\bares\b|rejstrik|justice\.cz"
    # Directories of firms and encyclopedias tell addresses; archives keep old pages, short links lead anywhere.
    r"|\b(?:zive)?firmy\.cz|\bzlatestranky\.|\bnajisto\.|\bedb\.cz|\bfirmo\.cz|wikipedia\.org|wikimapia|web\.archive\.org|archive\.(?:ph|today|is)\b"
    r"|panoramata\.|mapillary|streetview|geohack|foursquare|booking\.com|here\.app|sreality|/(?:bit\.ly|tinyurl\.com|1url\.cz|t\.co"
    r"|is\.gd|ow\.ly|cutt\.ly|jdem\.cz|zkr\.cz|rb\.gy|qr\.io|lnk\.bio)\b"
)
_SLUG = re.compile(r"(?<=[a-z])[-_.+ ]?\d{1,4}[a-z]?(?:[/_-]\d{1,4}[a-z]?)?(?=[/_.+ ?&#-]|$)")
_SLUG_PLAIN = re.compile(
    r"-\d{1,4}-(?:let|lety|roku?|leta|mesic\w*|dn[iu]\w*|hodin\w*|deti|osob|mist|luzek|kc)(?=[-/.]|$)"
    r"|(?<=/)(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}(?=[/-])|(?<=-)(?:19|20)\d\d(?=[-/.]|$)"
)
_SLUG_WORDS = re.compile(
    r"(?:^|[/_.+= -])(?:ul|ulice|ulici|nam|namesti|trida|tride|nabrezi|sidliste|adresa|mapa|map|cp|kudy-k-nam|kde-nas-najdete"
    r"|kde-jsme|kde-sidlime|adresy)"
    r"(?=[/_.+= -]|$)"
)
_POINT = re.compile(r"\d{2}[.,]\d{3,}")
_PLACE_QUERY = re.compile(r"[?&](?:q|query|adresa|address|lat|lon|lng|gps|ll|loc|x|y)=")


def link_tells(url: str) -> bool:
    """Whether an address on the web (or of a mailbox) says where a house is, or leads to where that stands.

    Roots of webs pass: who runs a service is public. So do paths without numbers that may be of a house.
    """
    read = fold(_plain(unquote(unquote(url))))
    if _MAPS.search(read) or leads_to_points(read) or _POINT.search(read) or _PLACE_QUERY.search(read):
        return True
    if "@" in read and "//" not in read:
        return bool(re.search(r"[a-z][-_.]?\d{1,4}[a-z]?(?=[-_.@])|\d{5}", read)) or bool(
            _SLUG_WORDS.search(read.partition("@")[0])
        )
    try:
        parts = urlsplit(read)
    except ValueError:
        return True
    if _HOST.search(parts.netloc) or _SLUG_WORDS.search(parts.path) or _tells_slug(parts.path):
        return True
    # Numbers of pages stand in a query ("id=80"), streets with a number behind a letter ("p=ruzova-14").
    words = [*re.split("[=&;]", parts.query), parts.fragment]
    return any(_SLUG_WORDS.search(one) or (len(one) > 4 and _tells_slug(one)) for one in words)


def _tells_slug(path: str) -> bool:
    return _SLUG.search(_SLUG_PLAIN.sub("/", path)) is not None


def leads_to_points(url: str) -> bool:
    """Whether a link leads to data or to a register, where a point or an address stands beside the name."""
    return bool(_DATA.search(fold(url)) or _REGISTER.search(fold(url)))


def id_tells(code: str) -> bool:
    """Whether an id (a part of an address on the web) reads like a street with a number."""
    return link_tells(f"https://x/{code}")


def street_words(street: str) -> re.Pattern[str] | None:
    """Return what finds a street in folded text, however it is inflected; None where nothing tells it."""
    words = [one for one in re.findall(r"[a-z]{4,}", fold(street)) if not _COMMON.fullmatch(one)]
    return re.compile(_forms(words)) if words else None


def house(street: str) -> re.Pattern[str] | None:
    """Return what finds a street with one of its numbers in folded text; None where the street has none."""
    words, numbers = re.findall(r"[a-z]{3,}", fold(street)), re.findall(r"\d+[a-z]?\b", fold(street))
    words = [one for one in words if not _COMMON.fullmatch(one)] or words
    # With a number beside it a short word may lose its end: "Nová 5", "v Nové 5".
    words = [one.rstrip("aeiouy") if len(one) < 6 else one for one in words]
    # "v Uhlířské ulici č. 424/7" and, in addresses on the web, "uhlirska-424-7".
    between = rf"\D{{1,16}}(?:\d+[/-])?(?:{'|'.join(numbers)})\b"
    return re.compile(f"(?:{_forms(words)}){between}") if words and numbers else None


def _forms(words: list[str]) -> str:
    stems = sorted({one if len(one) < 6 else one[:-2] for one in words})
    return "|".join(rf"\b{one}\w{{0,4}}\b" for one in stems)


_COMMON = re.compile(r"ulice|namesti|trida|nabrezi|sidliste|velka|mala|horni|dolni|nova|stara")
