"""Every exported graph says what torch says: fp32 to the last digits, quantised within bounds; the cache too."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import load_file

from engine.errors import BundleError
from engine.export.bundle import WEIGHTS, load_modules, networks, tiny_modules
from engine.export.graphs import Graph, Modules, graphs
from engine.export.onnx_export import FP32_TOLERANCE, INT8_TOLERANCE, export, parity, run_onnx
from engine.runtime.bundle import Bundle
from tests.helpers.tiny import kept

NAMES = ("voice", "encoder", "decoder", "synthesiser", "aligner", "ar_text", "ar", "nar_text", "nar")


@pytest.fixture(scope="session")
def modules() -> Modules:
    """What the tiny bundle was made from."""
    return tiny_modules()


@pytest.fixture(scope="session")
def exact() -> Path:
    """The graphs before they are made smaller."""

    def build(folder: Path) -> None:
        folder.mkdir()
        for graph in graphs(tiny_modules()):
            export(graph, folder / f"{graph.name}.onnx")

    return kept("exact", build)


def graph_named(modules: Modules, name: str, seed: int = 1) -> Graph:
    torch.manual_seed(seed)  # other inputs than those it was exported with
    return next(g for g in graphs(modules) if g.name == name)


def test_all_graphs_are_there(modules, tiny_bundle):
    assert tuple(g.name for g in graphs(modules)) == NAMES
    assert {p.stem for p in tiny_bundle.glob("*.onnx")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_fp32_graph_is_torch(modules, exact, name):
    largest, _ = parity(graph_named(modules, name), exact / f"{name}.onnx")
    assert largest < FP32_TOLERANCE


@pytest.mark.parametrize("name", NAMES)
def test_bundled_graph_is_near_torch(modules, tiny_bundle, name):
    graph = graph_named(modules, name)
    _, difference = parity(graph, tiny_bundle / f"{name}.onnx")
    assert difference < (INT8_TOLERANCE if graph.int8 else 0.01)
    assert difference > 0  # it really was made smaller


def test_a_wrong_graph_is_noticed(modules, exact):
    other = tiny_modules()
    with torch.no_grad():
        other.codec.decoder_out.weight += 0.05
    largest, _ = parity(graph_named(other, "decoder"), exact / "decoder.onnx")
    assert largest > FP32_TOLERANCE
    assert parity(graph_named(modules, "decoder"), exact / "decoder.onnx")[0] < FP32_TOLERANCE


@torch.no_grad()
@pytest.mark.parametrize("steps", [1, 3])
def test_onnx_ar_prefill_and_steps_are_the_whole(modules, exact, steps):
    session = onnxruntime.InferenceSession(str(exact / "ar.onnx"), providers=["CPUExecutionProvider"])
    ar, size, groups = modules.ar, modules.ar.stack.size, 8
    torch.manual_seed(3)
    memory, voice = torch.randn(1, 6, 32), torch.randn(1, 128)
    codes = torch.randint(0, 1024, (1, groups, 2))
    pointer, age = torch.tensor([[0, 0, 1, 1, 2, 3, 3, 4]]), torch.tensor([[0, 1, 0, 1, 0, 0, 1, 0]])
    expected = ar(codes, memory, pointer, age, voice)
    keys = values = np.zeros((2, 1, 2, 0, size), np.float32)
    logits: list[np.ndarray] = []
    advance: list[np.ndarray] = []
    for start in range(0, groups, steps):
        part = slice(start, start + steps)
        inputs = {"codes": codes[:, part], "pointer": pointer[:, part], "age": age[:, part]}
        inputs |= {"memory": memory, "voice": voice}
        feed = {k: v.numpy() for k, v in inputs.items()} | {"past_keys": keys, "past_values": values}
        said = [np.asarray(output) for output in session.run(None, feed)]
        logits.append(said[0])
        advance.append(said[1])
        keys, values = said[2:]
    assert np.allclose(np.concatenate(logits, 1), expected[0].numpy(), atol=2e-4)
    assert np.allclose(np.concatenate(advance, 1), expected[1].numpy(), atol=2e-4)
    assert np.allclose(keys, expected[2].numpy(), atol=2e-4)


@torch.no_grad()
def test_onnx_nar_window_after_the_kept_prompt_is_the_training_row(modules, exact):
    nar = modules.nar
    torch.manual_seed(4)
    torch.nn.init.normal_(nar.out.weight, 0, 0.1)
    window = torch.tensor([[0] * 9 + [1] * 7])
    latents, memory, voice = torch.randn(1, 16, 48), torch.randn(1, 6, 32), torch.randn(1, 128)
    pointer, is_prompt, level = torch.randint(0, 6, (1, 16)), (window == 0).long(), torch.tensor([0])
    expected = nar(latents, memory, pointer, is_prompt, level, voice, window=window)[1]
    session_path = exact / "nar.onnx"
    nothing = torch.zeros(2, 1, 2, 0, nar.stack.size)

    def run(part: slice, keys: torch.Tensor, values: torch.Tensor) -> list[np.ndarray]:
        inputs = {"latents": latents[:, part], "pointer": pointer[:, part], "is_prompt": is_prompt[:, part]}
        inputs |= {"memory": memory, "level": level, "voice": voice, "past_keys": keys, "past_values": values}
        return run_onnx(session_path, inputs)

    _, keys, values = run(slice(0, 9), nothing, nothing)
    _, keys, _ = run(slice(9, 16), torch.tensor(keys), torch.tensor(values))
    assert np.allclose(keys, expected.numpy(), atol=2e-4)


def test_the_bundle_is_accepted_and_its_weights_go_on_from(modules, tiny_bundle):
    bundle = Bundle.open(tiny_bundle)
    assert bundle.config.group == modules.ar.config.group
    again = load_modules(tiny_bundle, networks(modules))
    for name, parameter in modules.ar.named_parameters():
        assert torch.allclose(parameter, again.ar.get_parameter(name), atol=2e-3, rtol=1e-3)
    assert torch.equal(modules.codec.quantiser.codebooks, again.codec.quantiser.codebooks)
    assert load_file(tiny_bundle / WEIGHTS)["ar.code_embedding.weight"].dtype == torch.float16


def test_a_graph_that_differs_is_not_bundled(tmp_path, monkeypatch):
    from engine.export import bundle  # noqa: PLC0415

    monkeypatch.setattr(bundle, "parity", lambda graph, path: (1.0, 1.0))
    monkeypatch.setattr(bundle, "graphs", lambda modules: [graph_named(modules, "decoder")])
    with pytest.raises(BundleError, match="decoder"):
        bundle.build_tiny_bundle(tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()
