"""The look, in one place: tokens, the theme that widgets read, and the style sheet made of them."""

from app.theme.theme import Mode, Theme
from app.theme.tokens import CONTRAST, DARK, LIGHT, Palette, Tokens

__all__ = ["CONTRAST", "DARK", "LIGHT", "Mode", "Palette", "Theme", "Tokens"]
