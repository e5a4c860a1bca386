"""Sentences, clauses, pauses and places in the text; the personal lexicon above all."""

import itertools
import re
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hibari.g2p.token import Tok

from engine.errors import StorageError, TextError
from engine.text import Lexicon, Override, Phonemes, WordSpan, languages, phonemizer, plan, register, unit_words
from engine.text.english import English
from engine.text.planning import MAX_PHONEMES, PAUSE_S
from engine.text.sentences import Boundary, sentences
from engine.text.units import to_units


def texts(text: str) -> list[str]:
    return [s.text for s in plan(text, phonemizer())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello. How are you?", ["Hello.", "How are you?"]),
        ("Dr. Smith came. He left.", ["Dr. Smith came.", "He left."]),
        ("It is 3.5 km. Go on!", ["It is 3.5 km.", "Go on!"]),
        ("J. K. Rowling wrote it.", ["J. K. Rowling wrote it."]),
        ("At 5 p.m. we eat. Then we sleep.", ["At 5 p.m. we eat.", "Then we sleep."]),
        ("I live on High St. Come in.", ["I live on High St.", "Come in."]),
        ("I said no. 5 came.", ["I said no. 5 came."]),
        ("It is me and I. Then he came.", ["It is me and I.", "Then he came."]),
        ("Well... maybe. Wait!", ["Well... maybe.", "Wait!"]),
        ('He said "Stop!" Then he ran.', ['He said "Stop!"', "Then he ran."]),
        ("I love you! ❤️ Bye.", ["I love you! ❤️", "Bye."]),
        ("One\n\nTwo\r\nThree", ["One", "Two", "Three"]),
        ("  spaced   out  ", ["spaced   out"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_offsets_point_into_the_whole_text() -> None:
    text = "Hello there.  Meet me at 12:30, on Main St.\nBring £3.50 & “cake”."
    planned = list(plan(text, phonemizer()))
    words = [text[w.char_start : w.char_end] for s in planned for w in s.phonemes.words]
    assert words == ["Hello", "there", "Meet", "me", "at", "12:30", "on", "Main", "St", "Bring", "£3.50", "&", "cake"]
    assert all(text[s.char_start :].startswith(s.text) for s in planned)


def test_pauses_follow_the_boundaries_and_the_last_has_none() -> None:
    assert [s.pause_after_s for s in plan("One. Two.\nThree.", phonemizer())] == [
        PAUSE_S[Boundary.SENTENCE],
        PAUSE_S[Boundary.PARAGRAPH],
        0.0,
    ]


def test_a_long_sentence_is_split_at_clauses_then_words() -> None:
    clauses = "we went to the market and bought apples, " * 12
    parts = list(plan(clauses + "and then came home again without them.", phonemizer()))
    assert len(parts) > 2
    assert all(len(s.phonemes.text) <= MAX_PHONEMES for s in parts)
    assert all(s.phonemes.text.endswith(",") for s in parts[:-1])
    assert all(len(s.phonemes.text) <= MAX_PHONEMES for s in plan("word " * 300, phonemizer()))


@pytest.mark.parametrize("text", ["a" * 300, "x" * 5000, "Llanfair" * 40])
def test_a_word_of_hundreds_of_letters_is_said_whole(text: str) -> None:
    parts = list(plan(text, phonemizer()))
    assert sum(len(s.phonemes.text) for s in parts) > len(text) * 0.5
    assert all(len(s.phonemes.text) <= MAX_PHONEMES for s in parts)


@pytest.mark.parametrize("unit", ["Nobody knows what comes next, but we go on. ", "no end in sight ", "x"])
def test_100_000_characters_start_at_once_and_take_little_memory(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    reader = phonemizer()
    reader("Warm up.")
    tracemalloc.start()
    first = list(itertools.islice(plan(text, reader), 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(first) == 20
    assert peak < 3_000_000
    assert sum(p.end - p.start for p in sentences(text)) > 90_000


@pytest.mark.parametrize("unit", ["@", "%", "1/", "1-"])
def test_signs_that_nothing_divides_are_divided(unit: str) -> None:
    """The tagger's time is the cube of the length of one such word, so that is what is bounded, not a time."""
    reader = English()
    longest = 0
    original = reader._g2p.phonemize_tokens

    def measured(tokens: list[Tok]) -> list[Tok]:
        nonlocal longest
        stuck = re.findall(r"\S+", "".join(t.text + t.whitespace for t in tokens))
        longest = max(longest, *map(len, stuck))
        return original(tokens)

    with patch.object(reader._g2p, "phonemize_tokens", measured):
        assert len(reader((unit * 400)[:400]).words) > 0
    assert longest <= 50


@pytest.mark.parametrize("mark", [".", "!", "…", '"'])
def test_100_000_marks_are_read_once(mark: str) -> None:
    assert sum(p.end - p.start for p in sentences(mark * 100_000)) == 100_000
    with pytest.raises(TextError):
        list(plan(mark * 100_000, phonemizer()))


@pytest.mark.parametrize("text", ["", "   \n", "...", "?!—", "\u200f", "你好世界。", "שלום", "\x00"])
def test_nothing_to_say_is_a_plain_error(text: str) -> None:
    with pytest.raises(TextError) as caught:
        list(plan(text, phonemizer()))
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_unsayable_sentences_beside_sayable_ones_are_passed_over() -> None:
    assert texts("Hello.\n***\n你好。\nBye.") == ["Hello.", "Bye."]


def test_units_know_their_words() -> None:
    phonemes = next(plan("Hello, 12:30.", phonemizer())).phonemes
    words = unit_words(phonemes)
    units, origin = to_units(phonemes.text)
    assert len(words) == len(units)
    assert words[0] == words[-1] == -1
    assert set(words.tolist()) == {-1, 0, 1}
    assert np.all(words[[phonemes.text[i] == "," for i in origin]] == -1)


def test_the_lexicon_wins_over_everything() -> None:
    lexicon = Lexicon()
    lexicon.add("Siobhan", respelling="shivawn")
    lexicon.add("12:30", respelling="half past noon")
    lexicon.add("US", phonemes="jˌuˈɛs")
    lexicon.add("Dr. Hu", phonemes="hˈu")
    reader = phonemizer()
    text = "siobhan's late: 12:30, US not us, Dr. Hu."
    (sentence,) = plan(text, reader, lexicon)
    assert reader("shivawn").text in sentence.phonemes.text
    assert reader("half past noon").text in sentence.phonemes.text
    assert "jˌuˈɛs nˌɑt ˌʌs, hˈu." in sentence.phonemes.text
    said = {text[w.char_start : w.char_end] for w in sentence.phonemes.words}
    assert {"siobhan's", "12:30", "US", "us"} <= said


def test_the_lexicon_is_kept_and_damage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.json"
    assert Lexicon.load(path).words == {}
    lexicon = Lexicon()
    lexicon.add("Zoë", respelling="zoh ee")
    lexicon.add("Nguyen", phonemes="wˈɪn")
    lexicon.save(path)
    assert Lexicon.load(path) == lexicon
    assert [p.name for p in tmp_path.iterdir()] == ["lexicon.json"]
    for bad in (
        "{",
        "[]",
        '{"version": 99, "words": {}}',
        '{"version": 1, "words": {"a": {"x": "y"}}}',
        '{"version": 1, "words": {"a": 1}}',
    ):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(StorageError):
            Lexicon.load(path)
    with pytest.raises(StorageError):
        lexicon.save(tmp_path / "missing" / "lexicon.json")
    with pytest.raises(TextError):
        lexicon.add("word", phonemes="漢")


def test_other_languages_can_join() -> None:
    def shout(sentence: str, overrides: object = ()) -> Phonemes:
        return Phonemes("ˈa", (WordSpan(0, 2, 0, len(sentence)),))

    register("xx", lambda: shout)
    assert "xx" in languages()
    assert next(plan("anything", phonemizer("xx"))).phonemes.text == "ˈa"
    with pytest.raises(TextError):
        phonemizer("tlh")


@pytest.mark.parametrize("text", ["He was received by King Charles, who smiled.", "Chapter Closed.", "Mark Cox ran."])
def test_a_name_after_a_title_is_no_roman_number(text: str) -> None:
    (sentence,) = plan(text, phonemizer())
    assert [text[w.char_start : w.char_end] for w in sentence.phonemes.words] == text.rstrip(".").replace(
        ",", ""
    ).split()


class _Faulty:
    """Reads English, but fails at some letter wherever it meets it."""

    def __init__(self, letters: str) -> None:
        self._letters = letters

    def __call__(self, sentence: str, overrides: Sequence[Override] = ()) -> Phonemes:
        if set(self._letters) & set(sentence):
            raise ZeroDivisionError
        return phonemizer()(sentence, overrides)


def test_a_fault_of_the_reader_costs_one_letter_and_no_word_more() -> None:
    lexicon = Lexicon()
    lexicon.add("big dog", phonemes="dˈɔɡ")
    text = "It sat. The qat and big dog came. Good night."
    reader = phonemizer()
    before, faulty, after = plan(text, _Faulty("q"), lexicon)
    said = [text[w.char_start : w.char_end] for s in (before, faulty, after) for w in s.phonemes.words]
    assert said == ["It", "sat", "The", "qat", "and", "big", "came", "Good", "night"]
    assert f"{reader('a').text} {reader('t').text}" in faulty.phonemes.text
    assert "dˈɔɡ" in faulty.phonemes.text
    assert (before.phonemes.text, after.phonemes.text) == (reader("It sat.").text, reader("Good night.").text)


def test_a_reader_that_always_fails_is_a_plain_error() -> None:
    with pytest.raises(TextError):
        list(plan("Hello.", _Faulty("Helo")))
