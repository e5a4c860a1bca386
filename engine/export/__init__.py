"""From trained modules to a bundle."""
