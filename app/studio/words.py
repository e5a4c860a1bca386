"""What the studio says about takes, rooms and progress, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.bank.progress import STEPS, Progress
from engine.bank.room import LevelState, Room, RoomState
from engine.bank.verdict import ADVICE, Reason, Verdict

_ADVICE = (
    QT_TRANSLATE_NOOP("Studio", "There is no speech in this take."),
    QT_TRANSLATE_NOOP("Studio", "Too loud: the sound is clipped. Move back a little, or turn the microphone down."),
    QT_TRANSLATE_NOOP("Studio", "Too quiet. Move closer, or turn the microphone up."),
    QT_TRANSLATE_NOOP("Studio", "There is noise behind the voice."),
    QT_TRANSLATE_NOOP("Studio", "The beginning is cut off."),
    QT_TRANSLATE_NOOP("Studio", "The end is cut off."),
    QT_TRANSLATE_NOOP("Studio", "Some words were not heard."),
    QT_TRANSLATE_NOOP("Studio", "Faster than you usually speak."),
    QT_TRANSLATE_NOOP("Studio", "Slower than you usually speak."),
    QT_TRANSLATE_NOOP("Studio", "This does not sound like your other takes."),
    QT_TRANSLATE_NOOP("Studio", "A few more sentences make your first voice."),
    QT_TRANSLATE_NOOP("Studio", "Enough for a first voice."),
    QT_TRANSLATE_NOOP("Studio", "Enough to choose the best sample from, and to fine-tune a little."),
    QT_TRANSLATE_NOOP("Studio", "Enough for a fine-tuned voice."),
    QT_TRANSLATE_NOOP("Studio", "Enough for a very good voice. More helps only a little."),
)


def say(text: str) -> str:
    """In the person's language."""
    return QCoreApplication.translate("Studio", text)


def reason(name: str) -> str:
    """A reason of refusal as a sentence."""
    return say(ADVICE[Reason(name)]) if name in list(Reason) else name


def manner(name: str) -> str:
    """How a take was said, by its name."""
    return {"calm": say("Calm"), "glad": say("Glad"), "firm": say("Firm")}.get(name, say("As usual"))


def verdict(judged: Verdict, sentence: str) -> str:
    """A verdict in a line or two; the words not heard are named."""
    if judged.good:
        return say("Good.")
    words = sentence.split()
    missing = [words[i].strip(".,;:!?") for i in judged.missing if i < len(words)]
    lines = {r: say(ADVICE[r]) for r in judged.reasons}
    if missing:
        lines[Reason.WORDS] = say("Not heard: {words}.").format(words=", ".join(missing))
    return " ".join(lines.values())


def room(checked: Room) -> str:
    """The room in a sentence."""
    hum = " " + say("There is a hum: unplug chargers nearby.") if checked.hum_db > 12 else ""
    words = {
        RoomState.QUIET: say("The room is quiet."),
        RoomState.USABLE: say("The room is usable. A fan or a window closed would make it better."),
        RoomState.NOISY: say("The room is noisy. Look for a quieter place, or move closer to the microphone."),
        RoomState.DEAD: say("The microphone gives no sound. Is it switched on?"),
    }
    return words[checked.state] + hum


def level(state: LevelState) -> str:
    """The level in a sentence."""
    return {
        LevelState.GOOD: say("Your level is right."),
        LevelState.LOUD: say("Too loud. Move back a little, and say it again."),
        LevelState.SOFT: say("Too quiet. Move closer, and say it again."),
        LevelState.NONE: say("Nothing was heard. Say it once more."),
    }[state]


def minutes(seconds: float) -> str:
    """A length in minutes and seconds."""
    whole = round(seconds)
    return say("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)


def enough(progress: Progress) -> str:
    """What the bank is enough for, and how far the next step is."""
    text = say(STEPS[progress.step][1])
    if progress.next_s is not None:
        text += " " + say("{time} more to the next step.").format(time=minutes(progress.next_s))
    return text
