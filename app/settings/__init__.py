"""Settings: what a person can choose, and the pages where they do."""
