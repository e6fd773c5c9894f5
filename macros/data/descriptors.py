"""Opens a package as strictly as a stranger's file deserves: no path leaves its folder, no key is unknown.

A misspelt key protects nothing and says nothing, so what the program does not know is a mistake. What is read
here is what `schema` turns into a `Package`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from macros.data import parser_words
from macros.data.faults import fault
from macros.data.problems import Problem, nearest, problem
from macros.data.schema import Package, package_of

MOST = 1 << 20
"""Bytes of a descriptor or a schema; real ones have a hundredth of it."""
_PACKAGE = {
    **dict.fromkeys(("$schema", "name", "title", "description", "version", "profile", "id", "created"), str),
    **dict.fromkeys(("homepage", "image"), str),
    **dict.fromkeys(("licenses", "sources", "resources", "keywords", "contributors"), list),
    "rozcestnik": dict,
}
_PACKAGE_NEEDS = ("name", "title", "description", "resources")
_RESOURCE = {
    **dict.fromkeys(("name", "title", "description", "path", "schema", "format", "mediatype"), str),
    **dict.fromkeys(("encoding", "profile", "type", "hash"), str),
    **dict.fromkeys(("licenses", "sources"), list),
    "dialect": dict,
    "bytes": int,
}
_RESOURCE_NEEDS = ("name", "path", "schema")
_SCHEMA = {
    **dict.fromkeys(("$schema", "title", "description", "name"), str),
    **dict.fromkeys(("fields", "primaryKey", "foreignKeys", "uniqueKeys", "missingValues"), list),
}
_FIELD = {
    **dict.fromkeys(("name", "type", "title", "description", "example", "format", "added"), str),
    **dict.fromkeys(("trueValues", "falseValues", "formerly"), list),
    **dict.fromkeys(("constraints", "reference"), dict),
}
_CONSTRAINTS = {
    **dict.fromkeys(("required", "unique"), bool),
    "enum": list,
    "pattern": str,
    **dict.fromkeys(("minimum", "maximum"), (int, float)),
    "maxLength": int,
}
_REFERENCE = dict.fromkeys(("package", "resource", "field", "separator"), str)
_TYPES = ("string", "integer", "number", "boolean", "date")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def open_package(root: Path, folder: Path) -> Package | list[Problem]:
    """Read the package in `folder` of the portal `root`, or return all that is wrong with its description."""
    base, problems = folder.relative_to(root).as_posix(), list[Problem]()
    raw = _json(folder / "datapackage.json", f"{base}/datapackage.json", problems)
    if problems:
        return problems
    problems += _descriptor(raw, folder, f"{base}/datapackage.json")
    if problems:
        return problems
    schemas = {}
    for one in raw["resources"]:
        file = f"{base}/{one['schema']}"
        before = len(problems)
        read = _json(folder / one["schema"], file, problems)
        if len(problems) == before:
            problems += _schema(read, file, one["name"])
        schemas[one["name"]] = read
    if problems:
        return sorted(set(problems))
    try:
        return package_of(folder, raw, schemas)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [problem(f"{base}/datapackage.json", 0, "", "descriptor", reason=str(error))]


def _json(path: Path, file: str, problems: list[Problem]) -> Any:
    """What a file says; None and a problem where it cannot be read."""
    reason, row = "", 0
    try:
        if path.stat().st_size > MOST:
            reason = f"soubor je větší než {MOST >> 20} MB."
        else:
            said = path.read_text(encoding="utf-8")
            return json.loads(said, object_pairs_hook=_once, parse_constant=_no_number)
    except OSError as error:
        problems.append(replace(fault(error), file=file))
        return None
    except RecursionError:
        reason = "závorky jsou vnořené příliš hluboko."
    except UnicodeDecodeError:
        reason = "soubor není v kódování UTF-8."
    except json.JSONDecodeError as error:
        row = error.lineno if error.doc.strip() else 0
        reason = _czech(error)
    except ValueError as error:
        reason = parser_words.LONG_NUMBER if "integer string" in str(error) else str(error)
    problems.append(problem(file, row, "", "descriptor", reason=reason))
    return None


def _czech(error: json.JSONDecodeError) -> str:
    """What is wrong with a JSON, in words that tell how to mend it."""
    if not error.doc.strip():
        return parser_words.EMPTY
    return next((said for told, said in parser_words.JSON.items() if told in error.msg), f"{error.msg}.")


def _no_number(word: str) -> None:
    raise ValueError(parser_words.NO_NUMBER.format(word))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand there once each: of two, nobody knows which one is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"klíč „{twice[:40]}“ je tu dvakrát, jeden smažte.")
    return found


def _descriptor(raw: Any, folder: Path, file: str) -> Iterator[Problem]:
    found = list(_shape(raw, _PACKAGE, _PACKAGE_NEEDS, file, "popis balíčku"))
    for number, one in enumerate(raw.get("resources", ()) if not found else (), start=1):
        found += _shape(one, _RESOURCE, _RESOURCE_NEEDS, file, f"tabulka č. {number} (resources)")
    if found:
        yield from found
        return
    if raw["name"] != folder.name:
        yield problem(file, 0, "name", "descriptor-name", raw["name"], folder=folder.name)
    if not raw["resources"]:
        yield problem(file, 0, "resources", "descriptor", reason="balíček nemá žádnou tabulku.")
    found += _resources(raw["resources"], file)
    yield from found or _unnamed(raw["resources"], folder, file)


def _resources(resources: list[dict[str, Any]], file: str) -> Iterator[Problem]:
    seen: dict[str, tuple[int, str]] = {}
    for at, one in enumerate(resources):
        name = one["name"]
        if not _NAME.fullmatch(name):
            yield problem(
                file, 0, "name", "descriptor", reason=f"název tabulky „{name}“ smí mít jen a–z, 0–9, - a _."
            )
        for key, suffix in (("path", ".csv"), ("schema", ".json")):
            if reason := _leaves(one[key], suffix):
                yield problem(
                    file, 0, key, "descriptor-path", one[key], table=name, reason=reason, suffix=suffix
                )
        for what in ("name", "path", "schema"):
            first, other = seen.setdefault(f"{what}:{one[what].casefold()}", (at, name))
            if first != at:
                yield problem(
                    file, 0, what, "descriptor-twice", one[what], table=name, other=other, number=at + 1
                )


def _leaves(given: str, suffix: str) -> str:
    """Say why a path may not be opened, "" where it may."""
    parts = PurePosixPath(given).parts
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", given) or given.startswith("//"):
        return "je to adresa, ne soubor balíčku"
    if given.startswith(("/", "~")) or any(one.startswith(".") for one in parts):
        return "vede mimo složku balíčku"
    if "\\" in given or "\0" in given or not parts or given != "/".join(parts):
        return "není to prosté jméno souboru s lomítky"
    if not given.endswith(suffix) or given == "datapackage.json":
        return "není to soubor toho druhu"
    return ""  # that no link stands in it, `paths.strange` has made sure


def _unnamed(resources: list[dict[str, Any]], folder: Path, file: str) -> Iterator[Problem]:
    """Files that no resource names: a table that was dropped from the descriptor leaves its file behind."""
    base = file.removesuffix("datapackage.json")
    named = {one[key] for one in resources for key in ("path", "schema")}
    inside = {path.relative_to(folder).as_posix() for where in _KEPT for path in folder.glob(where)}
    for path in sorted(inside - named):
        yield problem(f"{base}{path}", 0, "", "descriptor-unnamed", descriptor=file)


_KEPT = ("*.csv", "data/**/*.csv", "schemas/**/*.json")


def _schema(raw: Any, file: str, table: str) -> Iterator[Problem]:
    found = list(_shape(raw, _SCHEMA, ("fields",), file, f"schéma tabulky {table}"))
    if found:
        yield from found
        return
    names: list[str] = []
    for number, one in enumerate(raw["fields"], start=1):
        yield from _field(one, number, names, file)
    if not raw["fields"]:
        yield problem(file, 0, "", "descriptor", reason="schéma nemá žádný sloupec.")
    yield from _formerly([one for one in raw["fields"] if isinstance(one, dict)], names, file)
    keys = [("primaryKey", raw.get("primaryKey", []))]
    keys += [("uniqueKeys", one) for one in raw.get("uniqueKeys", ())]
    for key, columns in keys:
        for column in columns if isinstance(columns, list) else [columns]:
            if column not in names or not isinstance(columns, list):
                reason = f"{key} jmenuje sloupec „{column}“, který schéma nemá. {nearest(str(column), names)}"
                yield problem(file, 0, "", "descriptor", reason=reason.strip())


def _field(raw: Any, number: int, names: list[str], file: str) -> Iterator[Problem]:
    where = f"sloupec č. {number}"
    found = list(_shape(raw, _FIELD, ("name", "type"), file, where))
    if not found:
        found += _shape(
            raw.get("constraints", {}), _CONSTRAINTS, (), file, f"sloupec {raw['name']}, constraints"
        )
        if "reference" in raw:
            needs = ("package", "resource", "field")
            found += _shape(raw["reference"], _REFERENCE, needs, file, f"sloupec {raw['name']}, reference")
    yield from found
    if found:
        return
    if not _NAME.fullmatch(raw["name"]):
        reason = f"název sloupce „{raw['name']}“ smí mít jen a–z, 0–9, - a _."
        yield problem(file, 0, "name", "descriptor", reason=reason)
    if raw["name"] in names:
        yield problem(file, 0, raw["name"], "descriptor", reason="sloupec toho jména je ve schématu dvakrát.")
    names.append(raw["name"])
    if raw["type"] not in _TYPES:
        reason = f"typ „{raw['type']}“ program nezná, má být jeden z: {', '.join(_TYPES)}."
        yield problem(file, 0, raw["name"], "descriptor", reason=reason)
    yield from _limits(raw, file)


def _formerly(fields: list[dict[str, Any]], names: list[str], file: str) -> Iterator[Problem]:
    """A former name is one that no column has, and that one column had."""
    seen = set(names)
    for one in fields:
        former = one.get("formerly", [])
        for name in former if isinstance(former, list) else []:
            if not isinstance(name, str) or not _NAME.fullmatch(name) or name in seen:
                yield problem(file, 0, "formerly", "descriptor-formerly", str(name)[:40])
            seen.add(str(name))


def _limits(raw: dict[str, Any], file: str) -> Iterator[Problem]:
    """Constraints that contradict the type, or that no value could obey."""
    limits, name = raw.get("constraints", {}), raw["name"]
    try:
        form, example = re.compile(limits.get("pattern", "")), raw.get("example")
        if form.pattern and isinstance(example, str) and example and not form.search(example):
            # It is what people are told to write.
            reason = parser_words.EXAMPLE.format(name)
            yield problem(file, 0, name, "descriptor", reason=reason)
    except (re.error, OverflowError, RecursionError) as error:
        yield problem(file, 0, name, "descriptor", reason=f"sloupec {name}, pattern: {error}")
    if not all(isinstance(one, str) and one for one in limits.get("enum", ())) or limits.get("enum") == []:
        yield problem(file, 0, name, "descriptor", reason="enum má být seznam textů.")
    numeric = raw["type"] in ("integer", "number")
    if not numeric and ("minimum" in limits or "maximum" in limits):
        yield problem(file, 0, name, "descriptor", reason="minimum a maximum patří jen k číslům.")
    if raw["type"] in _TYPES and raw["type"] != "string" and ("pattern" in limits or "maxLength" in limits):
        yield problem(file, 0, name, "descriptor", reason=parser_words.OF_TEXTS)
    if limits.get("maxLength", 1) < 1:
        yield problem(file, 0, name, "descriptor", reason=parser_words.POSITIVE)
    if numeric and limits.get("minimum", float("-inf")) > limits.get("maximum", float("inf")):
        yield problem(file, 0, name, "descriptor", reason="minimum je větší než maximum.")


def _shape(
    raw: Any, known: Mapping[str, Any], needs: tuple[str, ...], file: str, where: str
) -> Iterator[Problem]:
    """Keys and kinds of values of one object of a descriptor."""
    if not isinstance(raw, dict):
        yield problem(file, 0, "", "descriptor", reason=f"{where}: má to být objekt se složenými závorkami.")
        return
    for key in needs:
        if key not in raw:
            yield problem(file, 0, key, "descriptor-missing", where=where)
    for key, value in raw.items():
        if key not in known:
            yield problem(file, 0, "", "descriptor-key", key, where=where, hint=nearest(key, known))
        elif not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            yield problem(
                file, 0, key, "descriptor", reason=f"{where}: klíč {key} má být {_kind(known[key])}."
            )
        elif key in needs and value == "":
            yield problem(file, 0, key, "descriptor-missing", where=where)


def _kind(type_: Any) -> str:
    words = {str: "text", list: "seznam", dict: "objekt", bool: "true nebo false", int: "celé číslo"}
    return words.get(type_, "číslo") if isinstance(type_, type) else "číslo"
