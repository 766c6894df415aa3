"""民情分析会: planned by the district's rhythm, filled by itself, told, held, written down."""
