"""Telling a matter: dialogues (a), (b), (c), what is asked, what files itself."""

from __future__ import annotations

import pytest

from models.tables import Account, Draft
from scheduler.parcels import CardBody
from tests.resident.stories import COLD, GARBAGE, LAMP, file_lamp, vault
from tests.town import Town


def test_everything_in_one_sentence_is_shown_on_a_card_and_filed_by_1(town: Town) -> None:
    wang = town.person("王桂芳")
    card = wang.says(LAMP)
    assert card.startswith("我这样理解，您看对不对：\n事情：楼道灯不亮\n地方：滨海社区 3号楼2单元\n谁来办：滨海社区")
    assert "最晚：11月26日（周四）18:00前\n对就回 1，我马上报；不对就回 2，或直接说哪里不对。" in card
    assert town.cases() == []
    receipt = wang.says("1")
    assert receipt.startswith("报上去了，是1号件（WD261123-001）。\n在谁那儿：滨海社区 李晓，办公电话 0473-3000001\n")
    assert "到时没办好，会自动交给滨海街道" in receipt
    case = town.case(1)
    assert (case.state, case.unit, case.tier, case.category) == ("dispatched", "binhai.binhai", "3d", "路灯照明/楼道灯")
    assert case.due_at is not None
    assert case.due_at.isoformat() == "2026-11-26T10:00:00+00:00"
    assert town.pushes_to_post("binhai.binhai/handler") == ["order"]


@pytest.mark.parametrize("word", ["１", "①", "1。", "对", "对着了", "嗯", "好的", "报吧", "回1"])
def test_every_way_of_saying_yes_files_the_card(town: Town, word: str) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert "WD261123-001" in wang.says(word)


