"""Design tokens: every colour, size and space of the app. Tests check the contrast (WCAG AA; AAA in high contrast)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their job, as #rrggbb. Text colours are legible on background, surface and raised."""

    background: str  # behind everything
    surface: str  # cards, fields, the rail
    raised: str  # buttons, a row under the pointer
    text: str
    muted: str  # second-rank text, still AA
    accent: str  # the one main action, and what is chosen
    on_accent: str
    soft: str  # a chosen row, a word being spoken: accent as a tint, text stays legible on it
    border: str  # edges between surfaces: decoration only
    outline: str  # edges that say "you can act here": 3:1
    disabled: str  # words and edges of what cannot be used now
    focus: str  # the ring
    danger: str
    on_danger: str
    success: str
    warning: str


@dataclass(frozen=True, slots=True)
class Type:
    """Type scale in pixels at 100 % text: ratio about 1.2, body large enough to read from a wheelchair's distance."""

    caption: int = 14
    body: int = 17
    label: int = 17
    large: int = 21
    title: int = 26
    write: int = 30  # what the person writes
    partner: int = 72  # what the partner reads across a table


@dataclass(frozen=True, slots=True)
class Space:
    """Steps of eight pixels (and one half step)."""

    half: int = 4
    one: int = 8
    two: int = 16
    three: int = 24
    four: int = 32
    six: int = 48


@dataclass(frozen=True, slots=True)
class Tokens:
    """One look. Sizes are at 100 %; Theme.px() scales them with the person's text size."""

    name: str
    colour: Palette
    type: Type = field(default_factory=Type)
    space: Space = field(default_factory=Space)
    radius: int = 10
    target: int = 48  # the least width and height of anything to press
    focus_width: int = 3


LIGHT = Tokens(
    "light",
    Palette(
        background="#f5f3ee",
        surface="#ffffff",
        raised="#ece9e1",
        text="#1b2326",
        muted="#566064",
        accent="#0d5c63",
        on_accent="#ffffff",
        soft="#d6e9e7",
        border="#dedad0",
        outline="#7b8486",
        disabled="#7b8486",
        focus="#c2410c",
        danger="#a4262c",
        on_danger="#ffffff",
        success="#1f6b3a",
        warning="#855000",
    ),
)
DARK = Tokens(
    "dark",
    Palette(
        background="#12181a",
        surface="#1b2326",
        raised="#283235",
        text="#eef1ef",
        muted="#aab6b5",
        accent="#7fd1ca",
        on_accent="#06211f",
        soft="#1f4442",
        border="#2f3a3d",
        outline="#84918f",
        disabled="#84918f",
        focus="#ffb26b",
        danger="#ff9a94",
        on_danger="#3a0605",
        success="#86d7a0",
        warning="#f0c069",
    ),
)
CONTRAST = Tokens(
    "contrast",
    Palette(
        background="#000000",
        surface="#000000",
        raised="#000000",
        text="#ffffff",
        muted="#ffffff",
        accent="#ffe500",
        on_accent="#000000",
        soft="#003f5c",
        border="#ffffff",
        outline="#ffffff",
        disabled="#9a9a9a",
        focus="#4de8ff",
        danger="#ffb3ad",
        on_danger="#000000",
        success="#9dffb8",
        warning="#ffe500",
    ),
    focus_width=4,
)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
