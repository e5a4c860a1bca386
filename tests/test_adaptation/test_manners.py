"""Samples of manners, chosen among takes, kept with the voice, spoken with; and a voice with a model of its own."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.engine_calls import Calls
from engine.adaptation.best_prompt import best_prompts
from engine.bank.bank import Bank, now
from engine.bank.takes import Take
from engine.errors import BankError, VoiceError
from engine.runtime.bundle import Bundle, write_manifest
from engine.synthesizer import Synthesizer
from engine.text.lexicon import Lexicon
from engine.types import Audio, SpeakOptions, SpeakReport
from engine.voices.own import OwnModels
from engine.voices.store import VoiceStore
from tests.helpers.sounds import speechlike
from tests.helpers.tiny import tiny_bundle

TEXT = "The kettle is on."


def sound(f0_hz: float) -> Audio:
    return Audio(speechlike(3.5, f0_hz), 24_000)


def test_a_manner_is_kept_and_moves_with_the_voice(tmp_path: Path):
    store = VoiceStore(tmp_path / "voices")
    store.add("Ada", sound(120), TEXT)
    store.set_sample("Ada", sound(180), "I am so glad.", "glad")
    voice = store.set_sample("Ada", sound(110), "Another text.")
    assert store.get("Ada") == voice and voice.manners == {"glad": "I am so glad."}
    assert voice.transcript == "Another text." and voice.known("firm") == ""
    assert not np.allclose(voice.sample("glad").samples, voice.sample().samples)
    store.export("Ada", tmp_path / "ada.vivavoice")
    other = VoiceStore(tmp_path / "others").import_(tmp_path / "ada.vivavoice")
    np.testing.assert_array_equal(other.sample("glad").samples, voice.sample("glad").samples)
    with pytest.raises(VoiceError):
        replace(voice, manners={"../evil": None}).write()
        store.get("Ada")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    made = Bank.create(tmp_path / "bank", "Ada")
    for number, manner in enumerate(("", "calm", "")):
        made.add(sound(120 + 10 * number), Take(id=f"t{number}", text=TEXT, seconds=0, at=now(), manner=manner))
    return made


def test_best_prompts_by_manner(bank: Bank):
    shares: list[float] = []
    found = best_prompts(bank, Synthesizer.load(tiny_bundle(), device="cpu", threads=1), shares.append)
    assert set(found) == {"", "calm"} and shares[-1] == 1
    assert [t.id for t in found["calm"].candidate.takes] == ["t1"]
    assert all(-1 <= c.similarity <= 1 and 0 <= c.heard <= 1 and 0 <= c.live <= 1 for c in found.values())
    bank.delete(list(bank.takes))
    with pytest.raises(BankError):
        best_prompts(bank, Synthesizer.load(tiny_bundle(), device="cpu", threads=1))


def test_the_chosen_model_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VIVAVOCE_HOME", str(tmp_path))
    monkeypatch.setenv("VIVAVOCE_BUNDLE", str(tiny_bundle()))
    voice = VoiceStore().add("Ada", sound(120), TEXT)
    VoiceStore().set_sample("Ada", sound(160), TEXT, "firm")
    own = OwnModels(voice.id)
    shutil.copytree(tiny_bundle(), own.new())
    base = Bundle.open(tiny_bundle())
    write_manifest(own.folder / "1", "Ada", base.config, **base.about)
    calls = Calls()
    said = [_digests(calls, options) for options in (SpeakOptions(), SpeakOptions(manner="firm"))]
    assert said[-1] == {("", base.digest), ("firm", base.digest)}
    own.choose("1")
    fitted = Bundle.open(own.folder / "1").digest
    assert ("", fitted) in _digests(calls, SpeakOptions(manner="glad"))  # a manner it does not have: as usual
    assert calls.say_with("", "Yes.", "Ada").seconds > 0.1
    (own.folder / "1" / "ar.onnx").unlink()
    assert _digests(Calls(), SpeakOptions()) == {("", base.digest)}  # damaged: the shipped one speaks
    VoiceStore().remove("Ada")
    assert not own.folder.exists()


def _digests(calls: Calls, options: SpeakOptions) -> set[tuple[str, str]]:
    """Manner and model of the prompts used so far."""
    assert sum(c.audio.seconds for c in calls.speak("Yes.", "Ada", options, Lexicon(), SpeakReport())) > 0.1
    return {(manner, digest) for _, manner, digest in calls._prompts}
