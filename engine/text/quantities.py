"""Money, measures, fractions, ranges and decimals in words."""

from __future__ import annotations

import re

from hibari.g2p.normalize import UNITS

from engine.text import numerals as say
from engine.text.traced import Replacement

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MONEY = {"$": ("dollar", "dollars"), "£": ("pound", "pounds"), "€": ("euro", "euros"), "¥": ("yen", "yen"),
          "₹": ("rupee", "rupees"), "₩": ("won", "won"), "USD": ("dollar", "dollars"), "EUR": ("euro", "euros"),
          "GBP": ("pound", "pounds"), "US$": ("US dollar", "US dollars"),
          "A$": ("Australian dollar", "Australian dollars"),
          "C$": ("Canadian dollar", "Canadian dollars"),
          "NZ$": ("New Zealand dollar", "New Zealand dollars")}  # fmt: skip
_SIGN = "(" + "|".join(re.escape(s) for s in sorted(_MONEY, key=len, reverse=True)) + ")"
_CENTS = {"$": ("cent", "cents"), "£": ("penny", "pence"), "€": ("cent", "cents")}
_BIG = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}
_UNITS = {name: (words[0], words[1]) for name, words in UNITS.items()} | {
    "m": ("meter", "meters"), "g": ("gram", "grams"), "l": ("liter", "liters"), "L": ("liter", "liters"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "h": ("hour", "hours"), "hrs": ("hour", "hours"), "mins": ("minute", "minutes"),
    "secs": ("second", "seconds"), "yr": ("year", "years"), "yrs": ("year", "years"), "wk": ("week", "weeks"),
    "wks": ("week", "weeks"), "mL": ("milliliter", "milliliters"), "kcal": ("kilocalorie", "kilocalories"),
    "mmol": ("millimole", "millimoles"), "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "dB": ("decibel", "decibels"),
    "bpm": ("beat per minute", "beats per minute"), "rpm": ("revolution per minute", "revolutions per minute"),
    "V": ("volt", "volts"), "W": ("watt", "watts"), "tsp": ("teaspoon", "teaspoons"),
    "tbsp": ("tablespoon", "tablespoons"),
    "gal": ("gallon", "gallons"), "cl": ("centiliter", "centiliters"), "dl": ("deciliter", "deciliters"),
    "ha": ("hectare", "hectares"),
}  # fmt: skip
_PER = _UNITS | {"day": ("day", ""), "week": ("week", ""), "hour": ("hour", ""), "hr": ("hour", ""),
    "month": ("month", ""),
                 "min": ("minute", ""), "s": ("second", ""), "year": ("year", ""), "d": ("day", "")}  # fmt: skip


def _any(names: object) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


def quantities() -> list[tuple[re.Pattern[str], Replacement]]:
    """The rules, for `normalise`, after times and dates."""
    rules: list[tuple[str, Replacement]] = [
        # Ranges first, while the signs that both ends share still stand.
        (
            rf"{_SIGN}({_NUMBER})\s?[-–]\s?{_SIGN}?(?={_NUMBER}(?!-))",
            lambda m: f"{_end(m)} to {m.group(3) or m.group(1)}",
        ),
        (rf"(?<![\w.,-])({_NUMBER})%?\s?[-–]\s?(?={_NUMBER}\s?%)", lambda m: m.group().rstrip("-– ").strip() + " to "),
        (r"(?<=\d)\s?[-–]\s?(?=\d[\d.,]*\s?=)", " minus "),
        (
            r"(?<![\w.,/-])(\d{1,4}(?:\.\d+)?)\s?[-–]\s?(?=\d{1,4}(?:\.\d+)?(?![\w.,/-]*-|\w*[/\d]))",
            lambda m: m.group(1) + " to ",
        ),
        (r"(?<=\d)\s?[x×]\s?(?=\d+(?:\.\d+)?\s?=)", " times "),
        (r"(?<=\d)\s?[x×]\s?(?=\d[\d.]*\s?(?:mg|mcg|g|ml|mL)\b)", " times "),
        (r"(?<=\d)\s?[x×]\s?(?=\d)", " by "),
        (rf"(?<![\w.])-\s?(?={_SIGN}\d)", "minus "),
        (
            rf"(?<!\w){_SIGN}\s?({_NUMBER})(?:\s?(hundred|thousand|million|billion|trillion|bn|[kKmMbB]))?(?![a-zA-Z\d])",
            _money,
        ),
        (rf"(?<![\w.])({_NUMBER})\s?([$£€¥₹₩])(?!\w|\d)", lambda m: _amount(m.group(2), m.group(1))),
        (r"(?<![\w.])(\d+)p(?!\w)", lambda m: f"{m.group(1)} {_one_or_more(m.group(1), _CENTS['£'])}"),
        (rf"(?<![\w.])({_NUMBER})\s?(?:¢|c(?!\w))", lambda m: f"{m.group(1)} {_one_or_more(m.group(1), _CENTS['$'])}"),
        (r"(?<![\w.])(\d+)'\s?(\d{1,2})(?:\"|''|(?!\w))", lambda m: f"{m.group(1)} foot {m.group(2)}"),
        (r"(?<![\w.])(\d+)(['\"])(?=[\s.,;!?)]|$)", _feet_or_inches),
        (r"(?<![\w.])(\d+)in(?!\w)", lambda m: f"{m.group(1)} {_one_or_more(m.group(1), ('inch', 'inches'))}"),
        (r"(?<=\d[hH] )(\d{1,2})m(?!\w)", lambda m: f"{m.group(1)} minutes"),
        (rf"(?<![\w.])(-?)({_NUMBER})\s?°(?:\s?([CFK]))?(?!\w)", _degrees),
        (rf"(?<![\w.])({_NUMBER})\s?({_any(_UNITS)})([²³])?(?:/({_any(_PER)}))?(?!\w|'s)", _measure),
        (r"(?<![\w./])24/7(?![\w/])", "twenty-four seven"),
        (r"(?<![\w./])9/11(?![\w/])", "nine eleven"),
        (r"(?<![\w./])(\d+)\s+(\d{1,2})/(\d{1,3})(?![\w/]|\.\d)", _mixed),
        (r"(?<![\w./])(\d{1,3})/(\d{1,3})(?![\w/]|\.\d)", _ratio),
        (rf"(?<![\w.,])-(?={_NUMBER}(?!\w*-))", "minus "),
        (r"(?<![\w.,])(\d+(?:,\d{3})*)?\.(\d+)(?![\w]|\.\d)", lambda m: say.decimal(m.group().replace(",", ""))),
        (r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,]|\.\d)", lambda m: say.cardinal(m.group())),
        (r"(?<![\w.,])\d{16,}(?![\w.,])", lambda m: say.digits(m.group())),
    ]
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


