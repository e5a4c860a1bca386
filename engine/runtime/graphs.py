"""The bundle's graphs as typed functions of numpy arrays; KV caches stay where the model runs."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from engine.runtime.bundle import Bundle, TransformerSize
from engine.runtime.providers import Device, choose_device, open_session, physical_cores
from engine.types import FloatArray, IntArray

_SPEAKING = ("ar_text", "ar", "nar_text", "nar", "decoder", "aligner", "synthesiser")


@dataclass(frozen=True, slots=True)
class Cache:
    """Keys and values (L, 1, H, P, d/H) on the device; never changed in place: to keep one is to go back."""

    keys: ort.OrtValue
    values: ort.OrtValue

    def arrays(self) -> tuple[FloatArray, FloatArray]:
        """Copies in memory, to be stored."""
        return self.keys.numpy(), self.values.numpy()


@dataclass(frozen=True, slots=True)
class Filters:
    """STFT filters of T frames: for the pulses (T, 513) complex, for the noise (T, 513)."""

    harmonic: NDArray[np.complex64]
    noise: FloatArray


class Graphs:
    """All graphs of a bundle on one device. A session is opened when it is first needed."""

    def __init__(self, bundle: Bundle, device: Device = "auto", threads: int | None = None) -> None:
        self.bundle = bundle
        self.config = bundle.config
        self.threads = min(threads or physical_cores(), physical_cores())
        self.device: Literal["cpu", "cuda"] = choose_device(device, bundle.model("ar_text"))
        self._sessions: dict[str, ort.InferenceSession] = {}
        self.codebooks: FloatArray = np.load(BytesIO(bundle.read("codebooks.npy")))
        with np.load(BytesIO(bundle.read("scale.npz"))) as stored:
            self._mean, self._scale = stored["mean"].astype(np.float32), stored["scale"].astype(np.float32)
            # How much livelier (65,) each feature is in speech than in what the NAR model predicts: a mean is flat.
            self.variance: FloatArray = stored.get("variance", np.ones_like(self._mean)).astype(np.float32)

    def open_all(self) -> None:
        """Open what speaking needs, so that the first sentence does not wait for it."""
        for name in _SPEAKING:
            self.session(name)

    def session(self, name: str) -> ort.InferenceSession:
        """The session of a graph, opened at its first use."""
        if name not in self._sessions:
            # A step of the AR model is too small to be shared among threads.
            threads = 1 if name == "ar" else self.threads
            self._sessions[name] = open_session(self.bundle.model(name), self.device, threads)
        return self._sessions[name]

    def scaled(self, features: FloatArray) -> FloatArray:
        """Features (T, 65) in the codec's metric."""
        return (features - self._mean) * self._scale

    def unscaled(self, features: FloatArray) -> FloatArray:
        """Inverse of scaled."""
        return features / self._scale + self._mean

    def embed(self, codes: IntArray) -> FloatArray:
        """Latents (T, 48) of codes (T, n): the sum of the first n codebooks' vectors."""
        return self.codebooks[np.arange(codes.shape[1]), codes].sum(1)

    def voice(self, features: FloatArray) -> FloatArray:
        """Voice vector (128,) of scaled features (T, 65)."""
        return self._run("voice", features=features[None])[0][0]

    def encode(self, features: FloatArray, voice: FloatArray) -> FloatArray:
        """Latents (T, 48) of scaled features (T, 65)."""
        return self._run("encoder", features=features[None], voice=voice[None])[0][0]

    def decode(self, latents: FloatArray, voice: FloatArray) -> FloatArray:
        """Scaled features (T, 65) of latents (T, 48)."""
        return self._run("decoder", latents=latents[None], voice=voice[None])[0][0]

    def filters(self, features: FloatArray, voice: FloatArray) -> Filters:
        """The synthesiser's filters for scaled features (T, 65) and the voice (128,)."""
        real, imaginary, noise = self._run("synthesiser", features=features[None], voice=voice[None])
        return Filters(real[0] + 1j * imaginary[0], noise[0])

    def log_probs(self, features: FloatArray) -> FloatArray:
        """The aligner's log probabilities (T, 128) of units for scaled features (T, 65)."""
        return self._run("aligner", features=features[None])[0][0]

    def ar_memory(self, units: IntArray, stress: IntArray) -> ort.OrtValue:
        """The AR model's reading of a text, (1, U, d)."""
        return self._memory("ar_text", units, stress)

    def nar_memory(self, units: IntArray, stress: IntArray) -> ort.OrtValue:
        """The NAR model's reading of a text, (1, U, d)."""
        return self._memory("nar_text", units, stress)

    def ar(
        self, codes: IntArray, memory: ort.OrtValue, pointer: IntArray, age: IntArray, voice: FloatArray, past: Cache
    ) -> tuple[FloatArray, FloatArray, Cache]:
        """Prefill or step: codes (N, G) of the group before each, pointer and age (N,).

        Returns logits (N, G, 1024), advance (N, 4) and the longer cache.
        """
        inputs = {"codes": codes[None], "pointer": pointer[None], "age": age[None], "voice": voice[None]}
        (logits, advance), cache = self._run_cached("ar", ("logits", "advance"), inputs, memory, past)
        return logits[0], advance[0], cache

    def nar(
        self,
        latents: FloatArray,
        memory: ort.OrtValue,
        pointer: IntArray,
        prompt: bool,
        level: int,
        voice: FloatArray,
        past: Cache,
    ) -> tuple[FloatArray, Cache]:
        """Residual (T, 48) at a level for latents (T, 48) and the unit of each frame (T,), and the longer cache."""
        is_prompt = np.full((1, len(pointer)), int(prompt), np.int64)
        inputs = {"latents": latents[None], "pointer": pointer[None], "is_prompt": is_prompt, "voice": voice[None]}
        inputs["level"] = np.array([level])
        (residual,), cache = self._run_cached("nar", ("residual",), inputs, memory, past)
        return residual[0], cache

    def no_cache(self, size: TransformerSize) -> Cache:
        """An empty cache for a transformer of that size."""
        empty = np.zeros((size.layers, 1, size.heads, 0, size.width // size.heads), np.float32)
        return self.cache(empty, empty)

    def cache(self, keys: FloatArray, values: FloatArray) -> Cache:
        """A stored cache, brought to the device."""
        return Cache(self._on_device(keys), self._on_device(values))

    def _on_device(self, array: NDArray) -> ort.OrtValue:
        # CUDA cannot hold an empty array; the runtime copies one itself.
        device = self.device if array.size else "cpu"
        return ort.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(array), device, 0)

    def _run(self, name: str, **inputs: NDArray) -> list[NDArray]:
        session = self.session(name)
        return session.run(None, self._used(session, inputs))  # type: ignore[return-value]

    @staticmethod
    def _used(session: ort.InferenceSession, inputs: dict[str, NDArray]) -> dict[str, NDArray]:
        """The inputs that the graph has: an exporter drops what a graph does not use."""
        known = {i.name for i in session.get_inputs()}
        return {k: np.ascontiguousarray(v) for k, v in inputs.items() if k in known}

    def _memory(self, name: str, units: IntArray, stress: IntArray) -> ort.OrtValue:
        return self._on_device(self._run(name, units=units[None], stress=stress[None])[0])

    def _run_cached(
        self, name: str, wanted: tuple[str, ...], inputs: dict[str, NDArray], memory: ort.OrtValue, past: Cache
    ) -> tuple[list[NDArray], Cache]:
        """Run with cache and memory bound where they lie; what is wanted comes back as arrays."""
        session = self.session(name)
        binding = session.io_binding()
        for key, value in self._used(session, inputs).items():
            binding.bind_cpu_input(key, value)
        binding.bind_ortvalue_input("memory", memory)
        binding.bind_ortvalue_input("past_keys", past.keys)
        binding.bind_ortvalue_input("past_values", past.values)
        for key in wanted:
            binding.bind_output(key, "cpu")
        for key in ("keys", "values"):
            binding.bind_output(key, self.device)
        session.run_with_iobinding(binding)
        outputs = dict(zip((*wanted, "keys", "values"), binding.get_outputs(), strict=True))
        return [outputs[key].numpy() for key in wanted], Cache(outputs["keys"], outputs["values"])
