"""A desk of its own: a screen (Xvfb), a loudspeaker and a microphone (PulseAudio null sinks), a keyboard (xdotool)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from engine.types import Audio

RATE_HZ = 24_000
T = TypeVar("T")
TOOLS = ("Xvfb", "xdotool", "pulseaudio", "pactl", "paplay", "parec")
_SILENCE = 0.003  # peak amplitude under which nothing is being said
_ALSA = "pcm.!default pulse\nctl.!default pulse\n"  # what PortAudio opens


def missing() -> list[str]:
    """The programs a desk needs that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def wait(until: Callable[[], T], what: str, at_most_s: float = 120.0) -> T:
    """Look until it is so, and what was seen then; a machine may be busy, so the limit is wide."""
    end = time.monotonic() + at_most_s
    while not (found := until()):
        if time.monotonic() > end:
            raise AssertionError(f"after {at_most_s:.0f} s still not: {what}")
        time.sleep(0.05)
    return found


class Desk:
    """Made by open_desk(). folder: home of everything that is started here. screen: its pixels (eye.py reads them)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        (folder / ".asoundrc").write_text(_ALSA)
        self.screen = folder / "Xvfb_screen0"
        self.app: subprocess.Popen | None = None
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SINK": "speaker",
            "PULSE_SOURCE": "mic.monitor",
        }
        for name in ("PULSE_SERVER", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "VIVAVOCE_SOUND"):
            self.environment.pop(name, None)

    def start(self, *command: str, **how) -> subprocess.Popen:
        """A program at this desk."""
        return subprocess.Popen(command, env=self.environment, **how)

    def ask(self, *command: str) -> str:
        """What a program at this desk prints; empty when it fails."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys by their X names, one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "80", *keys], env=self.environment, check=True)

    def type(self, text: str) -> None:
        """Type a text as a person would, if a quick one."""
        subprocess.run(["xdotool", "type", "--delay", "60", text], env=self.environment, check=True)

    def focus(self, title: str) -> None:
        """Wait for a window and give it the keyboard; there is no window manager here to do it."""
        search = ("xdotool", "search", "--onlyvisible", "--name", f"^{title}$")
        wait(lambda: self.ask(*search).strip(), f"a window called {title}")
        subprocess.run(["xdotool", "windowfocus", "--sync", self.ask(*search).split()[-1]],
                       env=self.environment, check=True)  # fmt: skip

    def kill_engine(self) -> None:
        """kill -9 to the process in which the app's engine speaks."""
        assert self.app
        children = Path(f"/proc/{self.app.pid}/task").glob("*/children")
        for child in [int(number) for file in children for number in file.read_text().split()]:
            if b"app.engine_child" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                return
        raise AssertionError("the engine has no process")

    def microphones_open(self) -> set[str]:
        """The numbers of the recordings under way from the microphone."""
        sources = [line.split() for line in self.ask("pactl", "list", "short", "sources").splitlines()]
        microphone = next(number for number, name, *_ in sources if name == "mic.monitor")
        outputs = [line.split() for line in self.ask("pactl", "list", "short", "source-outputs").splitlines()]
        return {number for number, source, *_ in outputs if source == microphone}

    def say_into_microphone(self, path: Path) -> None:
        """Play a sound file to whoever records; returns when it was played."""
        subprocess.run(["paplay", "-d", "mic", str(path)], env=self.environment, check=True)


class Ear:
    """Hears what the loudspeaker plays, from the moment it is made until close()."""

    def __init__(self, desk: Desk) -> None:
        self._parec = desk.start(
            "parec", "-d", "speaker.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={RATE_HZ}",
            "--latency-msec=20", stdout=subprocess.PIPE,
        )  # fmt: skip
        self._heard = bytearray()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        wait(lambda: self.seconds > 0.1, "sound from the monitor")

    @property
    def seconds(self) -> float:
        """How long it has listened, by the loudspeaker's clock."""
        return len(self._heard) / 2 / RATE_HZ

    def audio(self, since_s: float = 0.0) -> Audio:
        """What was heard since then."""
        start = round(since_s * RATE_HZ) * 2
        samples = np.frombuffer(bytes(self._heard[start : len(self._heard) // 2 * 2]), "<i2")
        return Audio(samples.astype(np.float32) / np.float32(32768), RATE_HZ)

    def is_speaking(self, within_s: float = 0.1) -> bool:
        """Whether something was heard in the last moment."""
        return not self._quiet(max(0.0, self.seconds - within_s))

    def hear(self, since_s: float, pause_s: float = 1.5) -> Audio:
        """Wait until something is said and then for a pause; what was heard."""
        wait(lambda: not self._quiet(since_s), "a sound from the loudspeaker")
        wait(lambda: self._quiet(self.seconds - pause_s), "the end of what is being said")
        return self.audio(since_s)

    def silent_after(self, since_s: float) -> float:
        """Seconds from then to the last sound that was heard."""
        loud = np.flatnonzero(np.abs(self.audio(since_s).samples) > _SILENCE)
        return float(loud[-1] / RATE_HZ) if len(loud) else 0.0

    def close(self) -> None:
        self._parec.terminate()
        self._parec.wait()
        self._thread.join()
        assert self._parec.stdout
        self._parec.stdout.close()

    def _quiet(self, since_s: float) -> bool:
        samples = self.audio(since_s).samples
        return not len(samples) or float(np.abs(samples).max()) < _SILENCE

    def _listen(self) -> None:
        assert self._parec.stdout
        while block := self._parec.stdout.read1(4096):  # type: ignore[attr-defined]
            self._heard += block


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    """Screen and sound, for as long as the context lasts. folder: a short path, for sockets lie in it."""
    desk = Desk(folder)
    with ExitStack() as running:
        reading, writing = os.pipe()
        running.enter_context(_started(desk, "Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24",
                                       "-fbdir", str(folder), "-nolisten", "tcp", pass_fds=(writing,)))  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as number:
            desk.environment["DISPLAY"] = f":{number.readline().strip()}"
        sinks = [f"--load=module-null-sink sink_name={name} rate=48000" for name in ("speaker", "mic")]
        sound = ("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm",
                 "--load=module-native-protocol-unix", *sinks)  # fmt: skip
        running.enter_context(_started(desk, *sound))
        wait(lambda: "speaker" in desk.ask("pactl", "list", "short", "sinks"), "the virtual loudspeaker", 30)
        yield desk


@contextmanager
def the_app(desk: Desk, home: Path, bundle: Path, *arguments: str) -> Iterator[subprocess.Popen]:
    """The app as a person starts it, in a process of its own; closed at the end."""
    desk.environment |= {"VIVAVOCE_HOME": str(home), "VIVAVOCE_BUNDLE": str(bundle), "OMP_NUM_THREADS": "1"}
    with _started(desk, sys.executable, "-m", "app", "--language", "en", *arguments) as process:
        desk.app = process
        desk.focus("Viva Voce")
        yield process


@contextmanager
def _started(desk: Desk, *command: str, pass_fds: Sequence[int] = ()) -> Iterator[subprocess.Popen]:
    with (desk.folder / f"{Path(command[0]).name}.txt").open("wb") as log:
        process = desk.start(*command, stdout=log, stderr=log, pass_fds=pass_fds)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
