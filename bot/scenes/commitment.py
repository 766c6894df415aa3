"""A commitment that slips: promised in public for Tuesday, moved with a reason and the street's consent."""

from __future__ import annotations

from bot.demo_words import LI, WANG, ZHAO, DemoPhone, Step
from bot.scenes.form import Scene

DENG = "oDemoDeng0000000000000000"

SCENE = Scene(
    name="commitment",
    phones=(DemoPhone(DENG, "邓建军", "community", "滨海社区 书记", post="binhai.binhai/head"),),
    told={20: 8},
    steps=(
        Step(20, 9, 30, WANG, "滨海社区1号楼3单元的单元门坏了，关不严，夜里灌风"),
        Step(20, 9, 31, WANG, "1"),
        Step(20, 10, 0, LI, "签收 9"),
        Step(20, 10, 20, DENG, "承诺 9 换新单元门；11月24日；邓建军"),
        Step(20, 10, 21, DENG, "1"),
        Step(24, 16, 0, DENG, "承诺 9 11月30日 门厂没发货"),
        Step(24, 16, 1, DENG, "1"),
        Step(24, 16, 20, ZHAO, "同意 9"),
    ),
)
