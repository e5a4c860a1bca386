import numpy as np
import soundfile
import torch

from engine.codec.features import ENVELOPE, LOG_F0, VOICING
from engine.text.units import PAUSE, SILENT, UNIT, UNIT_ID
from engine.training.corpus import pack, shared_speech, sources
from engine.training.data import Speakers, cut, entry_units
from engine.training.data import held_out as read_held_out
from engine.types import HOP_SAMPLES


def units_of(entry, alignment=None):
    found = entry_units(entry, alignment)
    assert found is not None
    return found


def test_every_kind_of_source_is_packed(corpus):
    known = [e for e in corpus.entries if not e.real]
    unknown = [e for e in corpus.entries if e.real]
    assert {e.speaker for e in known} == {"small", "middle", "large"}
    assert len(known) == 12
    assert [e.speaker for e in unknown] == ["LJ", "LJ"]
    assert unknown[0].text.startswith("The kettle")  # the last column: the normalised text
    for entry in corpus.entries:
        features, audio = corpus.features(entry), corpus.audio(entry)
        assert features.shape == (entry.frames, 65)
        assert abs(len(audio) / HOP_SAMPLES - entry.frames) <= 1
        assert np.isfinite(features).all()
        assert 0.02 < audio.std() < 0.2


def test_packed_entries_do_not_overlap(corpus):
    frames = samples = 0
    for entry in corpus.entries:
        assert (entry.frame_start, entry.sample_start) == (frames, samples)
        frames, samples = frames + entry.frames, samples + entry.samples


def test_shared_speech_has_times_and_transcripts(tmp_path):
    (tmp_path / "synthetic").mkdir()
    (tmp_path / "librispeech").mkdir()
    line = '{"id": "0000/00", "text": "Hi", "phonemes": "hI", "durations": [4, 1, 2, 3], "seconds": 0.25}\n'
    (tmp_path / "synthetic" / "meta.jsonl").write_text(line + '{"speaker": "0000", "sex": "f"}\n')
    row = '{"id": "19-198-0001", "speaker": 19, "text": "So it was."}\n'
    (tmp_path / "librispeech" / "transcripts.jsonl").write_text(row)
    invented, real = shared_speech(tmp_path)
    assert invented.ends_samples == (1300, 1900, 3100)  # less the 46 ms by which they lag
    assert (invented.speaker, real.speaker) == ("0000", "L19")
    assert real.phonemes is None


def test_a_narrow_recording_is_noticed_and_filled(tmp_path, corpus):
    """Telephone speech: its top must come out near what the full-band recording has, not at the noise floor."""
    full = next(e for e in corpus.entries if e.real)
    folder = tmp_path / "narrow"
    (folder / "wavs").mkdir(parents=True)
    whole = corpus.audio(full)
    spectrum = np.fft.rfft(whole)
    spectrum[np.fft.rfftfreq(len(whole), 1 / 24_000) > 3900] = 0
    for name, sound in (("full", whole), ("narrow", np.fft.irfft(spectrum, len(whole)))):
        soundfile.write(folder / "wavs" / f"{name}.wav", sound, 24_000)
    (folder / "metadata.csv").write_text(f"full|x|{full.text}\nnarrow|x|{full.text}\n")
    packed = pack([str(folder)], tmp_path / "packed", processes=1)
    wide, narrow = packed.entries
    assert wide.cutoff_hz == 0
    assert narrow.cutoff_hz == 4000
    difference = packed.features(narrow)[:, :ENVELOPE] - packed.features(wide)[:, :ENVELOPE]
    assert np.sqrt((difference**2).sum(1).mean()) < 4.0  # silence in place of the top: some 12


def test_units_of_an_entry_end_where_its_phonemes_do(corpus):
    entry = next(e for e in corpus.entries if e.speaker == "middle")
    ids, stress, ends = units_of(entry)
    assert (UNIT[int(ids[0])], UNIT[int(ids[-1])]) == (PAUSE, PAUSE)
    assert (np.diff(ends) >= 0).all()
    assert ends[-1] == entry.frames
    assert ends[0] == round(entry.ends_samples[0] / HOP_SAMPLES)  # the leading pause
    assert stress.max() > 0


def test_vowels_are_voiced_where_their_times_say(corpus):
    voiced = []
    for entry in (e for e in corpus.entries if not e.real):
        ids, _, ends = units_of(entry)
        vowels = [k for k, i in enumerate(ids) if UNIT[int(i)] in "AIOWɛæuiɑɜ" and ends[k] - ends[k - 1] > 3]
        voiced += [corpus.features(entry)[(ends[k - 1] + ends[k]) // 2, VOICING] for k in vowels]
    assert len(voiced) > 40
    assert np.mean(voiced) > 0.85  # 46 ms later: less


def test_alignment_wins_over_unknown_times(corpus):
    entry = next(e for e in corpus.entries if e.real)
    assert entry_units(entry, None) is None
    told = np.array([[1, 20, 1], [0, 1, 0], [5, 30, entry.frames]])
    ids, _, ends = units_of(entry, {entry.id: told})
    assert list(ids) == [1, 20, 1]
    assert list(ends) == [5, 30, entry.frames]


def test_pieces_are_short_begin_and_end_with_a_pause_and_hold_every_unit():
    ids = np.array([UNIT_ID[c] for c in "_hɛlO wɜld, ænd nWðɛn _"])
    stress = np.zeros(len(ids), int)
    ends = np.cumsum(np.where([UNIT[i] in SILENT for i in ids], 30, 40))
    features = torch.arange(int(ends[-1])).float()[:, None].expand(-1, 65)
    pieces = cut(ids, stress, ends, features)
    assert len(pieces) > 1
    for piece in pieces:
        assert piece.ids[0] == piece.ids[-1] == UNIT_ID[PAUSE]
        assert len(piece.features) == piece.ends[-1]
        assert len(piece.features) <= 460
    sounding = np.concatenate([p.ids[1:-1] for p in pieces])
    assert [i for i in sounding if UNIT[i] not in SILENT] == [i for i in ids if UNIT[i] not in SILENT]


def test_held_out_speakers_are_not_heard(corpus, held_out):
    speakers = Speakers(corpus, read_held_out(held_out))
    assert set(speakers.by) == {"small", "middle"}


def test_sources_follow_the_order_of_roots(roots):
    assert [s.id.split("/")[0] for s in sources(roots)] == ["people"] * 12 + ["LJ"] * 2


def test_the_metric_makes_real_and_invented_frames_count_alike(corpus):
    mean, scale = corpus.scale
    assert mean.shape == scale.shape == (65,)
    assert len(set(scale[:ENVELOPE].round(6))) == 1  # one scale: distance is spectral distortion
    assert scale[LOG_F0] > 0
