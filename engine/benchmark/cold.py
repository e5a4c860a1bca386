"""A process of its own that starts, speaks and says what it took: python -m engine.benchmark.cold ANSWER BUNDLE PROMPT.

ANSWER gets one JSON object; the time counts from the file's own time, set by who started this process.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

TEN_WORDS = "Could you please open the window a little for me?"
_MORE = "Thank you very much, that is so much better now. I will tell you when I am cold."


def main() -> None:
    """Speak ten words from cold, then more, and write seconds and megabytes."""
    answer, bundle, prompt_path = (Path(argument) for argument in sys.argv[1:4])
    from engine.runtime.prompt import VoicePrompt  # noqa: PLC0415  # loading is what is measured
    from engine.synthesizer import Synthesizer  # noqa: PLC0415

    synthesizer = Synthesizer.load(bundle)
    prompt = VoicePrompt.load(prompt_path)
    chunks = synthesizer.speak(TEN_WORDS, prompt)
    next(chunks)
    first = time.time() - answer.stat().st_mtime
    for _ in range(3):
        list(chunks)
        chunks = synthesizer.speak(_MORE, prompt)
    list(chunks)
    answer.write_text(json.dumps({"first_sound_s": first, "memory_mb": _peak_memory_mb()}), encoding="utf-8")


def _peak_memory_mb() -> float | None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    main()
