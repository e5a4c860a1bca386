"""The desktop app: type, tap or scan, and be heard. README.md says how a room plugs in."""
