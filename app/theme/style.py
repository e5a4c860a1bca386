"""The style sheet, made of tokens. Widgets choose a look by the dynamic property "role"."""

from __future__ import annotations

from app.theme.tokens import Tokens

_SHEET = """
* {{ font-size: {body}px; }}
QMainWindow, QDialog {{ background: {background}; }}
QWidget {{ color: {text}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {outline}; padding: {half}px; }}

QLabel[role="display"] {{ font-size: {write}px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {large}px; font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="caption"] {{ color: {muted}; font-size: {caption}px; }}

QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: {radius2}px; }}
QFrame[role="rail"] {{ background: {surface}; border: none; border-right: 1px solid {border}; }}
QFrame[role="line"] {{ background: {border}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="notice"] {{ background: {surface}; border: 2px solid {outline}; border-radius: {radius}px; }}
QFrame[role="notice"][level="warning"] {{ border-color: {warning}; }}
QFrame[role="notice"][level="danger"] {{ border-color: {danger}; }}
QFrame[role="notice"][level="success"] {{ border-color: {success}; }}

QPushButton, QToolButton, QComboBox {{
  background: {raised}; color: {text}; border: {ring}px solid {button_edge}; border-radius: {radius}px;
  padding: {half}px {two}px; min-height: {inner}px; font-weight: 500;
}}
QPushButton:hover, QToolButton:hover, QComboBox:hover {{ border-color: {outline}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {soft}; }}
QPushButton:checked, QToolButton:checked {{ background: {soft}; border-color: {accent}; }}
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled {{
  color: {disabled}; border: {ring}px {disabled_edge};
}}
QPushButton[role="primary"] {{
  background: {accent}; color: {on_accent}; border-color: {accent}; font-size: {large}px; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ border-color: {text}; }}
QPushButton[role="primary"]:disabled {{
  background: {raised}; color: {disabled}; border: {ring}px {disabled_edge};
}}
QPushButton[role="danger"] {{ color: {danger}; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent; padding: {half}px {one}px; }}
QPushButton[role="quiet"]:hover {{ background: {raised}; }}
QPushButton[role="quiet"]:checked {{ background: {soft}; border-color: {soft}; }}
QPushButton[bare="true"] {{ padding: {half}px; }}
QPushButton[role="rail"] {{
  background: transparent; border-color: transparent; text-align: left; padding: {one}px {two}px;
}}
QPushButton[role="rail"]:hover {{ background: {raised}; }}
QPushButton[role="rail"]:checked {{ background: {soft}; border-color: {rail_edge}; }}
QPushButton[role="word"] {{ background: {surface}; border-color: {outline}; padding: {half}px {two}px; }}
QPushButton[role="key"] {{ background: {surface}; border-color: {outline}; padding: 0; min-height: 0; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QCheckBox:focus, QRadioButton:focus,
QPushButton[role]:focus {{ border-color: {focus}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox {{
  background: {surface}; color: {text}; border: {ring}px solid {outline}; border-radius: {radius}px;
  padding: {half}px {one}px; min-height: {inner}px;
  selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
  border-color: {focus};
}}
QPlainTextEdit[role="write"] {{ font-size: {write}px; padding: {two}px; border-radius: {radius2}px; }}
QPlainTextEdit[role="write"]:focus {{ border-color: {accent}; }}

QCheckBox, QRadioButton {{
  spacing: {one}px; min-height: {target}px; border: {ring}px solid transparent; border-radius: {radius}px;
  padding: 0 {half}px;
}}
QCheckBox::indicator, QRadioButton::indicator {{
  width: {check}px; height: {check}px; border: 2px solid {outline}; background: {surface}; border-radius: {half}px;
}}
QRadioButton::indicator {{ border-radius: {check_round}px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({tick}); }}
QRadioButton::indicator:checked {{
  border: {check_dot}px solid {accent}; background: {on_accent}; width: {check_inner}px; height: {check_inner}px;
}}

QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {outline}; outline: none; }}
QComboBox::drop-down {{ border: none; width: {four}px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: {two}px; height: {two}px; }}
QSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; border: none; }}

QListView, QTreeView, QTableView {{
  background: {surface}; border: {ring}px solid {border}; border-radius: {radius}px; outline: none;
}}
QListView:focus, QTreeView:focus, QTableView:focus {{ border-color: {focus}; }}
QListView::item {{ min-height: {target}px; padding: {half}px {one}px; color: {text}; border-radius: {half}px; }}
QListView::item:hover {{ background: {raised}; }}
QListView::item:selected {{ background: {soft}; color: {text}; }}

QSlider {{ min-height: {target}px; border: {ring}px solid transparent; border-radius: {radius}px; }}
QSlider:focus {{ border-color: {focus}; }}
QSlider::groove:horizontal {{ height: {half}px; background: {outline}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{
  background: {accent}; width: {three}px; height: {three}px; margin: -{handle}px 0; border-radius: {handle_round}px;
}}
QProgressBar {{
  background: {raised}; border: {bar_edge}; border-radius: {half}px; max-height: {one}px; min-height: {one}px;
  color: transparent;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: {half}px; }}

QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {outline}; border-radius: {bar_round}px; min-height: {four}px; min-width: {four}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {surface}; border: 1px solid {outline}; padding: {half}px; }}
QMenu::item {{ min-height: {inner}px; padding: {one}px {three}px; border-radius: {half}px; }}
QMenu::item:selected {{ background: {soft}; }}
"""


def style_sheet(tokens: Tokens, scale: float, tick: str = "", arrow: str = "") -> str:
    """QSS of these tokens at this text size. tick, arrow: image files of the check mark and of a list's arrow."""

    def px(size: float) -> int:
        return round(size * scale)

    colour = {name: getattr(tokens.colour, name) for name in tokens.colour.__slots__}
    sizes = {name: px(getattr(tokens.type, name)) for name in tokens.type.__slots__}
    # space grows with half the text's growth: at 200 % the words need the room
    spaces = {name: round(getattr(tokens.space, name) * (1 + (scale - 1) / 2)) for name in tokens.space.__slots__}
    bold_edges = tokens.name == "contrast"
    return _SHEET.format(
        **colour,
        **sizes,
        **spaces,
        radius=tokens.radius,
        radius2=tokens.radius + 4,
        ring=tokens.focus_width,
        target=px(tokens.target),
        inner=px(tokens.target) - 2 * tokens.focus_width - 2 * spaces["half"],
        button_edge=tokens.colour.outline if bold_edges else tokens.colour.raised,
        disabled_edge=f"dashed {tokens.colour.disabled}" if bold_edges else f"solid {tokens.colour.raised}",
        bar_edge=f"1px solid {tokens.colour.outline}" if bold_edges else "none",
        rail_edge=tokens.colour.accent if bold_edges else tokens.colour.soft,
        check=px(24),
        check_round=px(24) // 2 + 1,
        check_dot=px(8),
        check_inner=px(24) + 4 - 2 * px(8),  # the border grows inwards
        handle=(spaces["three"] - spaces["half"]) // 2,
        handle_round=spaces["three"] // 2,
        bar=spaces["two"],
        bar_round=spaces["half"],
        tick=tick,
        arrow=arrow,
    )
