"""What each network may see, and that its cache changes nothing."""

import pytest
import torch

from engine.align.network import Aligner, AlignerConfig
from engine.codec.networks import Codec, CodecConfig
from engine.codec.quantiser import ResidualQuantiser
from engine.lm.ar import AR, START, ARConfig
from engine.lm.nar import NAR, NARConfig, level_logits
from engine.lm.text_encoder import TextEncoder

GROUPS, UNITS = 9, 7


def small_ar(group: int = 2, pointer: bool = True) -> AR:
    return AR(ARConfig(width=32, layers=2, heads=2, feedforward=48, text_layers=1, group=group, pointer=pointer)).eval()


def small_nar(form: str = "residual") -> NAR:
    nar = NAR(NARConfig(width=32, layers=2, heads=2, feedforward=48, text_layers=1, form=form))  # type: ignore[arg-type]
    torch.nn.init.normal_(nar.out.weight, 0, 0.1)  # zero at birth: it would hide every difference
    return nar.eval()


@pytest.fixture
def spoken() -> dict[str, torch.Tensor]:
    return {
        "memory": torch.randn(1, UNITS, 32),
        "pointer": torch.tensor([[0, 0, 1, 2, 2, 3, 4, 4, 5]]),
        "age": torch.tensor([[0, 1, 0, 0, 1, 0, 0, 1, 0]]),
        "voice": torch.randn(1, 128),
    }


@torch.no_grad()
def test_a_sentence_in_a_row_is_encoded_as_if_alone():
    encoder = TextEncoder(32, 2, 2, 48).eval()
    units, stress = torch.randint(1, 60, (1, 10)), torch.randint(0, 3, (1, 10))
    segment = torch.tensor([[0] * 4 + [1] * 5 + [-1]])
    positions = torch.tensor([[0, 1, 2, 3, 0, 1, 2, 3, 4, 0]])
    row = encoder(units, stress, segment, positions)
    alone = encoder(units[:, 4:9], stress[:, 4:9])
    assert torch.allclose(row[:, 4:9], alone, atol=1e-5)
    changed = units.clone()
    changed[:, 0] += 1
    assert torch.allclose(encoder(changed, stress, segment, positions)[:, 4:9], alone, atol=1e-5)


@torch.no_grad()
@pytest.mark.parametrize("group", [1, 2, 4])
def test_ar_hears_only_what_was_before(spoken, group):
    ar = small_ar(group)
    codes = torch.randint(0, 1024, (1, GROUPS, group))
    codes[:, 0] = START
    logits, advance, keys, _ = ar(codes, **spoken)
    assert logits.shape == (1, GROUPS, group, 1024)
    assert advance.shape == (1, GROUPS, 4)
    assert keys.shape == (2, 1, 2, GROUPS, 16)
    later = codes.clone()
    later[:, 5] = (later[:, 5] + 1) % 1024
    changed = ar(later, **spoken)
    assert torch.equal(changed[0][:, :5], logits[:, :5])
    assert torch.equal(changed[1][:, :5], advance[:, :5])
    assert not torch.allclose(changed[0][:, 5:], logits[:, 5:])


@torch.no_grad()
def test_the_order_of_codes_in_a_group_matters(spoken):
    ar = small_ar(2)
    codes = torch.randint(0, 1024, (1, GROUPS, 2))
    assert not torch.allclose(ar(codes, **spoken)[0], ar(codes.flip(2), **spoken)[0])


@torch.no_grad()
def test_ar_reads_the_text_at_the_pointer_and_after_it_only(spoken):
    ar = small_ar()
    codes = torch.randint(0, 1024, (1, 1, 2))
    spoken |= {"pointer": torch.tensor([[3]]), "age": torch.tensor([[0]])}
    logits = ar(codes, **spoken)[0]
    for unit in range(UNITS):
        memory = spoken["memory"].clone()
        memory[:, unit] += 1
        same = torch.equal(ar(codes, **{**spoken, "memory": memory})[0], logits)
        assert same == (unit not in (3, 4))


@torch.no_grad()
def test_ar_steps_with_a_cache_are_the_whole(spoken):
    ar = small_ar()
    codes = torch.randint(0, 1024, (1, GROUPS, 2))
    whole = ar(codes, **spoken)
    at = {k: spoken[k][:, :4] for k in ("pointer", "age")}
    logits, advance, keys, values = ar(codes[:, :4], **{**spoken, **at})
    parts = [(logits, advance)]
    for step in range(4, GROUPS):
        at = {k: spoken[k][:, step : step + 1] for k in ("pointer", "age")}
        logits, advance, keys, values = ar(
            codes[:, step : step + 1], **{**spoken, **at}, past_keys=keys, past_values=values
        )
        parts.append((logits, advance))
    assert torch.allclose(torch.cat([p[0] for p in parts], 1), whole[0], atol=1e-4)
    assert torch.allclose(torch.cat([p[1] for p in parts], 1), whole[1], atol=1e-4)
    assert torch.allclose(keys, whole[2], atol=1e-4)


@torch.no_grad()
def test_plain_ar_reads_all_the_text_first_and_steps_with_a_cache(spoken):
    ar = small_ar(pointer=False)
    codes = torch.randint(0, 1024, (1, GROUPS, 2))
    memory, voice = spoken["memory"], spoken["voice"]
    whole, _, _ = ar.forward_plain(codes, memory, voice)
    assert whole.shape == (1, GROUPS, 2, 1025)  # the last class is the end
    nothing = memory[:, :0]
    first, keys, values = ar.forward_plain(codes[:, :3], memory, voice)
    rest, _, _ = ar.forward_plain(codes[:, 3:], nothing, voice, keys, values)
    assert torch.allclose(torch.cat([first, rest], 1), whole, atol=1e-4)
    changed = memory.clone()
    changed[:, -1] += 1
    assert not torch.allclose(ar.forward_plain(codes, changed, voice)[0][:, 0], whole[:, 0])


