"""立行立改: the district's public promises in numbers, without a complaint behind them."""
