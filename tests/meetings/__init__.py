"""民情分析会: rules, stories, papers."""
