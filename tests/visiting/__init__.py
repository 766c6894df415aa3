"""大走访: visits, quotas, questionnaires, 座谈会, issues."""
