"""Any file a person may have is read; what cannot be read says why and what to do."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from engine.audio import best_window, check_sample, read, stream
from engine.errors import SampleError
from tests.helpers.sounds import RATE_HZ, speechlike, tone, write, write_encoded


def pitch_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples[4800:-4800] * np.hanning(len(samples) - 9600)))
    return float(np.argmax(spectrum) * RATE_HZ / (len(samples) - 9600))


@pytest.mark.parametrize("kind", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
@pytest.mark.parametrize("rate_hz", [8000, 44_100])
def test_wav_of_any_width_and_rate(tmp_path: Path, kind: str, rate_hz: int) -> None:
    sound = read(write(tmp_path / "a.wav", tone(1.5, rate_hz=rate_hz), rate_hz, subtype=kind))
    assert sound.rate_hz == RATE_HZ
    assert sound.samples.dtype == np.float32
    assert abs(sound.seconds - 1.5) < 0.01
    assert abs(pitch_hz(sound.samples) - 440) < 2
    assert abs(np.abs(sound.samples[4800:-4800]).max() - 0.5) < 0.03


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.flac", {"format": "FLAC"}),
        ("a.ogg", {"format": "OGG", "subtype": "VORBIS"}),
        ("a.opus", {"format": "OGG", "subtype": "OPUS"}),
        ("a.mp3", {"format": "MP3"}),
        ("a.aiff", {"format": "AIFF"}),
        ("wrong.wav", {"format": "FLAC"}),
        ("wrong.mp3", {"format": "WAV"}),
        ("wrong.raw", {"format": "WAV"}),
        ("none", {"format": "OGG", "subtype": "VORBIS"}),
    ],
)
def test_other_formats_and_wrong_names(tmp_path: Path, name: str, kind: dict[str, str]) -> None:
    sound = read(write(tmp_path / name, tone(2.0, rate_hz=48_000), 48_000, **kind))
    assert abs(sound.seconds - 2.0) < 0.1
    assert abs(pitch_hz(sound.samples) - 440) < 2


@pytest.mark.parametrize(
    ("name", "codec", "container", "video"),
    [
        ("a.m4a", "aac", "ipod", False),
        ("a.aac", "aac", "adts", False),
        ("film.mp4", "aac", "mp4", True),
        ("m4a.wav", "aac", "ipod", False),
    ],
)
def test_m4a_aac_and_the_sound_of_films(tmp_path: Path, name: str, codec: str, container: str, video: bool) -> None:
    sound = read(write_encoded(tmp_path / name, tone(2.0, rate_hz=48_000), codec, container, video=video))
    assert abs(sound.seconds - 2.0) < 0.1
    assert abs(pitch_hz(sound.samples) - 440) < 2


@pytest.mark.parametrize("kind", [("a.mp3", "MP3", None), ("a.opus", "OGG", "OPUS"), ("a.flac", "FLAC", None)])
def test_no_clicks_between_blocks(tmp_path: Path, kind: tuple[str, str, str | None]) -> None:
    name, container, subtype = kind
    original = tone(20.0)
    sound = read(write(tmp_path / name, original, format=container, subtype=subtype)).samples[4800:-9600]
    # The bend between samples, not the level: Opus itself drifts by .04 (libsndfile's decoder by .08) without a click.
    # 0.0067 in the tone, at most 0.0080 after the codecs; 0.56 where MP3 was sought in after every block.
    assert np.abs(np.diff(sound, n=2)).max() < 2 * np.abs(np.diff(original, n=2)).max()


def test_stereo_is_mixed(tmp_path: Path) -> None:
    both = np.stack([tone(1.0), np.zeros(RATE_HZ, np.float32)], axis=1)
    assert np.allclose(read(write(tmp_path / "s.wav", both, subtype="FLOAT")).samples, tone(1.0) / 2, atol=1e-6)


def test_stream_equals_whole_and_max_seconds_stops(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", speechlike(3.3), 22_050)
    whole = read(path).samples
    blocks = [b.samples for b in stream(path, 0.5)]
    assert {len(b) for b in blocks[:-1]} == {RATE_HZ // 2}
    assert np.array_equal(np.concatenate(blocks), whole)
    assert np.array_equal(read(path, max_seconds=1.0).samples, whole[:RATE_HZ])


def test_broken_samples_become_silence(tmp_path: Path) -> None:
    samples = tone(1.0)
    samples[100:200] = np.nan
    samples[300] = np.inf
    assert np.isfinite(read(write(tmp_path / "a.wav", samples, subtype="FLOAT")).samples).all()


def test_a_truncated_file_gives_what_is_there(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", speechlike(3.0), format="FLAC")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 0.5 < read(path).seconds < 3.0


def bad_files(folder: Path) -> dict[str, Path]:
    files = {
        "missing": folder / "missing.wav",
        "folder": folder,
        "empty": folder / "empty.wav",
        "text": folder / "text.wav",
        "page": folder / "page.mp3",
        "noise": folder / "noise.m4a",
        "header": folder / "header.wav",
        "picture": folder / "film.mp4",
        "playlist": folder / "list.m3u8",
    }
    files["empty"].touch()
    files["text"].write_text("this is not a sound, " * 200)
    files["page"].write_text("<html><body>Not found</body></html>")
    files["noise"].write_bytes(np.random.default_rng(0).bytes(20_000))
    write(files["header"], np.empty(0, np.float32))
    files["picture"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    files["playlist"].write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    return files


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "empty", "text", "page", "noise", "header", "picture", "playlist"]
)
def test_bad_files_are_plain_errors(tmp_path: Path, kind: str) -> None:
    with pytest.raises(SampleError) as caught:
        read(bad_files(tmp_path)[kind])
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_no_permission_is_a_plain_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.wav", tone(1.0))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, whom no mode of a file stops
    with pytest.raises(SampleError, match="cannot be opened"):
        read(path)


def test_a_long_file_is_read_in_constant_memory(tmp_path: Path) -> None:
    quiet = np.zeros(RATE_HZ * 120, np.float32)
    speech = speechlike(12.0)
    path = write(
        tmp_path / "long.flac",
        np.concatenate([quiet + 1e-4, speech, quiet, speechlike(4.0, level=0.02)]),
        format="FLAC",
    )
    tracemalloc.start()
    best = best_window(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000
    assert best.seconds == 10.0
    assert check_sample(best).speech_seconds > 4


def test_best_window_of_a_short_file_is_all_of_it(tmp_path: Path) -> None:
    assert best_window(write(tmp_path / "a.wav", speechlike(4.0))).seconds == 4.0
