"""A whole session: three bad takes, a kill in the middle, resumed, finished, exported, imported elsewhere, a sample."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from app.studio.model import best_sample
from engine.bank import bankfile, consent
from engine.bank.bank import now
from engine.bank.text import normal
from engine.vault.vault import Vault, is_sealed
from tests.helpers.sitting import SCRIPT, SPOILED, Sitting

ROOT = Path(__file__).resolve().parents[2]


def test_twenty_sentences_with_three_bad_takes_and_a_kill(tmp_path: Path):
    folder = tmp_path / "one" / "banks" / "ada"
    command = [sys.executable, "-m", "tests.helpers.sitting", str(folder)]
    said: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said.append(line.strip())
            if line.startswith("11 "):
                child.kill()
                break
    assert "3 False" in said and "9 False" in said and said.count("3 True") == 1

    sitting = Sitting(folder)
    assert sitting.session.place.at in (11, 12)  # to the sentence where it was
    assert len(sitting.bank.kept()) == 12
    sitting.say_all()
    bank = sitting.bank
    assert {at: SPOILED[at] in reasons for at, reasons in sitting.refused.items()} == {14: True}
    assert sorted(normal(t.text) for t in bank.kept()) == sorted(map(normal, SCRIPT.sentences))

    bank.change(bank.kept()[0].id, verbatim=True, manner="calm")
    bank.consent = consent.stated("Ada", "Ben Martin", "brother", now())
    bank.save()
    bankfile.export(bank, tmp_path / "ada.zip")
    assert bankfile.check(tmp_path / "ada.zip") == []
    elsewhere = bankfile.import_(tmp_path / "ada.zip", tmp_path / "two" / "banks" / "ada", Vault(bytes(32)))
    assert elsewhere.takes == bank.takes and elsewhere.consent == bank.consent
    assert all(is_sealed(elsewhere.path(take)) for take in elsewhere.takes)
    for take in bank.kept():
        np.testing.assert_array_equal(elsewhere.audio(take.id).samples, bank.audio(take.id).samples)
    assert 5 < best_sample(elsewhere)[0].seconds <= 10
