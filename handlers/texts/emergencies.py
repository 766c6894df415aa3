"""Words for danger. The first twelve characters carry the instruction: that is what a lock screen shows."""

from __future__ import annotations

from handlers.texts.text import Text, register

GAS = Text(
    "先离开！别开灯、别按开关、别点火，别在屋里打电话。\n能顺手关的关上燃气阀、打开窗，叫上家人和邻居下楼。\n"
    "到楼外再打：燃气抢修 {gas}（24小时），有人头晕打 120，着火打 119。"
)
TOLD_LIFT = Text("物业和社区")
FIRE = Text(
    "先跑，别收拾东西，出去打119！\n走楼梯，别坐电梯；有烟就弯腰捂住口鼻。\n出不去就关上门，用湿毛巾堵门缝，到窗口喊人。"
)
EXPLOSION = Text("马上离远，别靠近看！\n叫上旁边的人往空地走，打 119；有人伤打 120。\n别开灯、别点火，防着再炸。")
LIFT = Text(
    "别扒门，按轿厢里的警铃！\n打电梯上贴的救援电话或119，我已通知{told}。\n靠里站好，别蹦别跳，有人不舒服打 120。"
)
CARBON_MONOXIDE = Text(
    "开窗，把人抬到外面，打120！\n别点火，别开灯；炉子先不管。\n叫不醒的让他侧躺，看着有没有气，等医生。"
)
SUICIDE = Text(
    "我在看您的话。您现在一个人吗？\n请先给身边的人打个电话，或打{psychological}心理热线、110。\n我已请值班的人马上联系您。"
)
LIVE_WIRE = Text("离远些，别碰！至少离开十步。\n别让孩子和牲口靠近；有人触电先别拉，打 120。\n供电抢修 {power}。")
FALLING = Text("离远些，别站在底下！\n叫旁边的人也绕开。砸着人打 120，马上要掉打 119。")
COLLAPSE = Text("快出来，离房子远一点！\n别回去拿东西。有人压在里面打 119、120，先别自己挖。")
POISONING = Text("先别再吃，赶紧打120！\n吃剩的留着别扔，给医生看。让他侧躺，别硬灌东西。")
DROWNING = Text("别下水，先喊人打119！\n找绳子、竹竿、救生圈往里递；冰上救人趴着，别站着走。\n捞上来没气打 120。")
PERSON_DOWN = Text("先打120，别随便挪动他！\n看他有没有气、叫得醒不；天冷给盖上，旁边别离人。")
VIOLENCE = Text("先躲开，马上打110！\n锁上门、往人多的地方去；不方便说话，发短信到12110。\n有人受伤打 120。")
MISSING = Text("先打110报走失，说清穿什么、往哪走的！\n手边有近照的准备好；家里留一个人，别都出去找。")
DANGER = Text("先离远，别靠近！\n有人伤打 120，着火打 119，有人闹事打 110。")
BY_KIND = {
    "gas": GAS,
    "fire": FIRE,
    "explosion": EXPLOSION,
    "lift": LIFT,
    "carbon_monoxide": CARBON_MONOXIDE,
    "suicide": SUICIDE,
    "live_wire": LIVE_WIRE,
    "falling": FALLING,
    "collapse": COLLAPSE,
    "poisoning": POISONING,
    "drowning": DROWNING,
    "person_down": PERSON_DOWN,
    "violence": VIOLENCE,
    "missing": MISSING,
}
CALLED = Text("我已经叫值班的人了。这里不是报警台，电话一定要打。")
CALLED_AGAIN = Text("我又叫值班的人了。电话一定要打。")
IF_NOT = Text("如果不是这样的急事，回 1，我按一般的事报。")
WHERE = Text("您在哪儿？回小区、几号楼，或发位置。")
WHERE_NOTED = Text("知道了，{place}，告诉值班的人了。先照前面说的做。")
NOT_AN_EMERGENCY = Text("好，不按急事办了，值班的人我告诉他们。")

STAY_OUT = Text("好，就在外面等，别回去拿东西。抢修的人到了听他们的。")
STAY_SAFE = Text("好，值班的人看得到您说的话。离远些等着，人到了听他们的。")
STAY_WITH = Text("我把您的话转给值班的人了。您别一个人待着，先给身边的人打个电话，或打{psychological}、110。")
FOLLOW_UP = {
    "gas": STAY_OUT,
    "carbon_monoxide": STAY_OUT,
    "fire": STAY_OUT,
    "explosion": STAY_OUT,
    "suicide": STAY_WITH,
}

register("emergencies", globals())
