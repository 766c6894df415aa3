"""A cadre's day (dialogue g): what is said, and what changed."""

from __future__ import annotations

from models.domain.states import CaseState
from models.tables import Assignment, Event, Look, Media, Statement, Vault
from tests.cadre.conftest import FLYERS, HEAT, LI, FileCase
from tests.town import Person, Town

WORDS = "换了灯泡和声控开关"


def finish(town: Town, li: Person) -> str:
    li.sends_photo()
    li.says("1")
    return li.says(f"办结 1 {WORDS}")


def test_todo_lists_by_due_date_and_a_number_shows_the_order(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("待办")
    assert reply.startswith("您名下1件，按到期先后：\n1 · 楼道灯不亮 · 26日18:00 · 未签收")
    order = li.says("1")
    assert "楼道灯坏了一个多星期了" in order
    assert "501" not in order
    assert "可以：签收 1 / 进展 1 文字 / 办结 1 文字" in order
    assert town.case(1).state == CaseState.DISPATCHED
    looks = town.database.read_now(lambda reader: reader.find(Look))
    assert [(look.post, look.what) for look in looks] == [(LI, "text")]


def test_todo_pages_by_five(town: Town, li: Person, file_case: FileCase) -> None:
    for at in range(7):
        file_case(f"居民{at}", FLYERS)
    first, second = li.says("待办"), li.says("待办 2")
    assert '还有2件，发"待办 2"看下一页' in first
    assert second.count("小广告多") == 2
    assert "没有第9页" in li.says("待办 9")


def test_signing_stops_the_clock_of_signing_and_is_not_pushed_in_slow_tiers(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    assert "1号件收下了" in li.says("签收 1")
    assert town.case(1).state == CaseState.WORKING
    assignment = town.database.read_now(lambda reader: reader.find(Assignment))[0]
    assert (assignment.signed_by, assignment.signed_at) == (LI, town.clock.now)
    assert town.outbox(kind="accepted") == []
    again = li.says("签收 1")
    assert "已经收下了" in again
    assert "没改" in again


def test_signing_of_an_urgent_case_is_told_to_the_resident(town: Town, file_case: FileCase) -> None:
    heating = town.bind("孙工", "gongre/handler")
    file_case(category=HEAT)
    heating.says("接单 1")
    assert len(town.outbox(kind="accepted")) == 1


def test_received_signs_only_for_one_order_that_was_shown(town: Town, li: Person, file_case: FileCase) -> None:
    assert town.cases() == []
    file_case()
    town.clock.at(11, 25, 9)
    assert "好的。您名下1件" in li.says("收到")
    assert town.case(1).state == CaseState.DISPATCHED
    li.says("1")
    assert "没改" in li.says("签收 那件")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "1号件收下了" in li.says("收到，马上去")
    assert town.case(1).state == CaseState.WORKING


def test_received_with_several_orders_asks_which_and_changes_nothing(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("张三", FLYERS)
    reply = li.says("好的")
    assert "有2件还没收：1、2" in reply
    assert {case.state for case in town.cases()} == {CaseState.DISPATCHED}
    assert "收下2件：1、2" in li.says("签收 全部")
    assert {case.state for case in town.cases()} == {CaseState.WORKING}
    assert "没改" in li.says("签收")


def test_progress_reaches_the_resident_and_its_date_is_asked_about(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("进展 1 今天去看了，要换声控开关，明天下午来换")
    assert '您说的"明天下午"我记成11月24日（周二）18:00前' in reply
    case = town.case(1)
    assert case.state == CaseState.WORKING
    assert case.first_words_at == case.spoken_at == town.clock.now
    pushed = town.outbox(kind="progress")
    assert pushed[0].params["promised"] == "2026-11-24"
    assert "居民今天已经收过您一条" in li.says("进展 1 开关买到了")
    assert len(town.outbox(kind="progress")) == 1


def test_words_of_a_cadre_are_kept_without_telephone_numbers_and_sealed_whole(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("进展 1 物业张师傅电话13812345678，明天来")
    said = town.database.read_now(lambda reader: reader.find(Statement))[0]
    assert "13812345678" not in said.words
    kept = town.database.read_now(lambda reader: reader.find(Vault, subject=f"statement:{said.id}"))
    assert "13812345678" in town.registry.sealer.open(kept[0].sealed or b"")
    events = town.database.read_now(lambda reader: reader.find(Event))
    assert all("张师傅" not in str(event.data) for event in events)


def test_a_weak_answer_is_challenged_once_and_then_sent_as_he_likes(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    assert "居民会问：做了什么、哪天、谁去办" in li.says("答复 1 已联系物业尽快处理")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "不算答复：还差做了什么、哪天、谁去办" in li.says("1")
    assert (town.case(1).state, town.case(1).first_words_at) == (CaseState.WORKING, None)


def test_a_weak_answer_that_is_left_is_not_sent_and_that_is_said_once(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("答复 1 已联系物业尽快处理")
    town.advance(minutes=40)
    assert town.case(1).state == CaseState.DISPATCHED
    assert len(town.outbox(kind="not_done")) == 1
    assert town.outbox(kind="result") == []


def test_an_answer_with_a_coming_date_is_asked_about_and_left_alone_becomes_interim(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    assert "先回一声、您接着盯" in li.says("答复 1 声控开关归物业，物业张师傅24日下午换")
    town.advance(minutes=20)
    case = town.case(1)
    assert case.state == CaseState.WORKING
    assert case.promised_at is not None
    assert [row.params["promised"] for row in town.outbox(kind="progress")] == ["2026-11-24"]


def test_an_answer_with_a_result_goes_straight_to_the_resident(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("答复 1 灯泡和开关都换好了")
    assert "1号件已报答复，11月23日09:10，按时" in reply
    case = town.case(1)
    assert (case.state, case.claim, case.done_at) == (CaseState.CONFIRMING, "solved", town.clock.now)


def test_finishing_needs_words_and_a_photo_before_or_after(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    bare = li.says("办结 1")
    assert bare.startswith("还差两样：做了什么（一句话）和照片")
    assert bare.endswith("什么都没改。")
    assert li.sends_photo() == "照片是给1号件的吗？\n1 是　2 不是，是我自己要反映的"
    assert li.says("1") == "照片收下，放进1号件了。再发一句做了什么：办结 1 文字"
    reply = li.says(f"办结 1 {WORDS}")
    assert reply == "1号件已报办结，11月23日09:10，按时。\n居民说好了才算完；说没好，会交到滨海街道，您协助。"
    assert town.case(1).state == CaseState.CONFIRMING
    assert len(town.outbox(kind="result")) == 1


def test_finishing_waits_half_an_hour_for_its_photo(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    assert "30分钟内补上就算报办结" in li.says(f"办结 1 {WORDS}")
    assert town.case(1).state == CaseState.DISPATCHED
    town.advance(minutes=29)
    assert "1号件已报办结" in li.sends_photo()
    assert town.case(1).state == CaseState.CONFIRMING
    town.advance(minutes=10)
    assert town.outbox(kind="not_done") == []


def test_a_photo_that_comes_too_late_does_not_finish(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says(f"办结 1 {WORDS}")
    town.advance(minutes=31)
    assert [row.params["reason"] for row in town.outbox(kind="not_done")] == ["evidence"]
    assert "照片是给1号件的吗" in li.sends_photo()
    assert town.case(1).state == CaseState.DISPATCHED


def test_a_photo_just_before_the_words_is_taken_along_unasked(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    assert "已报办结" in li.says(f"办结 1 {WORDS}")
    media = town.database.read_now(lambda reader: reader.find(Media))
    assert [(one.case_id, one.purpose) for one in media] == [(town.case(1).id, "evidence")]


def test_evidence_in_words_is_enough_where_the_category_says_so(town: Town, file_case: FileCase) -> None:
    heating = town.bind("孙工", "gongre/handler")
    file_case(category=HEAT)
    assert "还差量的数" in heating.says("办结 1 已恢复供热")
    assert "已报办结" in heating.says("办结 1 已恢复，入户测温21度")


def test_an_end_that_is_no_repair_is_asked_about(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    assert "是哪一种" in li.says("办结 1 按政策这盏灯不归公家换，跟居民讲了")
    assert "解释说明" in li.says("2")
    assert town.case(1).claim == "explained"


def test_a_late_report_says_so(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("签收 1")
    town.clock.at(11, 27, 8)
    li.sends_photo()
    assert "超期" in li.says(f"办结 1 {WORDS}")


def test_remark_is_for_those_who_handle_the_case(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    before = len(town.outbox())
    assert "居民看不到" in li.says("备注 1 居民说周四才在家")
    said = town.database.read_now(lambda reader: reader.find(Statement))[0]
    assert (said.kind, said.public) == ("remark", False)
    assert len(town.outbox()) == before


def test_looking_needs_a_reason_and_is_written_down(town: Town, li: Person, zhao: Person, file_case: FileCase) -> None:
    file_case(phone="13800001111")
    assert "查看居民电话要写为什么" in li.says("查看 1")
    reply = li.says("查看 1 打电话约上门")
    assert "13800001111" in reply
    assert "501" in reply
    looks = town.database.read_now(lambda reader: reader.find(Look, what="identity"))
    assert [(look.post, look.purpose) for look in looks] == [(LI, "打电话约上门")]
    other = zhao.says("查看 1 看看")
    assert "不在您这儿" in other
    assert "13800001111" not in other


def test_an_anonymous_resident_stays_unknown_and_the_look_is_kept(town: Town, li: Person, file_case: FileCase) -> None:
    file_case(phone="13800001111", anonymous=True)
    reply = li.says("查看 1 约上门")
    assert "匿名" in reply
    assert "13800001111" not in reply
    assert len(town.database.read_now(lambda reader: reader.find(Look, what="identity"))) == 1


def test_undo_takes_back_the_last_step_within_ten_minutes(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("签收 1")
    finish(town, li)
    assert li.says("撤销").startswith('撤销了刚才的"办结 1"，1号件现在是“办理中”')
    case = town.case(1)
    assert (case.state, case.done_at, case.claim) == (CaseState.WORKING, None, None)
    running = town.database.read_now(lambda reader: reader.find(Assignment, ended_at=None))
    assert [one.unit for one in running] == ["binhai.binhai"]
    assert [row.state for row in town.outbox(kind="result")] == ["skipped"]


def test_undo_after_ten_minutes_is_refused_except_for_a_report_within_the_hour(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    town.advance(minutes=11)
    assert "过了10分钟" in li.says("撤销")
    assert town.case(1).state == CaseState.WORKING
    finish(town, li)
    town.advance(minutes=30)
    assert "撤回了办结，1号件还在您这儿" in li.says("撤销")
    assert town.case(1).state == CaseState.WORKING
    finish(town, li)
    town.advance(minutes=61)
    assert "没改" in li.says("撤销")
    assert town.case(1).state == CaseState.CONFIRMING


def test_undo_of_words_that_were_sent_is_refused(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("进展 1 明天来换")
    assert "收不回来" in li.says("撤销")
    assert "没改" in li.says("撤销")


def test_nobody_takes_back_a_colleagues_step(town: Town, li: Person, file_case: FileCase) -> None:
    head = town.bind("邓建军", "binhai.binhai/head")
    file_case()
    li.says("签收 1")
    assert "没有能撤销的" in head.says("撤销 1")
    assert town.case(1).state == CaseState.WORKING


def test_the_handler_is_never_told_when_the_resident_is_asked(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = finish(town, li)
    assert "19:00" not in reply
    assert "问" not in reply
