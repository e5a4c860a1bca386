"""What needs no torch: own models, the blind comparison, candidates for a sample, what is missing."""

from collections import Counter
from pathlib import Path

import pytest

from engine.adaptation import needs
from engine.adaptation.best_prompt import LONGEST_S, SHORTEST_S, candidates, ranked
from engine.adaptation.comparison import SENTENCES, Comparison
from engine.adaptation.job import Job, Progress, State, Step, Wanted
from engine.bank.takes import Take
from engine.errors import AdaptationError, StorageError, VoiceError
from engine.runtime.bundle import MANIFEST
from engine.voices.own import OwnModels


def test_own_models(tmp_path: Path):
    own = OwnModels("ada", tmp_path)
    assert own.names() == [] and own.bundle is None and own.new().name == "1"
    for number in ("1", "2", "10"):
        (own.folder / number).mkdir(parents=True)
        (own.folder / number / MANIFEST).touch()
    (own.folder / "job").mkdir()
    assert own.names() == ["1", "2", "10"] and own.new().name == "11"
    assert own.bundle is None  # none speaks before it was chosen
    own.choose("2")
    assert own.bundle == own.folder / "2" and OwnModels("ada", tmp_path).chosen == "2"
    with pytest.raises(VoiceError):
        own.choose("3")
    own.delete("2")
    assert own.bundle is None and own.names() == ["1", "10"]
    own.delete_all()
    assert not own.folder.exists()


def test_comparison_is_blind_kept_and_fair(tmp_path: Path):
    orders = Counter()
    for number in range(40):
        found = Comparison.begin(tmp_path / f"{number}.json", "", "1")
        assert found.order.count("new") in (2, 3)
        orders[found.order] += 1
    assert len(orders) > 5
    path = tmp_path / "votes.json"
    found = Comparison.begin(path, "", "1")
    for at in range(len(SENTENCES)):
        if at == 3:  # the program was closed
            found = Comparison.begin(path, "", "1")
            assert len(found.votes) == 3
        found.vote("same" if at == 0 else "first" if found.speaker("first") == "new" else "second")
    tally = Comparison.begin(tmp_path / "votes.json", "", "2").tally
    assert (tally.new, tally.old, tally.same) == (0, 0, 0)  # of another model: begun anew
    assert found.finished and (found.tally.new, found.tally.same, found.tally.winner) == (4, 1, "new")
    path.write_text("{")
    with pytest.raises(StorageError):
        Comparison.begin(path, "", "1")


def take(seconds: float, number: int = 0, **scores: float) -> Take:
    return Take(id=f"t{number}", text="Some words.", seconds=seconds, at="", scores=scores)


def test_candidates_are_three_to_eight_seconds():
    found = list(candidates([take(2), take(2.5), take(5), take(9), take(1)]))
    assert found and all(SHORTEST_S <= c.seconds <= LONGEST_S for c in found)
    assert len(found[0].takes) == 2  # short ones are joined
    assert len(list(candidates([take(1)]))) == 1  # better little than nothing


def test_clear_takes_are_tried_first():
    good, noisy = (
        take(4, 1, words=-0.1, noise_db=-70, speech_db=-20),
        take(4, 2, words=-0.1, noise_db=-40, speech_db=-20),
    )
    unsure = take(4, 3, words=-1.5, noise_db=-70, speech_db=-20)
    assert next(c.takes[0].id for c in ranked(candidates([noisy, unsure, good]))) == "t1"


def test_what_is_missing_is_found_without_importing(monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda name: None if name == "torch" else object())
    assert needs.missing() == ["torch"]
    assert needs.command()[1:4] == ["-m", "pip", "install"] and "torch>=2.6,<3" in needs.command()
    with pytest.raises(AdaptationError, match="torch"):
        needs.require()


def test_a_job_and_how_far_it_is(tmp_path: Path):
    job = Job.create(tmp_path / "job", Wanted("bank", "base", "target", "Ada", takes=("a", "b")))
    assert job.wanted.takes == ("a", "b") and job.progress.state is State.WAITING and job.resumable
    job.report(Progress(State.DONE, Step.EXPORT, 1.0))
    assert job.progress == Progress(State.DONE, Step.EXPORT, 1.0) and not job.resumable
    (job.folder / "progress.json").write_text("{")
    assert job.progress.state is State.WAITING
