"""Measures speech by machine: words understood, likeness to a voice, predicted opinion. Needs torch; not shipped."""
