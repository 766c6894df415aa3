"""An errand from the wish to the resident's own word; nothing else ends it as done."""

from __future__ import annotations

from handlers.services.filing import read_vault
from models.tables import ErrandPaper, FieldEvent, Outbox
from tests.stations.conftest import errands
from tests.time.stories import shanghai
from tests.town import Person, Town


def papers(town: Town) -> list[ErrandPaper]:
    return town.database.read_now(lambda reader: reader.find(ErrandPaper, order="handed_at"))


def book(town: Town) -> list[str]:
    return [one.kind for one in town.database.read_now(lambda reader: reader.find(FieldEvent, order="at"))]


def test_an_errand_is_done_when_the_resident_says_so(town: Town, wang: Person, li: Person, zhao: Person) -> None:
    said = wang.says("代办 老人社保认证")
    assert "代办1" in said
    assert "滨海社区代办站" in said
    assert "11月30日（周一）18:00前" in said
    assert town.pushes_to_post("binhai.binhai/handler") == ["errand_asked"]
    assert "没人接" in li.says("代理")
    assert "身份证、社保卡" in li.says("代办登记 1；身份证、社保卡")
    assert "代办员在办" in wang.says("代办")
    assert "要写结果" in li.says("代办办结 1")
    assert errands(town)[0].state == "taken", "without a result nothing is reported"
    done = li.says("代办办结 1 认证做完了，回执在站里")
    assert "居民说办好了才算完" in done
    assert errands(town)[0].state == "reported", "the agent's word does not end it"
    town.advance(minutes=1)
    assert wang.pushes()[-1].state == "sent"
    answered = wang.taps("办好了")
    assert "记下：代办1办好了" in answered
    assert "身份证、社保卡没取" in answered
    assert errands(town)[0].state == "confirmed"
    assert "还了：身份证。还在站里：社保卡" in li.says("代办材料 1 还 身份证")
    assert "办好1件" in li.says("代办台账")
    assert "errand_returned" in book(town)


def test_no_means_it_goes_on_and_the_street_hears(town: Town, wang: Person, li: Person, zhao: Person) -> None:
    wang.says("代办 老人社保认证")
    li.says("代办办结 1 办了")
    town.advance(minutes=1)
    answered = wang.says("没办好，卡还没激活")
    assert "滨海街道也知道了" in answered
    assert "最晚11月26日（周四）18:00前" in answered
    assert (errands(town)[0].state, errands(town)[0].round) == ("taken", 2)
    assert "errand_denied" in town.pushes_to_post("binhai/handler")
    li.says("代办办结 1 卡激活了")
    town.advance(minutes=1)
    assert "办好了" in wang.says("办好了")
    assert errands(town)[0].state == "confirmed"


def test_silence_ends_it_unconfirmed_and_a_late_word_still_counts(town: Town, wang: Person, li: Person) -> None:
    wang.says("代办 取药")
    li.says("代办登记 1；身份证、病历")
    li.says("代办办结 1 药取回来了")
    town.advance(until=shanghai(11, 30, 9))
    assert errands(town)[0].state == "reported"
    assert len(town.outbox(kind="errand_done")) == 2, "asked once more on the third day"
    town.advance(until=shanghai(11, 30, 11))
    assert errands(town)[0].state == "unconfirmed"
    assert "未确认1件" in li.says("代办台账")
    assert "办好0件" in li.says("代办台账")
    assert [one.name for one in papers(town)] == ["身份证", "病历"]
    town.advance(until=shanghai(12, 10))
    assert "没等到您的话" in wang.says("代办")


def test_the_list_of_papers_is_deleted_after_the_districts_days(town: Town, wang: Person, li: Person) -> None:
    wang.says("代办 取药")
    li.says("代办登记 1；身份证、病历")
    li.says("代办办结 1 药取回来了")
    town.advance(minutes=1)
    wang.says("办好了")
    town.advance(until=shanghai(12, 23))
    assert len(papers(town)) == 2
    town.advance(until=shanghai(12, 24))
    assert papers(town) == []
    assert "errand_papers_deleted" in book(town)


