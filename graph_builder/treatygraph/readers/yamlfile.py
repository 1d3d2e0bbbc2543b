"""YAML files with places: values as written, and the line that each stands on.

YAML 1.1 turns `no` into false and `2023-05-29` into a date object; here only
`true`/`false`, `null` and decimal numbers are resolved (the YAML 1.2 core schema), and
everything else stays the text that the curator wrote.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar

import jsonschema_rs
import yaml

from treatygraph.errors import DataError

__all__ = ["Located", "Schema", "parse_yaml", "validate"]

#: The way to a value: keys and list positions from the root.
Path = tuple[str | int, ...]

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
        raise DataError(
            f"This is not well-formed YAML: {error.problem}.",
            place=f"{name}:{line}",
            expected="keys and values by indentation, lists with '- '",
            remedy="look at the indentation and the quotes of this line and the one before",
        ) from error
    lines: dict[Path, int] = {}
    data = _value(root, (), lines, name) if root is not None else None
    return Located(data, name, lines)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), lines, name) for i, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], name: str
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            raise DataError(
                f"The key {key!r} stands twice in the same place.",
                place=f"{name}:{key_node.start_mark.line + 1}",
                expected="each key once",
                remedy="remove one, or merge the two",
            )
        result[key] = _value(value_node, (*path, key), lines, name)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return result


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value == "true"
    if kind == "int":
        return int(node.value)
    return node.value


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema (draft 2020-12) and its compiled validator."""

    document: dict[str, Any]
    validator: jsonschema_rs.Draft202012Validator

    @classmethod
    def parse(cls, text: str) -> Schema:
        """Return the schema of a JSON text."""
        document = json.loads(text)
        return cls(document, jsonschema_rs.Draft202012Validator(document))

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
    return DataError(
        f"{where}: {error.message}.",
        place=located.place(path),
        expected=f"what the JSON Schema {schema.document.get('title', '')!r} says",
        remedy="an editor that reads the schema line at the head of the file shows the rule",
    )


def _unknown_key(located: Located, path: Path, key: str, known: list[str]) -> DataError:
    near = get_close_matches(key, known, n=1)
    return DataError(
        f"Unknown key {key!r}.",
        place=located.place((*path, key)),
        expected=f"one of {', '.join(known)}" if known else "a key that the schema names",
        remedy=f"did you mean {near[0]!r}?" if near else "remove it, or correct its spelling",
    )
