"""Sequences, perturbation, and the bookkeeping of groups, pointers and windows."""

import numpy as np
import pytest
import torch

from engine.codec.channel import ChannelFill
from engine.codec.features import CUTOFFS_HZ, ENVELOPE, LOG_F0, VOICING, flatten_above
from engine.training.data import Sequence, Speakers, pad
from engine.training.perturb import WARPS, Speaker, apply_speaker, draw_speaker, roughen, warp_matrix
from engine.training.stages.ar import ages, following, pointers, positions_in, within
from engine.training.stages.nar import windows


@pytest.mark.parametrize("group", [1, 2, 4])
def test_groups_divide_the_frames_and_hold_one_unit_each(speakers, group):
    row = speakers.draw(np.random.default_rng(3), 400, group=group)
    assert len(row.features) == len(row.pointer) == len(row.rough)
    assert len(row.pointer) % group == 0
    per_group = row.pointer.reshape(-1, group)
    assert (per_group == per_group[:, :1]).all()
    groups = len(per_group) + 3
    told = pointers(row, group, groups)
    assert told.shape == (groups,)
    assert torch.equal(told[: len(per_group)], torch.tensor(per_group[:, 0]))
    assert (told[len(per_group) :] == per_group[-1, 0]).all()


def test_the_pointer_never_goes_back_and_starts_each_piece_at_its_pause(speakers):
    row = speakers.draw(np.random.default_rng(1), 700, group=2)
    assert (np.diff(row.pointer) >= 0).all()
    assert row.pointer.max() < len(row.ids)
    assert len(row.starts) > 1
    for number, start in enumerate(row.starts):
        first = int(np.flatnonzero(row.segment == number)[0])
        assert row.pointer[start] in (first, first + 1)


def test_a_sequence_without_perturbation_is_the_recording(speakers):
    row = speakers.draw(np.random.default_rng(0), 10_000, perturb=False)
    pieces = [p.features for p in speakers.by[_name(speakers, row)]]
    assert len(row.features) == sum(len(p) for p in pieces)
    assert torch.equal(row.features, row.rough)


def _name(speakers: Speakers, row: Sequence) -> str:
    return next(n for n, ps in speakers.by.items() if any(torch.equal(p.features[0], row.features[0]) for p in ps))


def test_the_same_seed_draws_the_same_sequence(speakers):
    first, again, other = (speakers.draw(np.random.default_rng(n), 300) for n in (5, 5, 6))
    assert torch.equal(first.rough, again.rough)
    assert np.array_equal(first.ids, again.ids)
    assert first.features.shape != other.features.shape or not torch.equal(first.features, other.features)


def test_a_row_with_too_many_units_is_cut_before_them(speakers):
    row = speakers.draw(np.random.default_rng(2), 600, group=2)
    cut = within(row, 40, 2)
    assert len(cut.ids) == len(cut.stress) == len(cut.segment) == 40
    assert cut.pointer.max() < 39  # the last unit is not begun: what follows it is not there
    assert len(cut.pointer) == len(cut.features) == len(cut.rough)
    assert len(cut.pointer) % 2 == 0
    assert within(row, len(row.ids), 2) is row


def test_ages_count_groups_since_the_pointer_moved():
    assert ages(torch.tensor([[0, 0, 0, 1, 3, 3]])).tolist() == [[0, 1, 2, 0, 0, 1]]


def test_the_unit_that_follows_is_never_of_the_next_piece():
    segment = torch.tensor([[0, 0, 0, 1, 1, -1]])
    assert following(torch.tensor([[0, 1, 2, 3, 4]]), segment).tolist() == [[1, 2, 2, 4, 4]]
    assert following(torch.tensor([[2]]), torch.tensor([[0, 0, 0]])).tolist() == [[2]]


def test_positions_begin_anew_in_each_piece():
    assert positions_in(torch.tensor([[0, 0, 0, 1, 1, -1, -1]])).tolist() == [[0, 1, 2, 0, 1, 0, 1]]


