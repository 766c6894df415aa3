"""Backup and restore, lost keys, schema versions: what an operator does on a bad day."""
