"""Speak: what is written becomes sound. voice_out.py is the one way to speak."""
