"""The platform's API, one module per area; `ENDPOINTS` of each is the table of its paths."""
