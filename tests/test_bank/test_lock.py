import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import LockedError, StorageError
from engine.runtime.bundle import Bundle
from engine.types import Audio
from engine.vault.lock import Lock
from engine.vault.vault import is_sealed
from engine.voices.fitted import load_fitted
from engine.voices.own import OwnModels
from engine.voices.store import VoiceStore
from tests.helpers.babble import babble
from tests.helpers.tiny import tiny_bundle

ROOT = Path(__file__).resolve().parents[2]
SECRET = "tea and biscuits"
# Sets and takes away a passphrase for ever, as long as it lives.
RESTLESS = """
import sys
from pathlib import Path
from engine.vault import keys
from engine.vault.lock import Lock
keys._SCRYPT_N = 2**12
lock = Lock(Path(sys.argv[1]))
if lock.locked:
    lock.unlock(sys.argv[2])
print("go", flush=True)
while True:
    if lock.keyring.exists:
        lock.remove()
    lock.set(sys.argv[2])
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVAVOCE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("engine.vault.keys._SCRYPT_N", 2**12)
    return tmp_path / "home"


def everything(folder: Path) -> bytes:
    return b"".join(p.read_bytes() + p.name.encode() for p in folder.rglob("*") if p.is_file())


def test_kills_while_sealing_and_opening_lose_nothing(home: Path):
    kept = {
        home / place / f"{n}.bin": os.urandom(200_000) for place in ("banks/a", "voices/b", "phrases") for n in range(8)
    }
    for path, data in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for wait_s in (0.03, 0.11, 0.2):
        child = subprocess.Popen([sys.executable, "-c", RESTLESS, str(home), SECRET], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None and child.stdout.readline() == b"go\n"
        time.sleep(wait_s)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        lock = Lock(home)
        if lock.locked:
            lock.unlock(SECRET)
            assert all(map(is_sealed, kept))
        assert {path: lock.vault.read(path) for path in kept} == kept


def test_what_a_crash_left_half_written_is_swept(home: Path):
    left = home / "voices" / "a" / ".voice.json.x1.part"
    left.parent.mkdir(parents=True)
    Lock(home).set(SECRET)
    left.write_bytes(b"zebra")
    os.utime(left, (0, 0))
    again = Lock(home)
    again.unlock(SECRET)
    assert not left.exists()


def test_recovery_key_change_and_removal(home: Path):
    (home / "voices" / "a").mkdir(parents=True)
    (home / "voices" / "a" / "voice.json").write_bytes(b"zebra")
    recovery = Lock(home).set(SECRET)
    with pytest.raises(LockedError):
        Lock(home).set("another")
    lock = Lock(home)
    with pytest.raises(LockedError):
        lock.change("another")
    with pytest.raises(LockedError):
        lock.vault.write(home / "voices" / "a" / "new", b"plain")
    lock.unlock(recovery.lower(), recovery=True)
    lock.change("another one")
    with pytest.raises(LockedError):
        Lock(home).unlock(SECRET)
    last = Lock(home)
    last.unlock("another one")
    last.remove()
    assert (home / "voices" / "a" / "voice.json").read_bytes() == b"zebra" and not Lock(home).locked


def test_voices_and_fitted_models_are_sealed_speak_and_are_deleted_for_good(home: Path):
    lock = Lock(home)
    voice = VoiceStore(home / "voices", lock.vault).add("Ada", babble(8), "A zebra.", {"by": "Ben"})
    own = OwnModels(voice.id, home / "models")
    own.new().parent.mkdir(parents=True)
    shutil.copytree(tiny_bundle(), own.new())
    own.choose("1")
    lock.set(SECRET)
    stored = everything(home / "voices") + everything(own.folder / "1")
    assert b"zebra" not in stored and b"fLaC" not in stored and b"format_version" not in stored
    lock = Lock(home)
    assert VoiceStore(home / "voices", lock.vault).list() == []
    with pytest.raises(LockedError):
        Bundle.open(own.folder / "1", lock.vault)
    lock.unlock(SECRET)
    store = VoiceStore(home / "voices", lock.vault)
    assert store.get("Ada") == voice and store.get("Ada").sample().seconds > 1
    assert own.bundle is not None
    engine = load_fitted(own.bundle, lock.vault, "cpu", 1)
    assert sum(c.audio.seconds for c in engine.speak("Yes.", None)) > 0.1
    assert engine.graphs.session("aligner").get_inputs()[0].name == "features"
    store.remove("Ada")
    left = everything(home)
    assert voice.id.encode() not in left and b"VVSEAL1" not in left


def test_the_command_line_asks_a_file_or_the_environment(home: Path, monkeypatch, capsys, tmp_path: Path):
    lock = Lock(home)
    VoiceStore(home / "voices", lock.vault).add("Ada", Audio(babble(8).samples, 24_000))
    lock.set(SECRET)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["voices", "list"]) == 2 and "passphrase" in capsys.readouterr().err.lower()
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    assert main(["voices", "list", "--passphrase-file", str(tmp_path / "secret")]) == 0
    assert "Ada" in capsys.readouterr().out
    monkeypatch.setenv("VIVAVOCE_PASSPHRASE", SECRET)
    assert main(["voices", "list", "--json"]) == 0 and "Ada" in capsys.readouterr().out
    with pytest.raises(StorageError):
        Lock(home).vault.read(home / "voices" / "none")
