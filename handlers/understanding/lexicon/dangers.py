"""Words that a life may be in danger, by kind of emergency (dialogues (e) and the closed list of kinds).

`sure` alone is an emergency; a `thing` with a `sign` in the same breath is one too. A word of `not_if` anywhere in the text
speaks against the pairs, one of `never_if` against the whole kind; scopes.py says what takes a single sign back. Dangers told
without their name are in circumstances.py. Doubt goes to the emergency: the first words then cost nothing, a missed one costs
a life.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.understanding.lexicon.entry import joined, words


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of emergency: its words, the category it is filed under and its title of 4-8 characters."""

    kind: str
    category: str
    title: str
    sure: tuple[str, ...]
    things: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    never_if: tuple[str, ...] = ()
    hedged: bool = True
    """Whether a hedge (一旦, 万一, 差点 ...) takes it back; a smell of gas is never hedged away."""


def _danger(
    kind: str,
    category: str,
    title: str,
    *,
    sure: str,
    things: str = "",
    signs: str = "",
    not_if: str = "",
    never_if: str = "",
    hedged: bool = True,
) -> Danger:
    return Danger(
        kind,
        category,
        title,
        words(sure),
        words(things),
        words(signs),
        words(not_if),
        words(never_if),
        hedged,
    )


_PEOPLE = "人 娃娃 孩子 小孩 老人 老头 老太太 大爷 大娘 学生"

