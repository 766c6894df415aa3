"""What did not happen: acts that were due and not done, found every morning and listed to who can still act."""
