"""A person's own model: the shipped one, fitted to their takes on their computer, compared, and chosen or not."""
