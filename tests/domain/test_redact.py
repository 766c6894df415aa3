from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.redact import MASKS, Detail, holds_phone, redact, split_detail

PHONES = (
    "13800000000|138 0000 0000|138-0000-0000|１３８００００００００|138.0000.0000|+86 13800000000"
    "|8613800000000|①③⑧00000000|138\u200b0000\u200b0000|1 3 8 0 0 0 0 0 0 0 0|138 — 0000 — 0000"
    "|一三八零零零零零零零零|幺三八〇〇〇〇〇〇〇〇"
    "|138零零零零0000|0473-3000222|(0473)3000222|04733000222"
)


@pytest.mark.parametrize("phone", PHONES.split("|"))
def test_a_phone_is_taken_however_it_is_written(phone: str) -> None:
    found = redact(f"家里没暖气，打{phone}找我")
    assert found.text == f"家里没暖气，打{MASKS['phone']}找我"
    assert [(one.kind, one.value) for one in found.taken] == [("phone", phone)]


@pytest.mark.parametrize(
    ("text", "masked", "taken"),
    [
        ("身份证150303195402111234", "身份证〔证件号〕", [("identity", "150303195402111234")]),
        ("15030319540211123X号", "〔证件号〕号", [("identity", "15030319540211123X")]),
        ("150303 19540211 1234", "〔证件号〕", [("identity", "150303 19540211 1234")]),
        ("卡号6222 0200 1234 5678 901", "卡号〔卡号〕", [("card", "6222 0200 1234 5678 901")]),
        ("发到 wang.gf@example.com 吧", "发到 〔邮箱〕 吧", [("email", "wang.gf@example.com")]),
        ("微信号wxid_12345", "微信号〔账号〕", [("account", "wxid_12345")]),
        ("电话3000222", "电话〔电话〕", [("phone", "3000222")]),
        ("蒙C12345堵门", "〔车牌〕堵门", [("plate", "蒙C12345")]),
        ("3号楼2单元501", "3号楼2单元〔房号〕", [("room", "501")]),
        ("3号楼2单元501室漏水", "3号楼2单元〔房号〕漏水", [("room", "501室")]),
        ("三号楼二单元五零一", "三号楼二单元〔房号〕", [("room", "五零一")]),
        ("3-2-501 漏水", "3-2-〔房号〕 漏水", [("room", "501")]),
        ("2单元5楼东户", "2单元〔房号〕", [("room", "5楼东户")]),
        ("3排5号没水", "3排〔房号〕没水", [("room", "5号")]),
        ("张奶奶家暖气不热", "〔姓名〕奶奶家暖气不热", [("name", "张")]),
        ("李建国老师教得好", "〔姓名〕老师教得好", [("name", "李建国")]),
        ("王姐家楼上漏水", "〔姓名〕姐家楼上漏水", [("name", "王")]),
        ("2栋1门302", "2栋1门〔房号〕", [("room", "302")]),
        ("六零二室没暖气", "〔房号〕没暖气", [("room", "六零二室")]),
        ("房号1-1502", "房号〔房号〕", [("room", "1-1502")]),
        ("班主任刘老师", "班主任〔姓名〕老师", [("name", "刘")]),
        ("二楼的老李，隔壁老王家狗叫", "二楼的老〔姓名〕，隔壁老〔姓名〕家狗叫", [("name", "李"), ("name", "王")]),
        ("我爸叫赵国强，80岁", "我爸叫〔姓名〕，80岁", [("name", "赵国强")]),
        ("我是5号楼的张建军，没水", "我是5号楼的〔姓名〕，没水", [("name", "张建军")]),
        ("我姓王，72了", "我姓〔姓名〕，72了", [("name", "王")]),
        ("我叫王桂芳，住滨海社区", "我叫〔姓名〕，住滨海社区", [("name", "王桂芳")]),
        ("我叫巴特尔 电话13800000000", "我叫〔姓名〕 电话〔电话〕", [("name", "巴特尔"), ("phone", "13800000000")]),
        ("我是王桂芳，家里没水", "我是〔姓名〕，家里没水", [("name", "王桂芳")]),
        ("联系人：李建国 13800000000", "联系人：〔姓名〕 〔电话〕", [("name", "李建国"), ("phone", "13800000000")]),
        ("5号楼1单元 张奶奶家暖气不热，没有手机", "5号楼1单元 〔姓名〕奶奶家暖气不热，没有手机", [("name", "张")]),
    ],
)
def test_personal_things_are_masked_and_go_to_the_vault(text: str, masked: str, taken: list[tuple[str, str]]) -> None:
    found = redact(text)
    assert found.text == masked
    assert [(one.kind, one.value) for one in found.taken] == taken


