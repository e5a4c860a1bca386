"""The kept takes as an LJSpeech folder, which every trainer reads: wavs/ID.wav and metadata.csv (ID|text|text)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from engine.atomic import replacing, write_bytes
from engine.bank.bank import Bank


def export(bank: Bank, folder: Path) -> int:
    """Write the takes that have a text; how many. Raises StorageError, LockedError."""
    takes = [t for t in bank.kept() if t.text]
    (folder / "wavs").mkdir(parents=True, exist_ok=True)
    for take in takes:
        audio = bank.audio(take.id)
        with replacing(folder / "wavs" / f"{take.id}.wav") as part:
            soundfile.write(part, np.clip(audio.samples, -1, 1), audio.rate_hz, "PCM_16", format="WAV")
    rows = (f"{t.id}|{text}|{text}\n" for t in takes for text in [t.text.replace("|", " ").replace("\n", " ")])
    write_bytes(folder / "metadata.csv", "".join(rows).encode())
    return len(takes)