DANGERS = (
    _danger(
        "gas",
        "燃气/燃气泄漏",
        "燃气味急报",
        sure=(
            "煤气味 燃气味 天然气味 煤气漏 燃气漏 天然气漏 漏煤气 漏天然气 漏燃气 漏气了 液化气漏 气罐漏 "
            "瓦斯味 煤气泄漏 燃气泄漏 天然气泄漏 煤气管破 燃气管破 挖断燃气 挖断天然气 挖断煤气 煤气管挖断 "
            "燃气管挖断 天然气管挖断"
        ),
        things="煤气 天然气 燃气 液化气 煤气罐 气罐 燃气管 灶 气表",
        signs="味 有味 一股味 漏 呲呲 嘶嘶 跑气 泄漏 泄露 冒气",
        not_if="炉子倒烟",
        hedged=False,
    ),
    _danger(
        "live_wire",
        "供电/电线坠落",
        "电线掉落",
        sure=(
            "触电 电着人 电线掉地 电线掉到地 电线断了 电线落地 高压线断 高压线掉 电线冒火 漏电 电线打火 电死 "
            "电线掉下 线杆倒 电杆倒 电线杆倒"
        ),
        things="电线 高压线 电缆 线都 变压器 电杆 电线杆",
        signs="掉地上 掉到地 到地上 耷拉到 落地 冒火星 冒火 打火 冒烟 断了 掉下来 砸电线 压电线 啪啪响 着火",
        not_if="充电线 宽带 网线 光缆",
    ),
    _danger(
        "fire",
        "人身安全/火情",
        "着火急报",
        sure=(
            "着火了 起火 失火 着了火 火灾了 房子着火 屋里着火 着起来 烧起来 着大火 火着大了 "
            "车着火 家着火 楼着火 着火啦 楼里着火 正着火 厨房着火 窜火苗 冒出火"
        ),
        things="楼 屋 房 车 家 厂房 库房 电表箱 配电箱 草垛 阳台 厨房",
        signs="着火 冒烟了 着了 冒火 火苗 浓烟",
        not_if="烧烤 油烟 烟囱 烧煤 火锅 炉子 冒烟了没人修 尾气 砖厂 焚烧 秸秆 垃圾 鞭炮 排污 污染",
    ),
    _danger(
        "explosion",
        "人身安全/火情",
        "爆炸急报",
        sure="爆炸 炸了楼 气罐炸 锅炉炸 锅炉爆了 锅炉房爆 气罐爆 煤气炸 煤气罐炸",
        never_if="爆炸头 怕爆炸",
    ),
    _danger(
        "lift",
        "人身安全/电梯困人",
        "电梯困人",
        sure="困电梯 电梯困 困在电梯 关在电梯 卡在电梯 电梯里出不来 被困在梯 电梯里困",
        things="电梯",
        signs="困住 被困 困人 出不来 关里头 关里面 卡住人 卡在里 门打不开 有人在里 在里头 在里面 在轿厢 关着人",
        never_if="老困人 总困人 经常困人 这回出来了 后来出来了 已经出来了 才出来 才放出来 这才出来 上个月 上礼拜 抽烟 尿",
    ),
    _danger(
        "carbon_monoxide",
        "人身安全/煤烟中毒",
        "煤烟中毒",
        sure="煤气中毒 一氧化碳中毒 煤烟中毒 中煤气 中了煤气 闻煤烟晕 让煤烟打 煤烟打了 煤烟熏晕",
        things="炉子 煤烟 火炉 炭火 倒烟 烧炭 一氧化碳 热水器 土炕 煤炉 烧炕 蜂窝煤 生炉子 土暖气 土锅炉",
        signs="头晕 恶心 晕倒 昏 中毒 叫不醒 头疼 站不起来 呕吐 迷糊 发软 没动静 不应 叫不 倒了 倒在 没反应 站不住 晕 吐了 吐了一地 难受",
    ),
    _danger(
        "suicide",
        "人身安全/轻生",
        "有人轻生",
        sure=(
            "不想活 活不下去 活着没意思 跳楼 自杀 轻生 寻短见 割腕 死了算了 死了干净 遗书 喝农药 上吊 想死 "
            "不活了 结束生命 跳河 药都备好 吃安眠药 活够了 跳桥 不如死了 一了百了 妈妈先走了 爸爸先走了 我先走了 我走了以后 活不成 不想在这个世上 没有活路 撑不住了 "
            "安眠药吃 吃了安眠药 半瓶安眠药 一瓶安眠药 喝了农药 老鼠药喝 谁也别拦 谁都别拦 别来找我 来世 不想再活 活够 没脸活 撑不下去"
        ),
        never_if="跳楼价 跳楼大甩卖 想死你 跳楼机",
        hedged=False,
        things="楼顶 天台 桥上 河边 窗台 房顶 安眠药 农药 老鼠药 一瓶药 铁轨",
        signs="别找我 别管我 别救 往下跳 要跳 吃了半瓶 吃了一瓶 喝了 全吃了 对不起你们 跳下去",
    ),
    _danger(
        "collapse",
        "人身安全/房屋垮塌",
        "房屋要塌",
        sure="房子塌 墙塌了 楼塌 要塌 快塌了 塌房 房塌 倒塌 桥塌 埋里头 埋在里 压在底下 围墙倒了 塌下来",
        things="自建房 房子 房顶 墙 楼 桥 棚子 挡土墙",
        signs="要倒 快倒 塌了 塌下 要塌 压住人 埋住",
        not_if="塌方车 天塌 塌陷补偿",
    ),
    _danger(
        "falling",
        "人身安全/高空坠物",
        "高空坠物",
        sure=(
            "高空抛物 高空坠物 往下扔 往下砸 玻璃掉下来 广告牌掉 瓷砖掉 外墙掉 彩钢掀 彩钢瓦掀 掉下来砸 砸着人 "
            "砸到人 砸电线 墙皮掉下来 砖头掉下 楼上掉下 楼上扔"
        ),
        things="彩钢 广告牌 牌匾 外墙 玻璃 瓷砖 墙皮 塔吊 房顶 顶掀 砖头 空调外机 阳台 脚手架 吊车",
        signs="掀起 掉下 往下掉 砸着 砸到 眼瞅要 眼看要 快掉 要掉 砸下 摇摇欲坠 刮下来 差点砸",
        never_if="掉冰 冰溜子 冰块 冰凌",
        hedged=False,
    ),
    _danger(
        "poisoning",
        "食品安全/疑似食物中毒",
        "疑似食物中毒",
        sure="食物中毒 集体中毒 农药中毒 误食 误喝 上吐下泻 又吐又拉 吃了中毒 中毒了 喝了农药",
        things="饭 食堂 小饭桌 吃完 吃了 蘑菇 菜 酒席 吃席 吃完席 酒席 聚餐 一桌 班里 吃完饭 宴席 饺子馆 工地食堂 幼儿园 幼儿园 学校 包子 盒饭 外卖",
        signs=(
            "中毒 都吐了 吐了好几个 好几个吐 全吐 呕吐不止 七八个 拉稀 吐得 又拉 全拉 都拉 洗胃 上吐 "
            + joined("都 全 好多 好几个", "吐 肚子疼 拉肚子 恶心 拉")
        ),
        never_if="网络中毒 手机中毒 电脑中毒 煤气中毒 煤烟中毒 一氧化碳中毒",
    ),
    _danger(
        "drowning",
        "人身安全/落水坠坑",
        "有人落水落井",
        sure=(
            "掉河里 掉进河 掉湖里 掉进湖 落水 溺水 掉水里 淹着人 掉井里 掉进井 冰窟窿掉 掉进冰窟窿 掉冰窟窿 "
            "井里掉 掉下水井 掉进下水 冰塌了 掉马葫芦 掉窨井 漂着个人 漂着人 漂着一个人 捞上来一个人 捞上来个人 "
            + joined(_PEOPLE, "掉进 掉到 掉下 掉坑 掉沟 掉冰 落水 掉井")
        ),
        things="冰上 冰面 冰裂 薄冰 河 湖 冰窟窿 水库 井口 机井 马葫芦 水坑 渠",
        signs="掉下去一个 掉下去个 冰破了 掉进去 掉下去 掉里 救人 淹了人 漂着人 漂着一个 漂着个 一个人掉",
    ),
    _danger(
        "violence",
        "人身安全/人身伤害",
        "有人受侵害",
        sure=(
            "拿刀 砍人 杀人 捅人 持刀 动刀 抢劫 绑架 家暴 往死里打 打死人 要打死 打得满头 强奸 砸门要打 同归于尽 "
            "动手打我 掐脖子 "
            "喊救命 打起来了 打得厉害 见血了 菜刀 拿棍子 打昏 打得不行 正打人 被人打 砍我 追着打"
        ),
    ),
    _danger(
        "person_down",
        "人身安全/有人倒地",
        "有人倒地",
        sure=(
            "晕倒 昏倒 叫不醒 躺雪地 不省人事 抽搐 口吐白沫 大出血 心脏病犯 心梗 昏迷 快不行了 没呼吸 "
            "喘不上来气 要生了 倒地上 倒在地 晕过去 昏过去 冻僵 没反应 "
            "叫不答应 叫不应 怎么叫都不 敲门没动静 敲门不应 头上都是血 全是血 满脸血 流血不止 满地血 喘不上气了 一动不动 摔晕 撞晕 口吐白 "
            + joined(_PEOPLE, "晕了 昏了 没气 不动了 快不行 冻僵 倒了 倒地")
        ),
        things="独居老人 奶奶 爷爷 邻居老人 老头 老人 老太太 孩子 人 大爷 大娘",
        signs="好几天没见 几天没出门 好几天没出门 几天没动静 敲门没人应 敲门没人开 躺地上 躺路边 站不起来 流好多血 不动弹 不动了 起不来 没知觉 站不起 一脸血 说不出话 没动静 不省",
        never_if="晕倒了吧",
    ),
    _danger(
        "missing",
        "人身安全/人员走失",
        "有人走失",
        sure=(
            "走丢 走失 人找不着 人不见了 孩子不见 老人不见 找不到孩子 找不着孩子 找不着老人 失踪 孩子找不着 孩子找不到了"
        ),
        never_if="井盖 走失的狗 猫走丢 狗走丢 失踪的狗 狗丢了 猫丢了 户口丢了 证丢了 卡丢了 手机丢了 钱包丢了 我家狗 我家猫 我的狗 我的猫",
        things="娃娃 孩子 老人 闺女 儿子 爷爷 奶奶 姥姥 姥爷 老伴 我妈 我爸 老爹 老娘 孙子 孙女 老太太 老头",
        signs="不见了 找不着了 没回家 没回来 走散 丢了 找不到了 一宿没",
    ),
    _danger(
        "violence",
        "人身安全/人身伤害",
        "有人呼救",
        sure="救命 救救我 救救他 救救她 救救孩子 救救娃 救救老人 救我 快救 出人命了 死人了 快来救",
        never_if="尊敬的 领导 书记 局长 市长 区长 主任 请求 污染 补课",
    ),
)
"""Order is precedence: the first that fires names the emergency; a bare cry for help comes last."""
