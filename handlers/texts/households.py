"""Words about people without WeChat: who files for them, the slip, the family that joins."""

from __future__ import annotations

from handlers.texts.text import Text, register

ASK_WAY = Text(
    "替居民报的：{matter}，{place}。家里谁能说“好了没有”？\n"
    "1 有微信家人（把纸条给家人扫码）\n2 留电话，由街道打电话问（不是您打）{known}\n3 都没有，街道入户问",
    note="代报, dialogue (o); the answer 2 carries the number: 2 0473-3000222",
)
WAY_OPTIONS = (("family", "有微信家人"), ("phone", "留电话"), ("visit", "街道入户问"))
KNOWN_PHONE = Text("：就用话里的电话，回2")
ASK_PHONE = Text("电话也一起发，例如：2 0473-3000222。没有电话回 3。还没报上去。")
NO_MATTER = Text("还没看明白是什么事")
NO_PLACE = Text("还不知道在哪个社区。把社区写上再发一遍，例如：{verb} 滨海社区5号楼1单元 老人家暖气不热。什么都没改。")
ACCUSATION = Text(
    "说干部作风的事不能代报，也不经过单位。请本人打督查组电话{phone}，或找有微信的家人发“举报”。什么都没改。"
)
DESK_ONLY = Text("来电、来访由区民情办和街道登记。您替居民报，发：代报 文字。什么都没改。")
FILED = Text(
    """
报上去了，是{numbers}（经手人{filer}，{channel}）。
在谁那儿：{owner}
最晚：{due}
请把小纸条给居民：编号{n}、校验码 {code}、问事电话{hotline}。
打印：{link}
{keeps}
"""
)
FILED_NUMBER = Text("{n}号件（{number}）")
KEEPS = {
    "phone": "电话只给街道回访的人看，您这边看不到了。",
    "family": "家人扫纸条上的码、回校验码，就能看进度、说好了没有；没人扫，街道入户问。",
    "visit": "办完了由街道入户问，不是您问。",
}
CHANNELS = {"proxy": "代报", "phone": "来电", "walk_in": "来访", "12345": "12345转来"}
OWNER_DESK = Text("区民情办正在定由谁办")
DANGER = Text("{words}\n先让居民照上面做。{n}号件（{number}）报上去了，值班的人都叫了。\n校验码 {code}，纸条：{link}")
MARK = Text("{channel}，回访由街道")
LOOK_PHONE = Text("代报件，电话只给回访的人")

# the family
SCANNED = Text(
    "这是{n}号件的纸条。您是家里人吧？\n请回纸条上的校验码（4位数），就能看进度、替家里说好了没有。",
    note="somebody scanned the code on a slip",
)
JOINED = Text(
    """
连上了：{label}，您是家人。
在谁那儿：{owner}
最晚：{due}
办完了我来问您好了没有。一家算一票；老人自己以后说的话为准。
"""
)
JOINED_BEFORE = Text('已经连着{label}了。看到哪一步，发"进度 {n}"。')
NEEDS_CODE = Text("家人要写编号和纸条上的校验码，例如：家人 21 38-64。什么都没改。")
BAD_SLIP = {
    "wrong": Text("编号或校验码不对，看看纸条再发一遍，例如：家人 21 38-64。什么都没改。"),
    "dead": Text("这张纸条错得太多，不能再用了。请找报事的社区重打一张，或打{hotline}。什么都没改。"),
    "filer": Text("您是这件的经手人，不能当家人替居民说好了没有。什么都没改。"),
    "full": Text("这件已经连着3位家人了，看进度问他们，或打{hotline}。什么都没改。"),
    "over": Text("这件办完很久了，或已撤回。有事直接说，我按新的报。什么都没改。"),
    "pause": Text("今天试错5次了，明天再试，或打{hotline}。什么都没改。"),
}
ANSWERED = Text("家里已经说过了：{answer}。一家算一票，没有再记。要改，请先说的家人改，或让老人跟街道说。")
ANSWERED_BY_ELDER = Text("老人自己已经跟街道说了：{answer}，以老人的话为准。没有再记。")
VOTES = {"solved": "解决了", "unsolved": "没解决", "partly": "好一些，没全好", "": "没说清"}

# the slip itself
SLIP_TITLE = Text("民情小纸条")
SLIP_NUMBER = "编号"
SLIP_CODE = "校验码"
SLIP_MATTER = "事情"
SLIP_OWNER = "谁来办"
SLIP_DUE = "最晚"
SLIP_PHONE = "问事电话"
SLIP_FILER = "经手人"
SLIP_HOW = Text("家里人用微信扫这个码，回校验码 {code}，就能看办到哪一步、说好了没有。")
SLIP_HOW_WORDS = Text("家里人在微信关注“{service}”，发：家人 {n} {code}，就能看办到哪一步、说好了没有。")
SLIP_AFTER = Text("到日子没办好，自动交给上一级。办完了有人来问您，您说了才算。不收一分钱。")
SLIP_PRINT = "用A6纸打印（浏览器菜单里的“打印”）"

register("households", globals())
