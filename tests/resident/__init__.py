"""What residents say to the service, as the model dialogues have it."""

from __future__ import annotations
