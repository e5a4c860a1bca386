import resource
from collections.abc import Iterator

import av
import numpy as np
import pytest
import soundfile

from engine.bank import decode, importing, transcripts
from engine.bank.bank import Bank
from engine.bank.importing import Source
from engine.bank.speaker import StatisticsEncoder
from engine.bank.verdict import Judge, Reason
from engine.errors import SampleError
from tests.helpers.babble import RATE_HZ, babble, hush


def tell(*seeds: int, gap_s: float = 0.7, **person) -> np.ndarray:
    """Sentences one after the other, with pauses."""
    return np.concatenate([x for s in seeds for x in (babble(8, seed=s, **person).samples, hush(gap_s, s).samples)])


def encode(path, samples, codec, rate_hz=44_100, layout="stereo", video=False):
    """A file of another kind, by PyAV."""
    with av.open(str(path), "w") as out:
        picture = None
        if video:
            picture = out.add_stream("mpeg4", rate=5)
            picture.width = picture.height = 32
            picture.pix_fmt = "yuv420p"
        stream = out.add_stream(codec, rate=rate_hz, layout=layout)
        frame = av.AudioFrame.from_ndarray(samples[None], "flt", "mono")
        frame.rate = RATE_HZ
        resampler = av.AudioResampler(stream.format, layout, rate_hz, stream.frame_size or None)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        if picture is not None:
            image = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
            out.mux(picture.encode(image))
            out.mux(picture.encode(None))
        out.mux(stream.encode(None))


@pytest.fixture
def bank(tmp_path):
    return Bank.create(tmp_path / "bank", "Ada")


@pytest.fixture
def bring(bank):
    encoder = StatisticsEncoder()
    return lambda sources, **more: importing.bring_in(bank, sources, Judge(encoder), encoder, **more)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("a.ogg", "libopus"), ("a.flac", "flac"), ("a.wav", "pcm_s24le")],
)
def test_every_kind_of_file_sounds_the_same(tmp_path, name, codec):
    said = babble(8, seed=3)
    encode(tmp_path / name, said.samples, codec, 48_000)
    got = np.concatenate([b for b, _ in decode.blocks(tmp_path / name)])
    assert len(got) == pytest.approx(len(said.samples), abs=3000)
    assert np.std(got) == pytest.approx(np.std(said.samples), rel=0.1)


def test_the_sound_of_a_video(tmp_path):
    encode(tmp_path / "film.mp4", tell(1, 2), "aac", video=True)
    got = list(decode.blocks(tmp_path / "film.mp4"))
    assert sum(len(b) for b, _ in got) / RATE_HZ == pytest.approx(len(tell(1, 2)) / RATE_HZ, abs=0.2)
    assert got[-1][1] > 0.95


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"not sound at all" * 50, b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n"]
)
def test_what_is_no_sound_is_refused(tmp_path, data):
    (tmp_path / "x.mp3").write_bytes(data)
    with pytest.raises(SampleError):
        list(decode.blocks(tmp_path / "x.mp3"))


@pytest.mark.parametrize(
    "lines",
    [
        "one|The first.|The first.\ntwo|The second.|The 2nd.",
        "file\ttext\none.wav\tThe first.\ntwo.wav\tThe second.",
        'name,text\n"one","The first."\n"two","The second."',
        "wavs/one.wav;The first.\nwavs\\TWO.WAV;The second.",
        '( one "The first." )\n( two "The second." )',
        "one The first.\ntwo The second.\nthree Not here.",
    ],
)
def test_lists_of_many_makers(tmp_path, lines):
    stems = {s: tmp_path / f"{s}.wav" for s in ("one", "two")}
    assert transcripts.parse_list(lines, stems) == {stems["one"]: "The first.", stems["two"]: "The second."}


