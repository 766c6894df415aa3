"""What is said to anybody: greeting, help, unsubscribing, who can be telephoned, what cannot be read."""

from __future__ import annotations

from handlers.texts.text import Text, register

GREETING = Text(
    "您好，这里是{service}。暖气不热、路灯不亮、垃圾没人拉……有啥事直接说，打字、语音、照片都行。"
    "说完我告诉您谁来办、哪天好办。火警119，急救120，报警110。"
)
GREETING_OFFICE = Text(
    '您好，这里是{service}。居民有事直接说；干部请发"绑定"加邀请码，例如：绑定 K7M2Q9',
    "said to somebody who followed by the code of an office",
)
FIRST_CONTACT = Text(
    '您的话加密存着，只给办这件事的单位看。\n谁看过，发"谁看过"；不想露身份，发"匿名"。',
    "the two lines of first contact: what is kept and who sees it",
)
SCANNED = Text("记下了，您在{community}。有什么事直接说，打字、语音、照片都行。")
RETURNED_WITH_QUESTION = Text("您回来了。您之前反映的{label}，{day}报了办结{words}，当时没能问到您。")
RETURNED_WORDS = Text("（{words}）")
RETURNED_OPEN = Text('您回来了。您之前反映的{label}还在办，发"进度"看。')

HELP = Text("直接说事就行。另外可以发：进度、催办、补充、撤回、匿名、谁看过、退订。")
HELLO = Text("在的。有什么事直接说，打字、语音、照片都行。")
HERE = Text("在的。")
WELCOME = Text("不客气，有事随时说。")
PLEASED = Text("谢谢您。有事随时说。")
NOTHING_ASKED = Text('现在没有等您回的问题。有事直接说；看办到哪了，发"进度"。')
NOTHING_TO_CANCEL = Text('没有要取消的。您在办的事照常办，不想办了发"撤回"。')
ROBOT = Text('我是自动应答的，事情由社区和部门的人来办。有事直接说；要找人，发"转人工"。')

UNSUBSCRIBED = Text('好，以后不主动给您发消息了。有事照样说；想恢复，发"订阅"。')
UNSUBSCRIBED_OPEN = Text(
    '好，以后不主动给您发消息了。您还有{count}件在办（{numbers}），办好了我不说，您随时发"进度"自己看。想恢复，发"订阅"。'
)
UNSUBSCRIBED_ALREADY = Text('早就不主动给您发消息了，没有变化。想恢复，发"订阅"。')
ASK_UNSUBSCRIBE = Text("要我以后都不主动给您发消息吗？\n1 是　2 不是")
SUBSCRIBED = Text('好，有消息我告诉您：办到哪了、办好没有。不想收了，发"退订"。')
SUBSCRIBED_ALREADY = Text("您本来就收得到消息，没有变化。")

CALL = Text("{unit} {phone}（工作日9–18点）；夜里和急事 {hotline}。\n要他们打给您，回手机号。")
CALL_BACK = Text(
    "好，记下了，是{number}号件（{full}），电话只有区民情办的人能看到。他们{until}给您打。急事请直接打 {hotline}。"
)
CALL_WORDS = Text("居民要求回电话。")
CALL_TITLE = Text("要求回电话")
FOREIGN_TITLE = Text("其他文字来信")
PHONE_FOR_NOTHING = Text("您现在没有在办的事，这个号码我没有记。要人打给您，发“转人工”；要反映事情，直接说。")
NOT_A_PHONE = Text("这个不像电话号码，我没有记。回11位手机号，或带区号的座机。")
UNREADABLE = Text("这个我看不了。打字、语音、照片都行。")
LINK_RECEIVED = Text("收到一条链接。网址我打不开。想反映里面的什么事？用您的话说一句。")
VIDEO_RECEIVED = Text("视频收到了，会带上。\n请再说一句是什么事、在哪儿。")
OTHER_LANGUAGE = Text(
    "您写的文字我看不懂，转给懂的同志了，{until}回您。编号{number}。", "followed by the same in Mongolian"
)
OTHER_LANGUAGE_MONGOLIAN = Text("ᠲᠠᠨ ᠤ ᠪᠢᠴᠢᠭᠰᠡᠨ ᠢ ᠣᠶᠢᠯᠭᠠᠬᠤ ᠬᠦᠮᠦᠨ ᠳᠦ ᠳᠠᠮᠵᠢᠭᠤᠯᠪᠠ᠃")

CALM_DOWN = Text("您先消消气。")
ANGRY = Text("听得出来您很生气。哪件事没办好？说一句，我去催。")
ANGRY_AGAIN = Text("我一直在。要找人说：{hotline}，或{unit} {phone}。")
PRAISE = Text("谢谢您，我替您转给{unit}。有别的事随时说。")
NOT_A_MATTER = Text("这个不像要反映的事，我没有报。要报的话说一句是什么事、在哪儿。")

WHO_KNOWS = Text(
    "这个我答不准，不乱说。{unit} {phone}，工作日9–18点。要他们给您回话，回 1。\n如果是要反映问题，直接说就行。"
)
TAP_UNKNOWN = Text('这个按钮已经过时了，什么都没改。看办到哪了，发"进度"。')
TAP_SAID_ALREADY = Text("您说过了：{answer}。没有再记一次。")
TAP_EXPIRED = Text('{subject}这个问题已经过了时候，什么都没改。看办到哪了，发"进度"。')
TAP_WHICH = Text('您点的"{label}"是说哪件？\n{options}')

KEPT_AFTER_FAILURE = Text(
    "您说的话收到了，我这边出了点故障，没有办成。话都留着，值班的同志会处理；急事请打 {hotline}。"
)

FLOODED = Text(
    "您这会儿发了很多条，我都记着，一条不丢，先看完再一起回您。急事请打110、119、120。",
    "to somebody who writes faster than can be answered, once a minute",
)
LATE = Text("刚才找我的人太多，回您晚了。\n\n{words}", "before answers that were not given at once")

register("general", globals())
