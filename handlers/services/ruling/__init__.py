"""Routing rules: dated decisions kept and ended, arbitration that makes one, and why a case is where it is."""
