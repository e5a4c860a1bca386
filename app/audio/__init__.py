"""Sound in and out: devices by name, players, recorder. portaudio.py is the only module that knows PortAudio."""
