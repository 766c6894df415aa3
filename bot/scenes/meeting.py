"""A meeting tomorrow: moved by chat with a reason, its agenda filled by itself, a draft still missing."""

from __future__ import annotations

from bot.demo_words import LI, Step
from bot.scenes.form import Scene

SCENE = Scene(
    name="meeting",
    steps=(
        # Monday's meeting of 滨海社区; its notice begins anew and is three full days old tomorrow
        Step(20, 10, 30, LI, "开会 改到 11月26日 书记去市里开会"),
        # 小广告 climbed to the street on Wednesday morning: the street owes what it means to do
        Step(25, 9, 50, LI, "议题"),
    ),
)
