"""Signs that are no letters of the language: emoji, emoticons, control characters, other scripts, look-alikes.

What a listener expects: an emoji that shows a thing ("I want 🍕") is said; one that only colours ("love you ❤️")
is left out beside words and said when it stands alone.
"""

from __future__ import annotations

import re
import unicodedata

from engine.text.traced import Traced

EMOJI = "[\U0001f000-\U0001f3fa\U0001f400-\U0001faff☀-➿⌚⌛⏏-⏺⬅-⬇⬛⬜⭐⭕♥]"
_JOINERS = "\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
EMOJI_RUN = rf"(?:{EMOJI}[{_JOINERS}\s]*)+"
_RUN = re.compile(EMOJI_RUN)
_TONE = re.compile(  # faces, hands, hearts, sparkles
    "[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f9d0\U0001fae0-\U0001fae9\U0001f440-\U0001f450"
    "\U0001f493-\U0001f49f\U0001f90d-\U0001f90f\U0001f9e1\U0001f5a4\U0001f389\U0001f38a\U0001f525"
    "\U0001f4af\U0001f4a5\U0001f4a6\U0001f4a8\U0001faf0-\U0001faf8\U0001f31f\u2728\u2764\u2763"
    "\u2665\u2639\u263a\u270a-\u270d\u2b50]"
)
_EMOJI_NAMES = {
    "❤": "heart", "♥": "heart", "❣": "heart", "👍": "thumbs up", "👎": "thumbs down", "☕": "cup of coffee",
    "✓": "tick", "✔": "tick", "✅": "tick", "❌": "cross", "✖": "times", "➕": "plus",
    "➖": "minus", "➗": "divided by",
    "☎": "telephone", "⚠": "warning", "🙏": "folded hands", "💩": "poo", "⭐": "star", "☀": "sun",
    "😂": "tears of joy",
}  # fmt: skip
_EMOTICON_NAMES = {
    ":)": "smile", ":-)": "smile", ":(": "sad face", ":-(": "sad face", ";)": "wink", ";-)": "wink", ":D": "grin",
    ":-D": "grin", ":P": "tongue out", ":-P": "tongue out", ":'(": "crying face", "<3": "heart", "xD": "grin",
}  # fmt: skip
_EMOTICON = re.compile(
    r"(?<!\S)(?:" + "|".join(map(re.escape, sorted(_EMOTICON_NAMES, key=len, reverse=True))) + r")(?=[\s.,!?]|$)"
)
_NAME_NOISE = re.compile(r"\b(?:sign|symbol|heavy|black|white|with variation selector-16|emoji)\b", re.IGNORECASE)
_COMPOSABLE = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_UNSEEN = re.compile(
    "[\ufe00-\ufe0f\u20e3\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|[^\S ]")
_READABLE = frozenset(["LATIN", "FEMININE", "MASCULINE", "MICRO", "SUPERSCRIPT", "VULGAR", "CUNEIFORM"])
_LETTERS = re.compile(r"[^\W\d_]+")
_SAYABLE = re.compile(r"[A-Za-zÀ-ɏͰ-Ͽ0-9%&@+]")


def clean(text: Traced) -> None:
    """Make of any input letters, digits and signs that a reader of a Latin script can go on with, and no others."""
    text.sub(re.compile(r"\S"), lambda m: _plain(m.group()))
    text.sub(_COMPOSABLE, lambda m: unicodedata.normalize("NFC", m.group()))
    _name_pictures(text)
    text.sub(_UNSEEN, "")
    text.sub(_CONTROL, " ")
    _name_scripts(text)


def _plain(character: str) -> str | None:
    """The common form of a look-alike (wide, circled, mathematical letters; digits of other scripts)."""
    if character.isascii():
        return None
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "No" and character not in "¹²³":
        return " " + unicodedata.normalize("NFKC", character).replace("⁄", "/")  # "2½" is "2 1/2"
    if (category[0] == "L" and _script(character) == "LATIN") or category == "So" or character in "℃℉":
        return unicodedata.normalize("NFKC", character) if not re.match(r"[™©®№]", character) else None
    return None


def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    if name.startswith(
        ("MATHEMATICAL", "FULLWIDTH LATIN", "CIRCLED LATIN", "SCRIPT", "DOUBLE-STRUCK", "MODIFIER LETTER")
    ):
        return "LATIN"
    return name.split(" ")[0].split("-")[0]


def _name_pictures(text: Traced) -> None:
    rest = _EMOTICON.sub(" ", _RUN.sub(" ", text.text))
    alone = not any(c.isalnum() for c in rest)
    text.sub(_EMOTICON, lambda m: f" {_EMOTICON_NAMES[m.group()]}, " if alone else " ")
    text.sub(_RUN, lambda m: _names(m.group(), alone))


def _names(run: str, alone: bool) -> str:
    names: list[str] = []
    flags = [c for c in run if "🇦" <= c <= "🇿"]
    if flags:
        names.append("flag " + " ".join(unicodedata.name(c)[-1] for c in flags))
    for character in re.findall(EMOJI, run):
        if character in flags or (_TONE.match(character) and not alone):
            continue
        name = _EMOJI_NAMES.get(character) or _NAME_NOISE.sub("", unicodedata.name(character, "")).strip().lower()
        if name and name not in names:
            names.append(name)
    return f" {', '.join(names)} " if names else " "


def _name_scripts(text: Traced) -> None:
    """Letters this reader cannot say are named ("Chinese text") between words it can; alone they are left out."""
    beside_words = bool(_SAYABLE.search(text.text))
    text.sub(_LETTERS, lambda m: _said(m.group(), beside_words))


def _said(letters: str, beside_words: bool) -> str | None:
    scripts = [_script(c) for c in letters]
    foreign = [s for s in scripts if s not in _READABLE]
    if not foreign:
        return None
    if len(letters) == 1 and foreign == ["GREEK"]:
        return f" {unicodedata.name(letters).rpartition('LETTER ')[2].lower()} "
    if not beside_words:
        return " "
    names = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
    said = " ".join(dict.fromkeys(names.get(s, s.capitalize()) for s in foreign)) + " text "
    latin = "".join(c for c, s in zip(letters, scripts, strict=True) if s == "LATIN")
    return f" {latin} {said}"
