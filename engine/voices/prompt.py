"""A kept voice's prompt: made once with a bundle, kept with the voice, made anew for another bundle."""

from __future__ import annotations

from contextlib import suppress

from engine.errors import StorageError, VoiceError
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.voices.voice import PROMPT, Voice, of_manner


def prompt_of(voice: Voice, synthesizer: Synthesizer, manner: str = "") -> VoicePrompt:
    """The prompt of a voice for this synthesizer's bundle, in a manner if it has it. Raises VoiceError, SampleError,
    LockedError."""
    manner = voice.known(manner)
    path = voice.folder / of_manner(PROMPT, manner)
    if path.exists():
        try:
            prompt = VoicePrompt.from_bytes(voice.vault.read(path))
            if prompt.bundle == synthesizer.graphs.bundle.digest:
                return prompt
        except (VoiceError, StorageError):
            pass  # damaged: made anew
    prompt = synthesizer.make_prompt(voice.sample(manner), voice.manners.get(manner, voice.transcript))
    keep_prompt(voice, prompt, manner)
    return prompt


def keep_prompt(voice: Voice, prompt: VoicePrompt, manner: str = "") -> None:
    """Keep a prompt made of the voice's sample with it."""
    with suppress(StorageError):  # a full or read-only disk: it is made again next time
        voice.vault.write(voice.folder / of_manner(PROMPT, manner), prompt.to_bytes())
