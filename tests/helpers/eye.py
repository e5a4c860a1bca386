"""Looks at the screen of a desk: where the ring of scanning is."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import numpy as np

Box = tuple[int, int, int, int]
_RING = (0xFF, 0xE5, 0x00)


class Eye:
    """Reads the framebuffer that Xvfb keeps in a file (an X window dump of 32-bit pixels)."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def ringed(self) -> Box | None:
        """Left, top, right and bottom of what is highlighted now, in pixels; None when nothing is.

        Two looks have to agree: one alone may see a half painted screen.
        """
        seen = self._look()
        time.sleep(0.15)
        return seen if seen == self._look() else None

    def _look(self) -> Box | None:
        dump = self._file.read_bytes()
        header, colours, line_bytes, height = (struct.unpack_from(">I", dump, at)[0] for at in (0, 76, 48, 20))
        start = header + colours * 12
        lines = np.frombuffer(dump, np.uint8, line_bytes * height, start).reshape(height, line_bytes // 4, 4)
        rows, columns = np.nonzero((lines[..., 2::-1] == _RING).all(axis=2))
        if len(rows) < 200:  # a ring is long; a few such pixels may be in any picture
            return None
        return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())

    def ring(self, x: int, y: int) -> Box | None:
        """The ring, when it goes round this place."""
        found = self.ringed()
        return found if found is not None and found[0] < x < found[2] and found[1] < y < found[3] else None
