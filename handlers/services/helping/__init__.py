"""协办 and 吹哨: units called in beside the one that leads, their own clocks, and who did not come."""
