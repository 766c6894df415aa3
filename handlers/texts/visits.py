"""Words about 走访: to cadres who visit, to households that are asked, to whoever said something on a visit."""

from __future__ import annotations

from handlers.texts.text import Text, register
from models.domain.visiting import modes

SEPARATOR = "、"
SEMICOLON = "；"
UNIT_EXAMPLE = "3-2-501"

# -- 走访
FORM = Text(
    "记走访写：走访 户号 听到的话，例如：走访 {code} 独居老人，想装扶手。没听到什么，只写户号也行。"
    "不是入户，户号前加：个别访谈、随机调研、民主评议。写错了10分钟内发：走访 撤销。"
)
NO_CODE = Text("户号没认出来，没记。户号写楼-单元-门，例如 {code}。发“未访户”看名下的户。")
NOT_FOUND = Text("{code}不在户册里，没记。户册由社区导入；写错了再发一次：走访 户号 听到的话。")
ASK_LIKE = Text("{said}不在户册里。是哪一户？您写的话先替您留着。\n{options}")
ASK_SEVERAL = Text("{said}有{count}个社区都有。是哪一户？您写的话先替您留着。\n{options}")
LIKE = Text("{community}{code}")
RECORDED = Text("走访记下（{mode}，{where}），{count}{heard}{again}\n{word}")
WHERE_HOME = Text("{community}{code}")
COUNT_OWED = Text("本月第{visits}户，还差{owed}户。")
COUNT_DONE = Text("本月第{visits}户，够了。")
COUNT_FREE = Text("本月第{visits}户。")
COUNT_NONE = Text("不按户算。")
HEARD = Text("这户的话记成一条意见，办成什么样会告诉这户。")
HEARD_OF_NOBODY = Text("听到的话记成一条意见。")
AGAIN = Text("（这户您本月来过，按一户算。）")
WORD = Text("这户想自己收回音，让家里人发：户号 {code} {word}")
ASK_CASE = Text("{recorded}\n里面说到“{matter}”，要不要立一件事去办？\n{options}")
CASE_OPTIONS = (("yes", "要"), ("no", "不用"))
CASE_NO = Text("好，只记意见。")
UNDONE = Text("刚才那次走访不算了。")
UNDO_NONE = Text("10分钟内没有您记的走访，什么都没改。")
MODES = modes.NAMES

# -- 我的走访, 责任岗
MINE = Text("{month}月走访{visits}户{owed_visits}；责任岗{posts}天{owed_posts}。\n{shares}\n{campaign}\n{form}")
OWED_VISITS = Text("，还差{count}户")
OWED_POSTS = Text("，还差{count}天")
ENOUGH = Text("，够了")
SHARES = Text("问过的户：说来过{came}、说没来过{not_came}、记不清{unsure}、没回{silent}；没法核实的占{share}%。")
MINE_CAMPAIGN = Text("{name}：名下{homes}户，没访到{left}户。发“未访户”看。")
MINE_FORM = Text("走访 户号 内容，例如：走访 {code} 独居老人，想装扶手")
POST_DAY = Text("责任岗记下：{day}。本月第{count}天{owed}。")
POST_KNOWN = Text("{day}的责任岗已经记过了，一天算一次。")

