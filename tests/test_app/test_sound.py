import numpy as np

from app.audio.chime import chime
from app.audio.fake import FakeSound
from app.audio.sound import SoundChoices
from app.audio.track import Track, limit
from app.services import Services
from engine.types import Audio


def test_cues_go_to_their_own_device(services: Services, sound: FakeSound, qtbot):
    services.settings.put(SoundChoices(cue="Headphones"))
    playing = services.sound.play(chime(), "cue")
    qtbot.waitUntil(lambda: playing.finished)
    assert sound.heard("Headphones").seconds > 0.3
    assert sound.heard("Speaker").seconds == 0


def test_speech_goes_into_the_call_too(services: Services, sound: FakeSound, qtbot):
    sound.plug("CABLE Input")
    services.settings.put(SoundChoices(call="CABLE Input", call_on=True))
    playing = services.sound.play(chime())
    qtbot.waitUntil(lambda: playing.finished)
    qtbot.waitUntil(lambda: sound.heard("CABLE Input").seconds > 0.3)
    assert sound.heard("Speaker").seconds > 0.3


def test_the_chosen_device_is_used_again_when_it_comes_back(services: Services, sound: FakeSound, qtbot):
    services.settings.put(SoundChoices(output="Headphones"))
    sound.unplug("Headphones")
    first = services.sound.play(chime())
    qtbot.waitUntil(lambda: first.finished)
    assert sound.heard("Speaker").seconds > 0.3
    sound.plug("Headphones")
    services.sound._players["main"]._hand.submit(services.sound._players["main"]._close)
    second = services.sound.play(chime())
    qtbot.waitUntil(lambda: second.finished)
    assert sound.heard("Headphones").seconds > 0.3


def test_a_track_keeps_every_sample_whatever_the_rates():
    track = Track()
    track.begin(48_000, 0.0)
    t = np.arange(24_000) / 24_000
    tone = np.sin(2 * np.pi * 300 * t).astype(np.float32)
    for part in np.split(tone, [100, 5000, 5001, 20_000]):
        track.feed(Audio(part, 24_000))
    track.end()
    out = []
    while not track.finished.is_set():
        block = np.zeros(480, np.float32)
        track.mix(block)
        out.append(block)
    played = np.concatenate(out)[:48_000]
    expected = np.sin(2 * np.pi * 300 * np.arange(48_000) / 48_000)
    assert np.abs(played[500:-500] - expected[500:-500]).max() < 0.01


def test_louder_never_clips():
    block = np.linspace(-4, 4, 1000).astype(np.float32)
    limit(block)
    assert np.abs(block).max() <= 1.0
    quiet = np.linspace(-0.6, 0.6, 100).astype(np.float32)
    kept = quiet.copy()
    limit(kept)
    assert np.array_equal(kept, quiet)
