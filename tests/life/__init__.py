"""The whole life of a case."""
