"""Words of the boxes in the halls: what the poster says, and what is said to who scans it."""

from __future__ import annotations

from handlers.texts.text import Text, register

POSTER_TITLE = Text("{hall} 监督举报、意见箱")
POSTER_WHAT = Text("办事的人态度不好、推来推去、要好处，或者有别的意见，扫码直接说，不用填表。")
POSTER_WHO = Text("只给区督查组，不给这里，也不给这里的上级；他们看不到您是谁。")
POSTER_CODE = Text("说完给您一个暗号，凭暗号查办到哪一步。")
POSTER_PHONE = Text("不用微信的打：{phone}")
ASK = Text(
    "您在{hall}扫的是监督举报和意见箱。\n"
    "说吧，是谁、什么事、什么时候，打字就行。\n"
    "只给区督查组，不给{hall}，也不给它的上级；他们看不到您是谁。\n"
    "两小时内说都算；不说了，什么都不留。打电话：{phone}"
)
ASK_DISTRICT = Text(
    "您在{hall}的大厅扫的是监督举报和意见箱。\n"
    "说吧，是谁、什么事、什么时候，打字就行。\n"
    "只给区督查组，区里别的单位和领导都看不到，他们也看不到您是谁。\n"
    "两小时内说都算；不说了，什么都不留。打电话：{phone}"
)
WORDS_FIRST = Text("意见箱先收文字：请打几个字说是什么事。照片、录音等督查组问您时再发，这张没有留。打电话：{phone}")
ORDER_HALL = Text("在{hall}意见箱扫码说的")

register("halls", globals())
