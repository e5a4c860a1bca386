"""Check boxes and radio buttons whose words wrap: at 200 % text a sentence does not fit on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton

_LEAST = 160  # pixels of words that are never given up


if TYPE_CHECKING:
    _Base = QCheckBox
else:
    _Base = object  # a widget has one parent among Qt's classes


class _Wrapping(_Base):
    """Its style paints the mark and the focus; the words beside it are painted here."""

    _control: QStyle.ControlElement
    _contents: QStyle.SubElement

    def _prepare(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(whole.width() - max(0, words - _LEAST), whole.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        whole = super().sizeHint()
        beside = whole.width() - self.fontMetrics().horizontalAdvance(self.text())
        lines = self.fontMetrics().boundingRect(
            QRect(0, 0, max(_LEAST, width - beside), 10_000), self._flags(), self.text()
        )
        return max(whole.height(), lines.height() + whole.height() - self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        area = self.style().subElementRect(self._contents, option, self)
        option.text = ""  # type: ignore[attr-defined]
        self.style().drawControl(self._control, option, painter, self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(area, self._flags(), self.text())

    def _flags(self) -> int:
        beside_the_mark = Qt.AlignmentFlag.AlignLeft  # right in right-to-left languages: Qt mirrors it
        return int(Qt.TextFlag.TextWordWrap | beside_the_mark | Qt.AlignmentFlag.AlignVCenter)


class CheckBox(_Wrapping, QCheckBox):  # type: ignore[misc]
    """A QCheckBox with words of any length."""

    _control, _contents = QStyle.ControlElement.CE_CheckBox, QStyle.SubElement.SE_CheckBoxContents

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._prepare()


class RadioButton(_Wrapping, QRadioButton):  # type: ignore[misc]
    """A QRadioButton with words of any length."""

    _control, _contents = QStyle.ControlElement.CE_RadioButton, QStyle.SubElement.SE_RadioButtonContents

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._prepare()
