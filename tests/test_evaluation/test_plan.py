from collections import Counter
from dataclasses import replace
from pathlib import Path

from engine.evaluation import sentences
from engine.evaluation.jobs import Job, Needs, Plan, Said
from engine.evaluation.sentences import KINDS, Sentence
from engine.evaluation.voices import Recording, Voice, held_out


class Speaker:
    name = "speaker"

    def __init__(self, needs: Needs) -> None:
        self.needs = needs

    def say(self, job: Job) -> Said:
        raise NotImplementedError


def plan(**changes) -> Plan:
    said = [Sentence(f"short-{n:02d}", "short", "Yes.") for n in range(8)]
    voices = [
        Voice(g, str(n), tuple(Recording(f"{g}{n}{k}", Path(), "Yes.", 5.0) for k in range(3)))
        for g in ("synthetic", "librispeech")
        for n in range(4)
    ]
    return replace(Plan(said, [s.id for s in said], voices), **changes)


def test_there_are_enough_sentences_of_every_kind() -> None:
    loaded = sentences.load()
    assert len(loaded) >= 120
    assert len({s.id for s in loaded}) == len(loaded)
    assert all(count >= 10 for count in Counter(s.kind for s in loaded).values())
    assert {s.kind for s in loaded} == set(KINDS)


def test_digits_in_a_sentence_have_a_spoken_form() -> None:
    assert all(not any(c.isdigit() for c in s.reference) for s in sentences.load())


def test_limit_keeps_every_kind() -> None:
    assert {s.kind for s in sentences.choose(sentences.load(), limit=24)} == set(KINDS)
    assert {s.kind for s in sentences.choose(sentences.load(), ["hard"], 5)} == {"hard"}


def test_text_is_said_once() -> None:
    assert len(list(plan().jobs(Speaker(Needs.TEXT)))) == 8


def test_voices_take_turns_and_share_the_sentences_evenly() -> None:
    jobs = list(plan().jobs(Speaker(Needs.VOICE)))
    assert Counter(j.voice.name for j in jobs if j.voice) == {
        f"{g}/{n}": 2 for g in ("synthetic", "librispeech") for n in range(4)
    }
    assert len(list(plan(each=0).jobs(Speaker(Needs.VOICE)))) == 8 * 8


def test_who_says_a_sentence_does_not_depend_on_the_others() -> None:
    whole = {j.key for j in plan().jobs(Speaker(Needs.VOICE))}
    few = plan(sentences=plan().sentences[3:5])
    assert {j.key for j in few.jobs(Speaker(Needs.VOICE))} <= whole


def test_recordings_are_said_again_under_each_condition() -> None:
    jobs = list(plan(conditions=("clean", "8k"), recordings=2).jobs(Speaker(Needs.RECORDING)))
    assert len(jobs) == 2 * 8 * 2
    assert len({j.key for j in jobs}) == len(jobs)


def test_held_out_speakers_are_the_ones_agreed() -> None:
    assert held_out()["synthetic"] == tuple(f"{n:04d}" for n in range(170, 178))
    assert len(set(held_out()["librispeech"])) == 24