@torch.no_grad()
def test_nar_windows_do_not_see_each_other_and_the_prompt_sees_itself():
    nar = small_nar()
    inputs = _nar_row()
    out = nar(**inputs)[0]
    window = inputs["window"][0]
    for changed_window in (0, 1, 2):
        latents = inputs["latents"].clone()
        latents[0, window == changed_window] += 1
        changed = nar(**{**inputs, "latents": latents})[0]
        for seen in (0, 1, 2):
            same = torch.allclose(changed[0, window == seen], out[0, window == seen], atol=1e-6)
            assert same == (changed_window not in (0, seen))


@torch.no_grad()
def test_a_nar_window_after_a_kept_prompt_is_the_one_in_the_training_row():
    nar = small_nar()
    inputs = _nar_row()
    whole, keys_of_whole, _ = nar(**inputs)
    window = inputs["window"][0]

    def part(number: int) -> dict[str, torch.Tensor]:
        framed = {k: inputs[k][:, window == number] for k in ("latents", "pointer", "is_prompt")}
        return framed | {k: inputs[k] for k in ("memory", "level", "voice")}

    said, keys, values = nar(**part(0))
    assert torch.allclose(said, whole[:, window == 0], atol=1e-5)
    assert torch.allclose(keys, keys_of_whole[..., window == 0, :], atol=1e-5)
    for number in (1, 2):
        alone = nar(**part(number), past_keys=keys, past_values=values)[0]
        assert torch.allclose(alone, whole[:, window == number], atol=1e-5)


def _nar_row() -> dict[str, torch.Tensor]:
    window = torch.tensor([[0] * 8 + [1] * 6 + [2] * 6])
    positions = torch.tensor([[*range(8), *range(8, 14), *range(8, 14)]])
    return {
        "latents": torch.randn(1, 20, 48),
        "memory": torch.randn(1, UNITS, 32),
        "pointer": torch.randint(0, UNITS, (1, 20)),
        "is_prompt": (window == 0).long(),
        "level": torch.tensor([0]),
        "voice": torch.randn(1, 128),
        "window": window,
        "positions": positions,
    }


def test_level_logits_are_greatest_at_the_nearest_code():
    codebook, predicted = torch.randn(1024, 48), torch.randn(5, 48)
    nearest = torch.cdist(predicted, codebook).argmin(1)
    assert torch.equal(level_logits(predicted, codebook).argmax(1), nearest)


def fitted_quantiser() -> tuple[ResidualQuantiser, torch.Tensor]:
    quantiser, latents = ResidualQuantiser(48), torch.randn(1500, 48)
    quantiser.initialise(latents, rounds=2)
    return quantiser, latents


def test_each_level_brings_the_sum_of_codes_nearer():
    quantiser, latents = fitted_quantiser()
    codes = quantiser.encode(latents)
    assert codes.shape == (1500, 8)
    errors = [(latents - quantiser.embed(codes[:, :n])).pow(2).mean().item() for n in range(1, 9)]
    assert errors == sorted(errors, reverse=True)
    assert errors[2] < 0.6 * errors[0]
    assert torch.equal(quantiser.encode(latents, 3), codes[:, :3])
    assert torch.equal(quantiser.encode(quantiser.codebooks[0][:50], 1)[:, 0], torch.arange(50))


def test_the_gradient_passes_straight_through_the_quantiser():
    quantiser, latents = fitted_quantiser()
    latents = latents[:64].requires_grad_()
    quantised, commitment = quantiser.train_step(latents, 2)
    weights = torch.randn_like(quantised)
    (through,) = torch.autograd.grad((quantised * weights).sum(), latents)
    assert torch.equal(through, weights)
    assert commitment > 0
    assert quantised.detach().ne(latents.detach()).any()


def test_dead_codes_are_replaced_by_what_is_heard():
    quantiser, latents = fitted_quantiser()
    quantiser.codebooks[0, :100] = 50.0  # far from everything: nobody will choose them
    quantiser.counts[0, :100] = 0.001
    quantiser.train_step(latents[:256], 1)
    assert quantiser.codebooks[0, :100].abs().max() < 10
    heard = (quantiser.codebooks[0, :100, None] == latents[None, :256]).all(-1).any(-1)
    assert heard.all()


def test_used_codes_move_towards_what_they_stand_for():
    quantiser, latents = fitted_quantiser()
    moved = latents + 0.3
    before = (moved - quantiser.embed(quantiser.encode(moved, 1))).pow(2).mean()
    for _ in range(40):
        quantiser.train_step(moved, 1)
    assert (moved - quantiser.embed(quantiser.encode(moved, 1))).pow(2).mean() < before


@torch.no_grad()
def test_a_decoded_frame_depends_on_no_more_than_its_context():
    codec = Codec(CodecConfig(width=16, encoder_layers=1, decoder_layers=2, voice_width=16, voice_layers=1)).eval()
    latents, voice = torch.randn(1, 60, 48), torch.randn(1, 128)
    whole, context = codec.decode(latents, voice), codec.context_frames
    latents[:, 30] += 1
    changed = (codec.decode(latents, voice) - whole).abs().amax((0, 2)) > 1e-6
    assert changed.nonzero().min() == 30 - context
    assert changed.nonzero().max() == 30 + context


@torch.no_grad()
def test_aligner_gives_probabilities_of_every_frame():
    out = Aligner(AlignerConfig(width=16, layers=2)).eval()(torch.randn(2, 33, 65))
    assert out.shape == (2, 33, 128)
    assert torch.allclose(out.exp().sum(2), torch.ones(2, 33), atol=1e-4)
