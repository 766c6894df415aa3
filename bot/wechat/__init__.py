"""WeChat's side of the edge: deliveries in, passive replies and API calls out."""
