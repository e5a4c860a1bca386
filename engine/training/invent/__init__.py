"""Speech that nobody said: voices of other models, with the times of their phonemes, to train on."""
