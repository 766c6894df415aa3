"""Pages of docs/ that are made from tables in the code, and the tests that hold all of docs/ to the code."""
