"""What the app needs of a sound system. Two implement it: PortAudio, and one that needs no device (fake.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engine.types import FloatArray

Fill = Callable[[FloatArray], None]  # called on the sound thread with (n,) float32 to write or to read
Lost = Callable[[], None]  # called when a device went away


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the computer names it; the name is what settings keep, for numbers change when one is unplugged."""

    name: str
    inputs: int
    outputs: int
    rate_hz: int

    @property
    def is_cable(self) -> bool:
        """Whether the name is one of a virtual cable, which carries speech into a call."""
        name = self.name.lower()
        return any(
            word in name for word in ("cable", "blackhole", "loopback", "virtual", "null", "monitor", "vb-audio")
        )


class Stream(Protocol):
    """An open device. rate_hz is what it runs at; latency_s how long a sample takes to be heard."""

    rate_hz: int
    latency_s: float

    def close(self) -> None:
        """Stop at once."""
        ...


class Backend(Protocol):
    """A sound system. The name "" is the computer's default device; so is a name that is not there now."""

    def devices(self) -> tuple[Device, ...]:
        """What is plugged in now; empty when there is nothing, which is no error."""
        ...

    def open_output(self, name: str, fill: Fill, lost: Lost) -> Stream:
        """Play what fill() writes. DeviceError when there is no device or it refuses."""
        ...

    def open_input(self, name: str, take: Fill, lost: Lost) -> Stream:
        """Hand each block recorded to take(). DeviceError when there is no device or it refuses."""
        ...
