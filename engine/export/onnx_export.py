"""A graph to an ONNX file, its MatMuls to int8, and proof that all three say the same."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from engine.export.graphs import Graph

OPSET = 18
FP32_TOLERANCE = 2e-3  # largest difference, relative to the output's deviation
INT8_TOLERANCE = 0.35  # root mean square difference, relative to the output's deviation


def export(graph: Graph, path: Path) -> None:
    """Write the graph in fp32."""
    graph.module.eval()
    dims: dict[str, torch.export.Dim] = {}  # type: ignore[valid-type]

    def named(axes: dict[int, str]) -> dict[int, object]:
        return {k: dims.setdefault(v, torch.export.Dim.DYNAMIC) for k, v in axes.items()}  # type: ignore[arg-type]

    shapes = tuple(named(graph.axes.get(name, {})) for name in graph.inputs)
    flat = (shapes,) if _takes_varargs(graph.module) else shapes
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        program = torch.onnx.export(
            graph.module,
            tuple(graph.inputs.values()),
            dynamo=True,
            opset_version=OPSET,
            input_names=list(graph.inputs),
            output_names=list(graph.outputs),
            dynamic_shapes=flat,
            verbose=False,
        )
    assert program is not None
    onnx.save(program.model_proto, path)


def _takes_varargs(module: torch.nn.Module) -> bool:
    return module.forward.__code__.co_flags & 0x04 > 0


def to_int8(source: Path, target: Path) -> None:
    """Quantise the weights of MatMul to int8 per channel; Conv stays fp32 (int8 Conv is slow and sounds bad)."""
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(source, target, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True)


def run_onnx(path: Path, inputs: Mapping[str, Tensor]) -> list[np.ndarray]:
    """Outputs of an ONNX file on CPU; inputs the graph does not use are left out."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    known = {i.name for i in session.get_inputs()}
    return [np.asarray(o) for o in session.run(None, {k: v.numpy() for k, v in inputs.items() if k in known})]


@torch.no_grad()
def parity(graph: Graph, path: Path) -> tuple[float, float]:
    """Largest and root mean square difference between torch and the ONNX file, relative to each output's deviation."""
    expected = graph.module(*graph.inputs.values())
    expected = expected if isinstance(expected, tuple) else (expected,)
    largest = mean = 0.0
    for want, got in zip(expected, run_onnx(path, graph.inputs), strict=True):
        difference = np.abs(want.numpy() - got)
        size = float(want.std()) + 1e-6
        largest = max(largest, float(difference.max()) / size)
        mean = max(mean, float(np.sqrt((difference**2).mean())) / size)
    return largest, mean


def store_half(path: Path, smallest: int = 4096) -> None:
    """Store large fp32 weights as fp16 and cast them at load: half the file, the arithmetic stays fp32."""
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != onnx.TensorProto.FLOAT or np.prod(weight.dims) < smallest:
            continue
        name = weight.name
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{name}_half")
        weight.CopyFrom(half)
        casts.append(helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    for node in reversed(casts):
        model.graph.node.insert(0, node)
    onnx.save(model, path)
