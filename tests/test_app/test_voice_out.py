from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.fake import FakeSound
from app.library.voices import VoiceInForce
from app.services import Services
from app.speak.choices import SpeakChoices
from app.speak.ways import Manner, Ways
from engine.errors import VivaError
from engine.types import SAMPLE_RATE_HZ, Audio, AudioChunk, Source, WordTime


def tone(seconds: float = 0.3, hz: float = 440.0) -> Audio:
    t = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return Audio((0.3 * np.sin(2 * np.pi * hz * t)).astype(np.float32), SAMPLE_RATE_HZ)


class FakeEngine:
    """Says each word as a tone; fails after `dies_after` words."""

    def __init__(self, dies_after: int | None = None) -> None:
        self.dies_after, self.asked = dies_after, []

    def speak(self, text, voice, options, lexicon, *, cancelled=lambda: False, within_s=8.0) -> Iterator[AudioChunk]:
        self.asked.append(text)
        at = 0
        for number, word in enumerate(text.split()):
            if number == self.dies_after:
                raise VivaError("It died.", "")
            start = text.index(word, at)
            at = start + len(word)
            yield AudioChunk(tone(0.1), Source.LIVE, (WordTime(word, start, at, number * 0.1, number * 0.1 + 0.1),))


class FakeStock:
    def __init__(self) -> None:
        self.asked = []

    def speak(self, text, options, lexicon) -> Iterator[AudioChunk]:
        self.asked.append(text)
        yield AudioChunk(tone(0.2, 880), Source.STOCK, (WordTime(text, 0, len(text), 0.0, 0.2),))


@pytest.fixture
def ways(services: Services) -> Ways:
    """The decision, with an engine and a stock voice that beep."""
    made = Ways(services.phrases, FakeEngine(), FakeStock())
    services.voice_out._ways = made
    services.settings.put(VoiceInForce("Ada"))
    return made


def say(services: Services, qtbot, text: str) -> list[Source]:
    sources: list[Source] = []
    services.voice_out.source.connect(sources.append)
    with qtbot.waitSignal(services.voice_out.finished, timeout=5000):
        services.voice_out.say(text)
    services.voice_out.source.disconnect(sources.append)
    return sources


def test_tried_in_order(services: Services, ways: Ways, qtbot):
    assert say(services, qtbot, "Good morning.") == [Source.LIVE]
    assert say(services, qtbot, "good  morning") == [Source.CACHED]
    kept = services.phrases.renderings("Ada", "Good morning.")
    services.phrases.pin(kept[0].id)
    assert say(services, qtbot, "Good morning") == [Source.PINNED]
    services.phrases.keep("Ada", "good morning", Source.TAKE, tone())
    assert say(services, qtbot, "Good morning!") == [Source.TAKE]
    assert say(services, qtbot, "Good morning?") == [Source.LIVE]


def test_cached_in_another_manner_is_made_anew_but_pinned_stays(services: Services):
    slow, fast = Manner("Ada", speed=0.8), Manner("Ada", speed=1.5)
    kept = services.phrases.keep("Ada", "Yes.", Source.CACHED, tone(), style=slow.style("Yes."))
    assert services.phrases.find("Ada", "Yes.", fast.style("Yes.")) is None
    services.phrases.pin(kept.id)
    found = services.phrases.find("Ada", "Yes.", fast.style("Yes."))
    assert found and found.source is Source.PINNED


def test_stock_voice_goes_on_where_the_engine_died(services: Services, ways: Ways, qtbot):
    ways._engine = FakeEngine(dies_after=2)
    assert say(services, qtbot, "one two three four") == [Source.LIVE, Source.STOCK]
    assert ways._stock.asked == [" three four"]  # type: ignore[attr-defined]
    assert services.phrases.renderings("Ada", "one two three four") == []


def test_hold_leaves_the_engine_out(services: Services, ways: Ways, qtbot):
    with qtbot.waitSignal(services.voice_out.finished, timeout=5000):
        services.voice_out.hold("One moment.")
    assert ways._engine.asked == []  # type: ignore[attr-defined]
    assert services.voice_out.last is None


def test_private_mode_keeps_no_rendering(services: Services, ways: Ways, qtbot):
    services.settings.put(SpeakChoices(private=True))
    assert say(services, qtbot, "A secret.") == [Source.LIVE]
    assert services.phrases.renderings("Ada", "A secret.") == []


def test_words_are_told_in_order(services: Services, ways: Ways, qtbot, sound: FakeSound):
    sound.speed = 1
    words: list[tuple[int, int]] = []
    services.voice_out.word.connect(lambda start, end: words.append((start, end)))
    say(services, qtbot, "one two three")
    assert words == [(0, 3), (4, 7), (8, 13), (-1, -1)]


def test_interrupt_or_queue(services: Services, ways: Ways, qtbot):
    done: list[str] = []
    services.voice_out.finished.connect(lambda utterance: done.append(utterance.text))
    services.settings.put(SpeakChoices(interrupt=False))
    for text in ("first", "second"):
        services.voice_out.say(text)
    qtbot.waitUntil(lambda: done == ["first", "second"], timeout=5000)
    services.settings.put(SpeakChoices(interrupt=True))
    services.voice_out.say("word " * 200)
    qtbot.waitUntil(lambda: not services.voice_out.idle)
    services.voice_out.say("last")
    qtbot.waitUntil(lambda: done[-1] == "last", timeout=5000)


def test_stop_falls_silent_at_once(services: Services, ways: Ways, qtbot, sound: FakeSound):
    sound.speed = 1
    with qtbot.waitSignal(services.voice_out.started, timeout=5000):
        services.voice_out.say("word " * 100)
    with qtbot.waitSignal(services.voice_out.finished, timeout=300):
        services.voice_out.stop()


def test_prepared_phrase_is_ready(services: Services, ways: Ways, qtbot):
    services.voice_out.prepare(["Good night."])
    qtbot.waitUntil(lambda: services.phrases.renderings("Ada", "Good night.") != [], timeout=5000)
    assert say(services, qtbot, "Good night.") == [Source.CACHED]


def test_another_rendering_to_choose_from(services: Services, ways: Ways, qtbot):
    with qtbot.waitSignal(services.voice_out.rendered, timeout=5000) as made:
        services.voice_out.render("Good night.", 7)
    assert made.args[1].seed == 7


def test_without_a_loudspeaker_it_says_so(services: Services, ways: Ways, qtbot, sound: FakeSound):
    for name in ("Speaker", "Headphones"):
        sound.unplug(name)
    say(services, qtbot, "Hello.")
    assert "no sound device" in services.notices.standing[0].message
    sound.plug("Speaker")
    say(services, qtbot, "Hello again.")
    assert sound.heard("Speaker").seconds > 0.1


def test_pulled_out_while_speaking_goes_on_elsewhere(services: Services, ways: Ways, qtbot, sound: FakeSound):
    with qtbot.waitSignal(services.voice_out.finished, timeout=5000):
        with qtbot.waitSignal(services.voice_out.started, timeout=5000):
            services.voice_out.say("word " * 100)
        sound.unplug("Speaker")
    assert sound.heard("Headphones").seconds > 1


def test_the_real_stock_voice(services: Services, qtbot, sound: FakeSound):
    assert say(services, qtbot, "Hello, it is a lovely day.") == [Source.STOCK]
    assert 1 < sound.heard("Speaker").seconds < 4