def _one_or_more(figures: str, words: tuple[str, str]) -> str:
    return words[0] if figures.replace(",", "").lstrip("-") in ("1", "1.0") else words[1]


def _end(match: re.Match[str]) -> str:
    return f"{match.group(1)}{match.group(2)}"


def _money(match: re.Match[str]) -> str:
    sign, figures, big = match.groups()
    if big:
        return f"{say.decimal(figures.replace(',', ''))} {_BIG.get(big.lower(), big)} {_MONEY[sign][1]}"
    return _amount(sign, figures)


def _amount(sign: str, figures: str) -> str:
    """ "£3.50" to 'three pounds and fifty pence'; what has no cents, or three places, is said as a decimal."""
    whole, _, part = figures.replace(",", "").partition(".")
    units = f"{say.cardinal(whole)} {_one_or_more(whole, _MONEY[sign])}"
    if not part or not part.strip("0"):
        return units
    if sign not in _CENTS or len(part) > 2:
        return f"{say.decimal(figures.replace(',', ''))} {_MONEY[sign][1]}"
    cents = int(part.ljust(2, "0"))
    small = f"{say.cardinal(cents)} {_one_or_more(str(cents), _CENTS[sign])}"
    return small if int(whole) == 0 else f"{units} and {small}"


def _feet_or_inches(match: re.Match[str]) -> str | None:
    figures, mark = match.groups()
    if match.string[: match.start()].count(mark) % 2 and mark == '"':  # it closes a quotation
        return None
    return f"{figures} {_one_or_more(figures, ('foot', 'feet') if mark == chr(39) else ('inch', 'inches'))}"


def _degrees(match: re.Match[str]) -> str:
    minus, figures, scale = match.groups()
    number = say.decimal(figures.replace(",", ""))
    names = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin", None: ""}
    return f"{'minus ' * bool(minus)}{number} {_one_or_more(figures, ('degree', 'degrees'))}{names[scale]}"


def _measure(match: re.Match[str]) -> str:
    figures, unit, power, per = match.groups()
    words = _one_or_more(figures, _UNITS[unit])
    said = f"{say.decimal(figures.replace(',', ''))} { ({'²': 'square ', '³': 'cubic '}.get(power) or '') }{words}"
    return said + (f" per {_PER[per][0]}" if per else "")


def _mixed(match: re.Match[str]) -> str | None:
    whole, top, bottom = (int(g) for g in match.groups())
    if not 0 < top < bottom:
        return None
    part = "a half" if (top, bottom) == (1, 2) else say.fraction(top, bottom)
    return f"{say.cardinal(whole)} and {part}"


def _ratio(match: re.Match[str]) -> str:
    """A fraction, a score out of ten or a hundred, or one number over another (blood pressure)."""
    top, bottom = int(match.group(1)), int(match.group(2))
    if bottom in (10, 100) or (top == bottom and bottom > 1):
        return f"{say.cardinal(top)} out of {say.cardinal(bottom)}"
    if 0 < top < bottom and (bottom <= 9 or bottom in (12, 16, 20, 32, 64)):
        return say.fraction(top, bottom)
    if top >= 60 and bottom >= 30:
        return f"{say.cardinal(top)} over {say.cardinal(bottom)}"
    return f"{say.cardinal(top)} slash {say.cardinal(bottom)}"
