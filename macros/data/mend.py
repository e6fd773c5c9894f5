"""Files as Czech offices really save them: recognise, explain, and mend what is safe to mend.

`decode` gives the text of a file as it should have been saved, together with a problem for each way
in which it was not. `mend_table` does the same for what stands in the cells, `mend_bytes` for a whole file.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections import Counter

from macros.data.characters import composed
from macros.data.office import choice, mend_ico, sliced
from macros.data.problems import Problem, problem
from macros.data.schema import Field, Schema

# Letters that a Czech text has in Windows-1250 and ISO 8859-2 at different places.
_ISO_ONLY = frozenset(b"\xb9\xbb\xbe\xa9\xab\xae")
_CP1250_ONLY = frozenset(b"\x9a\x9d\x9e\x8a\x8d\x8e")
_CZECH_DATE = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_SEPARATOR = re.compile(r'"?sep=.?"?,*;*', re.IGNORECASE)
_LOST = "\ufffd"
"""Stands where a byte could not be read; a file that holds it must never be written back."""


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of a CSV file with commas, LF and no BOM, and a problem for each change."""
    problems: list[Problem] = []
    if raw.startswith(codecs.BOM_UTF8):
        problems.append(problem(file, 0, "", "file-bom"))
        raw = raw.removeprefix(codecs.BOM_UTF8)
    text = _text(raw, file, problems)
    if "\r" in text:
        problems.append(problem(file, 0, "", "file-newlines"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if _SEPARATOR.fullmatch(first):
        problems.append(problem(file, 1, "", "file-sep", first))
        text, first = rest, rest.partition("\n")[0]
    delimiter = next((mark for mark in ";\t|" if mark in first and "," not in first), ",")
    if delimiter != ",":
        name = "tabulátor" if delimiter == "\t" else f"„{delimiter}“"
        problems.append(problem(file, 0, "", "file-delimiter", delimiter=name))
        text = _with_commas(text, delimiter)
    if text and not text.endswith("\n"):
        problems.append(problem(file, 0, "", "file-end", warning=True))
        text += "\n"
    return text, problems


def _text(raw: bytes, file: str, problems: list[Problem]) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.append(problem(file, 0, "", "file-encoding", encoding="UTF-16"))
        return raw.decode("utf-16", errors="replace")
    bytes_seen = Counter(raw) if b"\0" in raw else Counter[int]()
    if bytes_seen[0] * 8 > len(raw):
        problems.append(problem(file, 0, "", "file-binary"))
        return ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _other_encoding(raw, file, problems)


def _other_encoding(raw: bytes, file: str, problems: list[Problem]) -> str:
    text = raw.decode("utf-8", errors="replace")
    if sum(char > "\x7f" for char in text) > 2 * text.count(_LOST):
        # UTF-8 with a few foreign bytes: one row was pasted in by another program. The cells are reported.
        return text
    bytes_seen = Counter(raw)
    iso = sum(bytes_seen[one] for one in _ISO_ONLY)
    windows = sum(bytes_seen[one] for one in _CP1250_ONLY)
    name, codec = ("ISO 8859-2", "iso8859-2") if iso > windows else ("Windows-1250", "cp1250")
    problems.append(problem(file, 0, "", "file-encoding", encoding=name))
    return raw.decode(codec, errors="replace")


def _with_commas(text: str, delimiter: str) -> str:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return text
    return write_csv(rows)


def write_csv(rows: list[list[str]]) -> str:
    """Write rows the one way all files of the packages are written: commas, LF, few quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def mend_cell(field: Field, cell: str) -> str:
    """Write one cell the canonical way where its meaning is beyond doubt, else return it as it is."""
    cell = composed(cell)
    if field.type != "string" or cell != cell.strip():
        cell = cell.replace("\u00a0", " ").strip()
    if field.reference and field.reference.separator:
        parts = (part.strip() for part in cell.split(field.reference.separator))
        return field.reference.separator.join(part for part in parts if part)
    if field.enum and cell not in field.enum:
        return choice(cell, field.enum) or cell
    if field.type == "string" and "  " in cell:
        cell = re.sub(r"(?<=\S) {2,}(?=\S)", " ", cell)
    mend = _BY_TYPE.get(field.type) or _BY_NAME.get(field.name)
    return mend(cell) if mend and cell else cell


def _date(cell: str) -> str:
    if match := _CZECH_DATE.fullmatch(cell):
        day, month, year = map(int, match.groups())
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return cell
    return cell


def _integer(cell: str) -> str:
    return re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", cell)


def _number(cell: str) -> str:
    cell = _integer(cell)
    return cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell


def _boolean(cell: str) -> str:
    return _BOOLEAN_WORDS.get(cell.lower(), cell)


_BOOLEAN_WORDS = {
    **dict.fromkeys(("true", "ano", "pravda", "1"), "true"),
    **dict.fromkeys(("false", "ne", "nepravda", "0"), "false"),
}


def _postcode(cell: str) -> str:
    return re.sub(r"^([0-9]{3}) ([0-9]{2})$", r"\1\2", cell)


def _time(cell: str) -> str:
    match = _TIME.fullmatch(cell)
    return f"{int(match[1]):02d}:{match[2]}" if match else cell


def mend_phone(cell: str) -> str:
    """Write a telephone number as E.164, or as the short number that it is; else return it as it is."""
    if sliced(cell):
        return cell
    digits = re.sub(r"[ \u00a0/.()-]", "", cell)
    if re.fullmatch(r"(\+420|00420|420)?[2-9][0-9]{8}", digits):
        return "+420" + digits[-9:]
    if digits in SHORT_NUMBERS:
        return digits
    # Letters, signs or too few digits: no number, or one that only a person can tell.
    return _foreign_phone(cell) if re.fullmatch(r"(\+|00)[0-9]{7,15}", digits) else cell


SHORT_NUMBERS = frozenset(
    ["112", "150", "155", "156", "158", "116000", "116006", "116111", "116117", "116123"],
)
"""Short numbers of Czech emergency and help lines; others are looked up in `phonenumbers`."""


def _foreign_phone(cell: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(cell, "CZ")
    except phonenumbers.NumberParseException:
        return cell
    if not phonenumbers.is_valid_number(number):
        return cell
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_BY_TYPE = {"date": _date, "integer": _integer, "number": _number, "boolean": _boolean}
_BY_NAME = {
    "postcode": _postcode,
    "opens": _time,
    "closes": _time,
    "phone": mend_phone,
    "value": mend_phone,
    "ico": mend_ico,
}


def mend_bytes(raw: bytes, file: str, schema: Schema) -> bytes:
    """Mend a whole file; the bytes as they are where something in them cannot be read."""
    text, problems = decode(raw, file)
    if _LOST in text or any(one.rule == "file-binary" for one in problems):
        return raw
    return mend_table(text, schema).encode("utf-8")


def mend_table(text: str, schema: Schema) -> str:
    """Mend the cells and the order of a decoded CSV text; the text itself where it cannot be read."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return text
    rows = _without_blanks(rows)
    rows[:1] = [schema.current(row) for row in rows[:1]]
    rows = _with_added(rows, schema)
    if not rows or sorted(rows[0]) != sorted(schema.names):
        return text
    where = [rows[0].index(name) for name in schema.names]
    body = []
    for row in rows[1:]:
        if len(row) != len(where):
            return text
        body.append([mend_cell(field, row[at]) for field, at in zip(schema.fields, where, strict=True)])
    if schema.primary_key:
        at = [schema.names.index(name) for name in schema.primary_key]
        body.sort(key=lambda row: [row[i] for i in at])
    return write_csv([schema.names, *body])


def _with_added(rows: list[list[str]], schema: Schema) -> list[list[str]]:
    """Put empty columns that came to the table later than the file at its end; one that got lost is none of them."""
    header = rows[0] if rows else []
    new = [field.name for field in schema.fields if field.added and field.name not in header]
    if not new or any(len(row) != len(header) for row in rows):
        return rows
    return [header + new, *(row + [""] * len(new) for row in rows[1:])]


def _without_blanks(rows: list[list[str]]) -> list[list[str]]:
    """Drop blank rows and the blank columns that spreadsheets add at the right; strip the header."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    if rows and all(len(row) == len(rows[0]) for row in rows):
        rows = [row[: max(width, 1)] for row in rows]
        if not all(cell.strip() for cell in rows[0]):
            return []
    return [[cell.strip() for cell in rows[0]], *rows[1:]] if rows else []
