"""American and British English: our normalisation, the lexicon, tagger and reader of unknown words of hibari-tts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hibari.g2p import G2P
from hibari.g2p.token import Tok

from engine.text.normalise import normalise
from engine.text.phonemes import Override, Phonemes, WordSpan
from engine.text.symbols import clean
from engine.text.traced import Traced
from engine.text.units import STRESS, UNIT_ID

# Stand for overridden words while the rules run: cuneiform, which is letters to every pattern and on no keyboard.
_FIRST_PLACEHOLDER = 0x12000
_PLACEHOLDER = re.compile("[\U00012000-\U000123ff]")
_WORD = re.compile(r"\S+")
_OUTER = "\"'“”‘’()[]{}<>.,;:!?…*_—"
_STUCK = re.compile(r"(?<=\S{40})[^\w\s.,'’](?=\S)")  # a sign so far into what no space divides
_CLOSERS = " \"'”’)]"
_STOPS = ".!?…—,;:"
_SPOKEN = frozenset(UNIT_ID) | frozenset(STRESS)
_NO_SOUND = frozenset(" ;:,.!?—…\"()“”'_ˈˌ")  # among phonemes
_SIGNS_ALONE = re.compile(r"[\s;:,.!?—–…\"()“”‘’'_-]*")  # among letters


class English:
    """A Phonemizer. Loading takes some 0.3 s; a sentence about a millisecond."""

    def __init__(self, *, british: bool = False) -> None:
        self._british = british
        self._g2p = G2P(british=british)

    def __call__(self, sentence: str, overrides: Sequence[Override] = ()) -> Phonemes:
        """Phonemes of a sentence as typed; empty where it has nothing that English can say."""
        traced = Traced(_with_placeholders(sentence, overrides))
        clean(traced)
        if _SIGNS_ALONE.fullmatch(traced.text):
            return Phonemes("")  # the tokenizer would need a tenth of a second for 400 quotation marks
        if self._is_shouted(traced.text):
            traced.sub(re.compile(r"[^\W\d_]{2,}"), lambda m: self._quietly(m.group()))
        normalise(traced, self._british)
        # hibari's time grows with the cube of a word's signs: 400 of "@" would take ten seconds.
        traced.sub(_STUCK, lambda m: f"{m.group()} ")
        phonemes = _assemble(self._tokens(traced, overrides), _written_words(sentence))
        if not any(c not in _NO_SOUND for c in phonemes.text):
            return Phonemes("")
        return _closed(phonemes, sentence)

    def _tokens(self, traced: Traced, overrides: Sequence[Override]) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """(phonemes, white space after, characters of the original) of each token."""
        tokens = [part for token in self._g2p.tokenize(traced.text) for part in _apart(token)]
        for token in tokens:
            if _PLACEHOLDER.fullmatch(token.text):
                token.phonemes = overrides[ord(token.text) - _FIRST_PLACEHOLDER].phonemes
                token.rating = 5
        at = 0
        for token in self._g2p.phonemize_tokens(tokens):
            at = traced.text.index(token.text[0], at)
            said = "".join(c for c in token.phonemes or "" if c in _SPOKEN)
            yield said, token.whitespace, traced.origin(at, at + len(token.text))
            at += len(token.text)

    @staticmethod
    def _is_shouted(text: str) -> bool:
        letters = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 1]
        return len(letters) > 1 and text == text.upper()

    def _quietly(self, word: str) -> str:
        """Small letters for a word that is one ("IT IS"), none for an acronym ("GP")."""
        return word.lower() if word.lower() in self._g2p.lexicon.golds else word


def _with_placeholders(sentence: str, overrides: Sequence[Override]) -> str:
    """The sentence at its own length: an overridden word is a placeholder and signs without sound."""
    characters = list(_PLACEHOLDER.sub(" ", sentence))
    for index, override in enumerate(overrides):
        width = override.char_end - override.char_start
        characters[override.char_start : override.char_end] = [chr(_FIRST_PLACEHOLDER + index)] + ["\u200b"] * (
            width - 1
        )
    return "".join(characters)


def _apart(token: Tok) -> list[Tok]:
    """A token, or its pieces where a placeholder is stuck to something else ("Lee's", "Lee.")."""
    pieces = [p for p in re.split(f"({_PLACEHOLDER.pattern})", token.text) if p]
    tokens = [token.copy(text=p, whitespace="") for p in pieces]
    tokens[-1].whitespace = token.whitespace
    return tokens


def _written_words(sentence: str) -> list[tuple[int, int]]:
    """Where the words of the sentence stand, without the punctuation around them; a sign alone is a word too."""
    words = []
    for match in _WORD.finditer(sentence):
        word = match.group()
        start = match.start() + len(word) - len(word.lstrip(_OUTER))
        end = match.end() - len(word) + len(word.rstrip(_OUTER))
        words.append((start, end) if start < end else match.span())
    return words


def _assemble(tokens: Iterator[tuple[str, str, tuple[int, int]]], written: list[tuple[int, int]]) -> Phonemes:
    """Join the tokens, and give each stretch of phonemes to the written words it came from."""
    text = ""
    words: list[WordSpan] = []
    for said, space, (char_start, char_end) in tokens:
        start = len(text)
        text += said
        if any(c not in _NO_SOUND for c in said):
            touched = [w for w in written if w[0] < char_end and w[1] > char_start] or [(char_start, char_end)]
            _extend(words, WordSpan(start, len(text), touched[0][0], touched[-1][1]))
        if space and text and not text.endswith(" "):
            text += " "
    return Phonemes(text.rstrip(), tuple(words))


def _closed(phonemes: Phonemes, sentence: str) -> Phonemes:
    """With the full stop that an abbreviation at the end ("at 5 p.m.") took for itself."""
    if sentence.rstrip(_CLOSERS)[-1:] == "." and phonemes.text[-1] not in _STOPS:
        return Phonemes(phonemes.text + ".", phonemes.words)
    return phonemes


def _extend(words: list[WordSpan], word: WordSpan) -> None:
    """Append a word, or make it one with the last where both come from the same written word."""
    if words and word.char_start < words[-1].char_end:
        last = words.pop()
        word = WordSpan(last.start, word.end, min(last.char_start, word.char_start), max(last.char_end, word.char_end))
    words.append(word)
