"""How a person reaches things: the settings of scanning and dwell."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.debounce import PressRules
from app.access.dwell import DwellRules
from app.access.scan import ScanRules


@dataclass(frozen=True, slots=True)
class AccessChoices:
    """mode: "off", "scan" or "dwell". select and next, the switches: the name of a key as Qt writes it ("Space", "F8"),
    "Left button" or "Right button" of the mouse; select may be "Any key". Times in milliseconds.
    """

    mode: str = "off"
    rows: bool = True
    automatic: bool = True
    two_switches: bool = False
    select: str = "Space"
    next: str = "Return"
    step_ms: int = 1500
    first_ms: int = 700
    passes: int = 3
    hold_ms: int = 0
    ignore_ms: int = 250
    starts_alone: bool = True
    dwell_ms: int = 1000
    dwell_rest_ms: int = 600
    keyboard: bool = True

    @property
    def scan_rules(self) -> ScanRules:
        return ScanRules(self.rows, self.automatic, self.two_switches, self.step_ms, self.first_ms, self.passes)

    @property
    def press_rules(self) -> PressRules:
        return PressRules(self.hold_ms, self.ignore_ms)

    @property
    def dwell_rules(self) -> DwellRules:
        return DwellRules(self.dwell_ms, rest_ms=self.dwell_rest_ms)
