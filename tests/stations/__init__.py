"""代办站 and what grew around it: errands, Fridays, teams, deeds, conflicts, projects, services."""
