"""A district that lives by itself: seeded people, virtual time, WeChat's rules, faults, and a watch after every step.

`bot.simulator` is WeChat; this is who uses it.
"""
