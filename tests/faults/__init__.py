"""When the platform misbehaves: each fault and the behaviour the rules ask for."""
