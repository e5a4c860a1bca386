"""A process of its own that starts, speaks and says what it took: cold ANSWER BUNDLE PROMPT SAMPLE.

ANSWER gets one JSON object; the time counts from the file's own time, set by who started this process. The memory is
the most of a day's use: ten words, a voice made from the sample, longer sentences, the same by the stock voice.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

TEN_WORDS = "Could you please open the window a little for me?"
LONG = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. "
    "The rainbow is a division of white light into many beautiful colours, high above the hills."
)


def main() -> None:
    """Speak ten words from cold, then work on, and write seconds and megabytes."""
    answer, bundle, prompt_path, sample_path = (Path(argument) for argument in sys.argv[1:5])
    from engine.runtime.prompt import VoicePrompt  # noqa: PLC0415  # loading is what is measured
    from engine.synthesizer import Synthesizer  # noqa: PLC0415

    synthesizer = Synthesizer.load(bundle)
    prompt = VoicePrompt.load(prompt_path)
    chunks = synthesizer.speak(TEN_WORDS, prompt)
    next(chunks)
    first = time.time() - answer.stat().st_mtime
    list(chunks)

    from engine.audio import read  # noqa: PLC0415
    from engine.benchmark.memory import peak_mb  # noqa: PLC0415

    made = synthesizer.make_prompt(read(sample_path))
    for voice in (prompt, made, None):
        list(synthesizer.speak(LONG, voice))
    answer.write_text(json.dumps({"first_sound_s": first, "memory_mb": peak_mb()}), encoding="utf-8")


if __name__ == "__main__":
    main()
