"""Words of the posters with a QR code: what to do, in three steps."""

from __future__ import annotations

from handlers.texts.text import Text, register
from models.domain.publicity import Public

KINDS = {"community": Public("有事直接说"), "station": Public("有事找代办"), "box": Public("监督举报 意见箱")}
STEPS = {
    "community": (Public("微信扫码，点关注"), Public("打字、说话、拍照都行"), Public("办好没办好，您说了算")),
    "station": (Public("微信扫码，点关注"), Public("发“代办”和要办的事"), Public("代办员跑腿，您说办好才算完")),
    "box": (
        Public("微信扫码，点关注"),
        Public("直接说是谁、什么事，不用填表"),
        Public("直接到督查组，被说的人看不到是谁"),
    ),
}
"""By kind: three steps of at most sixteen characters."""
SCAN = Public("微信扫一扫")
FOOT = Text("{service}　　不会用微信的，打{hotline}")
SUBJECT = Text("{name} {unit}")

register("posters", globals())
