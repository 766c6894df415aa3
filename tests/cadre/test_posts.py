"""绑定 and 解绑, and a cadre who is also a resident (dialogues g and r)."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import accounts
from models.domain.states import CaseState
from models.tables import Binding, Question
from tests.cadre.conftest import LI, MANHOLE, ZHAO, FileCase
from tests.town import Person, Town


def invite(town: Town, post: str = LI) -> str:
    code: str = town.do(lambda ctx: accounts.make_invite(ctx, post).code)
    return code


def test_binding_ignores_case_blanks_and_width(town: Town, file_case: FileCase) -> None:
    file_case()
    code = invite(town)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    reply = town.person("李晓").says(f"绑定 {wide[:3]} {wide[3:]}")
    assert reply.startswith("绑定好了：")
    assert "滨海社区 网格员" in reply
    assert "今天您名下1件" in reply


def test_a_used_or_old_code_says_who_makes_a_new_one(town: Town) -> None:
    code = invite(town)
    town.person("李晓").says(f"绑定 {code}")
    reply = town.person("王强").says(f"绑定 {code}")
    assert "这个邀请码用过了（或过了7天）。请找滨海街道管理员重发" in reply
    assert "没改" in reply
    late = invite(town, ZHAO)
    town.advance(days=8)
    assert "过了7天" in town.person("王强").says(f"绑定 {late}")


def test_five_wrong_codes_pause_for_a_day_and_a_right_one_then_works(town: Town) -> None:
    person = town.person("王强")
    for _ in range(4):
        assert "没有这个邀请码" in person.says("绑定 AAAAAA")
    assert "试错了5次，先停24小时" in person.says("绑定 BBBBBB")
    code = invite(town)
    assert "先停24小时" in person.says(f"绑定 {code}")
    assert town.database.read_now(lambda reader: reader.find(Binding)) == []
    town.advance(hours=24, minutes=1)
    assert "绑定好了" in person.says(f"绑定 {code}")


def test_binding_without_a_code_teaches_the_form(town: Town) -> None:
    assert "没改" in town.person("王强").says("绑定")


def test_unbinding_is_asked_once_more(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("解绑")
    assert "没解绑" in li.says("2")
    li.says("解绑")
    assert "解绑了" in li.says("1")
    assert "还没绑定" in li.says("待办")
    assert town.case(1).unit == "binhai.binhai"


def test_a_verb_of_cadres_is_refused_to_everybody_else(town: Town, file_case: FileCase) -> None:
    file_case()
    reply = town.person("路人").says("办结 1 好了")
    assert "您还没绑定" in reply
    assert "没改" in reply
    assert town.case(1).state == CaseState.DISPATCHED


def test_words_without_a_verb_are_asked_whose_they_are_and_go_on_as_a_residents(
    town: Town, li: Person, file_case: FileCase
) -> None:
    reply = li.says("滨海社区5号楼下井盖翘起来了，车过响一晚上")
    assert reply == "这是您自己家的事，还是替别人报？\n1 我自己家的　2 替居民报"
    card = li.says("1")
    assert "井盖松动" in card
    filed = li.says("1")
    case = town.cases()[0]
    assert case.number in filed
    assert case.category == MANHOLE
    assert "没找到1号件" in li.says("签收 1")
    assert li.says("待办").startswith("您名下现在没有件")
    assert "1号件" in li.says("进度")


def test_the_question_may_be_answered_by_tap(town: Town, li: Person) -> None:
    li.says("滨海社区5号楼下井盖翘起来了，车过响一晚上")
    assert "井盖松动" in li.taps("我自己家的")


def test_his_own_unit_does_not_get_what_he_files(town: Town, li: Person) -> None:
    li.says("滨海社区3号楼2单元楼道灯坏了一个多星期了")
    li.says("1")
    li.says("1")
    assert town.cases()[0].unit == "binhai"


def test_a_photo_may_be_of_his_own_matter(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    assert "现在您是居民，照片我留着" in li.says("2")
    assert "井盖" in li.says("滨海社区5号楼下井盖翘起来了")


def test_a_photo_with_several_cases_in_hand_is_asked_for_its_number(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("张三", "环境卫生/小广告")
    assert li.sends_photo() == '照片是给哪件的？回1、2；是您自己要反映的，回"新"。'
    assert li.sends_photo() == ""
    assert "放进2号件了" in li.says("2")
    assert li.sends_photo() == "照片也放进2号件了。"
    assert "2号件已报办结" in li.says("办结 2 清完了")


def test_new_word_instead_of_a_number_makes_the_photo_his_own(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    file_case("张三", "环境卫生/小广告")
    li.sends_photo()
    assert "现在您是居民" in li.says("新")


def test_a_number_that_is_his_as_both_is_asked_about(town: Town, li: Person, file_case: FileCase) -> None:
    file_case("李晓", MANHOLE)
    town.clock.at(11, 24)
    file_case("王桂芳")
    reply = li.says("1")
    assert "我反映的" in reply
    assert "我经办的" in reply
    assert "可以：签收 1" in li.says("2")


def test_two_posts_of_one_person_are_both_his(town: Town, file_case: FileCase) -> None:
    person = town.bind("赵敏", "binhai/handler")
    town.bind("赵敏", "binhai.binhai/handler")
    file_case()

    def posts(ctx: Context) -> int:
        account, _ = accounts.meet(ctx, "赵敏")
        return len(accounts.posts_of(ctx, account.id))

    assert town.do(posts) == 2
    assert "1号件收下了" in person.says("签收 1")


def test_more_words_while_the_question_is_open_go_with_the_first(town: Town, li: Person) -> None:
    li.says("滨海社区5号楼下井盖翘起来了")
    li.says("车一过响一晚上")
    li.says("1")
    li.says("1")
    assert "车一过响一晚上" in town.cases()[0].text


def test_kept_words_are_sealed_and_gone_once_they_were_used(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    for said in ("答复 1 物业24日来换", "2", "答复 1 尽快处理", "办接 1 换好了", "灯的事情明天再说吧行不行"):
        li.says(said)
    kept = town.database.read_now(lambda reader: reader.find(Question, account_id=li.key))
    for said in ("物业24日来换", "尽快处理", "换好了", "明天再说"):
        assert all(said not in str(one.data) for one in kept)
    town.advance(hours=1)
    kept = town.database.read_now(lambda reader: reader.find(Question, account_id=li.key))
    assert kept
    assert all("words" not in one.data for one in kept)
