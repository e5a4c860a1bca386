"""Verifying a file: is the mark in its sound, and what does its label say?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
from av.error import FFmpegError

from engine.audio import stream
from engine.provenance.detector import PIECE_S, Detection, detect_pieces
from engine.provenance.key import DEFAULT_KEY
from engine.provenance.label import Provenance


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found in a file. The mark decides; a label (None: there is none) can be written or cut by anyone."""

    detection: Detection
    label: Provenance | None

    @property
    def marked(self) -> bool:
        return self.detection.marked

    @property
    def confidence(self) -> float:
        """How sure it is that the mark is there, 0 to 1."""
        return self.detection.confidence

    @property
    def finding(self) -> str:
        """The finding as a plain sentence."""
        if self.marked and self.label:
            return f"This is synthetic speech: it holds our mark, and its label names {self.label.product}."
        if self.marked:
            return "This is synthetic speech: it holds our mark. Its label is missing."
        if self.label:
            return f"Its label says synthetic speech by {self.label.product}, but the sound holds no mark of ours."
        return "The sound holds no mark of ours, and it has no label. This does not prove that it is a recording."


def verify(path: Path, key: bytes = DEFAULT_KEY) -> Verification:
    """Look for mark and label in a sound file of any format, at constant memory. SampleError when it cannot be read."""
    detection = detect_pieces((block.samples for block in stream(path, PIECE_S)), key)
    return Verification(detection, Provenance.from_tags(_tags(path)))


def _tags(path: Path) -> dict[str, str]:
    """What the file's fields say, by FFmpeg's names for them; nothing where FFmpeg does not know the format."""
    try:
        with av.open(str(path), container_options={"protocol_whitelist": "file"}) as container:
            return {name: text for part in (container, *container.streams) for name, text in part.metadata.items()}
    except (FFmpegError, ValueError, OSError):
        return {}
