import numpy as np
import pytest

from engine.bank import calibrate, consent
from engine.bank.speaker import StatisticsEncoder
from engine.errors import BankError, ConsentError
from tests.helpers.babble import babble

PEOPLE = ((110, 1.0), (210, 0.83), (150, 1.15))


@pytest.fixture(scope="module")
def encoder():
    return StatisticsEncoder()


def test_people_are_told_apart(encoder):
    voices = [[encoder(babble(12, f0, size, seed=s)) for s in range(3)] for f0, size in PEOPLE]
    for i, own in enumerate(voices):
        assert own[0] @ own[1] > encoder.same
        for other in voices[i + 1 :]:
            assert own[0] @ other[1] < encoder.same


def test_the_embedding_does_not_hear_the_level(encoder):
    loud, soft = (encoder(babble(12, seed=1, level=level)) for level in (0.1, 0.03))
    assert loud @ soft > 0.9


def test_consent_has_to_be_the_same_person(encoder):
    voices = [encoder(babble(12, seed=s)) for s in range(3)]
    given = consent.spoken("Ada", babble(14, seed=7), "t1", voices, encoder, "2026-01-01")
    assert given.similarity is not None and given.similarity >= encoder.same
    assert "Ada" in given.statement
    assert consent.Consent.from_json(given.to_json()) == given
    with pytest.raises(ConsentError, match="does not sound like"):
        consent.spoken("Ada", babble(14, 230, 0.8, seed=7), "t1", voices, encoder, "2026-01-01")
    with pytest.raises(ConsentError):
        consent.spoken("Ada", babble(14), "t1", [], encoder, "2026-01-01")


def test_a_relative_can_state_it_and_the_record_says_so():
    given = consent.stated("Ada", "Ben", "brother", "2026-01-01")
    assert given.kind == "relative" and "Ben" in given.statement and given.similarity is None
    with pytest.raises(ConsentError):
        consent.stated("Ada", " ", "brother", "2026-01-01")
    with pytest.raises(ConsentError):
        consent.require(None)
    with pytest.raises(BankError):
        consent.Consent.from_json({"kind": "forged"})


def test_the_fit_separates_speakers_it_never_saw(tmp_path):
    draw = np.random.default_rng(0)
    centres = draw.normal(size=(60, 63)) * np.linspace(3, 0.1, 63)
    people = {f"s{i:02}": [c + draw.normal(size=63) for _ in range(4)] for i, c in enumerate(centres)}
    learnt, unseen = calibrate.halves(people)
    same, other, _ = calibrate.scores(unseen, *calibrate.fit(learnt))
    assert np.quantile(same, 0.1) > np.quantile(other, 0.95)
