"""代办站: errands and their papers, the Friday duty, who is told of it; everything leaves a line in one book."""
