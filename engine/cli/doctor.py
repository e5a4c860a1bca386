"""vivavoce doctor: examines what speaking depends on. Each finding says what to do when it is not well."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import onnxruntime

from engine.errors import VivaError
from engine.paths import data_dir
from engine.runtime.bundle import Bundle
from engine.runtime.providers import physical_cores, runs_on_cuda
from engine.runtime.stock import StockVoice

_LEAST_FREE_BYTES = 500 << 20
_CUDA_AGAIN = (
    "Run: pip uninstall -y onnxruntime onnxruntime-gpu, then: pip install --no-deps --force-reinstall onnxruntime-gpu"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    found: str
    remedy: str = ""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--bundle", type=Path, help="folder of the models (default: those of the program)")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    findings = examine(arguments.bundle)
    wrong = sum(not finding.well for finding in findings)
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        return int(wrong > 0)
    for finding in findings:
        print(f"{'well ' if finding.well else 'WRONG'}  {finding.what}: {finding.found}")
        if finding.remedy:
            print(f"       What to do: {finding.remedy}")
    print("\nAll is well." if not wrong else f"\n{wrong} of {len(findings)} need mending: see the lines marked WRONG.")
    return int(wrong > 0)


def examine(folder: Path | None) -> list[Finding]:
    """Everything, in the order in which it would fail."""
    bundle, findings = _bundle(folder)
    return [*findings, *_device(bundle), _packages(), _stock(), *_sound(), _disk()]


def _bundle(folder: Path | None) -> tuple[Bundle | None, list[Finding]]:
    try:
        bundle = Bundle.open(folder)
        bundle.verify()
    except VivaError as error:
        return None, [Finding("models", False, error.message, error.remedy)]
    size = f"{bundle.name} of {bundle.created[:10]}, {bundle.total_bytes / 1e6:.0f} MB, every file whole"
    return bundle, [Finding("models", True, size)]


def _device(bundle: Bundle | None) -> list[Finding]:
    cores = Finding("processor", True, f"{physical_cores()} cores, {os.cpu_count()} threads")
    if bundle is None:
        return [cores]
    card = shutil.which("nvidia-smi") is not None
    if runs_on_cuda(bundle.path("ar_text.onnx")):
        return [cores, Finding("graphics card", True, "the NVIDIA card computes the speech (CUDA)")]
    if not card:
        return [
            cores,
            Finding("graphics card", True, "no NVIDIA card, and none is needed; the processor computes the speech"),
        ]
    listed = "CUDAExecutionProvider" in onnxruntime.get_available_providers()
    why = "CUDA is listed but does not start" if listed else "ONNX Runtime here has no CUDA"
    remedy = (
        "Speech works without it. To use the card, update its driver, then install CUDA 12 and cuDNN 9."
        if listed
        else _CUDA_AGAIN
    )
    return [cores, Finding("graphics card", False, f"there is an NVIDIA card, but {why}", remedy)]


def _packages() -> Finding:
    found = [name for name in ("onnxruntime", "onnxruntime-gpu") if _installed(name)]
    if len(found) > 1:
        both = "onnxruntime and onnxruntime-gpu are both installed and overwrite one another"
        return Finding("what runs the models", False, both, _CUDA_AGAIN)
    return Finding("what runs the models", True, f"{', '.join(found)} {onnxruntime.__version__}")


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _stock() -> Finding:
    try:
        StockVoice().open()
    except Exception as error:  # whatever it is, the finding has to say it
        return Finding(
            "stock voice", False, f"cannot be loaded ({error})", "Run: pip install --force-reinstall hibari-tts"
        )
    return Finding("stock voice", True, "ready")


def _sound() -> list[Finding]:
    try:
        import sounddevice  # noqa: PLC0415  # fails to load where PortAudio is missing

        devices = list(sounddevice.query_devices())
    except OSError:
        remedy = "Install it (Debian and Ubuntu: sudo apt install libportaudio2)."
        return [Finding("sound", False, "the sound library PortAudio is missing", remedy)]
    except Exception as error:  # PortAudioError is known only once the import worked
        return [
            Finding(
                "sound",
                False,
                f"the devices cannot be listed ({error})",
                "Start the computer again; if that does not help, look at its sound settings.",
            )
        ]
    findings = []
    for way, key, thing in (
        ("loudspeaker", "max_output_channels", "play"),
        ("microphone", "max_input_channels", "record"),
    ):
        names = [device["name"] for device in devices if device[key] > 0]
        remedy = (
            ""
            if names
            else f"Connect a {way} to {thing}, or switch it on in the sound settings; files work without one."
        )
        findings.append(Finding(way, bool(names), ", ".join(names) or "none", remedy))
    return findings


def _disk() -> Finding:
    folder = data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "Make it writable, or set VIVAVOCE_HOME to another folder."
        return Finding("disk", False, f"{folder} cannot be written ({error.strerror})", remedy)
    remedy = "" if free > _LEAST_FREE_BYTES else "Free some space: recordings and voices need it."
    return Finding("disk", free > _LEAST_FREE_BYTES, f"{free / 1e9:.1f} GB free in {folder}", remedy)
