"""What the service writes of its own accord: one letter for each kind of push."""
