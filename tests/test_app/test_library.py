import base64
import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from app.audio.fake import RATE_HZ, FakeSound
from app.library.sample_model import SampleModel, Step
from app.library.view import LibraryView
from app.library.voices import HowItSpeaks
from app.services import Services
from app.settings.choices import FirstStart
from app.speak.stock import Stock
from engine.errors import VoiceError
from engine.text.lexicon import Lexicon
from engine.types import Audio, Source, SpeakOptions


@pytest.fixture(scope="module")
def speech() -> Audio:
    """Some seconds of the stock voice, as a microphone would hear it."""
    text = "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow."
    chunks = [c.audio.samples for c in Stock().speak(text, SpeakOptions(), Lexicon())]
    noise = np.random.default_rng(0).normal(0, 2e-4, RATE_HZ * 8).astype(np.float32)
    spoken = soxr.resample(np.concatenate(chunks), 24_000, RATE_HZ)
    noise[RATE_HZ // 2 : RATE_HZ // 2 + len(spoken)] += spoken[: len(noise) - RATE_HZ // 2]
    return Audio(noise, RATE_HZ)


def record(model: SampleModel, qtbot, until: Step) -> None:
    qtbot.waitUntil(lambda: model.step is until, timeout=10_000)


def test_from_silence_to_a_voice_with_consent(services: Services, sound: FakeSound, speech: Audio, qtbot):
    sound.microphone = speech
    model = SampleModel(services)
    model.start()
    assert model.step is Step.SILENCE
    record(model, qtbot, Step.JUDGED)
    assert model.is_usable, model.verdict
    model.start_consent()
    record(model, qtbot, Step.CONSENTED)
    assert model.is_usable, model.verdict
    with qtbot.waitSignal(model.saved, timeout=5000):
        model.save("Ada", "words", "I agree.", spoken=True)
    assert services.voices.current == "Ada"
    consent = services.voices.store.get("Ada").consent
    assert consent and consent["same_speaker"] is True
    samples, _rate = soundfile.read(io.BytesIO(base64.b64decode(consent["flac"])))
    assert len(samples) > 16_000


def test_silence_is_no_sample(services: Services, sound: FakeSound, qtbot):
    model = SampleModel(services)
    model.start()
    record(model, qtbot, Step.JUDGED)
    assert not model.is_usable and model.remarks


def test_no_microphone_is_told(services: Services, sound: FakeSound):
    sound.unplug("Microphone")
    model = SampleModel(services)
    model.start()
    assert model.step is Step.READY
    assert "microphone" in services.notices.standing[0].message


@pytest.fixture
def two(services: Services, speech: Audio) -> Services:
    for name in ("Ada", "Grace"):
        services.voices.store.add(name, speech)
    services.voices.choose("Ada")
    return services


def test_rename_takes_everything_along(two: Services, speech: Audio):
    two.voices.set_how("Ada", HowItSpeaks(speed=1.5))
    two.phrases.keep("Ada", "Yes.", Source.TAKE, speech)
    two.voices.rename("Ada", "Countess")
    assert two.voices.names() == ["Countess", "Grace"]
    assert two.voices.current == "Countess"
    assert two.voices.how("Countess").speed == 1.5
    assert two.phrases.find("Countess", "Yes.")
    with pytest.raises(VoiceError):
        two.voices.rename("Countess", "grace")


def test_removed_for_good(two: Services, speech: Audio):
    kept = two.phrases.keep("Ada", "Yes.", Source.TAKE, speech)
    two.voices.remove("Ada")
    assert two.voices.current == ""
    assert not kept.path.exists()
    assert not any("ada" in p.name.lower() for p in two.voices.store.folder.rglob("*"))


def test_export_and_import(two: Services, tmp_path: Path):
    two.voices.store.export("Ada", tmp_path / "ada.vivavoice")
    two.voices.remove("Ada")
    two.voices.import_(tmp_path / "ada.vivavoice")
    assert two.voices.current == "Ada"


def test_first_start_leads_to_speaking(services: Services, qtbot):
    view = LibraryView(services)
    qtbot.addWidget(view)
    assert view.stack.currentWidget() is view.welcome
    with qtbot.waitSignal(services.go, check_params_cb=lambda key: key == "speak"):
        view.welcome.stock.emit()
    assert not services.settings.get(FirstStart).wanted
