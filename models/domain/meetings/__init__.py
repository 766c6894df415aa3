"""民情分析会 as pure rules: when it is held, who hosts and comes, what is on the agenda, when it may begin."""
