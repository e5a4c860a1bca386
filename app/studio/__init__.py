"""The studio: banking a voice. model.py and recording.py know no widget; one page a file."""
