"""Viva Voce's speech engine: text and a short sample in, sound out. Knows nothing of Qt."""
