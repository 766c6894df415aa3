"""Papers, ledgers, posters and the board: what stands in them, how they look, and what never does."""
