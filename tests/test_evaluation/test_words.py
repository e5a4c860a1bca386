import pytest

from engine.evaluation.words import distance, normalise, word_errors


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("My number is five five five oh one nine two.", "My number is 555-0192."),
        ("at three forty-five p m", "At 3:45 p.m."),
        ("twelve dollars and fifty cents", "$12.50"),
        ("March fourteenth nineteen sixty-two", "March 14th, 1962"),
        ("The code is K Q seven four Z nine.", "The code is K-Q-7-4-Z-9."),
        ("The code is K Q seven four Z nine.", "The code is KQ74Z9"),
        ("A B C D", "ABCD"),
        ("one hundred and five", "a hundred and five"),
        ("I cannot, it is late", "I can't, it's late"),
        ("My favourite colour is grey.", "my favorite color is gray"),
        ("fifteen percent", "15%"),
        ("one hundred thirty-five over eighty-five", "135/85"),
        ("F B I, C I A, B B C", "FBI, CIA, BBC"),
    ],
)
def test_two_spellings_of_the_same_speech_are_equal(written: str, heard: str) -> None:
    assert word_errors(written, heard).errors == word_errors(heard, written).errors == 0


def test_a_spelt_letter_is_a_word() -> None:
    assert word_errors("F B I, C I A", "FBI, CAA").errors == 1
    assert word_errors("F B I, C I A", "FBI, CIA").words == 6


def test_other_words_stay_different() -> None:
    assert normalise("I am a man") == ["i", "am", "a", "man"]
    assert word_errors("seven forty-five", "7:54").errors == 2


def test_distance_counts_insertions_deletions_and_substitutions() -> None:
    assert distance(["a", "b", "c", "d"], ["a", "x", "c"]) == 2
    assert distance([], ["a", "b"]) == 2
    assert distance(["a", "b"], []) == 2


def test_garbled_is_more_than_half_of_the_words() -> None:
    assert not word_errors("two words here now", "two words").garbled
    assert word_errors("two words here now", "two").garbled
    assert word_errors("", "").rate == 0
