"""What a person may ask of their own data: to see it, to have it erased; and what time erases by itself."""
