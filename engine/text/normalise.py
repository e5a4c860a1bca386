"""What is written in English in figures and signs, in words. Tables and number words are those of hibari-tts.

Its own `normalize` is not used: it loses where a word came from, and changes meanings: "I said no."
becomes "number", "James I love you" "James the first". Each rule is a pattern and a function; the order matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.text import numerals as say
from engine.text.abbreviations import abbreviations
from engine.text.addresses import addresses
from engine.text.quantities import quantities
from engine.text.traced import Replacement, Traced

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_ROMAN = r"((?>(?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})))"
_NUMBERED = (
    "[Cc]hapter|[Pp]art|Act|Scene|[Ss]ection|[Vv]olume|[Bb]ook|[Pp]hase|Article|World War|Mark|[Tt]ype|[Ll]evel|"
    "[Ss]tage|[Cc]lass|[Gg]rade|Super Bowl|Apollo|Episode|[Rr]ound|Rocky|[Tt]able|[Ff]igure|Title"
)
_REIGNING = (
    "Pope|King|Queen|Henry|Louis|Edward|George|William|Charles|James|Richard|Elizabeth|Napoleon|Pius|Benedict|Leo|"
    "John Paul|Frederick|Philip|Alexander|Nicholas|Peter|Catherine|Ivan|Gustav|Christian|Ferdinand|Mary"
)
_ON = "|".join(rf"(?<=\b{word} )" for word in ("on", "by", "due", "since", "until", "before", "after"))
# "the part I like", "James I love you": the pronoun.
_LONE_I = r"(?!(?<=\bI)(?<!War I)(?<!Type I)(?<!Stage I)(?<!Phase I)\s*[^\s.,;:!?)])"
_EMERGENCY = re.compile(r"(?i)(?:(?<=\bcall |\bdial |\bring )|(?<=\bphone ))\d{3}\b(?![-. ]?\d)")
_PHONES = re.compile(
    r"(?<![\w.,/:+£$€-])(?:\+\d[\d ().-]{6,}\d|\(\d{3,5}\)[ -]?\d{3,4}[ -]?\d{3,4}|0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}"
    r"|0\d{3,4}[ -]\d{5,6}|(?:1[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4})(?![\w/:-]|[.,]\d)"
)
_FLAT = re.compile(r"(?<![\d.,:/-])(?:0\d+|\d{9,})(?![\d:/]|[.,-]\d)")
_SIGNS = {
    "=": "equals", "≠": "is not equal to", "≤": "at most", "≥": "at least", "≈": "about", "±": "plus or minus",
    "×": "times",
    "÷": "divided by", "√": "square root of", "∞": "infinity", "→": "to", "°": "degrees", "§": "section",
    "©": "copyright",
    "\\": "backslash", "^": "to the power of", "µ": "micro", "¢": "cents", "£": "pounds", "$": "dollars", "€": "euros",
    "¥": "yen", "₹": "rupees", "²": "squared", "³": "cubed", "…": "...", "--": "—", "|": ",", "‰": "per mille",
    "º": "degrees",
}  # fmt: skip
_UNSAID = re.compile(r"[^\w\s.,;:!?'\"“”()—–%&@+/-]|_")


def _rules(british: bool) -> list[tuple[re.Pattern[str], Replacement]]:
    def rule(pattern: str, replacement: Replacement, flags: int = 0) -> tuple[re.Pattern[str], Replacement]:
        return re.compile(pattern, flags), replacement

    return [
        rule(r"[’‘`´ʼ]", "'"),
        rule(r"[−‐‑‒﹣－]", "-"),
        rule(r"(?<!\S)–(?=\d)", "-"),
        rule(r"[«»„‟]", '"'),
        rule(r"[\[{]", "("),
        rule(r"[\]}]", ")"),
        rule(r"(?<=\s)'[nN]'(?=\s)", "and"),
        rule(r"(?<!\w)'(?=[^\W\d_])(?![tT]is\b|[tT]was\b|[eE]m\b|[cC]ause\b|[tT]il\b)", ""),  # an opening quote
        rule(r"(?<=[^\W\d_sS])'(?!\w)", ""),
        *addresses(),
        rule(r"(?<=[^\W\d_])[,;!?](?=[^\W\d_])|(?<=\d),(?=\d{1,2}(?!\d)|\d{4})", lambda m: m.group() + " "),
        (_EMERGENCY, lambda m: say.digits(m.group())),
        (_PHONES, _phone),
        *_times(),
        *_dates(british),
        *quantities(),
        *abbreviations(),
        rule(rf"(?<=\b)({_NUMBERED}) {_ROMAN}\b{_LONE_I}(?!['.]\w)", lambda m: f"{m.group(1)} {say.roman(m.group(2))}"),
        rule(rf"\b({_REIGNING}) {_ROMAN}\b{_LONE_I}(?!['.]\w)", _reign),
        (_FLAT, _flat),
        rule(r"(?<![\w.])[#№](?=\d)", "number "),
        rule(r"(?<=\b[A-G])#(?!\w)", " sharp"),
        rule(r"#(?=[^\W\d])", "hashtag "),
        rule(r"(?<=\w)\*+(?=\s|$|[.,!?])|(?<!\S)\*+(?=\w)|(?<!\S)_+(?=\w)|(?<=\w)_+(?!\w)", " "),  # *bold*, _under_
        rule(r"(?<=\d)\s?\*\s?(?=\d)", " times "),
        rule(r"(?<=[\w)]) ?< ?(?=[\w(-])", " is less than "),
        rule(r"(?<=[\w)]) ?> ?(?=[\w(-])", " is greater than "),
        rule(r"~(?=\s?[\d£$€])", "about "),
        rule(r"=(?!=)|≠|≤|≥|≈|±|×|÷|√|∞|→|°|§|©|\\|\^|µ|¢|£|\$|€|¥|₹|²|³|…|--+|\||‰|º", _sign),
        rule(r"(?<=[^\W\d_])@(?=\w)", " at "),
        rule(r"(?<![\w+])\+(?=\d)", "plus "),
        rule(r"-(?=\w*\s)(?<=\s-)|(?<=\w)-(?=\s|$)", " "),
        _UNSAID_RULE,
        rule(
            r"[^\W\d_]{24,}", lambda m: " ".join(re.findall(".{1,20}", m.group()))
        ),  # the reader of unknown words reads 24
        rule(r"\s+(?=[,.;:!?])|(?<=\s)\s+", ""),
    ]


_UNSAID_RULE = (_UNSAID, " ")


def _times() -> list[tuple[re.Pattern[str], Replacement]]:
    half = r"(?:\s?([AaPp])\.?\s?[Mm]\b\.?)?"
    return [
        (re.compile(rf"(?<![\d:.])(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?(?![\d:]){half}"), _time),
        (
            re.compile(r"(?<![\d:.])(\d{1,2})\.(\d{2})\s?([AaPp])\.?[Mm]\b\.?"),
            lambda m: _clock(m.group(1), m.group(2), m.group(3)),
        ),
        (
            re.compile(r"(?<![\d:.])(\d{1,2})\s?([AaPp])\.?[Mm]\b(?:\.(?=\s+[^A-Z]|$))?"),
            lambda m: _clock(m.group(1), "", m.group(2)),
        ),
        (
            re.compile(r"(?<![\d:.])(\d+):(\d+)(?![\d:])"),
            lambda m: f"{say.cardinal(m.group(1))} to {say.cardinal(m.group(2))}",
        ),
    ]


def _time(match: re.Match[str]) -> str | None:
    hour, minute, second, half = match.groups()
    if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 59:
        return None
    words = _clock(hour, minute, half)
    if second:
        words += f" and {say.cardinal(int(second))} second" + ("" if int(second) == 1 else "s")
    return words


def _clock(hour: str, minute: str, half: str | None) -> str:
    words = say.cardinal(int(hour))
    if minute and minute != "00":
        words += (" oh " if minute[0] == "0" else " ") + say.cardinal(int(minute))
    elif not half:
        words += " o'clock" if 1 <= int(hour) <= 12 else " hundred"
    return words + (f" {half.upper()}.M." if half else "")


def _dates(british: bool) -> list[tuple[re.Pattern[str], Replacement]]:
    def by_slash(match: re.Match[str]) -> str | None:
        first, second = int(match.group(1)), int(match.group(2))
        day_first = (british and second <= 12) or first > 12
        year = match.group(3)
        return say.date(year, second, first) if day_first else say.date(year, first, second)

    def in_words(match: re.Match[str], day: str, month: str, year: str | None) -> str | None:
        number = next(i for i, m in enumerate(say.MONTHS, 1) if m.startswith(month[:3]))
        said = say.date(None, number, int(day))
        if said is None:
            return None
        said = f"the {say.ordinal(day)} of {say.MONTHS[number - 1]}" if match.re is day_month else said
        return said + (f", {year}" if year else "")

    day_month = re.compile(
        rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b(?:\.(?=\s\S))?(?:,? (\d{{4}})\b)?"
    )
    month_day = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![-–:%.\d]*\d|[ap]m|%)(?:,? (\d{{4}})\b)?")
    return [
        (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b"), lambda m: say.date(m.group(1), int(m.group(2)), int(m.group(3)))),
        (re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"), by_slash),
        (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/()\d{2}\b"), lambda m: _two_digit_year(m, by_slash)),
        (re.compile(rf"(?i)(?:{_ON})(\d{{1,2}})/(\d{{1,2}})()(?![\d/])"), by_slash),
        (day_month, lambda m: in_words(m, m.group(1), m.group(2), m.group(3))),
        (month_day, lambda m: in_words(m, m.group(2), m.group(1), m.group(3))),
    ]


def _two_digit_year(match: re.Match[str], read: Callable[[re.Match[str]], str | None]) -> str | None:
    said, year = read(match), match.group()[-2:]
    return f"{said}, {'19' if int(year) > 50 else '20'}{year}" if said else None


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    return ("plus " if match.group().startswith("+") else "") + ", ".join(say.digits(g) for g in groups)


def _flat(match: re.Match[str]) -> str:
    figures = match.group()
    return say.cardinal(figures) if figures[0] != "0" and figures.endswith("000000") else say.digits(figures)


def _reign(match: re.Match[str]) -> str:
    return f"{match.group(1)} the {say.ordinal(say.roman(match.group(2)))}"


def _sign(match: re.Match[str]) -> str:
    sign = match.group()
    return "..." if sign == "…" else "—" if sign[0] == "-" else f" {_SIGNS[sign]} "


_RULES = {british: _rules(british) for british in (False, True)}


def normalise(text: Traced, british: bool) -> None:
    """Rewrite cleaned English text in words the phonemizer reads rightly; plain numbers, years and ordinals stay."""
    for pattern, replacement in _RULES[british]:
        text.sub(pattern, replacement)
