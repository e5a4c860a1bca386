"""The NAR model's two forms, run by ONNX Runtime in pieces as torch runs them."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.export.bundle import bundle_config, tiny_modules
from engine.export.graphs import Modules, graphs
from engine.export.onnx_export import export
from engine.lm.nar import NAR, level_logits
from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.runtime.nar import NARWindow
from engine.text.units import to_units
from engine.types import CODEBOOK_SIZE, CODEBOOKS
from tests.helpers import engine as tiny

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def modules() -> Modules:
    """In the form of levels, with weights that do not answer nothing."""
    made = tiny_modules()
    nar = NAR(replace(made.nar.config, form="levels")).eval()
    torch.nn.init.normal_(nar.out.weight, std=0.3)
    return replace(made, nar=nar)


@pytest.fixture(scope="module")
def bundle(tiny_bundle: Path, modules: Modules, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The tiny bundle with that network, not quantised, so that the nearest codes are the same ones."""
    folder = Path(shutil.copytree(tiny_bundle, tmp_path_factory.mktemp("levels") / "bundle"))
    opened = Bundle.open(folder)
    for graph in graphs(modules):
        if graph.name in ("nar", "nar_text"):
            export(graph, folder / f"{graph.name}.onnx")
    return replace(opened, config=replace(opened.config, nar_form=bundle_config(modules).nar_form))


@torch.no_grad()
def by_torch(modules: Modules, prompt: np.ndarray, first: np.ndarray, texts: list, voice: np.ndarray) -> np.ndarray:
    """Latents of a target: prompt and target in one row, a pass a level."""
    nar, codebooks = modules.nar, modules.codec.quantiser.codebooks
    (prompt_text, prompt_pointer), (text, pointer) = texts
    spoken = torch.tensor(voice)[None]
    full = modules.codec.quantiser.embed(torch.tensor(prompt))[None]
    known = codebooks[0][torch.tensor(first)][None]

    def read(units):
        return nar.text(torch.tensor(units.ids)[None], torch.tensor(units.stress)[None])

    for number in range(1, CODEBOOKS):
        level = torch.tensor([number])
        flags = torch.ones(1, len(prompt), dtype=torch.long)
        past = nar(full, read(prompt_text), torch.tensor(prompt_pointer)[None], flags, level, spoken)[1:]
        flags = torch.zeros(1, len(first), dtype=torch.long)
        out = nar(known, read(text), torch.tensor(pointer)[None], flags, level, spoken, *past)[0]
        known = known + codebooks[number][level_logits(out, codebooks[number]).argmax(-1)]
    return known[0].numpy()


def test_levels_are_those_of_torch(bundle: Bundle, modules: Modules):
    runtime = Graphs(bundle, "cpu", 1)
    prompt_units, units = to_units("ðə kˈæt")[0], to_units("hɪz hˈæt")[0]
    prompt_pointer, pointer = np.sort(RNG.integers(0, len(prompt_units), 30)), np.sort(RNG.integers(0, len(units), 40))
    codes, first = RNG.integers(0, CODEBOOK_SIZE, (30, CODEBOOKS)), RNG.integers(0, CODEBOOK_SIZE, 40)
    voice = RNG.normal(size=128).astype(np.float32)
    latents = runtime.codebooks[np.arange(CODEBOOKS), codes].sum(1)
    memory, empty = runtime.nar_memory(prompt_units.ids, prompt_units.stress), runtime.no_cache(bundle.config.nar)
    caches = tuple(
        runtime.nar(latents, memory, prompt_pointer, True, level, voice, empty)[1] for level in bundle.config.nar_levels
    )
    said = NARWindow(runtime, units, voice, caches).latents(first, pointer)
    wanted = by_torch(modules, codes, first, [(prompt_units, prompt_pointer), (units, pointer)], voice)
    np.testing.assert_allclose(said, wanted, atol=1e-4)
    assert len(np.unique(said - runtime.codebooks[0][first], axis=0)) > 10  # the levels really choose


def test_a_voice_speaks_in_levels(bundle: Bundle):
    config = replace(bundle.config, speaking=replace(bundle.config.speaking, **tiny.ALL_PASS, transcript_floor=-99.0))
    engine = tiny.Synthesizer(Graphs(replace(bundle, config=config), "cpu", 1))
    prompt = engine.make_prompt(tiny.sample(), tiny.TRANSCRIPT)
    assert len(prompt.nar_keys) == 7 * bundle.config.nar.layers
    assert prompt.nar_keys.shape[3] == len(prompt.codes)
    # Random weights move the pointer at random, so the length says nothing; that every window gave finite sound does.
    samples = np.concatenate([chunk.audio.samples for chunk in engine.speak("Hello there.", prompt)])
    assert len(samples) > 0
    assert np.isfinite(samples).all()
