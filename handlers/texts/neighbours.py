"""Many voices, one case: offered, joined, merged, parted (dialogue (k)). Neighbours are never named."""

from __future__ import annotations

from handlers.texts.text import Text, register

OFFER = Text(
    "{where}的{title}，{who}{when}已经反映了，{unit}在办{due}。\n"
    "一起跟着，好了我也问您？\n1 一起跟着　2 不是一回事，单独报"
)
OFFER_OWN = Text(
    "{where}的{title}，您{when}报过，是{number}号件，{unit}在办{due}。\n"
    "是同一件吗？\n1 是，把这几句补进去　2 不是一回事，单独报"
)
DUE = Text("，最晚{due}")
NEIGHBOUR = Text("邻居")
HOUSEHOLDS = Text("有{count}户")
DESK = Text("区民情办")
CHOICES = (("follow", "一起跟着"), ("separate", "不是一回事，单独报"))
CHOICES_OWN = (("follow", "是，把这几句补进去"), ("separate", "不是一回事，单独报"))
JOINED = Text(
    "跟上了，您也用{number}号件（{full}）。有新消息我告诉您；修好没有，您也能说，您说没好也算数。\n"
    '不是一回事？发"分开"。'
)
REPEATED = Text("补到{label}里了，{who}看得到，也记下您又说了一次。")
GONE = Text("{label}刚办完，不能再跟着了，我按新的报。")
MERGED = Text(
    '您的{child}号件和{number}号件是一回事，合在一起办，您的话和照片都带过去了。编号用哪个都行。不是一回事？回"分开"。'
)
PARTED = Text("分开了，{number}号件（{full}）单独办：{who}，最晚{due}。")
PARTED_DESK = Text("分开了，{number}号件（{full}）单独办，区民情办正在定谁来办。")
PART_NOTHING = Text("您没有和邻居合在一起的事，什么都没改。")
PART_WHICH = Text("您有{count}件和邻居合在一起，分开哪件？发：分开 {number}。什么都没改。")

# to cadres
JOINED_TO_UNIT = Text('{label}，又有居民反映同一件事，现在{count}户："{words}"。办好以后每户都会问。')
MERGED_AWAY = Text("{child}号件并入{label}，由{owner}办，您不用再办。")
DONE = Text("{child}号件并进{number}号件了，现在{count}户，每户都告诉了，办好以后每户都问。分开发：拆分 {child}")
SPLIT = Text("{number}号件分开了，单独办：{unit}，最晚{due}。居民已经知道。")
SPLIT_TOLD = Text("您的{number}号件和别的件分开了，单独办：{who}，最晚{due}。")
MERGE_HOW = Text("合并要写两个号，后一件并进前一件，例如：合并 7 9。什么都没改。")
NOT_THE_SAME = {
    "state": Text("{number}号件不能并进{main}号件：要两件不同、都还没办完的件。没改。"),
    "rounds": Text("重新办过的件，要区民情办或街道来并。{number}号件没改。"),
    "matter": Text("{number}号件和{main}号件不是一个地方的同一类事，没改。并错了居民白等，看准了再并。"),
}
SPLIT_NOT = Text("{number}号件没有并在别的件里，没改。")
VOICES = Text("{count}户反映")

register("neighbours", globals())
