"""Something to hear at every checkpoint: features made audible by WORLD, which needs no trained synthesiser."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from torch import Tensor

from engine.codec import features
from engine.codec.networks import Codec


def write_features(folder: Path, name: str, codec: Codec, scaled: Tensor) -> None:
    """Scaled features (T, 65) as folder/samples/name.wav."""
    (folder / "samples").mkdir(exist_ok=True)
    raw = np.nan_to_num((scaled / codec.scale + codec.mean).float().cpu().numpy())
    raw[:, features.LOG_F0] = raw[:, features.LOG_F0].clip(np.log(60), np.log(500))
    raw[:, : features.ENVELOPE] = raw[:, : features.ENVELOPE].clip(-60, 20)
    audio = features.synthesise(raw)
    soundfile.write(folder / "samples" / f"{name}.wav", audio.samples, audio.rate_hz)
