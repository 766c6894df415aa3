"""Statements and the database: the one place that knows which database it is."""
