"""民意测评 by secret ballot: opened and closed by the calendar, given out, taken back, counted (ADR 0040)."""
