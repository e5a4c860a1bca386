"""The label, and verifying files: the mark decides, the label is told."""

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from hibari import Hibari

from engine.audio import write_wav
from engine.errors import SampleError
from engine.provenance.label import SENTENCE, Provenance
from engine.provenance.marker import mark
from engine.provenance.verify import verify
from engine.types import SAMPLE_RATE_HZ, Audio

LABEL = Provenance("Viva Voce 0.1.0", 'Grandma "Zoë"', "2026-01-02T03:04:05+00:00")


@pytest.fixture(scope="module")
def speech() -> Audio:
    text = "I will be late for dinner, so please begin without me."
    return Audio(np.asarray(Hibari()(text, seed=1), np.float32), SAMPLE_RATE_HZ)


def test_what_we_write_is_marked_and_labelled(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    write_wav(path, mark(speech), LABEL.info())
    found = verify(path)
    assert found.marked
    assert found.confidence > 0.999
    assert found.label == LABEL
    assert LABEL.product in found.finding


def test_the_standard_fields_are_there(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    write_wav(path, speech, LABEL.info())
    with av.open(str(path)) as file:
        tags = file.metadata
    assert tags["encoder"].startswith(LABEL.product)
    assert tags["date"] == LABEL.created
    assert tags["comment"].startswith(SENTENCE)


def test_a_label_alone_is_told_but_does_not_decide(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "unmarked.wav"
    write_wav(path, speech, LABEL.info())
    found = verify(path)
    assert not found.marked
    assert found.label == LABEL
    assert "no mark" in found.finding


def test_a_mark_alone_is_enough(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "bare.wav"
    write_wav(path, mark(speech))
    found = verify(path)
    assert found.marked
    assert found.label is None


def test_the_mark_is_found_beyond_the_first_piece(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    gap = np.zeros(31 * SAMPLE_RATE_HZ, np.float32)
    write_wav(path, [Audio(gap, SAMPLE_RATE_HZ), mark(speech)])
    assert verify(path).marked


def test_the_label_is_read_in_other_formats(speech: Audio, tmp_path: Path) -> None:
    path = tmp_path / "said.flac"
    with soundfile.SoundFile(path, "w", samplerate=SAMPLE_RATE_HZ, channels=1, format="FLAC") as file:
        file.comment = LABEL.comment()
        file.write(speech.samples)
    assert verify(path).label == LABEL


@pytest.mark.parametrize(
    "comment",
    ["", "Synthetic", SENTENCE, f"{SENTENCE} {{", f"{SENTENCE} [1]", f'{SENTENCE} {{"product": 1}}'],
)
def test_a_broken_label_is_no_label(comment: str) -> None:
    assert Provenance.from_tags({"comment": comment}) is None


def test_the_label_is_read_from_any_tag_that_holds_comments() -> None:
    assert Provenance.from_tags({"DESCRIPTION": LABEL.comment()}) == LABEL


@pytest.mark.parametrize("content", [b"", b"hello" * 100, b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_not_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "not sound.wav"
    path.write_bytes(content)
    with pytest.raises(SampleError):
        verify(path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SampleError):
        verify(tmp_path / "gone.wav")
