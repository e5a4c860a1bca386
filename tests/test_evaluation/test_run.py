"""A run with a real loop, real files and a judge that counts instead of listening."""

import json
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from engine.errors import TextError
from engine.evaluation import report
from engine.evaluation.jobs import Job, Needs, Plan, Said
from engine.evaluation.judge import Judge
from engine.evaluation.records import Record, Records
from engine.evaluation.run import run
from engine.evaluation.scores import score
from engine.evaluation.sentences import Sentence
from engine.types import Audio


class Listener:
    """Hears the first words only."""

    def transcribe(self, audio: Audio) -> str:
        return "please bring"

    def mos(self, audio: Audio) -> float:
        return 4.0


class Speaker:
    name = "speaker"
    needs = Needs.TEXT

    def __init__(self, fails_on: str = "") -> None:
        self.said: list[str] = []
        self._fails_on = fails_on

    def say(self, job: Job) -> Said:
        if job.sentence.id == self._fails_on:
            raise TextError("There is nothing to say.", "Write something.")
        self.said.append(job.sentence.id)
        return Said(Audio(np.zeros(2400, np.float32), 24_000))


SENTENCES = [Sentence(f"short-{n}", "short", "Please bring tea.") for n in range(4)]
PLAN = Plan(SENTENCES, [s.id for s in SENTENCES], [])


def go(speaker: Speaker, path: Path) -> Records:
    records = Records(path)
    run([speaker], PLAN, cast(Judge, Listener()), records, lambda *_: None)
    return records


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    go(Speaker(), path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:2]) + lines[2][:40])  # killed while it wrote the third
    again = Speaker()
    assert len(go(again, path).all) == 4
    assert again.said == ["short-2", "short-3"]
    assert [json.loads(line)["sentence"] for line in path.read_text().splitlines()] == [s.id for s in SENTENCES]


def test_a_failure_is_recorded_as_all_words_wrong(tmp_path: Path) -> None:
    records = go(Speaker(fails_on="short-1"), tmp_path / "results.jsonl").all
    assert [r.errors for r in records] == [1, 3, 1, 1]
    assert records[1].error == "There is nothing to say."
    whole = score(records)
    assert whole is not None
    assert (whole.failed, whole.garbled) == (1, 1)
    assert whole.wer.value == pytest.approx(6 / 12)
    assert whole.wer.low <= whole.wer.value <= whole.wer.high


def test_the_report_names_systems_kinds_and_what_it_was_made_with(tmp_path: Path) -> None:
    records = go(Speaker(fails_on="short-1"), tmp_path / "results.jsonl").all
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "manifest.json").write_text("{}")
    text = report.write(records, tmp_path, seed=0, bundle=bundle).read_text()
    assert "| speaker | 4 | 50.0 (" in text
    assert "There is nothing to say." in text
    assert (tmp_path / "wer.png").stat().st_size > 1000
    content = json.loads((tmp_path / "report.json").read_text())
    assert content["schema"] == report.SCHEMA
    assert len(content["bundle"]["sha256"]) == 64
    assert content["systems"]["speaker"]["kinds"]["short"]["mos"]["value"] == 4.0


def test_intervals_take_a_sentence_whole() -> None:
    def made(sentence: str, errors: int) -> Record:
        similar = dict(key="", system="s", kind="hard", voice="", group="", condition="clean", reference="", heard="")
        numbers = dict(similarity=None, mos=None, seconds=1.0, compute_seconds=0.0, source="live", attempts=1)
        return Record(sentence=sentence, errors=errors, words=10, **similar, **numbers)  # type: ignore[arg-type]

    same = score([made("a", 5) for _ in range(100)])
    assert same is not None
    assert same.wer.low == same.wer.high == 0.5
    two = score([made("a", 0)] * 50 + [made("b", 10)] * 50)
    assert two is not None
    assert (two.wer.low, two.wer.high) == (0.0, 1.0)
