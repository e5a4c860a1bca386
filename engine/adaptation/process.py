"""A job's process, started at low priority; torch lives and dies in there."""

from __future__ import annotations

import os
import subprocess
import sys

from engine.adaptation.job import Job
from engine.errors import AdaptationError

COMMAND = (sys.executable, "-m", "engine.adaptation", "run")
_WINDOWS_BELOW_NORMAL = 0x00004000  # BELOW_NORMAL_PRIORITY_CLASS; elsewhere the process is nice by itself

_started: list[subprocess.Popen[bytes]] = []  # a process outlives the page that began it


def start(job: Job, key: bytes | None = None) -> subprocess.Popen[bytes]:
    """Work on the job, or go on with it. key: of a sealed bank, handed over a pipe. Raises AdaptationError."""
    if job.running:
        raise AdaptationError("This fine-tuning is running already.", "Wait for it, or pause it.")
    with (job.folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [*COMMAND, str(job.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=log,
            creationflags=_WINDOWS_BELOW_NORMAL if os.name == "nt" else 0,
        )
    _started.append(process)
    assert process.stdin is not None
    try:
        process.stdin.write((key or b"").hex().encode() + b"\n")
        process.stdin.close()
    except OSError as error:
        raise AdaptationError("The fine-tuning did not start.", "The file log.txt of the job says why.") from error
    return process
