"""请假: who is away, who agreed to stand in, who answers for a post today."""
