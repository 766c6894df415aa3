"""What is done for people outside cases: deeds and funds, mediated conflicts, projects, services and their ratings."""
