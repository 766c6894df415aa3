"""Several processes on one PostgreSQL, and a service whose database or clock misbehaves."""
