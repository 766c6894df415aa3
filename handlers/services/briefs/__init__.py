"""民意专报: one paper a unit and month, every number counted from what happened, nothing typed by hand."""
