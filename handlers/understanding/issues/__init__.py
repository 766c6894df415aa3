"""Issues: messages that speak of the same problem in the same place, and how hot that problem is."""

from __future__ import annotations

from handlers.understanding.issues.grouping import Issue, Opinion, group

__all__ = ["Issue", "Opinion", "group"]
