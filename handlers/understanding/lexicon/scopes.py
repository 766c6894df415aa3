"""Words that take a sign of danger back to the ordinary path, each with the reach it has (dialogues (e), hard negatives)."""

from __future__ import annotations

from handlers.understanding.lexicon.entry import joined, words

HEDGES = words(
    "一旦 万一 要是 怕 担心 容易 迟早 早晚 如果 差点 差一点 险些 去年 前年 以前 曾经 上回 上次 防止 预防 假如 "
    "演习 演练 听说 防 别等 等到 哪天 真要 真着 会不会 免得 省得 避免"
)
"""Words straight before a sign (same clause) that make it a thought or a memory, not an event."""

_FIGURES = joined(
    joined(
        "贵得 吵得 堵得 烦得 挤得 慢得 热得 臭得 闹得 喊得 气得 丑得 难吃得 卡得",
        "要 想 人要 人想 我要 我想 都想 都要 我都想",
    ),
    "跳楼 爆炸 炸 砍人 杀人 死",
)
_HURT_BY_CHANCE = joined(
    "睡 冻 饿 空 摔 气 急 吓 烫 碰 找 等 见 遇 买 闲 跟 接 放 停 憋 累 困 开 亮 扶 拿 看 管 带 守 占 用 摸 住 猜",
    "着了",
)
_LOST_THINGS = joined("丢了", "一只 一个 一张 一件 一部 一串 一把 个 只 张 两 三 我 钱 鞋 书 东西 手机 包 卡 证")
GUARDS = words(
    "气死 气死我 要人命 热死 冻死 冻死个人 臭死 熏死 烦死 累死 吵死 急死 吓死 笑死 困死 饿死 渴死 贵死 火锅 "
    "火锅店 跳楼价 发火 上火 火车 火车站 煤气费 燃气费 天然气费 煤气灶 气罐费 房价 生意火 火了 火大 冒火了 "
    "气炸 气炸了 炸街 炸鸡 油炸 爆炸头 灯火 火腿 恼火 火气 死气沉沉 防火 消防 消防车 灭火器 没着火 没起火 着急 "
    "冰火 怒火 烟火 火葬 救火 火速 放火炉 一把火 打不着火 点不着火 没着火 不着火 救命恩人 救命钱 救命药 笑得不行 电影 电话 电视 电脑 路过 铁路 树立 地方 地步 水平 水果 狗屁 生气 天气 空气 脾气 客气 力气 运气 火大 味道 活够呛 拌嘴 倒车 车票 车费 水费 桥头 河南 河北 狗粮 羊毛衫 机器人 面包车 面包房 就业局 车主 老板娘"
    " 往下扔纸 往下扔烟 往下扔垃圾 往下扔瓜子 往下扔塑料 往下扔袋 楼上扔烟 楼上扔垃圾 楼上扔纸 墙皮往下掉 差点掉 找不到学校 找不到工作 找不到地方 撑不住了要换 烧煤补 烧煤味 煤气公司 燃气公司 天然气公司 煤气表 烧烤店 着火点 没晕 没昏 看不见了 瞧不见了 听不见了 看不着 脑袋要爆炸 脑子要爆炸 头要爆炸 肺都气炸 "
    "炸了锅 想死你 家暴告诫 家暴证明 家暴庇护 反家暴 能埋人 能游泳 能淹死 底下没人 下面没人 下边没人 压住人行 压着人行 压着人家 压住人家 抽抽停停 "
    "全是烟味 都是烟味 水没上来 水上不来 热水上不来 车票 打不着 点不着 火不着 没着 早着了 也着了 猪要生 羊要生 牛要生 狗要生 生了锈 "
    "一个人要 每个人 没有人 没人 有人管 别人 人行道 着了凉 着了急 安全着 说得我 打分 打折 打针 打工 打电话 打扫 打水 打井 打麻将 整栋没气 全楼没气 "
    "气没气了 灶没气 煤气没了 没气了做 罐没气 天然气没气 燃气没气 停气 通气 狗走丢 猫走丢 狗丢了 猫丢了 狗不见 猫不见 狗找不 猫找不 "
    + _FIGURES
    + " "
    + _HURT_BY_CHANCE
    + " "
    + _LOST_THINGS
)
"""Everyday words that contain or resemble a sign; what begins inside one of them does not count."""

NEGATIONS = ("没", "未", "没有", "不会", "不是", "没被", "没让", "别")
"""Straight before a sign: it did not happen."""

SCOPES: dict[str, tuple[str, ...]] = {
    "past": words(
        "去年 前年 大前年 以前 曾经 那年 那回 那次 上回 上次 上周 上礼拜 上个月 上月 前阵子 前段时间 早年 小时候 头年"
    ),
    "now": words("现在 这会儿 刚才 刚刚 正在 还在 快来 赶紧 赶快 救命 马上 快点"),
    "over": words(
        "火早灭 火灭了 灭了火 已经灭 扑灭了 救出来的 救出来了 救上来的 救上来了 救下来了 找到了 找回来了 放出来了 放了出来 虚惊 没事了 后来才知道 后来知道 "
        "才知道是 没味了 不漏了 修好了 弄好了 抢修完 脱离危险 出院了 锦旗 表扬 点赞 多亏 太感谢 感谢救 现在好了 已经好了"
    ),
    "advice": words(
        "怎么预防 咋预防 宣传 培训 演习 演练 讲座 印个 贴个 记不住 告诫书 保护令 证明 律师 立个牌 装个牌 常识 知识 普及 学学 教教 补贴 鉴定 保险 "
        "理赔 赔多少 能赔"
    ),
    "supposed": words("要是哪天 哪天 要是 如果 万一 假如 以后要 将来"),
    "what_then": words("该干啥 该咋 该怎么 咋办 怎么办 第一步 先干啥 先做啥 找谁 打哪 打啥电话 行不行"),
}
"""Scope -> words: time, what is over, advice that is asked for or offered, and suppositions."""
