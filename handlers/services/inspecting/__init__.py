"""督查: units drawn by lot, 通报 that cite a rule, the unit's answer, boxes in the halls."""
