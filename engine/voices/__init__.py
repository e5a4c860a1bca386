"""The voices of a person: each a folder of their own files, that can be moved, backed up and removed for good."""
