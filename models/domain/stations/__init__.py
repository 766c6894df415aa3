"""代办站: errands, Friday duty, teams, themes, amounts and the directory of services, as rules without a database."""
