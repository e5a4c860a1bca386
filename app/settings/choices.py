"""The choices of a person, subject by subject. Each is kept by data.Settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Appearance:
    """mode: a theme.Mode. scale: text size, 1 to 2. language: "" is the computer's."""

    mode: str = "system"
    scale: float = 1.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class FirstStart:
    """Whether the page that greets a new person is still wanted."""

    wanted: bool = True
