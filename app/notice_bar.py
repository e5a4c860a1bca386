"""Where notices stand: under the room, until the person has read them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.notices import Level, Notice
from app.services import Services
from app.widgets import Button, column, label, row

_ICON = {
    Level.INFO: "info",
    Level.SUCCESS: "circle-check",
    Level.WARNING: "triangle-alert",
    Level.DANGER: "circle-alert",
}


class NoticeBar(QWidget):
    """The standing notices; takes no room when there is none, and never the focus."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._layout: QVBoxLayout = column(spacing=8)
        self.setLayout(self._layout)
        services.notices.changed.connect(self._show)
        services.theme.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        standing = self._services.notices.standing
        margin = 16 if standing else 0
        self._layout.setContentsMargins(margin, 0, margin, margin)
        for notice in standing:
            self._layout.addWidget(self._frame(notice))
        self.setVisible(bool(standing))

    def _frame(self, notice: Notice) -> QFrame:
        theme = self._services.theme
        frame = QFrame()
        frame.setProperty("role", "notice")
        frame.setProperty("level", notice.level.value)
        frame.setAccessibleName(f"{notice.message} {notice.remedy}".strip())
        picture = QLabel()
        colour = "accent" if notice.level is Level.INFO else notice.level.value
        picture.setPixmap(theme.icon(_ICON[notice.level], 24, colour).pixmap(theme.px(24)))
        words = column(label(notice.message), spacing=2)
        if notice.remedy:
            words.addWidget(label(notice.remedy, "muted"))
        close = Button(theme, icon="x", role="quiet", name=self.tr("Dismiss this message"))
        close.clicked.connect(lambda: self._services.notices.dismiss(notice))
        box = row(picture, words, close, spacing=16, margin=12)
        box.setStretch(1, 1)
        frame.setLayout(box)
        return frame
