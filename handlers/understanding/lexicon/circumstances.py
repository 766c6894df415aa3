"""Dangers told without their name: who, where and in what state, combined.

Nobody in fear says 一氧化碳中毒; they say that there is a stove and that he does not wake up. A combination fires when one word of each of
its classes stands close together. The classes are thought through as classes (who, water, what hangs), not collected from messages.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.understanding.lexicon.entry import joined, words

_CALLS = joined("叫 喊 推 拍 摇 唤", "不醒 不应 不动 不答应 没反应 没应 没动静")
_CALLS += " " + joined("叫 喊 推 拍 摇 唤", "都不 也不 了也不 了都不 半天不 半天没 也没反应 都没反应 也没动静 都没动静")
_DAYS = "好些天 好几日 一个星期 一天 两天 三天 四天 五天 几天 好几天 好多天 多天 一星期 一礼拜 一周 半个月"
_PERSONS = (
    "有人 一个人 两个人 三个人 四个人 几个人 好几个 好些人 多人 路人 行人 工人 民工 师傅 司机 男的 女的 男人 女人 后生 小伙 "
    "姑娘 丫头 闺女 女儿 儿子 小子 娃 孩子 小孩 小朋友 宝宝 婴儿 学生 老人 老头 老汉 老爷子 老太 老婆 老公 老伴 老娘 老爹 "
    "老妈 老爸 媳妇 爱人 对象 丈夫 妻子 那口子 我妈 我爸 他妈 他爸 俺娘 俺爹 奶奶 爷爷 姥姥 姥爷 大爷 大娘 大妈 大叔 大哥 "
    "大姐 我叔 我婶 我姑 我舅 我姨 我姐 我弟 我妹 我哥 孙子 孙女 孙孙 老李 老张 老王 老两口 一家子 一家人 一家三口 一家四口 "
    "俩人 三人 四人 五人 全家 一屋子 家里人 我们 我也 都头晕 都晕 对象 同事 嫂子 同学 朋友 舅舅 姑姑 保安 闺蜜 一家 连人 人压 人卡 人还在 人在里 人没"
)

CLASSES: dict[str, tuple[str, ...]] = {
    "who": words(_PERSONS),
    "child": words("娃 孩子 小孩 小朋友 宝宝 婴儿 学生 小学生 孙子 孙女"),
    "alone": words(
        "老人 大爷 大娘 大妈 老太 老头 老汉 奶奶 爷爷 邻居 对门 楼上 楼下 隔壁 独居 孤寡 一个人住 张大爷 房东 租客"
    ),
    "unresponsive": words(
        _CALLS
        + " 抽过去 抽风 烧得抽 没起床 不起床 没醒 醒不过来 醒不来 不睁眼  昏 晕倒 晕过去 晕在 晕里 晕了 不省人事 没意识 没知觉 不动弹 一动不动 不会动 抽搐 抽抽 直抽 抽风 翻白眼 "
        "吐白沫 口吐白 休克 没呼吸 没气儿 没气了 没了气 不喘气 快不行 不行了 冻僵 身子硬 身上凉 发青 发紫"
    ),
    "sick": words(
        "头晕 头疼 头痛 恶心 想吐 吐了 呕吐 迷糊 发软 腿软 站不住 站不起 坐地下 坐地上 难受 晕乎 浑身没劲 起不来 晕的 晕得"
    ),
    "collapsed": words(
        "躺地 躺在地 躺路 躺雪 躺着不 躺那不 躺那儿不 倒地 倒在 倒下 栽倒 站不起 起不来 爬不起 说不出话 说不了话 说胡话 不会说话 嘴歪 "
        "口眼歪 半边身子 流血 是血 血流 淌血 冒血 头破 摔下来 坐地下 坐地上 动不了 晕了 昏了 没气 不行了 噎住 噎着 卡嗓子 卡住嗓子 呛住 "
        "烫得 烧伤 电倒 骨头都 腿断 喘不上 上不来气 憋得"
    ),
    "pain": words(
        "胸口闷 胸口堵 胸口疼 胸口痛 胸疼 胸闷 心口疼 心口痛 心脏疼 心绞痛 喘不上 喘不过 上不来气 肚子疼得 头疼得 后背疼"
    ),
    "acute": words(
        "冷汗 一身汗 冒冷汗 出冷汗 冒汗 煞白 发白 惨白 发青 发紫 喘不上 喘不过 直不起腰 打滚 说不出话 嘴歪 麻了 站不住 动不了 抽 晕 吐血 大出血 止不住"
    ),
    "unseen": words(
        joined(
            _DAYS,
            "没开门 没出门 没见人 没露面 没动静 没下楼 没接电话 没见出门 没见着 没见他 没见她 没见老 没看见 没瞧见 没听见 没出来过 没见出来 没出来 没吃 联系不上",
        )
    ),
    "moaning": words("臭味 尸臭 有味 怪味 味儿大 喊叫 哼哼 呻吟 喊疼 叫唤声 呼救"),
    "knock": words("敲门 砸门 叫门 电话 门铃"),
    "no_answer": words("没人应 不应 不开 没动静 没人开 没人接 不接 没反应 打不通 没应声"),
    "stove": words(
        "烧的是炭 烧的炭 炭 烧的煤 烧煤 煤火 火墙 炉子 火炉 煤炉 炉火 生火 炭火 木炭 烧炭 煤烟 炭盆 火盆 烧炕 土炕 炕上 一炕 蜂窝煤 土暖气 热水器 洗澡 倒烟 煤气 一氧化碳 炕洞 炉筒 封火 "
        "压火 取暖炉 烤火 煤块"
    ),
    "smell": words("臭鸡蛋 煤气 燃气 液化气 天然气 那个味 这个味 股味 臭味 怪味 刺鼻 毒气 氨味 氯气 黄烟"),
    "hiss": words("呲呲 嘶嘶 滋滋 刺刺 哧哧 咝咝 呼呼漏 噗噗 漏气 跑气"),
    "kitchen": words("阀门 厨房 灶 灶台 罐子 气罐 煤气 燃气 软管 气阀 气表"),
    "not_gas": words("水管 漏水 喷水 自来水 滋水 下水 暖气 水龙头 地漏 阀门漏水 轮胎 车胎 热水"),
    "plant": words("厂 园区 化工 排污 河 下水 垃圾 焦化 废气 公厕"),
    "wire": words(
        "电线 高压线 电缆 线头 变压器 电杆 线杆 栏杆 灯杆 电箱 配电 插座 铁门 热水器 水坑 路灯 电门 充电桩 线"
    ),
    "shock": words(
        "电打 电击 让电 被电 电了 麻手 手麻 谁麻 一摸就 一碰就 带电 过电 电人 电着 电倒 电麻 打手 电得 电住 漏电 打得坐 电死 过了电"
    ),
    "wire_down": words("断 掉 耷拉 搭 垂 拖 落 脱落"),
    "on_ground": words("地上 地下 马路 路上 路面 水里 水坑 积水 栏杆 铁门 车上 房上 院里 火星 火花 火光 冒烟 响"),
    "burnable": words(
        "锅 气罐 煤气罐 液化气罐 罐子 电动车 电瓶 三轮 柴火 柴垛 草垛 草堆 秸秆垛 仓库 库房 棚 床 被子 被褥 窗户 窗口 窗帘 沙发 插座 电表 配电 "
        "变压器 阳台 厨房 油烟机 山上 林子 树林 荒草 草地 宿舍 店 饭馆 饭店 门市 商场 超市 市场 教室 学校 幼儿园 锅炉房 厂房 厂子 车间 车库 地下室 "
        "房子 屋 楼 家 车 邻居 隔壁 二楼 三楼 四楼 五楼 六楼 平房 库 院子 羊圈 牛棚 垃圾桶 垃圾箱 充电"
    ),
    "burning": words(
        "着了 着火了 着火啦 着起来 着大了 着大火 着着火 烧着了 烧起来 烧开 冒火 往外窜火 窜火 蹿火 火苗 火光 明火 火往 火蹿 火窜 火势 火越 火更大 救火 扑不灭 烧得通红 "
        "又着火 正着火 着火呢 冒浓烟"
    ),
    "inside": words(
        "屋 家里 楼道 楼里 车库 地下室 店里 窗户 宿舍 教室 库房 电表 门缝 隔壁 对门 楼上 楼下 单元 阳台 车里 车头"
    ),
    "smoke": words("全是烟 都是烟 浓烟 冒烟 往外冒烟 烟往 大烟 滚烟 烟呛得 黑烟 烟雾 烟看不见 烟出不 烟太大"),
    "cooking": words(
        "油烟 烧烤 烤串 烤肉 饭店 饭馆 炉子 倒烟 抽烟 烟囱 厂 锅炉 秸秆 垃圾 焚烧 排烟 火锅 烧煤 烟味 车尾气 尾气 烟头 放炮 上坟 烧纸 烟道 烧柴 烧炕"
    ),
    "kindled": words("秸秆 垃圾 焚烧 上坟 烧纸 放炮 炉子 烤串 烧烤 煤场 矸石 自燃 点着 灯 灶 火锅"),
    "dwelling": words("住着 口人 还住 屋里 一家 住户 睡 人 老人 孩子 娃 抬不 不敢"),
    "cracking": words(
        "嘎巴 嘎吱 咯吱 咔咔 咔嚓 喀嚓 嘎嘎 啪啪掉 往下掉渣 往下掉土 掉土 越裂越 正在裂 晃 往下沉 往下坠 往一边歪 歪过来"
    ),
    "hot": words("门烫 烫手 出不去 下不去 跑不出 睁不开 咳咳 呛得不行 喘不上 困 打不开"),
    "burster": words(
        "锅炉 锅炉房 气罐 煤气罐 罐子 饭馆 饭店 店 厂 车间 仓库 楼下 楼上 变压器 压力 高压锅 反应釜 储罐 油罐 充电 电池 电瓶"
    ),
    "burst": words("震碎 炸飞 炸了 要炸 快炸 炸开 炸啦 轰的一声 砰的一声 压力太高 顶到头"),
    "lift_part": words(
        "电梯 电梯 轿厢 梯子里 吊篮 升降 楼中间 层中间 楼之间 层之间 楼跟 楼和 半中间 半空 半道 两层中间"
    ),
    "stuck": words(
        "停在 卡着 坠 卡在 困在 夹在 关在 关里 困住 卡住 夹住 夹着 悬在 停在半 掉了两层 往下坠 急坠 卡里 困里 出不来 出不去 锁里 闷在"
    ),
    "ring": words(
        "出不去 还没出来 按铃 没人理 没人应 有人在里 人在里 我们几个 手机没电 手机快没电 喘不上 闷 出不来 拍门 喊半天 救 抱着娃 怕 害怕"
    ),
    "limb": words("身子 孩子 小孩 娃 胳膊 手 手指 指头 脚 腿 头 脑袋 身子 脖子"),
    "jammed": words(
        "在外面 夹门 卡在防盗 卡栏杆 卡在栏杆 卡在窗 卡洞 吊在外 拔不出 取不出 抽不出 拿不出 弄不出 卡住了 夹住 绞进 轧进 卷进 卡里 夹里 拽不出 出不来"
    ),
    "fallen": words("掉 栽 滑进 滑下 滑到 陷进 陷下 开进 开河 开到 冲走 冲进 卷走 翻进 翻到 翻沟 翻河 踩进 踩空 漏下"),
    "water": words(
        "河 湖 水里 冰里 冰窟 冰面 冰层 水库 渠里 水塘 鱼塘 水泡子 泡子 水坑 粪池 化粪池 河里 渠 蓄水池 泥潭 海子"
    ),
    "hole": words("井 坑 沟 窖 洞里 窨井 马葫芦 窟窿 池子 地缝 塌坑 枯井 深坑 基坑 电梯井 罐里"),
    "vehicle": words("车 三轮 摩托 轿车 面包 货车 拖拉机 铲车 公交"),
    "not_out": words(
        "爬不上 爬不出 上不来 拉不上来 没上来 没出来 没浮上来 没露头 还在里 还在底下 还在下面 上不来 爬不上 还在驾驶 没动静 往下沉 门推不开 沉"
    ),
    "flood": words("山洪 洪水 山水 大水 发水 水还在涨 水涨 水位 河水 河中间 滩上 水围"),
    "cut_off": words(
        "房顶上 在房上 在树上 屋顶上 车顶 进村 进屋 进家 困在 困住 被困 围住 出不去 下不来 过不来 冲走 冲跑 上房 回不来 围在"
    ),
    "roof": words("房梁 大梁 檩子 檩条 顶子 屋顶 房顶 顶棚 楼板 天花板 山墙 承重墙 墙 棚 窑 房子 老屋 阳台 楼 桥"),
    "breaking": words(
        "嘎巴 嘎吱 咯吱 咔咔 咔嚓 喀嚓 嘎嘎 断了半截 梁断 要断 往下陷 往下沉 哗哗掉土 往下掉土 越裂越 正在裂 裂开一 裂得 要塌 快塌 塌了 塌下"
    ),
    "beam": words("房梁 大梁 檩子 檩条 楼板 承重墙 承重柱 柱子"),
    "broke": words("断 折 塌 裂开"),
    "heap": words("煤堆 沙子 沙堆 土堆 渣堆 土方 沟帮 山体 石头 矸石 雪 窑洞 棚 架子 脚手架 井下 巷道 矿"),
    "caved": words("塌 滑下来 垮 冒顶 倒下来"),
    "buried": words("埋 压住人 压着人 压在 压底 压人 有人 人没出 没出来 还在里 出不来"),
    "hanging": words(
        "吊车 塔吊 钢筋 招牌 牌子 牌匾 广告 灯箱 外机 空调 架子 脚手架 玻璃 窗扇 窗户 瓷砖 墙皮 保温层 外墙 雨搭 彩钢 铁皮 树枝 大树 树 水泥 "
        "砖 花盆 太阳能 水箱 冰溜子 冰块 冰凌 电线杆 线杆 烟囱 阳台 吊篮 楼顶 房檐"
    ),
    "loose": words(
        "要掉 快掉 要脱 脱了 脱开 要下来 要砸 要倒 快倒 晃 挂着 吊着 悬着 翻起来 吹起来 歪了 就剩 一个角 一根 摇 往下掉 掉渣 掉下 刮开 翘起来 断了一 半拉 歪着 斜着 耷拉 "
        "掀起 掀开 松了 裂了"
    ),
    "below": words(
        "工人 干活的 上头 有人在 幼儿园 街上 路上 底下 下面 下边 下头 人来人往 来来往往 来往 等车 路过 过路 走人 站着 行人 学生 孩子 娃 玩 赶集 排队 放学 门口全是 随时 老人 摊位 人行道 马上"
    ),
    "hit": words("砸着 砸到 砸中 砸伤 砸了 砸倒 砸晕 砸破"),
    "climb": words("爬到 爬上 爬出 站在 站到 趴在 坐在 骑在 翻到 翻过 吊在 挂在 卡在 悬在 够不着"),
    "edge": words(
        "阳台上 窗口 桥栏杆 栏杆外头 桥边 水库边 河边 铁轨 铁道 井边 窗台外 窗台 窗户外 窗外 窗沿 阳台外 护栏外 楼沿 楼顶 天台 房顶 塔吊 电线杆 变压器 高压 桥栏 栏杆外 桥上 空调架 外墙 楼边"
    ),
    "down_there": words(
        "哭 不说话 写了遗 一个人坐 劝不 想下去 要跳 往下跳 跳下 想跳 要往下 想不开 不想活 不下来 边边 边上 腿耷拉 往下看 要下去"
    ),
    "poison": words("农药 敌敌畏 百草枯 除草剂 老鼠药 耗子药 安眠药 一瓶药 半瓶药 一把药 一整瓶 药片 降压药 毒药 药都"),
    "cleaner": words(
        "纽扣 硬币 磁铁 钉子 水银 体温计 洁厕 洗厕所 消毒液 消毒水 硫酸 盐酸 烧碱 火碱 汽油 酒精 洗衣液 干燥剂 电池 磁珠 强酸 防冻液 甲醇 清洁剂 农药 老鼠药 药"
    ),
    "swallowed": words(
        "咽了 咽下去 咽进 吃进 含嘴里 喝了 喝下 喝进 喝掉 都喝 全喝 误喝 误食 误吃 吃了 吃下 都吃 全吃 吃掉 吞 咽下 灌 当饮料 当糖 喝农药 给喝"
    ),
    "mistake": words("误 当糖 当饮料 当水 以为是 娃 孩子 小孩 宝宝 孙"),
    "eaten": words("吃 席 食堂 饭 蘑菇 野菜 外卖 酒 喝 豆角 扁豆 酸菜 午饭 晌午饭"),
    "poisoned": words(
        "胡话 看不清 全吐 都吐 吐开 吐成 吐得 直抽 抽搐 昏 洗胃 嘴发麻 舌头麻 嘴麻 发青 发紫 烧烂 上吐 全拉 都拉 口吐 倒了好几 嘴唇 又吐 又拉 晕倒 都晕"
    ),
    "weapon": words(
        "斧头 菜刀 砍刀 匕首 铁棍 刀 钢管 棍 棒子 斧 铁锹 酒瓶 锤子 砖头 铁链 枪 弩 汽油 打火机 炸药 煤气罐 硫酸"
    ),
    "attack": words(
        "砸门 砸我 砸家 拿斧 拿锤 拿铁 冲我 乱砍 乱挥 比划 砍 捅 追 打起来 抡 拿着 拎着 提着 拿刀 堵在 架脖 架在 威胁 要杀 见血 是血 流血 同归于尽 要点 要烧 要炸 泼 浇 往身上 点了 闹事 冲进 动手"
    ),
    "beat": words(
        "打我 打他 打她 打媳妇 打老婆 打孩子 打娃 打老人 打他妈 打我妈 打我爸 打老娘 打人 打女 掐我 掐脖 掐着 踹我 揪头发 揪着 按地上 按在地 围着打 "
        "殴打 被打 挨打 让人打 扇 打得 往死 打她 掐住 打架 摔打 骑着打 拳打"
    ),
    "now": words(
        "跑出来 没穿鞋 逃 不敢回 追出来 打得我 肋骨 肿 青一块 报案 刚打 现在 这会儿 正在 正打 还在 又打 哭喊 救命 是血 流血 快来 报警 不敢出 躲 头上 打110 摔手机 手机摔 反锁 不让走 不让出 吓得哭 孩子哭 惨叫 出人命 要出事"
    ),
    "school": words("学校 老师 同学 班里 班主任 托管 幼儿园 城管 干部 保安队"),
    "break_in": words("砸门 踹门 踹我家 砸我家 撞我家 撬我家 撬门 撞门 翻窗 翻墙 进屋 进来了 拍门"),
    "afraid": words("不敢 一个人在家 害怕 吓得 快踹开 快开了 孩子在 救 醉 骂着要 要打 要杀 拿着"),
    "kin": words(
        "娃 孩子 小孩 老人 闺女 女儿 儿子 爷爷 奶奶 姥姥 姥爷 老伴 我妈 我爸 老爹 老娘 老妈 老爸 孙子 孙女 老太 老头 媳妇 老公 我妹 我弟 我姐 我哥 "
        "老汉 大爷 大娘 学生 人 公公 婆婆 丈人 岳父 爹 娘"
    ),
    "lost": words(
        "不见了 找不着 找不到 没回家 没回来 没着家 走散 丢了 走丢 走失 一宿没 联系不上 没影了 没了影 不知道去哪 不知去哪 没到家 没到学校 没见回 不见影 "
        "电话关机 还没回"
    ),
    "confused": words(
        "糊涂 痴呆 老年痴呆 脑子不 精神不 智障 不认人 记不得路 记不住路 犯病 穿单衣 穿个单衣 零下 天黑了 到现在 一晚上 一宿 到处找 监控 派出所 上午 中午 早上 下午 放学"
    ),
    "belonging": words(
        "狗 猫 鸡 羊 牛 手机 钱包 户口 证 卡 钥匙 快递 包裹 车 电瓶 鞋 书包 衣服 钱 东西 账 手续 办公 地方 窗口 大夫 物业 干部 书记 网格员 工作 对象 "
        "老板 商家 卖家 师傅"
    ),
    "crash": words("撞了 撞人 撞到 撞上 撞倒 撞飞 翻了 翻沟 翻车 追尾 撞一块 轧了 轧着 压着腿 出车祸 车祸"),
    "hurt_badly": words(
        "躺 流血 是血 起不来 不动 底下 卡里 卡在 出不来 没气 昏 晕 骨头 断了 伤得 爬不 人没 人在里 司机 变形"
    ),
    "birth": words("要生了 快生了 羊水 破水 难产 见红 大出血 血止不住 止不住血"),
    "expecting": words("媳妇 孕妇 老婆 爱人 闺女 怀着 产妇 大肚子 月子 我要生 嫂子 儿媳"),
    "many_down": words("好几个人 几个人 两个人 三个人 俩人 工人 好些人 好几个"),
    "down": words("倒了 倒下 晕了 昏了 不动了 睡过去 起不来"),
}
"""Class -> words. A word may belong to several classes."""


@dataclass(frozen=True, slots=True)
class Combination:
    """One word of each class close together tells of a kind of emergency."""

    kind: str
    classes: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """Classes that anywhere in the text speak against it."""
    reach: int = 16
    """Characters that may lie between its last class and each of the others."""


def _told(kind: str, classes: str, *, unless: str = "", reach: int = 16) -> Combination:
    return Combination(kind, words(classes), words(unless), reach)


COMBINATIONS = (
    _told("gas", "kitchen hiss", unless="not_gas"),
    _told("gas", "hiss smell", unless="not_gas"),
    _told("gas", "smell sick", unless="plant", reach=12),
    _told("live_wire", "wire shock"),
    _told("live_wire", "wire wire_down on_ground shock"),
    _told("fire", "burnable burning", unless="kindled", reach=10),
    _told("fire", "inside smoke", unless="cooking", reach=8),
    _told("fire", "smoke hot", unless="cooking"),
    _told("explosion", "burster burst", reach=10),
    _told("lift", "lift_part stuck ring", reach=20),
    _told("lift", "lift_part limb jammed", reach=8),
    _told("carbon_monoxide", "stove unresponsive", reach=24),
    _told("carbon_monoxide", "stove sick who", reach=20),
    _told("suicide", "edge down_there", reach=12),
    _told("suicide", "poison swallowed", unless="mistake", reach=10),
    _told("collapse", "roof breaking who", reach=20),
    _told("collapse", "dwelling roof cracking", unless="not_gas", reach=24),
    _told("collapse", "beam broke", reach=4),
    _told("collapse", "heap caved buried", reach=14),
    _told("falling", "hanging loose below", reach=20),
    _told("falling", "hit who", reach=8),
    _told("falling", "climb edge child"),
    _told("poisoning", "cleaner swallowed mistake", reach=10),
    _told("poisoning", "eaten poisoned", reach=22),
    _told("drowning", "who fallen water", reach=12),
    _told("drowning", "who fallen hole", reach=8),
    _told("drowning", "vehicle fallen water", reach=8),
    _told("drowning", "hole who not_out", reach=14),
    _told("drowning", "vehicle water not_out", reach=14),
    _told("drowning", "flood cut_off", reach=14),
    _told("person_down", "who unresponsive", reach=14),
    _told("person_down", "who collapsed", reach=12),
    _told("person_down", "pain acute", reach=14),
    _told("person_down", "alone unseen", reach=16),
    _told("person_down", "alone unseen moaning", reach=24),
    _told("person_down", "alone moaning knock", reach=24),
    _told("person_down", "alone knock no_answer", reach=14),
    _told("person_down", "limb jammed", reach=8),
    _told("person_down", "vehicle crash hurt_badly", reach=14),
    _told("person_down", "expecting birth", reach=10),
    _told("person_down", "many_down down", reach=3),
    _told("violence", "weapon attack", reach=10),
    _told("violence", "beat now", unless="school", reach=20),
    _told("violence", "break_in afraid", reach=14),
    _told("missing", "kin lost confused", unless="belonging", reach=16),
)