# -- 未访户, 大走访
UNVISITED_NONE = Text("{whose}都访到了。")
UNVISITED = Text("{whose}没访到{count}户：\n{rows}\n{more}")
UNVISITED_ROW = Text("{community}：{codes}")
UNVISITED_MORE = Text("还有{count}户，看下一页发：未访户 {page}")
UNVISITED_NO_PAGE = Text("没有第{page}页，一共{count}户没访到。")
WHOSE = Text("{campaign}您名下")
NO_REGISTER = Text("{unit}还没有户册，不知道哪些户没访。户册由区民情办导入。")
CAMPAIGN_NONE = Text("现在没有大走访。负责人这样开始：大走访 开始 名称 {first} {last}")
CAMPAIGN = Text(
    "{name}（{first}到{last}）{unit}：{homes}户，访到{visited}户（{percent}%），走访{visits}次。\n{rows}\n{link}"
)
CAMPAIGN_ROW = Text("{name}：{visited}/{homes}户（{percent}%）")
CAMPAIGN_MORE = Text("还有{count}个，看明细：{link}")
CAMPAIGN_LINK = Text("明细：{link}")
CAMPAIGN_BEGUN = Text("{unit}{name}开始了：{first}到{last}。走访用“走访 户号 内容”记，发“大走访”看进度。")
CAMPAIGN_FORM = Text(
    "开始大走访写：大走访 开始 名称 开始日期 结束日期，例如：大走访 开始 春季大走访 {first} {last}。什么都没改。"
)
CAMPAIGN_BAD_DATES = Text("大走访的日期不对：结束要在开始以后，也不能已经过去。什么都没改。")
CAMPAIGN_TWICE = Text("{unit}那些天已经有大走访（或者同名的），没再开。发“大走访”看。")
CAMPAIGN_NOT_YOURS = Text("大走访由本单位负责人或区民情办开始和结束。什么都没改。")
CAMPAIGN_ENDED = Text("{name}到今天结束：{homes}户，访到{visited}户（{percent}%）。")
DAY = Text("{month}月{day}日")
BETWEEN_DAYS = "到至-—~ "
BUILDING = Text("{name}号楼")
BEGIN_WORD, END_WORD, UNDO_WORD = "开始", "结束", "撤销"

# -- reminders
OWED = Text(
    "本月走访{visits}户{owed_visits}；责任岗{posts}天{owed_posts}。走访 户号 内容，例如：走访 {code} 独居老人，想装扶手"
)
CARD_OWED = Text("本月走访还没够")
CARD_OWED_WHAT = Text("还差走访{homes}户、责任岗{days}天")

# -- 来过吗, to a household
ASK = Text("{unit}{who}说{day}去过您家，来过吗？不想答不用管。")
LABELS = {"came": "来过", "not": "没来过", "unsure": "记不清"}
WORDS: dict[str, frozenset[str]] = {
    "came": frozenset({"来过", "来过了", "来了", "是的来过", "有", "有来过", "来过的"}),
    "not": frozenset({"没来过", "没来", "没有来", "没有来过", "没人来", "没人来过", "没有"}),
    "unsure": frozenset({"记不清", "记不清了", "不知道", "不清楚", "忘了", "不在家"}),
}
THANKS = {
    "came": Text("好，记下了，谢谢您。"),
    "not": Text("记下了。只用来核实走访，不会有人为这个找您。有话要说，直接说就行。"),
    "unsure": Text("好，不要紧。"),
}

# -- 户号, by a resident
HOME_FORM = Text(
    "户号是走访用的，报事用不着。干部走访时给过您六位口令的，发：户号 {code} 口令，您家说的事办成什么样就发给您。"
)
HOME_JOINED = Text("好，{community}{code}走访时说的话，有结果就发给您。不想收了发：户号 退出")
HOME_WRONG = Text("户号和口令对不上。口令在走访的干部那里，请再看一眼。")
HOME_PAUSE = Text("今天试得太多了，明天再试。")
HOME_PARTED = Text("好，走访的回音不发给您了。")
HOME_NONE = Text("您没有绑着户号。")
PART_WORD = "退出"

# -- what became of it
TOLD = Text("您{when}说的“{words}”有结果了：{outcome}\n{others}")
TOLD_OTHERS = Text("（{count}个人说了同一件事，都告诉了。）")
TOLD_MORE = Text("“{words}”等{count}句话")
HEARD_TOLD = Text("您走访听到的话有结果了，请告诉那几户：\n{rows}\n{more}")
HEARD_ROW = Text("{where}：“{words}”——{outcome}")
HEARD_MORE = Text("还有{count}户，看明细：{link}")
HEARD_NO_HOME = Text("{community}")

register("visits", globals())
