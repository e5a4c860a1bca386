"""What an invented utterance is, and a model that tells its durations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import onnx
import onnxruntime

from engine.types import FloatArray

RATE_HZ = 24_000


@dataclass(frozen=True, slots=True)
class Invented:
    """Samples at 24 kHz, the phoneme string said, and where the leading pause and each of its characters end."""

    text: str
    phonemes: str
    samples: FloatArray
    ends_samples: tuple[int, ...]


def with_durations(model: Path, node: str) -> onnxruntime.InferenceSession:
    """A session whose last output is the named inner one: the model's own durations."""
    graph = onnx.load(model)
    graph.graph.output.append(onnx.helper.make_empty_tensor_value_info(node))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
