"""Every sound the engine makes says that it is synthetic: a mark in the sound, a label in the file, and their check.

Imports nothing itself: a Marker needs numpy and scipy only; verify needs PyAV too.
"""
