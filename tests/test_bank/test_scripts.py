import pytest

from engine.bank import scripts
from engine.errors import TextError
from engine.text.phonemes import phonemizer


def test_sounds_are_phonemes_and_pairs_across_words():
    assert scripts.sounds("hˈI, ðə") == {c: 1 for c in ("h", "I", "ð", "ə", "_h", "hI", "I_", "_ð", "ðə", "ə_")}


def test_the_greedy_choice_takes_what_is_new_first():
    of = {"a": "pata", "b": "pata", "c": "pataki su mo"}
    assert scripts.choose(["a", "b", "c"], 2, of.__getitem__)[0] == "c"
    assert scripts.choose(["a", "b"], 5, of.__getitem__) == ["a", "b"]


def test_shipped_scripts_begin_with_each_other_and_cover():
    short, medium, long = (scripts.shipped(str(n)).sentences for n in scripts.SIZES)
    assert [len(short), len(medium), len(long)] == [20, 50, 150]
    assert long[:50] == medium and medium[:20] == short
    assert all(len(s) <= 90 for s in long)
    assert len(scripts.shipped("sample").sentences) == 1


def test_the_shipped_scripts_cover_english_far_better_than_chance():
    candidates = (scripts.PROMPTS / "candidates.txt").read_text("utf-8").splitlines()
    reader = phonemizer()
    phonemes = {c: reader(c).text for c in candidates}
    chosen = scripts.coverage(scripts.shipped("50").sentences, candidates, phonemes.__getitem__)
    first = scripts.coverage(candidates[:50], candidates, phonemes.__getitem__)
    assert chosen["phonemes"] == 1.0
    assert chosen["diphones"] > first["diphones"] + 0.05


def test_own_script(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes("\ufeffHello there.\r\n\r\n  How are   you?\r\nHello there.\r\n---\r\n".encode())
    assert scripts.own(path).sentences == ("Hello there.", "How are you?")
    path.write_text("A long one, " * 40 + "it ends.")
    assert all(len(s) <= scripts.LONGEST_SENTENCE for s in scripts.own(path).sentences)
    path.write_bytes(b"\0\1")
    with pytest.raises(TextError):
        scripts.own(path)
