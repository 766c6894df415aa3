"""大走访: households, campaigns, visits and quotas, 座谈会, questionnaires, and the issues opinions make."""
