"""One voice of the library: try it, choose it, and how it speaks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QLayout, QMenu

from app.services import Services
from app.settings.controls import slider
from app.speak.ways import STOCK_NAME
from app.widgets import Button, buttons, column, heading, label, row


class VoiceCard(QFrame):
    """The voice in force also shows how it speaks. menu: what else can be done with it."""

    def __init__(self, services: Services, name: str, menu: QMenu | None) -> None:
        super().__init__()
        self._services, self._name = services, name
        self.setProperty("role", "card")
        chosen = services.voices.current == name
        layout = column(self._head(menu, chosen=chosen), spacing=12, margin=24)
        if chosen:
            layout.addLayout(self._how())
        self.setLayout(layout)

    def _head(self, menu: QMenu | None, *, chosen: bool) -> QLayout:
        theme, name = self._services.theme, self._name
        shown = name or self.tr("Stock voice")
        about = self.tr("Made of your sample.") if name != STOCK_NAME else self.tr("Always there, on every computer.")
        text, icon = (self.tr("Speaks now"), "check") if chosen else (self.tr("Speak with it"), "")
        use = Button(theme, text, icon, pressed=lambda: self._services.voices.choose(name))
        use.setCheckable(True)
        use.setChecked(chosen)
        use.setAccessibleName(self.tr("{action}: {name}").format(action=text, name=shown))
        items = [use]
        if menu:
            more = Button(theme, icon="ellipsis", role="quiet", name=self.tr("More about {name}").format(name=shown))
            more.clicked.connect(lambda: menu.exec(more.mapToGlobal(more.rect().bottomLeft())))
            items.append(more)
        head = row(column(heading(shown), label(about, "muted"), spacing=2), *items)
        head.setStretch(0, 1)
        return head

    def _how(self) -> QLayout:
        how, say = self._services.voices.how(self._name), self._services.voice_out.say
        try_it = Button(
            self._services.theme, self.tr("Try it"), "play", pressed=lambda: say("Hello, this is how I sound.")
        )
        return column(
            slider(
                self.tr("Speed"), 50, 200, round(how.speed * 100), self._percent, lambda v: self._put(speed=v / 100), 5
            ),
            slider(
                self.tr("Pauses"),
                50,
                200,
                round(how.pause_scale * 100),
                self._percent,
                lambda v: self._put(pause_scale=v / 100),
                10,
            ),
            slider(
                self.tr("Volume"),
                -12,
                12,
                round(how.volume_db),
                lambda v: self.tr("{db} dB").format(db=f"{v:+d}" if v else "0"),
                lambda v: self._put(volume_db=float(v)),
            ),
            buttons(try_it),
        )

    def _percent(self, value: int) -> str:
        return self.tr("{percent} %").format(percent=value)

    def _put(self, **changes: float) -> None:
        voices = self._services.voices
        voices.set_how(self._name, replace(voices.how(self._name), **changes))
