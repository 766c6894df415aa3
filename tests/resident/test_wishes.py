"""Progress, urging, adding, withdrawing, staying unnamed: dialogue (f)."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import handling
from models.tables import Account, Case
from tests.resident.stories import COLD, HANDLER, LAMP, file_lamp, finish, statements, vault, voices
from tests.town import Town


def test_progress_of_one_case_is_told_in_full(town: Town) -> None:
    wang = file_lamp(town)
    li = town.bind("李晓", HANDLER)
    li.says("签收 1")
    li.says("进展 1 换声控开关")
    for word in ("进度", "查", "到哪了", "咋样了"):
        said = wang.says(word)
        assert said.startswith("1号件·楼道灯不亮\n在谁那儿：滨海社区 李晓（23日09:10接单，第1天）\n")
        assert "\n下一步：换声控开关\n" in said
        assert "最晚：11月26日（周四）18:00前，还有3天\n过了时间没办好，自动交给滨海街道。" in said


def test_progress_of_several_cases_is_a_list_with_their_numbers(town: Town) -> None:
    wang = file_lamp(town)
    wang.says(COLD)
    said = wang.says("进度")
    assert said.startswith(
        "您有2件在办：\n1号件·楼道灯不亮：滨海社区，26日18:00前\n2号件·暖气不热：供热公司，24日09:10前"
    )
    assert '想看哪件，回"进度 2"。' in said
    assert wang.says("进度 1").startswith("1号件·楼道灯不亮")
    assert wang.says("进度 WD261123-002").startswith("2号件·暖气不热")


def test_progress_with_nothing_open(town: Town) -> None:
    assert town.person("王桂芳").says("进度") == "您现在没有在办的事。有事直接说就行。"


def test_an_unknown_number_is_not_found_and_says_what_there_is(town: Town) -> None:
    wang = file_lamp(town)
    said = wang.says("撤回 44")
    assert "没找到44号件" in said
    assert "没改" in said


def test_somebody_elses_case_is_not_found(town: Town) -> None:
    file_lamp(town)
    li = town.person("李梅")
    assert "没找到1号件" in li.says("进度 1")


def test_urging_counts_always_and_reminds_once_a_day(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    wang = file_lamp(town)
    first = wang.says("催办")
    assert first.startswith("记下了，第1次催。我刚提醒了李晓。")
    assert "最晚还是11月26日（周四）18:00前。" in first
    town.clock.at(11, 23, 11, 10)
    assert "第2次也记上了，李晓看得到次数" in wang.says("催催催！！")
    assert len(town.outbox(kind="urge")) == 1
    due = town.case(1).due_at
    town.clock.at(11, 24, 10, 0)
    third = wang.says("催办 1")
    assert "我直接告诉了滨海社区邓建军" in third
    assert len(town.outbox(kind="urge")) == 2
    assert [row.post for row in town.outbox(kind="urge_head")] == ["binhai.binhai/head"]
    assert town.case(1).urges == 3
    assert town.case(1).due_at == due


def test_a_fourth_urging_does_not_ring_the_head_again(town: Town) -> None:
    wang = file_lamp(town)
    for day in (23, 24, 25, 25):
        town.clock.at(11, day, 16, 0)
        wang.says("催办")
    assert len(town.outbox(kind="urge_head")) == 1


def test_words_are_added_to_the_only_open_case_or_to_the_one_that_is_named(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("补充 1 是两盏，3楼的也不亮") == "补到1号件·楼道灯不亮里了，李晓能看到。"
    assert wang.says("补充 是晚上七点以后").startswith("补到1号件")
    assert statements(town, "supplement") == ["是两盏，3楼的也不亮", "是晚上七点以后"]
    assert len(town.outbox(kind="supplement", post=HANDLER)) == 2
    assert "例如：补充 1" in wang.says("补充 1")


def test_what_is_added_is_redacted_for_readers_and_kept_in_the_vault(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("补充 1 打我电话13912345678")
    assert "13912345678" not in statements(town, "supplement")[0]
    assert any("13912345678" in words for words in vault(town, "words"))


def test_a_photo_with_one_case_open_is_asked_about(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.sends_photo() == "照片是给1号件·楼道灯不亮的吗？\n1 是　2 不是，是新的事"
    assert wang.sends_photo() == ""
    assert wang.says("1").startswith("照片放到1号件")
    assert len(town.outbox(kind="media")) == 2
    wang.sends_photo()
    assert wang.says("2").startswith("好，是新的事。")
    assert "照片1张" in wang.says("滨海社区垃圾没人拉")


def test_a_photo_with_several_cases_open_is_asked_about_by_their_numbers(town: Town) -> None:
    wang = file_lamp(town)
    wang.says(COLD)
    assert wang.sends_photo() == '照片是给哪件的？回 1、2，新的事回"新"。'
    assert wang.says("2").startswith("照片放到2号件")


def test_withdrawing_asks_why_first(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("撤回 1").startswith("1号件·楼道灯不亮，撤回就不办了。是修好了，还是不想报了？")
    assert wang.says("3") == "好，1号件·楼道灯不亮继续办，什么都没改。"
    wang.says("撤回")
    assert wang.says("2").startswith("1号件·楼道灯不亮，撤回了")
    case = town.case(1)
    assert (case.state, case.closure, case.closed_at) == ("withdrawn", "withdrawn", None)
    assert "withdrawn" in town.pushes_to_post(HANDLER)


def test_repaired_meanwhile_counts_as_solved_by_itself(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("撤回")
    assert wang.says("修好了") == "好，记下：1号件·楼道灯不亮自己好了。谢谢您告诉一声。"
    assert (town.case(1).state, town.case(1).closure) == ("closed", "self_solved")
    assert town.case(1).closed_at == town.clock.now


def test_a_withdrawn_case_goes_on_within_seven_days(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("撤回")
    wang.says("2")
    town.clock.at(11, 25, 10, 0)
    assert wang.says("还要办 1").startswith("好，1号件·楼道灯不亮接着办。\n最晚：明天11月26日（周四）18:00前")
    assert (town.case(1).state, town.case(1).unit) == ("dispatched", "binhai.binhai")
    wang.says("撤回")
    wang.says("2")
    town.clock.at(12, 5, 10, 0)
    assert "没找到7天内撤回的事" in wang.says("还要办 1")


def test_nothing_more_is_done_by_time_to_a_withdrawn_case(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("撤回")
    wang.says("2")
    town.advance(days=8)
    assert town.case(1).state == "withdrawn"
    assert {row.kind for row in wang.pushes()} <= {"draft_nudge"}


def test_anonymous_applies_to_the_draft_the_case_or_what_comes_next(town: Town) -> None:
    wang = town.person("王桂芳")
    assert wang.says("匿名") == "您说要反映的事就行，我不告诉办事的人您是谁。"
    wang.says(LAMP)
    wang.says("1")
    assert voices(town)[0].anonymous
    assert wang.says("实名").startswith("好，1号件·楼道灯不亮改回实名")
    assert not voices(town)[0].anonymous
    assert wang.says("匿名 1").startswith("好，1号件·楼道灯不亮办事的人看不到您的姓名电话")
    wang.says("滨海社区垃圾没人拉")
    assert wang.says("匿名").startswith("好，这件匿名报")
    assert "WD261123-002" in wang.says("1")
    assert [voice.anonymous for voice in voices(town)] == [True, True]


def test_who_looked_says_unit_and_purpose_without_names(town: Town) -> None:
    wang = file_lamp(town)

    def look(ctx: Context) -> None:
        case = ctx.tx.get(Case, town.case(1).id)
        assert case is not None
        handling.look(ctx, case, ctx.district.posts[HANDLER], "打电话约上门")

    town.do(look)
    said = wang.says("谁看过 1")
    assert "1号件，看过您电话的：\n11月23日09:10 滨海社区 网格员（打电话约上门）" in said
    assert "李晓" not in said


def test_rating_a_case_that_is_worked_on_says_until_when(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("评价 1").startswith("1号件·楼道灯不亮还没办完，最晚11月26日（周四）18:00前。已经好了就回 1")
    assert wang.says("1").startswith("好，记下：1号件·楼道灯不亮自己好了")


def test_a_call_back_is_an_order_for_the_desk_with_the_number_sealed(town: Town) -> None:
    wang = town.person("王桂芳")
    assert "12345" in wang.says("转人工")
    assert "不像电话号码" in wang.says("123456")
    said = wang.says("13800000000")
    assert "WD261123-001" in said
    assert vault(town, "phone") == ["13800000000"]
    assert town.pushes_to_post("wuda/dispatcher") == ["triage"]


def test_an_accusation_goes_to_the_inspector_alone_and_unnamed(town: Town) -> None:
    wang = town.person("王桂芳")
    assert "0473-3000120" in wang.says("举报")
    assert "只给区督查组" in wang.says("社区办低保那个人说话难听，还让我给他捎烟")
    said = wang.says("1")
    assert said.startswith("送到督查组了，暗号 ")
    assert "WD261123-001" in said
    case = town.case(1)
    assert (case.unit, case.rung) == ("wuda", "inspector")
    assert voices(town)[0].anonymous
    assert {row.post for row in town.outbox() if row.post} == {"wuda/inspector"}
    assert wang.says("进度") == "您现在没有在办的事。有事直接说就行。"
    assert "没找到" in wang.says("进度 1")


def test_an_accusation_behind_the_word_is_not_sent_without_a_yes(town: Town) -> None:
    wang = town.person("王桂芳")
    assert "只给区督查组" in wang.says("举报 社区小张收了我两条烟")
    assert wang.says("取消").startswith("好，没有报。")
    assert town.cases() == []


def test_a_voice_becomes_an_order_for_the_desk_and_a_card_once_written_down(town: Town) -> None:
    li = town.person("李梅")
    li.follows("qrscene_binhai.binhai")
    said = li.sends_voice()
    assert "WD261123-001" in said
    assert "值班的同志11:10前听完" in said
    zhou = town.bind("周航", "wuda/dispatcher")
    zhou.says("转写 1 我们3号楼2单元楼道灯不亮")
    assert town.case(1).category == "路灯照明/楼道灯"
    town.advance(minutes=1)
    assert [row.kind for row in li.pushes()] == ["transcript"]
    assert "WD261123-001" in li.says("1")
    assert (town.case(1).state, town.case(1).unit) == ("dispatched", "binhai.binhai")


def test_a_voice_at_night_rings_the_duty_post(town: Town) -> None:
    town.clock.at(11, 24, 2, 0)
    town.person("李梅").sends_voice()
    rows = town.outbox(kind="voice_waiting")
    assert [(row.post, row.urgency) for row in rows] == [("wuda/duty", "2h")]


def test_the_default_community_is_kept_by_the_account(town: Town) -> None:
    li = town.person("李梅")
    li.follows("qrscene_BINHAI.BINHAI")
    account = town.database.read_now(lambda reader: reader.get(Account, li.key))
    assert account is not None
    assert account.unit == "binhai.binhai"


def test_good_news_without_a_question_is_asked_about(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("没事了") == "1号件·楼道灯不亮不办了？\n1 修好了　2 不报了　3 继续"
    wang.says("1")
    assert town.case(1).closure == "self_solved"


def test_nothing_is_finished_by_a_bare_number(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    before = town.case(1)
    assert "1号件" in wang.says("1号件")
    assert town.case(1).state == before.state
