"""The closed lists of words that answer a question, and what each means there.

A word counts only as the whole message or its first clause, never as a part of one (热了 is not in 不热了).
The lists of one question are disjoint; a test holds that. Columns and rows are those of the dialogue rules:
`OWN_WORDS` are lists made for one question, `SHARED_WORDS` are groups that mean something else at every question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

QuestionKind = Literal[
    "draft", "place", "yesno", "neighbour", "solved", "explained", "satisfied", "danger", "order", "final", "which",
    "withdraw",
]  # fmt: skip
"""draft: the card 1/2; place: a choice; solved: Q1; explained: Q1x; satisfied: Q2; danger: a question whose good
answer is negative (还有味吗); order: a new order 1/2; final: final or interim; which: which case."""

STANDARD_OPTIONS: Mapping[QuestionKind, tuple[str, ...]] = {
    "draft": ("file", "change"),
    "yesno": ("yes", "no"),
    "neighbour": ("follow", "separate"),
    "solved": ("solved", "unsolved", "partial"),
    "explained": ("understood", "again", "rejected"),
    "satisfied": ("satisfied", "fair", "unsatisfied"),
    "danger": ("gone", "still"),
    "order": ("accept", "return"),
    "final": ("final", "interim"),
    "withdraw": ("self_solved", "withdrawn", "keep"),
}
"""Effect of options 1, 2, 3 where the question has always the same; place and which bring their own."""

OWN_WORDS: Mapping[QuestionKind, Mapping[str, str]] = {
    "solved": {
        "solved": "解决 解决了 已解决 好了 都好了 修好了 弄好了 热了 亮了 通了 来水了 来电了 清走了 没事了 没问题 "
        "没问题了 不漏了 不堵了 行了 能行 能行了 妥了 妥妥的 整好了 利索了 能用了 全好了",
        "unsolved": "没 没有 没呢 没解决 没有解决 还没 还没有 没人来 没来 没人管 没修 没修好 没好 还那样 一样 "
        "还是不行 还是不热 不热 不亮 还漏 还堵 又坏了 又不热了 白弄 不顶事 没顶事 没整好 没动静 不行 不 根本没有 "
        "没变化 甚也没干 没有人来 没人来过 还没呢 没解决呢 不热乎 不解决",
        "partial": "好一些 好点了 好一点 比原来强 强点 一半好了 有的好了 时好时坏 白天热晚上凉 后半夜凉 没全好 不太热 "
        "没好利索 不咋热 热了一点 晚上凉 好一些没全好",
        "later": "再看看 看看再说 这两天看看再说 过两天 过几天 过两天再说 不知道 不知道呢 说不好 还不知道 没在家 "
        "不在家 晚上看 晚上看看 等等 等等看 还没看 没看呢",
        "?vague": "差不多 凑合 还行 还可以 可以了 一般 温乎 温突突的 温吞吞 不用了 好的没问题",
        "?polite": "对着了 是 对 好 好的 嗯 可以 行 中 成 OK 收到 嗯呐 没错 知道了 噢 好吧 👌",
        "?contrary": "不是 不对 错了",
        "?pleased": "满意 很好 挺好",
        "?displeased": "不满意 太差",
        "?thanks": "谢谢 辛苦了 👍",
    },
    "explained": {
        "understood": "清楚 清楚了 说清楚了 明白 明白了 知道了 懂了 听懂了",
        "again": "不清楚 没清楚 没说清 没说清楚 没讲清 没讲清楚 不明白 没明白 说得不明白 没说明白 没听懂 "
        "没看懂 没懂 不懂 请再讲 再讲讲 再说说",
        "rejected": "不认可 我不认可 不同意 我不同意 不服 我不服 不服气 不接受 我不接受 要上面看 要上面再看",
    },
    "satisfied": {
        "satisfied": "满意 很满意 非常满意 挺好 很好 好 不错 可以 没问题 没问题了 没说的 杠杠的 挺利索 点赞",
        "fair": "一般 一般般 还行 凑合 马马虎虎 差不多 就那样 中不溜",
        "unsatisfied": "不满意 不太满意 很不满意 太差 差劲 不行 不好 太慢 气人 没法说",
        "?vague": "是 对 嗯 没有 没 不是 不对 收到 知道了 噢 好吧",
        "?thanks": "谢谢",
    },
    "draft": {
        "file": "是 是的 对 对的 对着了 没错 嗯 好 好的 可以 行 中 成 OK 👌 嗯呐 报 报吧 报上去 确认 就这样",
        "change": "不 不是 不对 错了 不行 改 改一下 有错 地方不对 不是这儿",
        "cancel": "取消 算了 不报 不报了 不用了 没事了 没问题了 别报了",
    },
    "danger": {
        "gone": "没有了 没味 没味了 没有味 没有味了 没味道了 没了 闻不到了 没问题",
        "still": "有 有味 还有 还有味 还有呢 还有点 还有一点 有点 有一点 还闻得到",
    },
    "order": {"accept": "收 收下 收下了 收到 收到了 接单 签收", "return": "不归我们 不归我们管 退单 退"},
    "final": {"final": "办完了 请居民评", "interim": "先回一声 先回 接着办 我接着办 我接着盯"},
    "withdraw": {
        "self_solved": "修好了 好了 已经好了 自己好了 解决了",
        "withdrawn": "不报了 不想报了 不用了 不用管了",
        "keep": "不撤了 不撤 继续 继续办 接着办 还要办",
    },
}
"""Words of one question by what they do; an effect that begins with `?` asks back with that reason."""

SHARED_WORDS: Mapping[str, str] = {
    "yes": "是 是的 对 对的 对着了 没错 嗯 嗯呐 好 好的 可以 行 中 成 OK 👌",
    "no": "不 不是 不对 错了",
    "none": "没有 没 没呢 还没 还没有",
    "fine": "没事了 没问题了 不用了",
    "pleased": "满意 很好 挺好",
    "displeased": "不满意 太差",
    "fixed": "好了 热了 修好了 亮了",
    "thanks": "谢谢 谢谢您 谢谢你 多谢 感谢 辛苦了 辛苦 👍 🙏",
    "later": "再看看 过两天 不知道",
    "drop": "取消 算了",
}

SHARED_MEANING: Mapping[QuestionKind, Mapping[str, str]] = {
    "draft": {"none": "?digits", "displeased": "change", "fixed": "?cancel", "thanks": "?thanks", "later": "later"},
    "place": {
        "yes": "?digits", "no": "none_of_these", "none": "unknown", "fine": "cancel", "fixed": "?cancel",
        "thanks": "?thanks", "later": "unknown", "drop": "drop",
    },
    "yesno": {
        "yes": "yes", "no": "no", "none": "no", "fine": "cancel", "fixed": "?cancel", "thanks": "?thanks",
        "later": "unknown", "drop": "drop",
    },
    "neighbour": {"yes": "follow", "no": "separate", "none": "separate", "thanks": "?thanks", "drop": "drop"},
    "solved": {"no": "?contrary", "drop": "drop", "thanks": "?thanks"},
    "explained": {
        "yes": "?polite", "no": "again", "none": "again", "fine": "understood", "pleased": "?pleased",
        "displeased": "?displeased", "thanks": "?thanks", "later": "later", "drop": "drop",
    },
    "satisfied": {
        "yes": "?vague", "no": "?vague", "none": "?vague", "fine": "?vague", "thanks": "?thanks", "later": "skip",
        "drop": "drop",
    },
    "danger": {
        "yes": "?vague", "no": "?vague", "none": "gone", "fine": "gone", "pleased": "?vague", "displeased": "?vague",
        "thanks": "?thanks", "later": "still", "drop": "?must_answer",
    },
    "order": {
        "yes": "?received", "no": "return", "none": "?idle", "fixed": "?finish", "thanks": "?thanks", "drop": "?stays",
    },
    "final": {"yes": "?digits", "no": "?digits", "none": "?digits", "fixed": "?final", "thanks": "?thanks",
              "drop": "drop"},
    "which": {"thanks": "?thanks", "drop": "drop"},
    "withdraw": {"yes": "?digits", "no": "?digits", "thanks": "?thanks", "drop": "keep", "later": "keep"},
}  # fmt: skip
"""What each group does at each question; a group that is missing has no meaning there and is read as content."""

# negation + the matter's word: what works when it is there, and what is wrong while it is there
WORKING_WORDS = "热 亮 通 来 修 换 清 拉 运 走 好 弄 整 补 扫 装 暖 转 管 到 退 发"
FAULT_WORDS = "漏 漏水 漏气 冒水 停水 停电 堵 冒 臭 响 黑 凉 冷 冰 吵 溢 坏 停 积 呛 晃 断 有味"
BEFORE_VERDICT = (
    "现在 今天 今晚 昨晚 晚上 白天 家里 屋里 我家 我们家 我们这 这儿 这边 还 就 根本 压根 一直 照样 仍然 依旧"
)
BEFORE_A_WORD = "已经 早就 现在 今天 都 真的 确实 终于 可算"

CONTRASTS = "但 可是 可就是 不过 就是 只是 只不过 除了"

SIGNS_OF_A_RESULT = (
    "修了 换了 弄了 来了 来过 办了 办好 处理了 通了 热了 亮了 好了 解决 但是 可是 不过 就是 又凉 没修 不热"
)
"""With one of these a sentence speaks of the result, so it is asked about; without, it is a new thing to tell."""

SIGNS_OF_A_REASON = "凭什么 凭啥 为什么 为啥 不服 道理 依据 规定 政策 办不了 解释 说清 讲清 明白 听懂 糊弄 敷衍 推脱"
"""With one of these a sentence speaks of the explanation it was asked about."""

SMALL_TALK: Mapping[str, str] = {
    "greeting": "你好 您好 在吗 在么 在不在 有人吗 早上好 上午好 中午好 下午好 晚上好 hi hello 喂",
    "thanks": SHARED_WORDS["thanks"],
    "polite": SHARED_WORDS["yes"] + " 收到 知道了 噢 好吧 哈哈",
}
"""What is answered when no question is open."""

ALONE: Mapping[str, str] = {
    "good": " ".join((SHARED_WORDS["fine"], SHARED_WORDS["fixed"], OWN_WORDS["solved"]["solved"], "不用管了 不用来了")),
    "pleased": f"{SHARED_WORDS['pleased']} 很满意 非常满意 不错 杠杠的 点赞",
    "drop": SHARED_WORDS["drop"],
    "polite": " ".join(
        (
            *(SHARED_WORDS[group] for group in ("yes", "no", "none", "later")),
            *(OWN_WORDS["solved"][effect] for effect in ("later", "?vague", "?contrary", "?polite")),
            OWN_WORDS["satisfied"]["fair"],
        )
    ),
}
"""What a listed word is while nothing is asked: it never begins a matter. The first group that holds it counts."""
