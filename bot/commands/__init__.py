"""The commands of `minqing`, one module a subject; each has `register` and functions that return the exit status."""
