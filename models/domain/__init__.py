"""Pure rules. Nothing here imports anything but the standard library, reads a clock or touches a database."""
