"""English words for numbers, on top of the number words of hibari-tts."""

from __future__ import annotations

from hibari.g2p import numbers

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FRACTIONS = {2: "half", 4: "quarter"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def cardinal(value: int | str) -> str:
    """'1,234' to 'one thousand two hundred and thirty-four'; what is too long to be a quantity, digit by digit."""
    figures = str(value).replace(",", "")
    return numbers.cardinal(int(figures)).replace(",", "") if len(figures) <= 15 else digits(figures)


def ordinal(value: int | str) -> str:
    """'21' to 'twenty-first'."""
    return numbers.ordinal(int(value)).replace(",", "")


def digits(figures: str) -> str:
    """'0142' to 'zero one four two'; anything else in it is passed over."""
    return " ".join(numbers.ONES[int(c)] for c in figures if c.isdigit())


def decimal(figures: str) -> str:
    """'3.50' to 'three point five zero', '.5' to 'point five', '7' to 'seven'."""
    whole, _, part = figures.partition(".")
    words = cardinal(whole) if whole else ""
    return f"{words} point {digits(part)}".strip() if part else words


def fraction(top: int, bottom: int) -> str:
    """(3, 4) to 'three quarters'."""
    name = _FRACTIONS.get(bottom) or ordinal(bottom)
    if top == 1:
        return f"one {name}"
    return f"{cardinal(top)} {'halves' if bottom == 2 else name + 's'}"


def date(year: str | None, month: int, day: int) -> str | None:
    """'March fourth, 2024', or None where there is no such day. The year stays in figures: it is read as a year."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)}" + (f", {year}" if year else "")


def roman(numeral: str) -> int:
    """'XIV' to 14."""
    values = [_ROMAN[c] for c in numeral]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
