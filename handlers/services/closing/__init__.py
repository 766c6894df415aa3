"""How a case ends, and what watches over an end that is only claimed."""
