"""Devices, private cues, and calls with a test."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLayout, QProgressBar, QWidget

from app.audio.call_test import CallTest
from app.audio.chime import chime, tick
from app.audio.recorder import Recorder
from app.audio.sound import SoundChoices
from app.services import Services
from app.settings.controls import switch
from app.widgets import Button, Choice, buttons, card, column, heading, label


class SoundPage(QWidget):
    """Devices are kept by name: one that is not there now is marked, and used again when it comes back."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._recorder: Recorder | None = None
        self._test: CallTest | None = None
        self._boxes: dict[str, tuple[Choice, bool]] = {}
        self.setLayout(column(self._speakers(), self._microphone(), self._calls(), None, spacing=16))
        services.sound.devices_changed.connect(self._list_devices)
        self._list_devices()
        services.sound.refresh()

    def hideEvent(self, event) -> None:
        self._stop_microphone()
        super().hideEvent(event)

    def _speakers(self) -> QWidget:
        theme, sound = self._services.theme, self._services.sound
        return card(
            heading(self.tr("Loudspeaker")),
            self._device("output", self.tr("Speech comes from"), outputs=True),
            buttons(
                Button(theme, self.tr("Try it"), "play", pressed=lambda: sound.play(chime())),
                Button(theme, self.tr("Count the devices again"), "rotate-ccw", pressed=sound.refresh),
            ),
            8,
            self._device("cue", self.tr("Private sounds, for you alone, come from"), outputs=True),
            buttons(Button(theme, self.tr("Try it"), "play", pressed=lambda: sound.play(tick(), "cue"))),
        )

    def _microphone(self) -> QWidget:
        self._level = QProgressBar(maximum=60)
        self._level.setAccessibleName(self.tr("Level of the microphone"))
        self._try = Button(self._services.theme, self.tr("Try it"), "mic", pressed=self._toggle_microphone)
        device = self._device("input", self.tr("Recordings are made with"), outputs=False)
        return card(heading(self.tr("Microphone")), device, self._level, buttons(self._try))

    def _calls(self) -> QWidget:
        explain = self.tr(
            "To be heard in telephone and video calls, speech is sent into a virtual cable: a device that other "
            "programs see as a microphone. Install one (VB-CABLE on Windows, BlackHole on macOS, a null sink on "
            "Linux), choose it here, and choose its other end as the microphone of the call."
        )
        self._result = label("")
        test = Button(self._services.theme, self.tr("Test the cable"), "phone", pressed=self._test_call)
        return card(
            heading(self.tr("Calls")),
            label(explain, "muted"),
            switch(self._services, SoundChoices, "call_on", self.tr("Send speech into the call too")),
            self._device("call", self.tr("The cable"), outputs=True),
            buttons(test),
            self._result,
        )

    def _device(self, field: str, text: str, *, outputs: bool) -> QLayout:
        box = Choice()
        box.setAccessibleName(text)
        box.activated.connect(lambda _index: self._put(field, box.currentData()))
        self._boxes[field] = (box, outputs)
        return column(label(text), box, spacing=4)

    def _list_devices(self) -> None:
        choices = self._services.settings.get(SoundChoices)
        for field, (box, outputs) in self._boxes.items():
            chosen = getattr(choices, field)
            options = {"": self.tr("None") if field == "call" else self.tr("The computer’s own choice")}
            for device in self._services.sound.devices:
                if device.outputs if outputs else device.inputs:
                    options[device.name] = device.name
            options.setdefault(chosen, self.tr("{name} (not connected now)").format(name=chosen))
            box.clear()
            for name, words in options.items():
                box.addItem(words, name)
            box.setCurrentIndex(box.findData(chosen))

    def _put(self, field: str, name: str) -> None:
        settings = self._services.settings
        settings.put(replace(settings.get(SoundChoices), **{field: name}))

    def _toggle_microphone(self) -> None:
        if self._recorder:
            self._stop_microphone()
            return
        recorder = self._services.sound.recorder()
        recorder.failed.connect(self._services.notices.error)
        recorder.level.connect(lambda peak, _rms: self._level.setValue(max(0, round(peak + 60))))
        if recorder.start():
            self._recorder = recorder
            self._try.set_text(self.tr("Stop"))

    def _stop_microphone(self) -> None:
        if self._recorder:
            self._recorder.stop()
            self._recorder = None
            self._level.setValue(0)
            self._try.set_text(self.tr("Try it"))

    def _test_call(self) -> None:
        self._result.setText(self.tr("Listening at the other end of the cable …"))
        self._test = CallTest(self._services.sound, self._services.settings.get(SoundChoices).call)
        self._test.finished.connect(self._result.setText)
        self._test.start()
