"""Stories that are played through the real service with virtual time: one file of events each."""
