import numpy as np
import pytest

from engine.sampling.filters import draw, nucleus, softmax
from engine.sampling.repetition import RepetitionAwareSampler

LOGITS = np.log([0.5, 0.3, 0.15, 0.05])


def frequencies(sampler: RepetitionAwareSampler, history: list[int], draws: int = 20_000) -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.bincount([sampler(LOGITS, history, rng) for _ in range(draws)], minlength=4) / draws


def test_softmax_and_temperature():
    assert softmax(LOGITS) == pytest.approx([0.5, 0.3, 0.15, 0.05])
    squared = np.array([0.25, 0.09, 0.0225, 0.0025])
    assert softmax(LOGITS, 0.5) == pytest.approx(squared / squared.sum())
    assert softmax(LOGITS, 0).tolist() == [1, 0, 0, 0]


def test_nucleus_is_the_smallest_set_that_holds_top_p():
    p = softmax(LOGITS)
    assert nucleus(p, 0.79) == pytest.approx([0.5 / 0.8, 0.3 / 0.8, 0, 0])
    assert nucleus(p, 0.81) == pytest.approx([0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0])
    assert nucleus(p, 0.0).tolist() == [1, 0, 0, 0]
    assert nucleus(p, 1.0) == pytest.approx(p)


def test_draw_follows_the_distribution():
    rng = np.random.default_rng(0)
    counts = np.bincount([draw(np.array([0.2, 0.0, 0.8]), rng) for _ in range(10_000)], minlength=3)
    assert counts[1] == 0
    assert counts[0] == pytest.approx(2000, abs=150)


def test_without_repetition_it_is_nucleus_sampling():
    sampler = RepetitionAwareSampler(top_p=0.79)
    assert frequencies(sampler, [2, 3] * 5) == pytest.approx([0.625, 0.375, 0, 0], abs=0.015)


def test_a_repeated_code_is_drawn_again_from_the_full_distribution():
    # 0 fills the window, so the 62.5 % that the nucleus gives it are spread as (0.5, 0.3, 0.15, 0.05).
    sampler = RepetitionAwareSampler(top_p=0.79)
    by_hand = 0.625 * np.array([0.5, 0.3, 0.15, 0.05]) + np.array([0, 0.375, 0, 0])
    assert frequencies(sampler, [0] * 10) == pytest.approx(by_hand, abs=0.015)


def test_greedy_nucleus_leaves_a_repetition_too():
    sampler = RepetitionAwareSampler(top_p=0.0)
    assert frequencies(sampler, [1] * 10) == pytest.approx([1, 0, 0, 0])
    assert frequencies(sampler, [0] * 10) == pytest.approx([0.5, 0.3, 0.15, 0.05], abs=0.015)


@pytest.mark.parametrize(("seen", "again"), [(0, False), (1, False), (2, True)])
def test_the_share_must_exceed_the_threshold_within_the_window(seen: int, again: bool):
    # Older than K = 10 does not count; 1 of 10 is not more than 0.1, 2 of 10 is.
    history = [0] * 30 + [3] * (10 - seen) + [0] * seen
    share = frequencies(RepetitionAwareSampler(top_p=0.0), history, 2000)[0]
    assert (share < 0.6) == again


def test_the_share_is_of_the_window_even_when_less_was_said():
    assert frequencies(RepetitionAwareSampler(top_p=0.0), [0], 500)[0] == 1


def test_within_a_group_each_code_sees_those_before_it():
    # Greedy always takes 0, until the group itself has said it twice; the third is then drawn from all.
    sampler = RepetitionAwareSampler(top_p=0.0)
    rng = np.random.default_rng(0)
    groups = np.array([sampler.group(np.stack([LOGITS] * 3), [], rng) for _ in range(3000)])
    assert (groups[:, :2] == 0).all()
    assert np.bincount(groups[:, 2], minlength=4) / 3000 == pytest.approx([0.5, 0.3, 0.15, 0.05], abs=0.03)


def test_same_generator_same_codes():
    sampler = RepetitionAwareSampler()
    first, second = ([sampler(LOGITS, [], r) for _ in range(50)] for r in map(np.random.default_rng, (7, 7)))
    assert first == second
