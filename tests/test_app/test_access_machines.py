"""Scanning, debouncing and dwelling by the clock alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.access.debounce import Debounce, PressRules
from app.access.dwell import Dwell, DwellRules, Dwelt, Progress
from app.access.scan import Highlight, Press, Rest, Scanner, ScanRules, Switch

AUTO = ScanRules(step_ms=100, first_ms=50, passes=2)


def test_row_column_with_one_switch():
    scan = Scanner(AUTO, (2, 3))
    assert scan.start(0) == [Highlight(0, None)] and scan.next_ms == 150
    assert scan.tick(149) == [] and scan.tick(150) == [Highlight(1, None)]
    assert scan.switch(160, Switch.SELECT) == [Highlight(1, 0)]
    assert scan.tick(310) == [Highlight(1, 1)]
    assert scan.switch(320, Switch.SELECT) == [Press(1, 1), Rest()]
    assert scan.next_ms is None and scan.switch(400, Switch.SELECT) == [Highlight(0, None)]


def test_without_a_press_it_goes_up_and_then_waits():
    scan = Scanner(AUTO, (2,))
    scan.start(0)
    scan.switch(0, Switch.SELECT)
    seen = []
    while scan.next_ms is not None:
        seen += scan.tick(scan.next_ms)
    item = [Highlight(0, 1), Highlight(0, 0), Highlight(0, 1)]
    assert seen == [*item, Highlight(0, None), Highlight(0, None), Rest()]


def test_linear_goes_through_everything_and_a_row_of_one_is_pressed_at_once():
    scan = Scanner(ScanRules(rows=False, step_ms=100, first_ms=0), (2, 1))
    scan.start(0)
    assert scan.tick(100) == [Highlight(1, None)] and scan.switch(110, Switch.SELECT) == [Press(1, 0), Rest()]


def test_two_switches_step_without_a_clock():
    scan = Scanner(ScanRules(automatic=False, two_switches=True), (2, 2))
    assert scan.switch(0, Switch.NEXT) == [Highlight(0, None)] and scan.next_ms is None
    assert scan.switch(1, Switch.NEXT) == [Highlight(1, None)]
    assert scan.switch(2, Switch.SELECT) == [Highlight(1, 0)]
    assert scan.switch(3, Switch.SELECT) == [Press(1, 0), Rest()]


def test_one_switch_step_presses_where_it_rests():
    scan = Scanner(ScanRules(rows=False, automatic=False, step_ms=100, first_ms=0), (3,))
    scan.switch(0, Switch.SELECT)
    assert scan.switch(50, Switch.SELECT) == [Highlight(1, None)]
    assert scan.tick(150) == [Press(1, 0), Rest()]


def test_paused_scanning_ignores_switches():
    scan = Scanner(AUTO, (2,))
    scan.start(0)
    assert scan.pause(1) == [Rest()] and scan.switch(2, Switch.SELECT) == [] and scan.start(3) == []
    assert scan.pause(4) == [Highlight(0, None)]


steps = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["tick", Switch.SELECT, Switch.NEXT])), max_size=60)
rules = st.builds(
    ScanRules, st.booleans(), st.booleans(), st.booleans(), st.integers(1, 300), st.integers(0, 100), st.integers(1, 3)
)


@given(rules, st.lists(st.integers(0, 4), max_size=5), steps)
def test_it_never_points_at_what_is_not_there(rule, lengths, inputs):
    scan, now = Scanner(rule, tuple(lengths)), 0
    rows = [n for n in lengths if n] if rule.rows else [1] * sum(lengths)
    for wait, what in [(0, Switch.SELECT), *inputs]:
        now += wait
        events = scan.tick(now) if what == "tick" else scan.switch(now, Switch(what))
        for event in events:
            if isinstance(event, Highlight | Press):
                assert event.row < len(rows) and (event.item or 0) < rows[event.row]
        assert scan.next_ms is None or scan.next_ms > now or what != "tick"
        assert (scan.at is None) == (not events or isinstance(events[-1], Rest)) or not events


@given(rules.filter(lambda r: r.automatic), st.lists(st.integers(1, 4), min_size=1, max_size=5), st.data())
def test_everything_can_be_reached_with_one_switch(rule, lengths, data):
    row = data.draw(st.integers(0, len(lengths) - 1))
    item = data.draw(st.integers(0, lengths[row] - 1))
    wanted = (row, item) if rule.rows else (sum(lengths[:row]) + item, 0)
    scan, now = Scanner(rule, tuple(lengths)), 0
    events = scan.start(now)
    while not isinstance(events[0], Press):
        at = scan.at
        assert at is not None and scan.next_ms is not None
        if at.row == wanted[0] and at.item in (None, wanted[1]):
            events = scan.switch(now, Switch.SELECT)
        else:
            now = scan.next_ms
            events = scan.tick(now)
    assert events[0] == Press(*wanted)


def test_a_tremor_counts_once_and_a_touch_too_short_not_at_all():
    switch = Debounce[str](PressRules(hold_ms=100, ignore_ms=300))
    assert switch.down(0, "a") is None and switch.up(50, "a") is None
    assert switch.down(100, "a") is None  # within ignore_ms
    assert switch.down(400, "a") is None and switch.tick(500) == "a" and switch.tick(600) is None
    assert switch.up(700, "a") is None and switch.down(900, "b") is None and switch.down(1000, "b") is None
    assert switch.tick(1100) == "b"


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=50), st.integers(0, 200), st.integers(0, 300))
def test_presses_are_never_closer_than_the_rules_say(inputs, hold, ignore):
    switch, now, pressed = Debounce[str](PressRules(hold, ignore)), 0, []
    for wait, down in inputs:
        now += wait
        if switch.down(now, "a") if down else switch.up(now, "a"):
            pressed.append(now)
    assert all(b - a >= ignore for a, b in pairwise(pressed))


def test_dwell_fills_presses_once_and_waits_until_the_pointer_left():
    dwell = Dwell[str](DwellRules(dwell_ms=100, grace_ms=30, rest_ms=50))
    assert dwell.point(0, "a") == [Progress("a", 0.0)]
    assert dwell.point(60, "a") == [Progress("a", 0.6)]
    assert dwell.point(100, "a") == [Dwelt("a"), Progress(None, 0.0)]
    assert dwell.point(1000, "a") == []
    dwell.point(1100, None)
    dwell.point(1200, "a")
    assert Dwelt("a") in dwell.point(1300, "a")


def test_a_jump_away_within_the_grace_costs_nothing():
    dwell = Dwell[str](DwellRules(dwell_ms=100, grace_ms=30))
    dwell.point(0, "a")
    dwell.point(80, "a")
    assert dwell.point(90, "b") == []
    assert dwell.point(95, "a") == [Progress("a", 0.85)]


def test_paused_dwell_presses_only_what_ends_the_pause():
    dwell = Dwell[str](DwellRules(dwell_ms=100))
    dwell.paused = True
    assert [dwell.point(t, "a") for t in (0, 500, 1000)] == [[], [], []]
    dwell.point(1100, "pause", always=True)
    assert Dwelt("pause") in dwell.point(1300, "pause", always=True)


@given(st.lists(st.tuples(st.integers(1, 200), st.sampled_from(["a", "b", None])), max_size=60))
def test_a_dwell_press_needs_its_time(inputs):
    dwell, now, rested = Dwell[str](DwellRules(dwell_ms=300, grace_ms=50, rest_ms=0)), 0, {"a": 0, "b": 0}
    for wait, target in inputs:
        now += wait
        if target:
            rested[target] += wait
        for event in dwell.point(now, target):
            if isinstance(event, Dwelt):
                assert rested[event.target] >= 300
                rested[event.target] = 0
