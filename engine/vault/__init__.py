"""The passphrase: what is sealed at rest, with which key, and how it is opened."""
