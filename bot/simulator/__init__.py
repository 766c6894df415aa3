"""A local WeChat: its API with windows, quotas and errcodes, its deliveries, and phones in a browser."""
