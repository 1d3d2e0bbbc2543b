"""YAML files with places: values as written, and the line that each stands on.

YAML 1.1 turns `no` into false and `2023-05-29` into a date object; here only
`true`/`false`, `null` and decimal numbers are resolved (the YAML 1.2 core schema), and
everything else stays the text that the curator wrote.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import jsonschema_rs
import yaml

from treatygraph.errors import DataError
from treatygraph.nearest import did_you_mean

__all__ = ["Located", "Schema", "is_known_date", "parse_yaml", "validate"]

#: The way to a value: keys and list positions from the root.
Path = tuple[str | int, ...]

#: Levels of a file, values that stand in it again by `*name`, digits of a number.
_DEEPEST, _MOST_REPEATED, _MOST_DIGITS = 100, 10_000, 40

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """A safe loader that resolves scalars as YAML 1.2 does."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""]
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)


@dataclass(frozen=True, slots=True)
class Located:
    """Parsed data, the file's name, and the line (from 1) of every value."""

    data: Any
    name: str
    lines: dict[Path, int]

    def place(self, path: Path) -> str:
        """Return `file:line` of a value, or of its nearest ancestor that has a line."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def parse_yaml(text: str, *, name: str) -> Located:
    """Return the data of one YAML document with the line of every value."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _malformed(str(error.problem), name, line) from error
    except yaml.YAMLError as error:  # a character that YAML 1.2, section 5.1, does not allow
        line = text.count("\n", 0, int(getattr(error, "position", 0))) + 1
        raise _malformed(str(getattr(error, "reason", error)), name, line) from error
    except RecursionError as error:
        raise _malformed("it nests too deeply", name, 1) from error
    made = _Made(name)
    data = made.value(root, ()) if root is not None else None
    return Located(data, name, made.lines)


def _malformed(why: str, name: str, line: int) -> DataError:
    return DataError(
        f"This is not well-formed YAML: {why}.",
        place=f"{name}:{line}",
        expected="keys and values by indentation, lists with '- '",
        remedy="look at the indentation and the quotes of this line and the one before",
    )


class _Made:
    """Values made from nodes, with their lines; what repeats (`*name`) is held to a limit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self._seen: set[int] = set()
        self._again = 0

    def value(self, node: yaml.Node, path: Path) -> Any:
        """Return the value of a node that stands at a path."""
        self.lines[path] = node.start_mark.line + 1
        self._again += id(node) in self._seen
        self._seen.add(id(node))
        if len(path) > _DEEPEST or self._again > _MOST_REPEATED:
            raise self._fault(
                node,
                "Values nest too deeply, or are repeated (`*name`) too often.",
                f"at most {_DEEPEST} levels and {_MOST_REPEATED:,} repeated values",
                "write the values out where they are needed",
            )
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._fault(key_node, "This key is no text.", "a word", "name it by a word")
            key = str(key_node.value)
            if key in result:
                raise self._fault(
                    key_node,
                    f"The key {key!r} stands twice in the same place.",
                    "each key once",
                    "remove one, or merge the two",
                )
            result[key] = self.value(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return node.value == "true"
        if kind != "int":
            return node.value
        if len(node.value) > _MOST_DIGITS:
            raise self._fault(
                node,
                f"A whole number has {len(node.value):,} digits.",
                f"at most {_MOST_DIGITS}",
                "put it in quotes if it is a text",
            )
        try:
            return int(node.value)
        except ValueError:  # `!!int` before what is none
            return node.value

    def _fault(self, node: yaml.Node, met: str, expected: str, remedy: str) -> DataError:
        place = f"{self.name}:{node.start_mark.line + 1}"
        return DataError(met, place=place, expected=expected, remedy=remedy)


def is_known_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that there is; `by` may stand before.

    >>> is_known_date("by 2030-02-28"), is_known_date("2030-02"), is_known_date("2030-02-30")
    (True, True, False)
    """
    known = re.fullmatch(r"(?:by )?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if known is None:
        return False
    try:
        date(int(known[1]), int(known[2] or 1), int(known[3] or 1))
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema (draft 2020-12) and its compiled validator."""

    document: dict[str, Any]
    validator: jsonschema_rs.Draft202012Validator

    @classmethod
    def parse(cls, text: str) -> Schema:
        """Return the schema of a JSON text."""
        document = json.loads(text)
        validator = jsonschema_rs.Draft202012Validator(
            document, formats={"known-date": is_known_date}, validate_formats=True
        )
        return cls(document, validator)

    def keys_at(self, path: list[str | int]) -> list[str]:
        """Return the property names allowed at a place in the schema."""
        node: Any = self.document
        for step in path[:-1]:
            node = self._follow(node)
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                continue
        node = self._follow(node)
        return sorted(node.get("properties", {})) if isinstance(node, dict) else []

    def _follow(self, node: Any) -> Any:
        while isinstance(node, dict) and str(node.get("$ref", "")).startswith("#/"):
            target: Any = self.document
            for step in node["$ref"][2:].split("/"):
                target = target[step]
            node = target
        return node


def validate(located: Located, schema: Schema) -> list[DataError]:
    """Return what in the data breaks the schema, one error a place, in file order."""
    errors = [_explain(located, schema, e) for e in schema.validator.iter_errors(located.data)]
    return sorted(errors, key=_line)


def _line(error: DataError) -> int:
    return int(error.place.rpartition(":")[2])


def _explain(located: Located, schema: Schema, error: jsonschema_rs.ValidationError) -> DataError:
    path: Path = tuple(error.instance_path)
    unexpected = getattr(error.kind, "unexpected", None)
    if unexpected:
        known = schema.keys_at(list(error.schema_path))
        return _unknown_key(located, path, str(unexpected[0]), known)
    where = ".".join(str(step) for step in path) or "the file"
    options = getattr(error.kind, "options", None)
    if isinstance(options, list) and isinstance(error.instance, str):
        return DataError(
            f"{where}: {error.instance!r} is none of the values that are allowed.",
            place=located.place(path),
            expected=f"one of {', '.join(map(str, options))}",
            remedy=did_you_mean(error.instance, map(str, options)) or "see docs/schemes.md",
        )
    if str(error.message).endswith('is not a "known-date"'):
        return DataError(
            f"{where}: there is no day {error.instance!r}.",
            place=located.place(path),
            expected="a year, a month or a day that is in the calendar, such as 2030-02-28",
            remedy="look the date up in the document",
        )
    return DataError(
        f"{where}: {error.message}.",
        place=located.place(path),
        expected=f"what the JSON Schema {schema.document.get('title', '')!r} says",
        remedy="an editor that reads the schema line at the head of the file shows the rule",
    )


def _unknown_key(located: Located, path: Path, key: str, known: list[str]) -> DataError:
    return DataError(
        f"Unknown key {key!r}.",
        place=located.place((*path, key)),
        expected=f"one of {', '.join(known)}" if known else "a key that the schema names",
        remedy=did_you_mean(key, known) or "remove it, or correct its spelling",
    )
