"""Who answers: the first route that takes the message wins (dialogues 2.3, one row a rule)."""

from __future__ import annotations

from collections.abc import Callable

from handlers.cadre import code_words as cadre_code_words
from handlers.cadre import commands as cadre_commands
from handlers.cadre import free_text as cadre_free_text
from handlers.cadre import global_words as cadre_words
from handlers.cadre import live_answers as cadre_answers
from handlers.cadre import photos as cadre_photos
from handlers.context import Talk
from handlers.resident import code_words as resident_code_words
from handlers.resident import commands as resident_commands
from handlers.resident import drafting, emergencies, small_talk
from handlers.resident import kin as resident_kin
from handlers.resident import live_answers as resident_answers
from handlers.shared import files, numbers, subscriptions, taps

Route = Callable[[Talk], str | None]
"""Takes a message and answers it (`` = silently), or returns None: not mine."""

ROUTES: tuple[tuple[str, Route], ...] = (
    ("cadre photo", cadre_photos.answer),  # evidence first
    ("files", files.answer),  # photo, voice, video, location, link, unreadable
    ("emergency", emergencies.answer),  # 0: beats everything that is not a tap or a cadre's verb
    ("tap", taps.answer),  # 1: a tap answers its own question, whatever is live
    ("code word of a cadre", cadre_code_words.answer),  # an inspector names an accusation by its code word
    ("code word", resident_code_words.answer),
    ("global words of a cadre", cadre_words.answer),  # 2: 取消 帮助 where a cadre means them
    ("global words", subscriptions.answer),  # 2: 退订 订阅 取消 帮助
    ("cadre verb", cadre_commands.answer),  # 3
    ("progress asked by a cadre", numbers.asked_by_cadre),  # 4: of his own matter, or of one he works on
    ("resident verb", resident_commands.answer),  # 4
    ("code of a slip", resident_kin.answer),
    ("live question of a cadre", cadre_answers.answer),  # 5, 6
    ("live question of a resident", resident_answers.answer),  # 5, 6
    ("reply to the inspectors", resident_code_words.reply),
    ("bare number", numbers.answer),  # 7: shows, never changes
    ("cadre free text", cadre_free_text.answer),  # 8
    ("small talk", small_talk.answer),  # 9
    ("content", drafting.answer),  # 10: a draft, always answers
)


def answer(talk: Talk) -> str:
    """The reply to a message (`` = silence); the last route takes everything."""
    for _, route in ROUTES:
        reply = route(talk)
        if reply is not None:
            return reply
    return ""