def test_windows_cover_the_row_and_each_stands_right_behind_the_prompt(speakers):
    row = speakers.draw(np.random.default_rng(4), 640)
    window, positions = windows(row, 640, np.random.default_rng(0))
    length = len(row.pointer)
    prompt = int((window == 0).sum())
    assert (window[:length] >= 0).all()
    assert (window[length:] == -1).all()
    assert prompt in row.starts
    for number in range(1, int(window.max()) + 1):
        inside = positions[window == number]
        assert inside.tolist() == list(range(prompt, prompt + len(inside)))


def test_padding_keeps_type_and_fills():
    padded = pad([np.array([1, 2]), np.array([3, 4, 5, 6])], 3, -1)
    assert padded.tolist() == [[1, 2, -1], [3, 4, 5]]


def test_a_neutral_speaker_changes_nothing_and_tempo_only_the_length(speakers):
    features = next(iter(speakers.by.values()))[0].features
    assert torch.equal(apply_speaker(features, Speaker()), features)
    faster = apply_speaker(features, Speaker(tempo=1.25))
    assert len(faster) == int(len(features) / 1.25)
    assert torch.allclose(faster.mean(0), features.mean(0), atol=0.1)


def test_a_larger_throat_moves_the_envelope_down():
    """Warping by r scales the frequency axis: a peak at f comes to stand at r * f."""
    import pyworld  # noqa: PLC0415

    hz = np.linspace(0, 12_000, 513)
    peak = np.exp(-(((hz - 2000) / 300) ** 2))[None]
    coded = pyworld.code_spectral_envelope(np.exp(4 * peak), 24_000, ENVELOPE)
    for ratio in (float(WARPS[0]), float(WARPS[-1])):
        moved = pyworld.decode_spectral_envelope(coded @ warp_matrix(ratio).numpy().astype(float), 24_000, 1024)
        assert abs(hz[moved[0].argmax()] - 2000 * ratio) < 120


def test_a_poor_microphone_keeps_the_words_and_the_pitch(speakers):
    features = next(iter(speakers.by.values()))[0].features
    for seed in range(6):
        rough = roughen(features, np.random.default_rng(seed))
        assert rough.shape == features.shape
        assert torch.isfinite(rough).all()
        assert torch.equal(rough[:, LOG_F0], features[:, LOG_F0])
        assert not torch.equal(rough[:, :ENVELOPE], features[:, :ENVELOPE])
        assert (rough[:, VOICING] <= features[:, VOICING]).all()
        assert torch.equal(rough, roughen(features, np.random.default_rng(seed)))


def test_drawn_speakers_differ_and_stay_within_a_human_range():
    drawn = [draw_speaker(np.random.default_rng(n)) for n in range(200)]
    assert 0.1 < np.mean([s == Speaker() for s in drawn if s.eq is None]) < 0.6
    assert max(abs(s.pitch) for s in drawn) < 0.8
    assert 0.6 < min(s.tempo for s in drawn) < max(s.tempo for s in drawn) < 1.6


def test_the_fill_restores_what_a_narrow_channel_took(corpus, tmp_path):
    import pyworld  # noqa: PLC0415

    utterances = [corpus.features(e) for e in corpus.entries]
    fill = ChannelFill.fit(utterances[:-1])
    fill.save(tmp_path / "channel.npz")
    fill = ChannelFill.load(tmp_path / "channel.npz")
    whole = utterances[-1]
    for cutoff in CUTOFFS_HZ:
        flat = whole.copy()
        log_envelope = np.log(
            pyworld.decode_spectral_envelope(np.ascontiguousarray(whole[:, :ENVELOPE], np.float64), 24_000, 1024)
        )
        flattened = np.exp(flatten_above(log_envelope, cutoff))
        flat[:, :ENVELOPE] = pyworld.code_spectral_envelope(flattened, 24_000, ENVELOPE)
        filled = fill(flat, cutoff)
        assert np.array_equal(filled[:, LOG_F0:], whole[:, LOG_F0:])
        assert _distance(filled, whole) < 0.8 * _distance(flat, whole)


def _distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sqrt(((a - b)[:, :ENVELOPE] ** 2).sum(1).mean()))
