"""督办: marks of leaders on cases, their dates, and the leaders' weekly card."""