@pytest.mark.parametrize(
    "text",
    [
        "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见",
        "永昌佳苑5号楼1单元家里暖气冰凉 老人80多了冻的盖两床被",
        "3号楼120户都没暖气",
        "从2026-11-23 18:00开始停水，7号件没人管",
        "2026-11-19 08:00-2026-11-20 18:00停水",
        "测温21.5度，换热站2号机组压力0.35",
        "欠了2300元工资，2014年到现在",
        "老师傅来看了一眼就走了",
        "我是滨海社区的居民，路灯不亮",
        "WD261123-007办得不好",
        "社区办低保那个人说话难听",
        "我叫了三次都没人来，方便大爷大妈办事",
        "我是小区的管理员，我是这条街的商户，小高层没水",
        "老百姓安居，养老金不小于1000元，对于老师们也一样，5-6-12栋都没水",
        "语文老师不错，我妈照顾爷爷奶奶，写上联系人和电话，我是师范的毕业生",
        "高中老师天天补课，于是我哥去问了",
        "110国道红绿灯坏了，打过12345",
    ],
)
def test_what_is_needed_to_find_the_lamp_stays(text: str) -> None:
    assert redact(text).text == text
    assert redact(text).taken == ()


@pytest.mark.parametrize(
    ("detail", "public", "private"),
    [
        ("3号楼2单元501", "3号楼2单元", "501"),
        ("3号楼2单元501室", "3号楼2单元", "501室"),
        ("3号楼2单元", "3号楼2单元", ""),
        ("3-2-501", "3-2", "501"),
        ("5栋1单元3楼东户", "5栋1单元", "3楼东户"),
        ("东门", "东门", ""),
        ("", "", ""),
    ],
)
def test_an_order_shows_building_and_unit_and_the_vault_keeps_the_door(detail: str, public: str, private: str) -> None:
    assert split_detail(detail) == Detail(public, private)


DIGITS = ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零①②③④⑤⑥⑦⑧⑨"]
GAPS = st.sampled_from(["", " ", "-", "－", "  ", ".", "\u200b", "　", "—", "·", " - ", "/"])


@given(
    st.text(max_size=12),
    st.text(max_size=12),
    st.sampled_from("3456789"),
    st.text("0123456789", min_size=9, max_size=9),
    st.lists(st.tuples(st.sampled_from(DIGITS), GAPS), min_size=11, max_size=11),
)
def test_no_mobile_number_survives_in_any_width_or_spacing(before, after, second, rest, shapes) -> None:
    written = "".join(
        digits[int(digit)] + gap for digit, (digits, gap) in zip("1" + second + rest, shapes, strict=True)
    )
    masked = redact(before + written + after).text
    assert not holds_phone(masked)


@given(st.text(alphabet="0123456789０①一八138 -.王姓叫奶号楼单元室@abX", max_size=60))
def test_masking_once_is_enough_and_loses_nothing_for_the_vault(text: str) -> None:
    found = redact(text)
    assert not holds_phone(found.text)
    rebuilt = found.text
    for one in found.taken:
        rebuilt = rebuilt.replace(MASKS[one.kind], one.value, 1)
    assert rebuilt == text or any(mask in text for mask in MASKS.values())
