"""Routes that residents and cadres share: taps, files, numbers, unsubscribing."""

from __future__ import annotations
