"""What a function key says, in whichever room one is."""

from __future__ import annotations

from app.services import Services
from app.speak.choices import SpeakChoices


def say_quick(services: Services, key: int) -> None:
    """F1 (1) holds the floor, whatever the engine is doing; F2 to F12 say the person's phrases."""
    if key == 1:
        services.voice_out.hold(services.settings.get(SpeakChoices).hold)
    elif text := services.lists.quick.get(key, ""):
        services.voice_out.say(text)
