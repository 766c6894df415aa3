"""Papers of the office, built from what the service already knows; nothing in them is typed by hand."""
