"""Frozen, typed configurations from plain mappings; an unknown key or a wrong type is an error, not a surprise."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar

from engine.errors import ConfigError

T = TypeVar("T")


def from_mapping(cls: type[T], data: Mapping[str, Any], where: str = "configuration") -> T:
    """Build the frozen dataclass cls from a mapping (YAML, JSON), nested dataclasses included.

    Raises ConfigError naming the key that is unknown, missing or of another type.
    """
    hints = typing.get_type_hints(cls)
    known = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    if unknown := set(data) - set(known):
        raise ConfigError(f"{where} has an unknown key: {sorted(unknown)[0]}.", f"Known keys: {', '.join(known)}.")
    values: dict[str, Any] = {}
    for name, f in known.items():
        if name in data:
            values[name] = _convert(hints[name], data[name], f"{where}.{name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise ConfigError(f"{where} lacks the key {name}.", "Add it.")
    return cls(**values)


def _convert(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint) and isinstance(value, Mapping):
        return from_mapping(hint, value, where)  # type: ignore[type-var]
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return _convert(next(a for a in arguments if a is not type(None)), value, where)
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_convert(arguments[0], v, where) for v in value)
    if origin is typing.Literal:
        if value in arguments:
            return value
    elif hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif isinstance(hint, type) and isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    raise ConfigError(f"{where} cannot be {value!r}.", f"It has to be {hint}.")