def test_a_second_1_does_not_file_twice(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("1") == '报过了，是1号件（WD261123-001），没有再报一次。看办到哪了，发"进度"。'
    assert "在谁那儿" in wang.says("1")  # from now on a bare number only shows the case
    assert len(town.cases()) == 1


def test_a_repeated_delivery_gets_the_same_answer_and_no_second_case(town: Town) -> None:
    from models.domain.message import Message

    wang = town.person("王桂芳")
    wang.says(LAMP)
    message = Message("gh_town", wang.openid, "text", town.clock.now, "same:1", "1", text="1")
    assert wang.deliver(message) == wang.deliver(message)
    assert len(town.cases()) == 1


def test_a_correction_changes_only_the_field_that_is_named(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert wang.says("2").startswith("哪里不对？直接说")
    card = wang.says("是5号楼")
    assert "事情：楼道灯不亮" in card
    assert "滨海社区 5号楼" in card
    card = wang.says("不是灯，是电梯坏了")
    assert "事情：电梯" in card
    assert "5号楼" in card
    wang.says("1")
    assert town.case(1).category == "物业管理/电梯故障"


def test_a_remark_that_corrects_nothing_is_written_on_the_order(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    wang.says("2")
    assert wang.says("晚上八点以后才看得出来") == "明白，您说的我写在单子上。对就回 1，我马上报。"
    assert wang.says("这事物业不管").startswith("明白，我在单子上注明您找过物业。报给滨海社区，由他们去找物业。")
    wang.says("1")
    assert "这事物业不管" in vault(town, "words")[0]


def test_where_it_is_brings_no_second_matter(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("垃圾堆成山了没人拉")
    wang.says("就在我们那儿后面")
    wang.says("超市后面那块")
    assert [case.category for case in town.cases()] == ["环境卫生/垃圾清运"]


def test_two_matters_stay_two_when_a_unit_is_named_beside_them(town: Town) -> None:
    said = town.person("王桂芳").says("滨海社区3号楼2单元，暖气不热，楼道灯也不亮")
    assert said.startswith("您说了2件事")
    assert "暖气不热→供热公司" in said


def test_the_nudge_repeats_the_question_that_is_open_and_never_asks_for_a_1(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("幸福社区门口那条路全是水，走不成，谁给管管")
    town.advance(minutes=11)
    nudge = town.courier.texts("王桂芳")[-1]
    assert nudge.startswith('还差一步：刚才的"您说的事"还没报上去。')
    assert "水是从哪儿来的？" in nudge
    assert "对就回 1" not in nudge


def test_photos_nobody_explained_are_mentioned_with_the_next_word(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.sends_photo()
    town.advance(hours=3)
    assert wang.says("你好").startswith("您前面发的照片没有报上去")
    assert not wang.says("你好").startswith("您前面发的照片")


def test_what_is_kept_is_told_once_in_the_first_reply_that_has_room(town: Town) -> None:
    wang, zhao = town.person("王桂芳"), town.person("赵老太")
    card = wang.says(LAMP)
    assert card.count("\n") == 7
    assert card.endswith('不想露身份，发"匿名"。')
    assert "匿名" not in wang.says("1")
    receipt = zhao.says(COLD)
    assert "匿名" not in receipt
    assert len(receipt) <= 150
    assert zhao.says("13800000000").endswith('不想露身份，发"匿名"。')


def test_a_department_hands_up_to_its_own_head_by_name(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼电梯坏了")
    assert "会自动交给他们的负责人" in wang.says("1")
    town.advance(days=2)
    heard = town.courier.texts("王桂芳")
    assert any("现在由区市场监管局的负责人办" in text for text in heard)
    town.advance(days=2)
    bodies = [one.parcel.body for one in town.courier.to("王桂芳", "template")]
    assert "T04" in [body.role for body in bodies if isinstance(body, CardBody)]
    assert "T07" not in [body.role for body in bodies if isinstance(body, CardBody)]  # there is no later date to name


def test_first_contact_says_once_what_is_kept_and_who_sees_it(town: Town) -> None:
    wang = town.person("王桂芳")
    assert "加密存着" in wang.says(LAMP)
    wang.says("1")
    assert "加密存着" not in wang.says("滨海社区路灯不亮")


def test_words_are_sealed_in_the_vault_and_redacted_in_the_case(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元501楼道灯不亮，我电话13800001234")
    wang.says("1")
    case = town.case(1)
    assert "13800001234" not in case.text
    assert "501" not in case.detail
    assert "13800001234" in vault(town, "words")[0]


def test_photos_then_words_then_a_location_become_one_case(town: Town) -> None:
    li = town.person("李梅")
    assert li.sends_photo().startswith("照片收到了。\n请说说是什么事、在哪儿。")
    assert li.sends_photo() == ""
    assert li.sends_photo() == ""
    assert li.says(GARBAGE).startswith("记下了：垃圾没人清，照片3张。\n在哪儿？")
    card = li.sends_location(39.4755, 106.6830, "乌达区团结北路")
    assert "事情：垃圾没人清（照片3张）" in card
    assert "谁来办：区环卫（同时告诉团结北路社区）" in card
    assert "WD261123-001" in li.says("对着了")
    from models.tables import Media

    media = town.database.read_now(lambda reader: reader.find(Media))
    assert {one.case_id for one in media} == {town.case(1).id}


def test_the_community_of_the_qr_code_is_offered_and_words_win_over_it(town: Town) -> None:
    li = town.person("李梅")
    li.follows("qrscene_binhai.binhai")
    assert "是在滨海社区吗？\n1 是　2 不是，在别处" in li.says(GARBAGE)
    assert "地方：滨海社区" in li.says("1")
    li.says("取消")
    li.says(GARBAGE)
    assert "地方：胡杨社区" in li.says("胡杨社区")


def test_my_home_means_the_community_of_the_person(town: Town) -> None:
    li = town.person("李梅")
    li.follows("qrscene_binhai.binhai")
    assert "地方：滨海社区 3号楼" in li.says("我家3号楼楼道灯不亮")


def test_a_name_that_stands_for_two_places_is_asked_about(town: Town) -> None:
    li = town.person("李梅")
    asked = li.says("团结 垃圾没人拉")
    assert "是哪一个？" in asked
    assert "巴音赛街道团结社区" in asked
    assert "滨海街道团结北路社区" in asked
    assert "地方：团结北路社区" in li.says("2")


def test_after_two_questions_about_the_place_a_person_finds_it_out(town: Town) -> None:
    li = town.person("李梅")
    li.says(GARBAGE)
    assert "再说一下是哪个小区" in li.says("就在我们那儿后面")
    filed = li.says("超市后面那块")
    assert filed.startswith("没关系，先报上去，社区的同志会问您具体在哪儿。")
    assert "WD261123-001" in filed
    assert town.case(1).state == "triage"
    assert town.pushes_to_post("wuda/dispatcher") == ["triage"]


def test_nobody_knows_the_place_goes_to_a_person_at_once(town: Town) -> None:
    li = town.person("李梅")
    li.says(GARBAGE)
    assert "没关系，先报上去" in li.says("说不上来")


def test_water_is_asked_about_in_the_residents_world(town: Town) -> None:
    zhang = town.person("张三")
    asked = zhang.says("幸福社区门口那条路全是水，走不成，谁给管管")
    assert "水是从哪儿来的？\n1 自来水管漏的（清水）\n2 下水道冒的（脏、有味）" in asked
    assert "谁来办：供排水公司" in zhang.says("臭水")
    assert "WD261123-001" in zhang.says("1")
    assert town.case(1).category == "排水/污水外溢"


def test_not_knowing_which_water_leads_to_the_desk_never_to_a_guess(town: Town) -> None:
    zhang = town.person("张三")
    zhang.says("幸福社区门口那条路全是水，走不成，谁给管管")
    said = zhang.says("3")
    assert said.startswith("好，我请区民情办的同志看一下。")
    assert "WD261123-001" in said
    assert (town.case(1).state, town.case(1).unit) == ("triage", "")


def test_two_matters_become_two_cases_with_one_receipt(town: Town) -> None:
    zhang = town.person("张三")
    card = zhang.says("滨海社区暖气不热，楼道灯也不亮")
    assert "您说了2件事，我分开报，各有各的编号：\n①暖气不热→供热公司　②楼道灯不亮→滨海社区" in card
    receipt = zhang.says("1")
    assert "WD261123-001" in receipt
    assert "WD261123-002" in receipt
    assert [case.unit for case in town.cases()] == ["gongre", "binhai.binhai"]


def test_of_two_matters_only_the_one_that_is_named(town: Town) -> None:
    zhang = town.person("张三")
    zhang.says("滨海社区暖气不热，楼道灯也不亮")
    assert "事情：暖气不热" in zhang.says("只报暖气")
    zhang.says("1")
    assert [case.category for case in town.cases()] == ["供热/室温不达标"]


def test_a_digit_that_is_no_option_changes_nothing(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert wang.says("3").startswith("只有1和2。")
    assert '看7号件发"进度 7"' in wang.says("7")
    assert town.cases() == []
    assert "WD261123-001" in wang.says("1")


def test_cancel_drops_the_draft_with_its_words(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert wang.says("取消").startswith("好，没有报。")
    drafts = town.database.read_now(lambda reader: reader.find(Draft))
    assert [(draft.status, draft.words) for draft in drafts] == [("dropped", None)]
    assert town.cases() == []


def test_already_repaired_is_asked_before_the_draft_is_dropped(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert wang.says("修好了").startswith("是已经好了，不用报了吗？")
    assert "事情：楼道灯不亮" in wang.says("2")
    assert "WD261123-001" in wang.says("1")


def test_an_unconfirmed_draft_is_called_to_mind_and_files_itself_after_two_hours(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    town.advance(minutes=11)
    assert [row.kind for row in wang.pushes()] == ["draft_nudge"]
    assert "还没报上去" in town.courier.texts("王桂芳")[0]
    town.advance(hours=2)
    case = town.case(1)
    assert (case.state, case.unit) == ("dispatched", "binhai.binhai")
    assert [row.kind for row in wang.pushes()] == ["draft_nudge", "draft_filed"]
    assert wang.says("1").startswith("已经替您报上去了，是1号件（WD261123-001）")
    assert len(town.cases()) == 1


def test_an_urgent_draft_files_itself_after_ten_minutes(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区下水道返水，一楼都淹了")
    town.advance(minutes=12)
    assert town.case(1).tier == "24h"
    assert [row.kind for row in wang.pushes()] == ["draft_filed"]


def test_a_draft_that_is_fed_waits_from_the_last_word(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(GARBAGE)
    town.advance(minutes=8)
    wang.says("滨海社区")
    town.advance(minutes=4)
    assert town.cases() == []
    town.advance(minutes=10)
    assert len(town.cases()) == 1


def test_an_unknown_place_goes_to_the_desk_after_two_hours(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("楼道灯不亮")
    town.advance(hours=2, minutes=5)
    assert town.case(1).state == "triage"


def test_a_photo_alone_is_let_go_and_said_with_the_next_word(town: Town) -> None:
    li = town.person("李梅")
    li.sends_photo()
    town.advance(hours=2, minutes=5)
    assert town.cases() == []
    assert li.says(LAMP).startswith("您前面发的照片没有报上去")


def test_a_photo_alone_from_a_known_community_goes_to_the_desk(town: Town) -> None:
    li = town.person("李梅")
    li.follows("qrscene_binhai.binhai")
    li.sends_photo()
    town.advance(hours=2, minutes=5)
    assert (town.case(1).state, town.case(1).community) == ("triage", "binhai.binhai")


def test_the_date_is_worked_out_anew_when_the_card_is_confirmed_the_next_day(town: Town) -> None:
    li = town.person("李梅")
    town.clock.at(11, 23, 23, 55)
    assert "11月26日（周四）18:00前" in li.says("滨海社区3号楼楼道灯不亮")
    town.clock.at(11, 24, 0, 5)
    assert "11月27日（周五）18:00前" in li.says("1")


def test_a_card_pushed_aside_comes_back_before_anything_is_filed(town: Town) -> None:
    li = town.person("李梅")
    li.says(LAMP)
    li.says("转人工")
    assert "我这样理解" in li.says("1") or "WD261123" not in li.says("1")
    assert "WD261123-001" in li.says("1")


def test_a_grid_workers_own_matter_never_leads_to_his_own_unit(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    li.says(LAMP)
    card = li.says("1")
    assert "谁来办：滨海街道（您就在滨海社区，所以不派给您自己）" in card
    li.says("1")
    assert town.case(1).unit == "binhai"


def test_a_long_paste_is_taken_whole(town: Town) -> None:
    li = town.person("李梅")
    assert li.says(LAMP + "，天天摸黑" * 150).startswith("写得很细，都带上了。")


def test_the_community_of_a_first_case_is_remembered(town: Town) -> None:
    wang = file_lamp(town)
    account = town.database.read_now(lambda reader: reader.get(Account, wang.key))
    assert account is not None
    assert account.unit == "binhai.binhai"