def test_somebody_without_wechat_takes_it_up_by_code_or_is_telephoned(town: Town, li: Person, zhao: Person) -> None:
    said = li.says("代办登记 老人领高龄补贴，电话13800000000；身份证；11月30日")
    row = errands(town)[0]
    assert row.code in said
    assert "13800000000" not in row.matter + said
    assert "本单位" not in said
    assert "这一步" not in li.says("代办办结 1 办好了，钱下月到卡")
    assert "上一级打电话" in li.says("代办回访 1 办好了") or "由牵头单位总代理员" in li.says("代办回访 1 办好了")
    assert errands(town)[0].state == "reported", "the station cannot confirm its own errand"
    shown = zhao.says("代办回访 1")
    assert "13800000000" in shown
    assert "errand_phone_seen" in book(town)
    assert "电话里说办好了" in zhao.says("代办回访 1 办好了")
    assert errands(town)[0].state == "confirmed"
    li.says("代办登记 开证明；户口本")
    code = errands(town)[1].code
    assert "没对上" in li.says(f"代办 {code}"), "the agent cannot take it up himself"
    son = town.person("儿子")
    assert "对上了" in son.says(f"代办 {code}")
    assert "没对上" in town.person("别人").says(f"代办 {code}")
    li.says("代办办结 2 证明开好了")
    town.advance(minutes=1)
    assert "记下：代办2办好了" in son.says("办好了")

    def vault(ctx: object) -> str:
        return read_vault(ctx, "errand:1", "phone")  # type: ignore[arg-type]

    town.advance(days=40)
    assert town.do(vault) == "", "the telephone number goes with the list of papers"


def test_only_the_station_its_street_and_the_district_see_it(town: Town, wang: Person, li: Person) -> None:
    wang.says("代办 老人社保认证")
    other = town.bind("别站", "binhai.xin_an/handler" if False else other_station(town))
    assert "不在您的站" in other.says("代办办结 1 办好了")
    assert "不在您的站" in other.says("代办材料 1 还 身份证")
    stranger = town.person("路人")
    assert "没找到代办1" in stranger.says("代办 取消 1")
    assert errands(town)[0].state == "asked"
    assert "不办了" in wang.says("代办 取消 1")
    assert errands(town)[0].state == "withdrawn"
    assert "做不了" in li.says("代办办结 1 办了")


def other_station(town: Town) -> str:
    district = town.database.read_now(town.registry.world).district
    codes = [one.code for one in district.units.values() if one.level == "community" and one.code != "binhai.binhai"]
    return next(f"{code}/handler" for code in codes if not code.startswith("binhai."))


def test_plain_words_are_asked_about_and_a_complaint_is_never_swallowed(town: Town, wang: Person) -> None:
    asked = wang.says("能不能帮我交一下医保")
    assert "替您跑一趟" in asked
    assert "代办1" in wang.says("1")
    asked = wang.says("帮我取个快递")
    assert "替您跑一趟" in asked
    answered = wang.says("2")
    assert "代办2" not in answered
    assert len(errands(town)) == 1
    wang.says("取消")
    for words in ("代办员态度差，让他跑腿不来", "帮我看看楼道灯怎么不亮", "让社区帮我办低保办了半年没人管"):
        assert "替您跑一趟" not in wang.says(words)
        wang.says("取消")
    assert len(errands(town)) == 1


def test_late_errands_go_to_the_level_above_and_nothing_is_said_twice(town: Town, wang: Person, li: Person) -> None:
    wang.says("代办 取药")
    town.advance(until=shanghai(12, 1, 12))
    late: list[Outbox] = town.outbox(kind="errand_late")
    assert {row.post for row in late} == {"binhai.binhai/handler", "binhai/handler"}
    assert len(late) == 2
    assert "超期" in li.says("处理")
