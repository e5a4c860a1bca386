"""Every command, and each bad input: speech where possible, else a clear error, exit code 2, and nothing left."""

import errno
import io
import json
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import pytest
import sounddevice
import soundfile
import soxr

from engine.cli import doctor, main
from engine.synthesizer import Synthesizer
from engine.text import planning
from tests.helpers import engine as tiny
from tests.helpers import sounds

RATE_HZ = 24_000
# Random weights recognise nothing; a transcript is aligned all the same.
SAID = ("--transcript", "Good morning, did you sleep well?")


@pytest.fixture(autouse=True)
def home(tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVAVOCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VIVAVOCE_BUNDLE", str(tiny_bundle))
    return tmp_path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "said.wav"


def speech() -> np.ndarray:
    return tiny.sample().samples[: int(2.2 * RATE_HZ)]


def speak(out: Path, *arguments: str, text: str = "Hello there.") -> int:
    return main(["speak", text, "-o", str(out), *arguments])


def refused(out: Path, capsys: pytest.CaptureFixture[str], *arguments: str, text: str = "Hello there.") -> str:
    """The error's sentence; it has a remedy, and nothing was written."""
    assert speak(out, *arguments, text=text) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 2 and all(line.endswith((".", ")")) for line in lines)
    assert list(out.parent.iterdir()) == []
    return lines[0]


def spoken(out: Path) -> np.ndarray:
    samples, rate_hz = soundfile.read(out)
    assert rate_hz == RATE_HZ and np.abs(samples).max() > 0.01
    assert [file.name for file in out.parent.iterdir()] == [out.name]
    return samples


def test_speak_in_the_stock_voice_and_verify(out: Path, capsys: pytest.CaptureFixture[str]):
    assert speak(out, "--json", "--speed", "1.5", "--seed", "3") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["source"] == "stock" and told["output"] == str(out)
    assert told["seconds"] == pytest.approx(len(spoken(out)) / RATE_HZ, abs=0.001)
    assert main(["verify", str(out)]) == 0
    assert "synthetic" in capsys.readouterr().out


def test_verify_tells_what_is_not_marked_or_not_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    soundfile.write(tmp_path / "real.wav", speech(), RATE_HZ)
    (tmp_path / "text.wav").write_text("no sound")
    assert main(["verify", str(tmp_path / "real.wav"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["marked"] is False
    assert main(["verify", str(tmp_path / "text.wav")]) == 2


def test_text_from_standard_input(out: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Hello — wörld \xff".encode("latin-1", "replace"))))
    assert speak(out, text="-") == 0
    spoken(out)


def test_voices_from_adding_to_removing(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    sample = tiny.write_sample(tmp_path / "sample.wav")
    assert main(["voices", "add", "--name", "Zoë", "--sample", str(sample), "--transcript", tiny.TRANSCRIPT]) == 0
    assert main(["voices", "list"]) == 0
    assert "Zoë" in capsys.readouterr().out
    assert speak(out, "--voice", "zoë", "--json") == 0
    assert json.loads(capsys.readouterr().out)["words"]
    assert main(["voices", "export", "Zoë", str(tmp_path / "zoe.zip")]) == 0
    assert main(["voices", "import", str(tmp_path / "zoe.zip")]) == 2
    assert main(["voices", "remove", "Zoë"]) == 0
    assert main(["voices", "import", str(tmp_path / "zoe.zip")]) == 0
    capsys.readouterr()
    assert main(["voices", "list", "--json"]) == 0
    assert [voice["name"] for voice in json.loads(capsys.readouterr().out)] == ["Zoë"]
    assert main(["speak", "x", "--voice", "Nobody"]) == 2
    assert "no voice named" in capsys.readouterr().err


def test_a_batch_goes_on_after_a_bad_job(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    sample = str(tiny.write_sample(tmp_path / "sample.wav"))
    good = {"text": "Good morning.", "sample": sample, "transcript": tiny.TRANSCRIPT, "output": str(out), "seed": 2}
    jobs = [
        json.dumps(good),
        "not json",
        json.dumps(good | {"text": ""}),
        json.dumps(good | {"sample": str(tmp_path / "none.wav")}),
        json.dumps(good | {"colour": "red"}),
        json.dumps({"text": "No sample.", "output": str(out.with_name("second.wav"))}),
    ]
    (tmp_path / "jobs.jsonl").write_text("\n".join(jobs) + "\n\n", encoding="utf-8")
    assert main(["speak", "--batch", str(tmp_path / "jobs.jsonl")]) == 2
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [sorted(t) if "error" in t else t["output"] for t in told] == [
        str(out),
        *[["error", "line", "remedy"]] * 4,
        str(out.with_name("second.wav")),
    ]
    wanted = {"output", "seconds", "compute_seconds", "first_audio_seconds", "source", "attempts", "score"}
    assert wanted <= set(told[0])
    assert sorted(file.name for file in out.parent.iterdir()) == ["said.wav", "second.wav"]


def test_a_batch_that_is_all_well(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "jobs.jsonl").write_text(json.dumps({"text": "Fine.", "output": str(out)}))
    assert main(["speak", "--batch", str(tmp_path / "jobs.jsonl")]) == 0
    assert main(["speak", "--batch", str(tmp_path / "none.jsonl")]) == 2


def test_doctor_finds_a_damaged_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main(["doctor", "--json"])
    found = {f["what"]: f for f in json.loads(capsys.readouterr().out)}
    assert found["models"]["well"] and found["disk"]["well"] and found["stock voice"]["well"]
    assert main(["doctor", "--json", "--bundle", str(tmp_path)]) == 1
    models = json.loads(capsys.readouterr().out)[0]
    assert not models["well"] and models["remedy"]


def test_doctor_names_the_conflict_of_the_two_runtimes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_installed", lambda name: True)
    finding = doctor._packages()
    assert not finding.well and "pip uninstall" in finding.remedy


@pytest.mark.parametrize("arguments", [["--speed", "3"], ["--seed", "x"], ["--attempts", "0"], ["--volume", "99"]])
def test_options_out_of_bounds(out: Path, arguments: list[str]):
    with pytest.raises(SystemExit, match="2"):
        speak(out, *arguments)


# Bad samples.


def test_silent_sample(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    sample = sounds.write(tmp_path / "s.wav", np.zeros(RATE_HZ * 4, np.float32))
    assert "no sound" in refused(out, capsys, "--sample", str(sample))


def test_sample_of_a_third_of_a_second(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    sample = sounds.write(tmp_path / "s.wav", speech()[int(0.6 * RATE_HZ) : int(0.9 * RATE_HZ)])
    assert "speech" in refused(out, capsys, "--sample", str(sample))


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\x00" * 5000, b"<html></html>" * 99]
)
def test_corrupt_or_other_files(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str], content: bytes):
    sample = tmp_path / "s.wav"
    sample.write_bytes(content)
    refused(out, capsys, "--sample", str(sample))


def test_no_such_sample_or_a_folder(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    assert "no file" in refused(out, capsys, "--sample", str(tmp_path / "none.wav"))
    assert "folder" in refused(out, capsys, "--sample", str(tmp_path))


def write(path: Path, kind: str) -> Path:
    x = speech()
    stereo = np.stack([x, x * 0.5], 1)
    if kind == "clipped":
        return sounds.write(path, np.clip(x * 8, -1, 1).astype(np.float32))
    if kind == "8 kHz":
        return sounds.write(path, soxr.resample(x, RATE_HZ, 8000).astype(np.float32), 8000)
    if kind == "stereo":
        return sounds.write(path, stereo.astype(np.float32))
    if kind in ("PCM_24", "FLOAT"):
        return sounds.write(path, x, subtype=kind)
    if kind == "two people":
        other = soxr.resample(x, RATE_HZ, int(RATE_HZ * 1.35)).astype(np.float32)
        return sounds.write(path, np.concatenate([x, other]))
    if kind == "M4A":
        louder = soxr.resample(x, RATE_HZ, 48_000).astype(np.float32)
        return sounds.write_encoded(path.with_suffix(".m4a"), louder, "aac", "ipod")
    return sounds.write(path, x, format=kind)


@pytest.mark.parametrize(
    "kind", ["clipped", "8 kHz", "stereo", "PCM_24", "FLOAT", "two people", "MP3", "OGG", "FLAC", "M4A"]
)
def test_samples_that_can_be_used(tmp_path: Path, out: Path, kind: str):
    sample = write(tmp_path / "sample.wav", kind)
    assert speak(out, *SAID, "--sample", str(sample), "--attempts", "1") == 0
    spoken(out)


def test_a_sample_that_goes_on_and_on_gives_its_best_stretch(tmp_path: Path, out: Path):
    minute = np.tile(speech(), 28)[: 60 * RATE_HZ].astype(np.float32)
    low = soxr.resample(minute, RATE_HZ, 8000).astype(np.float32)
    sample = tmp_path / "long.flac"
    with soundfile.SoundFile(sample, "w", 8000, 1) as file:
        for _ in range(5):
            file.write(low)
    assert speak(out, *SAID, "--sample", str(sample), "--attempts", "1") == 0
    spoken(out)


# Bad texts.


@pytest.mark.parametrize("text", ["", "   \n\t", "...", "?!,;", "مرحبا بالعالم", "你好世界"])
def test_texts_without_anything_to_say(out: Path, capsys: pytest.CaptureFixture[str], text: str):
    refused(out, capsys, text=text)


@pytest.mark.parametrize("text", ["a" * 300, "Hello\x00\x07\x1b[31m there\u202e.", "Hi مرحبا, hello 你好!", "🙂"])
def test_texts_that_can_be_said(out: Path, text: str):
    assert speak(out, text=text) == 0
    spoken(out)


def test_a_text_of_a_hundred_thousand_characters_streams(monkeypatch: pytest.MonkeyPatch):
    """It is never all in memory: the first sound is there before the hundredth sentence is read."""
    read: list[int] = []
    original = planning._read
    monkeypatch.setattr(planning, "_read", lambda *a: read.append(1) or original(*a))
    chunks = Synthesizer.load(device="cpu").speak("This sentence is said again. " * 3500, None)
    for _ in range(20):
        assert len(next(chunks).audio.samples)
    assert len(read) < 100
    chunks.close()  # type: ignore[attr-defined]


def test_a_word_of_300_letters_in_a_persons_voice(tmp_path: Path, out: Path):
    sample = tiny.write_sample(tmp_path / "sample.wav")
    assert speak(out, "--sample", str(sample), "--attempts", "1", text="pneumono" * 38) == 0
    spoken(out)


# Bad surroundings.


def test_no_sound_device(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def none(*_: object, **__: object) -> None:
        raise sounddevice.PortAudioError("Error querying device -1")

    monkeypatch.setattr(sounddevice, "OutputStream", none)
    assert main(["speak", "Hello."]) == 2
    assert "no sound device" in capsys.readouterr().err


def test_no_portaudio(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setattr("builtins.__import__", _without_portaudio(__import__))
    assert main(["speak", "Hello."]) == 2
    assert "PortAudio" in capsys.readouterr().err


def _without_portaudio(original):
    def imported(name, *arguments, **named):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return original(name, *arguments, **named)

    return imported


def test_full_disk(out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def full(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(wave.Wave_write, "writeframes", full)
    assert "cannot be written" in refused(out, capsys)


def test_read_only_folder(out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def denied(*_: object, **__: object):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", denied)  # root, who runs tests in containers, may write anywhere
    assert "read-only" in refused(out, capsys)


def test_no_such_folder_and_other_formats(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    assert speak(tmp_path / "none" / "a.wav") == 2
    assert speak(out.with_suffix(".mp3")) == 2
    assert list(out.parent.iterdir()) == []


def test_a_sample_without_room_for_the_voice(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch):
    sample = tiny.write_sample(tmp_path / "sample.wav")

    def full(*_: object, **__: object):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(soundfile, "write", full)
    assert main(["voices", "add", "--name", "Ann", "--sample", str(sample)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert list((tmp_path / "home" / "voices").iterdir()) == []


def test_a_broken_bundle(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    assert "no model" in refused(out, capsys, "--bundle", str(tmp_path / "none"))


def test_the_sample_s_doubts_are_said_on_standard_error(home: Path, out: Path, capsys: pytest.CaptureFixture[str]):
    soundfile.write(home / "short.wav", speech(), RATE_HZ)
    assert speak(out, "--sample", str(home / "short.wav"), *SAID) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 to 10 seconds make a better voice." in said.err


def test_the_list_of_commands_does_not_wait_for_the_engine():
    code = "import sys, engine.cli\ntry: engine.cli.main(['--help'])\nexcept SystemExit: print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert all(command in done.stdout for command in ("speak", "voices", "verify", "doctor", "bench"))
