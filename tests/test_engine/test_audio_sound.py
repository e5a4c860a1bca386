"""Loudness as in the standard, the limiter's promise, speed at the same pitch, files whole or not at all."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.signal import butter, resample_poly, sosfilt

from engine.audio import LoudnessMeter, StreamNormaliser, change_speed, integrated_lufs, normalise, read, write_wav
from engine.audio.biquad import Biquads
from engine.audio.limiter import Limiter
from engine.errors import StorageError
from engine.types import Audio, FloatArray
from tests.helpers.sounds import RATE_HZ, audio, speechlike, tone


@pytest.mark.parametrize("rate_hz", [24_000, 44_100, 48_000])
@pytest.mark.parametrize("level_db", [0.0, -23.0, -40.0])
def test_a_sine_measures_what_the_standard_says(rate_hz: int, level_db: float) -> None:
    sound = Audio(tone(5.0, 997.0, 10 ** (level_db / 20), rate_hz), rate_hz)
    assert integrated_lufs(sound) == pytest.approx(level_db - 3.01, abs=0.05)


def test_the_gates_leave_out_silence_and_what_is_faint() -> None:
    """EBU Tech 3341, test 3: -36, -23, -36 dBFS of a 1000 Hz sine in stereo is -23 LUFS; here mono, 3 dB less."""
    parts = [tone(10.0, 1000.0, 10 ** (db / 20)) for db in (-36, -23, -36)]
    parts[1] = np.tile(parts[1], 6)
    assert integrated_lufs(audio(np.concatenate(parts))) == pytest.approx(-26.0, abs=0.1)
    assert integrated_lufs(audio(np.zeros(RATE_HZ, np.float32))) == -70.0


def test_the_meter_does_not_care_about_pieces() -> None:
    sound = speechlike(4.0)
    meter = LoudnessMeter(RATE_HZ)
    for piece in np.array_split(sound, 37):
        meter.push(piece)
    assert meter.lufs == pytest.approx(integrated_lufs(audio(sound)), abs=1e-6)


def true_peak(samples: FloatArray) -> float:
    return float(np.abs(resample_poly(samples, 8, 1)).max())


@pytest.mark.parametrize("level", [0.02, 0.05, 0.9])
def test_normalised_sound_has_the_target_and_keeps_under_the_ceiling(level: float) -> None:
    sound = speechlike(5.0, level=level)
    loud = normalise(audio(sound), -20.0)
    assert len(loud.samples) == len(sound)
    assert integrated_lufs(loud) == pytest.approx(-20.0, abs=0.7)
    assert true_peak(loud.samples) <= 10 ** (-0.8 / 20)


def test_silence_stays_silence() -> None:
    assert not normalise(audio(np.zeros(RATE_HZ, np.float32))).samples.any()


def test_the_limiter_holds_peaks_between_samples_and_is_the_same_in_pieces() -> None:
    sound = np.concatenate([tone(0.3, level=0.2), tone(0.2, RATE_HZ / 4 + 7, 2.5), tone(0.3, level=0.2)])
    whole = Limiter(RATE_HZ)
    limited = np.concatenate([whole.push(sound), whole.flush()])
    pieces = Limiter(RATE_HZ)
    cut = np.concatenate([*(pieces.push(p) for p in np.array_split(sound, 23)), pieces.flush()])
    assert np.allclose(cut, limited, atol=1e-6)
    assert true_peak(limited) <= 10 ** (-0.8 / 20)
    assert np.allclose(limited[:6000], sound[:6000], atol=1e-6)


def test_a_stream_comes_to_the_target_and_loses_nothing() -> None:
    sound = np.tile(speechlike(4.0, level=0.05), 3)
    normaliser = StreamNormaliser(RATE_HZ, -20.0)
    out = np.concatenate([*(normaliser.push(p) for p in np.array_split(sound, 30)), normaliser.flush()])
    assert len(out) == len(sound)
    assert integrated_lufs(audio(out[RATE_HZ * 2 :])) == pytest.approx(-20.0, abs=1.0)
    again = StreamNormaliser(RATE_HZ, -20.0, start_gain_db=normaliser.gain_db)
    first = again.push(sound[:RATE_HZ])
    assert integrated_lufs(audio(first)) == pytest.approx(-20.0, abs=2.0)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.0, 1.25, 2.0])
def test_speed_changes_time_and_not_pitch(speed: float) -> None:
    sound = tone(3.0, 220.0)
    changed = change_speed(audio(sound), speed).samples
    assert len(changed) == pytest.approx(len(sound) / speed, abs=1)
    middle = changed[len(changed) // 4 : -len(changed) // 4]
    peak = np.argmax(np.abs(np.fft.rfft(middle * np.hanning(len(middle))))) * RATE_HZ / len(middle)
    assert peak == pytest.approx(220.0, abs=3)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(np.sqrt(0.125), rel=0.05)


def test_speed_keeps_events_in_their_places() -> None:
    sound = np.concatenate([np.zeros(RATE_HZ, np.float32), tone(0.5, 200.0), np.zeros(RATE_HZ, np.float32)])
    changed = np.abs(change_speed(audio(sound), 0.5).samples)
    heard = np.flatnonzero(changed > 0.1)
    assert heard[0] == pytest.approx(2 * RATE_HZ, abs=0.05 * RATE_HZ)
    assert heard[-1] == pytest.approx(3 * RATE_HZ, abs=0.05 * RATE_HZ)


def test_wav_is_written_whole_with_its_info(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    write_wav(path, [audio(tone(0.5)), audio(tone(0.5, level=2.0))], {"ISFT": "Viva Voce", "ICMT": "odd"})
    assert np.allclose(read(path).samples[: RATE_HZ // 2], tone(0.5), atol=1e-4)
    with soundfile.SoundFile(path) as file:
        assert (file.frames, file.channels, file.subtype) == (RATE_HZ, 1, "PCM_16")
        assert file.software == "Viva Voce"
        assert file.comment == "odd"
    assert [p.name for p in tmp_path.iterdir()] == ["out.wav"]


def full_disk() -> Iterator[Audio]:
    yield audio(tone(0.1))
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    write_wav(path, audio(tone(0.2)))
    before = path.read_bytes()
    with pytest.raises(StorageError, match="No space"):
        write_wav(path, full_disk())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["out.wav"]


def test_the_device_that_is_always_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has one")
    monkeypatch.setattr("engine.atomic._temporary_beside", lambda _: Path("/dev/full"))
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(StorageError):
        write_wav(tmp_path / "out.wav", audio(tone(0.2)))
    assert not (tmp_path / "out.wav").exists()


def test_places_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "missing" / "out.wav", tmp_path):
        with pytest.raises(StorageError):
            write_wav(path, audio(tone(0.2)))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)  # a read-only folder, also for root
    with pytest.raises(StorageError, match="read-only"):
        write_wav(tmp_path / "out.wav", audio(tone(0.2)))
    assert not any(tmp_path.iterdir())


def test_no_sound_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_wav(tmp_path / "out.wav", [])
    assert not any(tmp_path.iterdir())


def test_the_recursive_filter_is_that_of_scipy_in_any_pieces() -> None:
    sections = np.asarray(butter(4, 0.2, "highpass", output="sos"))
    noise = np.random.default_rng(0).normal(size=1000)
    filtered = Biquads(sections)
    pieces = [filtered.push(piece) for piece in np.array_split(noise, [1, 3, 64, 500, 563])]
    np.testing.assert_allclose(np.concatenate(pieces), sosfilt(sections, noise), atol=1e-12)


def test_slow_libraries_wait_until_they_are_needed() -> None:
    code = "import sys, engine.audio; print([m for m in ('scipy', 'av', 'pyworld') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
