"""Rules of the visits: household codes, ways of visiting, quotas, questionnaires."""
