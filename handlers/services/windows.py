"""What WeChat still allows to be sent to a person, as our own books say."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.tables import Conversation

MESSAGE_WINDOW = timedelta(hours=48)
MESSAGES = 5
TAP_WINDOW = timedelta(seconds=60)
TAPS = 3
"""WeChat: five customer-service messages for 48 h after own words, three for a minute after a tap, scan or follow."""
MESSAGE_MARGIN = timedelta(minutes=3)
TAP_MARGIN = timedelta(seconds=2)
"""The window is thought to close a little earlier than WeChat closes it: sending takes time, clocks differ."""


def message_window_ends(conversation: Conversation) -> datetime | None:
    """Until when (UTC, margin taken off) own words keep the window open, None if the person never wrote."""
    if conversation.last_message_at is None:
        return None
    return conversation.last_message_at + MESSAGE_WINDOW - MESSAGE_MARGIN
