"""Use cases: what can happen to a case, called alike by the chat, the pages and time."""
