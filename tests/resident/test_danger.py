"""Danger and cold: dialogues (d) and (e)."""

from __future__ import annotations

import pytest

from tests.resident.stories import COLD, GAS, HANDLER, LAMP, finish, statements, vault, voices
from tests.town import Town


def test_a_smell_of_gas_gets_fixed_words_a_case_and_everybody_called_at_once(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    qian = town.person("钱师傅")
    said = qian.says(GAS)
    assert said.startswith("先离开！别开灯、别按开关、别点火")
    assert "燃气抢修 0473-3000119" in said
    assert "我已经叫值班的人了。这里不是报警台，电话一定要打。" in said
    assert "对就回 1" not in said
    case = town.case(1)
    assert (case.unit, case.tier, case.urgent, case.state) == ("ranqi", "2h", True, "dispatched")
    called = {row.post for row in town.outbox(kind="emergency")}
    assert {"xinda.xindajiayuan/handler", "xinda/duty", "ranqi/duty"} <= called
    assert all(row.not_before <= town.clock.now and row.urgency == "2h" for row in town.outbox(kind="emergency"))


def test_danger_beats_an_open_card_and_an_open_question(town: Town) -> None:
    qian = town.person("钱师傅")
    qian.says(LAMP)
    assert qian.says(GAS).startswith("先离开！")
    assert town.case(1).urgent
    assert "WD261123-002" in qian.says("1") or "楼道灯不亮" in qian.says("1")


def test_what_is_said_next_is_passed_on_and_answered(town: Town) -> None:
    qian = town.person("钱师傅")
    qian.says(GAS)
    assert qian.says("出来了打了") == "好，就在外面等，别回去拿东西。抢修的人到了听他们的。"
    assert statements(town, "supplement") == ["出来了打了"]
    assert len(town.cases()) == 1


def test_the_same_danger_said_again_is_no_second_case_but_a_second_call(town: Town) -> None:
    qian = town.person("钱师傅")
    qian.says(GAS)
    before = len(town.outbox(kind="emergency"))
    assert "我又叫值班的人了" in qian.says("煤气味越来越大了")
    assert len(town.cases()) == 1
    assert len(town.outbox(kind="emergency")) == 2 * before


def test_another_matter_within_the_two_hours_is_another_case(town: Town) -> None:
    qian = town.person("钱师傅")
    qian.says(GAS)
    assert "事情：垃圾没人清" in qian.says("新达佳苑垃圾没人拉")


def test_without_a_place_the_person_is_asked_and_those_of_the_place_are_called(town: Town) -> None:
    qian = town.person("钱师傅")
    assert "您在哪儿？" in qian.says("屋里全是煤气味")
    assert town.outbox(kind="emergency", post="xinda/duty") == []
    assert qian.says("新达佳苑8号楼").startswith("知道了，新达佳苑 8号楼，告诉值班的人了。")
    assert len(town.outbox(kind="emergency", post="xinda/duty")) == 1
    assert town.case(1).community == "xinda.xindajiayuan"


def test_somebody_who_does_not_want_to_live_gets_no_menu_and_no_digits(town: Town) -> None:
    sun = town.person("孙某")
    said = sun.says("我不想活了，没意思，药都备好了")
    assert said.startswith("我在看您的话。您现在一个人吗？")
    assert "12356" in said
    assert "回 1" not in said
    assert "在哪儿" not in said
    assert town.outbox(kind="emergency") != []
    assert "别一个人待着" in sun.says("就我一个人")


def test_what_was_no_emergency_goes_the_ordinary_way(town: Town) -> None:
    sun = town.person("孙某")
    said = sun.says("广告牌快掉下来了 滨海社区门口")
    assert said.startswith("离远些")
    assert "如果不是这样的急事，回 1" in said
    after = sun.says("1")
    assert after.startswith("好，不按急事办了")
    assert town.case(1).state == "withdrawn"
    assert "withdrawn" in [row.kind for row in town.outbox(case_id=town.case(1).id)]
    sun.says("取消")


@pytest.mark.parametrize("text", ["气死我了，滨海社区路灯不亮", "火锅店油烟直冲窗户，滨海社区", "滨海社区煤气费太贵"])
def test_hard_negatives_take_the_ordinary_path(town: Town, text: str) -> None:
    sun = town.person("孙某")
    sun.says(text)
    assert town.outbox(kind="emergency") == []
    assert town.cases() == []


def test_the_next_morning_somebody_asks_and_none_is_good_news(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    qian = town.person("钱师傅")
    qian.says(GAS)
    town.advance(hours=11)
    asked = [one.text for one in town.courier.to("钱师傅") if "还有" in one.text]
    assert asked
    assert qian.says("没有").startswith("好，记下：1号件")


def test_still_a_smell_calls_everybody_again(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    qian = town.person("钱师傅")
    qian.says(GAS)
    town.advance(hours=11)
    before = len(town.outbox(kind="emergency"))
    said = qian.says("2")
    assert said.startswith("先离开！")
    assert len(town.outbox(kind="emergency")) > before


def test_still_a_smell_after_it_was_reported_done_reopens_the_case(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    qian = town.person("钱师傅")
    qian.says(GAS)
    finish(town, words="户外阀门漏气，已换")
    town.advance(hours=11)
    qian.says("还有味")
    assert town.case(1).state == "dispatched"
    assert town.case(1).round == 2


def test_cold_and_somebody_old_is_filed_without_asking_and_a_phone_asked_once(town: Town) -> None:
    town.clock.at(11, 28, 19, 40)
    zhao = town.person("赵老太")
    said = zhao.says(COLD)
    assert said.startswith("天冷，先报上去了，不用您确认：1号件·暖气不热，家有老弱病幼（WD261128-001）。")
    assert "在谁那儿：供热公司 孙工" in said
    assert "最晚：明天11月29日（周日）19:40前" in said
    assert "永昌佳苑社区也会联系您" in said
    assert "留个电话他们好找您" in said
    assert (town.case(1).unit, town.case(1).state) == ("gongre", "dispatched")
    assert zhao.says("13800000000").startswith("记下了，只有办这件事的人能看到")
    assert vault(town, "phone") == ["13800000000"]


def test_whoever_leaves_no_phone_is_served_all_the_same(town: Town) -> None:
    zhao = town.person("赵老太")
    zhao.says(COLD)
    assert zhao.says("不用了").startswith('不用留电话也照样办。真要他们打给您，发"转人工"。')
    assert vault(town, "phone") == []


def test_outside_the_heating_season_the_card_is_shown(town: Town) -> None:
    town.clock.at(6, 15, 10, 0)
    zhao = town.person("赵老太")
    assert "对就回 1" in zhao.says(COLD)
    assert town.cases() == []


def test_a_missing_manhole_cover_is_filed_unasked_and_taken_back_by_one_word(town: Town) -> None:
    zhao = town.person("赵老太")
    said = zhao.says("滨海社区东门井盖没了")
    assert said.startswith("离远些，别碰，先报上去了，不用您确认：1号件·井盖没了（WD261123-001）")
    assert town.case(1).tier == "2h"
    zhao.says("撤回")
    zhao.says("2")
    assert town.case(1).state == "withdrawn"


def test_a_cadres_verb_with_words_of_danger_stays_a_verb(town: Town) -> None:
    town.person("王桂芳").says(LAMP)
    town.person("王桂芳").says("1")
    li = town.bind("李晓", HANDLER)
    li.says("备注 1 楼道里有煤气味，已叫燃气公司")
    assert len(town.cases()) == 1


def test_an_emergency_is_anonymous_when_that_was_asked_before(town: Town) -> None:
    sun = town.person("孙某")
    sun.says("匿名")
    sun.says(GAS)
    assert voices(town)[0].anonymous


def test_who_was_rung_may_sign_and_the_person_hears_who_is_coming(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    li, tang = town.bind("李晓", "xinda.xindajiayuan/handler"), town.bind("唐彩霞", "ranqi/duty")
    qian = town.person("钱师傅")
    qian.says(GAS)
    town.advance(minutes=1)
    assert li.says("在").startswith("紧急 1号件·")
    assert "已告诉居民您正往那儿去" in li.says("签收 1")
    assert "什么都没改" in li.says("签收 1")
    li.says("进展 1 我到楼下了，阀门关了")
    assert "收下了" in tang.says("签收 1")
    town.advance(minutes=1)
    heard = town.courier.texts("钱师傅")
    coming = [text for text in heard if "值班员已收到，正往" in text]
    assert len(coming) == 2
    assert "新达佳苑社区值班员已收到，正往新达佳苑 8号楼去。人都到楼外了吗" in coming[0]
    assert any("李晓" not in text and "说——我到楼下了" in text for text in heard)
    assert "主办" in li.says("待办")


def test_no_order_says_that_a_colleague_complained(town: Town) -> None:
    zhao, li = town.bind("赵敏", "binhai/duty"), town.bind("李晓", "binhai.binhai/handler")
    li.says("滨海社区3号楼2单元楼道灯不亮")
    li.says("1")
    li.says("1")
    assert town.case(1).unit == "binhai"
    town.advance(minutes=1)
    order = zhao.says("。")
    assert "为什么给您：按派单规则由滨海街道办" in order
    assert "反映人" not in order