def test_texts_beside_and_in_names(tmp_path):
    for name in ("a.wav", "b.wav", "c.wav", "012_good_morning-all.wav"):
        (tmp_path / name).touch()
    (tmp_path / "a.txt").write_text("Said in a.\n")
    (tmp_path / "b.lab").write_text("said in b")
    (tmp_path / "c.lab").write_text("0 100000 sil\n100000 200000 k\n")
    sounds = transcripts.sounds_in(tmp_path)
    texts = {p.name: t for p, t in transcripts.find(tmp_path, sounds).items()}
    assert texts == {"a.wav": "Said in a.", "b.wav": "said in b"}
    names = transcripts.find(tmp_path, sounds, names_are_text=True)
    assert names[tmp_path / "012_good_morning-all.wav"] == "good morning all"


def test_a_recording_without_text_is_cut_scored_and_the_good_pieces_kept(tmp_path, bank, bring):
    loud = np.clip(babble(8, seed=9).samples * 15, -1, 1)
    talk = np.concatenate([hush(1).samples, tell(1, 2, 3, 4), loud, hush(1).samples])
    soundfile.write(tmp_path / "talk.wav", talk, RATE_HZ)
    report = bring(importing.find(tmp_path / "talk.wav"))
    assert len(report.takes) == 5
    assert len(bank.kept()) == 4 and all(t.source == "talk.wav" for t in bank.kept())
    assert report.reasons(bank)[Reason.CLIPPED] == 1
    assert Bank.open(bank.folder).takes == bank.takes


def test_a_sentence_with_its_text_is_one_piece_and_loses_its_silence(tmp_path, bank, bring):
    soundfile.write(tmp_path / "a.wav", np.concatenate([hush(4).samples, tell(1, 2), hush(4).samples]), RATE_HZ)
    (tmp_path / "a.txt").write_text("One two three four five, six seven eight nine ten eleven twelve.")
    report = bring(importing.find(tmp_path))
    take = bank.takes[report.takes[0]]
    assert len(report.takes) == 1 and take.text.startswith("One two") and take.seconds < 7


def test_another_persons_pieces_are_refused(tmp_path, bank, bring):
    talk = np.concatenate([hush(1).samples, tell(1, 2, 3, 4, 5), tell(6, 7, f0_hz=230, size=0.8), hush(1).samples])
    soundfile.write(tmp_path / "interview.wav", talk, RATE_HZ)
    report = bring(importing.find(tmp_path / "interview.wav"))
    assert len(bank.kept()) == 5 and report.reasons(bank) == {Reason.VOICE: 2}


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(tmp_path, bank, bring):
    (tmp_path / "bad.mp3").write_bytes(b"nonsense" * 100)
    soundfile.write(tmp_path / "good.wav", np.concatenate([hush(1).samples, tell(1)]), RATE_HZ)
    report = bring(importing.find(tmp_path))
    assert list(report.unread) == ["bad.mp3"] and len(bank.kept()) == 1
    (tmp_path / "nothing").mkdir()
    with pytest.raises(SampleError):
        importing.find(bank.folder.parent / "nothing")


def test_cancelled_it_leaves_the_bank_as_it_was(tmp_path, bank, bring):
    soundfile.write(tmp_path / "talk.wav", np.concatenate([hush(1).samples, tell(*range(10))]), RATE_HZ)
    report = bring(importing.find(tmp_path / "talk.wav"), cancelled=lambda: len(bank.takes) >= 3)
    assert report.cancelled and not bank.takes and not list((bank.folder / "takes").glob("*"))


def test_memory_does_not_grow_with_the_length(monkeypatch, bank):
    """A quarter of an hour of talk, made on the way: 86 MB as samples."""
    minute = np.concatenate([hush(1).samples, np.concatenate([babble(12, seed=1).samples] * 15), hush(2).samples])

    def long_talk(path) -> Iterator[tuple[np.ndarray, float]]:
        count = int(900 * RATE_HZ / len(minute))
        for i in range(count):
            for start in range(0, len(minute), RATE_HZ * 5):
                yield minute[start : start + RATE_HZ * 5], i / count

    monkeypatch.setattr(importing, "blocks", long_talk)
    list(zip(importing.pieces(Source(bank.folder, "")), range(20), strict=False))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = sum(a.seconds for a, _, _ in importing.pieces(Source(bank.folder, "")) if a is not None)
    assert seconds > 500
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # kB
