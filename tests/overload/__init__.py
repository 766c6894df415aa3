"""More than can be answered in time: bounded waiting, kept and answered by push, floods of one person."""
