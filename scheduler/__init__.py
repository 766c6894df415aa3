"""Time as another user: due timers, the outbox, cadences and sweepers."""
