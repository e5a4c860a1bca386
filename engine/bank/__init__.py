"""Banking a voice: scripts, sessions, takes, verdicts, recordings that exist, the open bank file, consent, keys."""
