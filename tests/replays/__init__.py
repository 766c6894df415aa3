"""Stories that are played through the whole service."""
