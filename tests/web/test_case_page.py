"""The page of a case: who sees what, and what becomes of every form."""

from __future__ import annotations

import asyncio

import pytest

from handlers.context import Context
from handlers.services import accounts
from models.domain.states import Act
from models.tables import Account, Binding, Case, Event, Look, Media, Statement, Voice
from tests.town import Person, Town
from tests.web.conftest import DESK, HANDLER, HEAD, STREET, Site, file_lamp, picture


def read(town: Town, model: type, **equals: object) -> list:
    order = "seq" if model is Event else "id"
    return town.database.read_now(lambda reader: reader.find(model, order=order, **equals))


def newest(town: Town, case: Case) -> Case:
    return read(town, Case, id=case.id)[0]


async def finish(site: Site, case: Case, li: Person) -> None:
    done = await site.send(site.case_path(case, li), "finish", text="灯泡和声控开关都换了", photos=(picture(),))
    assert "已报办结" in done.words


# -- the complainant -------------------------------------------------------------------------------------------------


async def test_a_complainant_sees_who_has_it_and_until_when(site: Site, lamp: Case, wang: Person, li: Person) -> None:
    page = await site.get(site.case_path(lamp, wang))
    assert page.status == 200
    assert "楼道灯不亮" in page.words
    assert lamp.number in page.words
    assert "滨海社区 李晓" in page.words
    assert "11月26日（周四）18:00前" in page.words
    assert "自动交给滨海街道" in page.words
    assert page.forms() == {"urge", "add", "hide", "withdraw"}


async def test_a_page_shows_no_phone_and_no_flat(site: Site, lamp: Case, wang: Person, li: Person) -> None:
    for who in (wang, li, f"post:{HANDLER}"):
        page = await site.get(site.case_path(lamp, who))
        assert "13904730001" not in page.text
        assert "501" not in page.words


async def test_words_and_photos_are_added_and_the_handler_hears(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    page = await site.send(site.case_path(lamp, wang), "add", text="3楼的也不亮", photos=(picture(), picture("navy")))
    assert "补到" in page.words
    assert "李晓" in page.words
    assert "3楼的也不亮" in page.words
    assert len(page.images()) == 2
    assert {"supplement", "media"} <= set(town.pushes_to_post(HANDLER))
    assert site.woken
    kept = read(town, Media, case_id=lamp.id)
    assert [(one.state, one.purpose, one.account_id) for one in kept] == [("kept", "complaint", wang.key)] * 2
    order = await site.get(site.case_path(lamp, li))
    assert "3楼的也不亮" in order.words
    assert len(order.images()) == 2


async def test_a_photo_alone_is_enough_but_nothing_at_all_is_not(site: Site, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    assert "照片放到" in (await site.send(path, "add", photos=(picture(),))).words
    refused = await site.send(path, "add")
    assert refused.status == 422
    assert "什么都没改" in refused.words


async def test_urging_is_counted_and_reminds_once_a_day(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    assert "第1次催" in (await site.send(path, "urge")).words
    assert "第2次也记上了" in (await site.send(path, "urge")).words
    assert town.pushes_to_post(HANDLER).count("urge") == 1
    assert newest(town, lamp).urges == 2


async def test_a_form_that_is_sent_twice_has_one_effect(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    form = (await site.get(path)).form("urge")
    assert form is not None
    fields = dict(form.fields)
    answers = await asyncio.gather(*(site.post(path, fields) for _ in range(5)))
    assert {one.status for one in answers} == {303}
    assert len({one.headers["Location"] for one in answers}) == 1
    assert newest(town, lamp).urges == 1
    shown = await site.get(path + answers[0].headers["Location"])
    assert "第1次催" in shown.words


async def test_what_a_form_did_is_told_only_to_whoever_sent_it(
    site: Site, lamp: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(lamp, wang)
    form = (await site.get(path)).form("urge")
    assert form is not None
    sent = await site.post(path, dict(form.fields))
    other = await site.get(site.case_path(lamp, li) + sent.headers["Location"])
    assert "第1次催" not in other.words


async def test_a_vote_and_the_satisfaction_close_the_case(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    path = site.case_path(lamp, wang)
    page = await site.get(path)
    assert "现在解决了吗" in page.words
    assert "滨海社区说是办好了" in page.words
    assert len(page.images()) == 1
    page = await site.send(path, "vote", answer="solved")
    assert "记下：解决了" in page.words
    assert "满意" in page.words
    page = await site.send(path, "satisfy", answer="fair", comment="等了好几天")
    assert "记下了：一般" in page.words
    case = newest(town, lamp)
    assert (case.state, case.closure, case.solved, case.satisfied) == ("closed", "solved", True, "fair")
    assert "broken" in page.forms()
    assert [one.words for one in read(town, Statement, kind="comment")] == ["等了好几天"]


async def test_a_no_sends_the_case_up_with_what_was_said(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    page = await site.send(site.case_path(lamp, wang), "vote", answer="unsolved", comment="还是不亮")
    assert "没解决" in page.words
    assert "滨海街道" in page.words
    case = newest(town, lamp)
    assert (case.state, case.unit, case.round) == ("dispatched", "binhai", 2)
    assert "reopened" in town.pushes_to_post(STREET)
    assert "还是不亮" in (await site.get(site.case_path(lamp, f"post:{STREET}"))).words


async def test_the_same_vote_again_is_not_counted_again_and_another_one_changes_it(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    path = site.case_path(lamp, wang)
    first = (await site.get(path)).form("vote")
    second = (await site.get(path)).form("vote")
    assert first is not None
    assert second is not None
    await site.post(path, {**first.fields, "answer": "solved"})
    again = await site.post(path, {**second.fields, "answer": "solved"})
    page = await site.get(path + again.headers["Location"])
    assert "您说过了：解决了。没有再记一次" in page.words
    page = await site.send(path, "vote", answer="unsolved")
    assert "改过来了" in page.words
    assert newest(town, lamp).round == 2


async def test_a_handler_does_not_see_the_same_day_what_was_said_to_the_question(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    await site.send(site.case_path(lamp, wang), "vote", answer="solved", comment="亮是亮了，等太久")
    assert "等太久" not in (await site.get(site.case_path(lamp, li))).words
    town.clock.at(11, 24)
    assert "等太久" in (await site.get(site.case_path(lamp, li))).words


async def test_broken_again_within_thirty_days_is_the_same_case(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    path = site.case_path(lamp, wang)
    await site.send(path, "vote", answer="solved")
    town.clock.at(12, 10)
    page = await site.send(site.case_path(lamp, wang), "broken", text="昨晚又灭了")
    assert "第2轮" in page.words
    assert newest(town, lamp).state == "dispatched"
    assert "昨晚又灭了" in page.words


async def test_after_thirty_days_nothing_of_a_closed_case_can_be_changed(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await finish(site, lamp, li)
    path = site.case_path(lamp, wang)
    page = await site.send(path, "vote", answer="solved")
    broken = page.form("broken")
    assert broken is not None
    town.clock.at(12, 28)
    assert (await site.get(path)).forms() == set()
    late = await site.post(path, dict(broken.fields))
    assert late.status == 422
    assert "什么都没改" in late.words
    assert newest(town, lamp).state == "closed"


async def test_a_case_is_taken_back_and_goes_on_within_a_week(site: Site, town: Town, lamp: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    page = await site.send(path, "withdraw", answer="withdrawn")
    assert "撤回了" in page.words
    assert newest(town, lamp).state == "withdrawn"
    assert page.forms() == {"restore"}
    page = await site.send(path, "restore")
    assert "接着办" in page.words
    assert newest(town, lamp).state == "dispatched"


async def test_a_form_that_is_out_of_date_says_so_and_changes_nothing(
    site: Site, town: Town, lamp: Case, wang: Person
) -> None:
    path = site.case_path(lamp, wang)
    form = (await site.get(path)).form("add")
    assert form is not None
    await site.send(path, "withdraw", answer="self_solved")
    late = await site.post(path, {"do": "add", "once": form.fields["once"], "text": "还有<b>一盏</b>"})
    assert late.status == 422
    assert "这一步做不了，什么都没改" in late.words
    assert read(town, Statement, kind="supplement") == []


async def test_words_of_a_refused_form_are_kept_and_escaped(site: Site, lamp: Case, li: Person) -> None:
    path = site.case_path(lamp, li)
    refused = await site.send(path, "finish", text="换了<script>alert(1)</script>")
    assert refused.status == 422
    assert "还差照片" in refused.words
    assert "<script" not in refused.text
    assert "换了&lt;script&gt;" in refused.text


async def test_a_complainant_reads_who_looked(site: Site, lamp: Case, wang: Person, li: Person) -> None:
    await site.get(site.case_path(lamp, li))
    await site.send(site.case_path(lamp, li), "look", text="打电话约上门")
    page = await site.get(site.case_path(lamp, wang))
    assert "滨海社区 看了您的电话和住址（打电话约上门）" in page.words
    assert page.words.count("看了内容") == 1


async def test_remarks_are_for_those_who_handle_the_case(site: Site, lamp: Case, wang: Person, li: Person) -> None:
    await site.send(site.case_path(lamp, li), "remark", text="钥匙在物业")
    assert "钥匙在物业" in (await site.get(site.case_path(lamp, li))).words
    assert "钥匙在物业" not in (await site.get(site.case_path(lamp, wang))).text


async def test_a_neighbour_who_joined_sees_neither_words_nor_photos_of_the_first(
    site: Site, town: Town, lamp: Case, wang: Person
) -> None:
    neighbour = town.person("张建国")

    def join(ctx: Context) -> None:
        accounts.meet(ctx, neighbour.openid)
        ctx.tx.insert(Voice, case_id=lamp.id, account_id=neighbour.key, joined_at=ctx.now)

    town.do(join)
    await site.send(site.case_path(lamp, wang), "add", text="3楼的也不亮", photos=(picture(),))
    path = site.case_path(lamp, neighbour)
    page = await site.get(path)
    assert page.status == 200
    assert "一个多星期" not in page.words
    assert "3楼的也不亮" not in page.words
    assert page.images() == []
    page = await site.send(path, "withdraw", answer="withdrawn")
    assert page.status == 200
    assert "您退出了，邻居还在反映，这件继续办" in page.words
    assert newest(town, lamp).state == "dispatched"
    assert (await site.get(path)).status == 404


# -- the post --------------------------------------------------------------------------------------------------------


async def test_a_handler_signs_tells_and_finishes(site: Site, town: Town, lamp: Case, li: Person) -> None:
    path = site.case_path(lamp, li)
    page = await site.get(path)
    assert {"accept", "progress", "finish", "object", "raise", "extend", "transfer", "remark", "look"} <= page.forms()
    assert "收下了" in (await site.send(path, "accept")).words
    assert newest(town, lamp).signed_at is not None
    page = await site.send(path, "progress", text="今天去看了，要换声控开关", date="2026-11-24")
    assert "转给居民了" in page.words
    assert "11月24日（周二）18:00前" in page.words
    assert newest(town, lamp).promised_at is not None
    await finish(site, lamp, li)
    case = newest(town, lamp)
    assert (case.state, case.claim) == ("confirming", "solved")
    photo = read(town, Media, case_id=lamp.id)[0]
    assert (photo.purpose, photo.state, photo.account_id) == ("evidence", "kept", li.key)


async def test_a_promised_day_is_read_out_of_the_words(site: Site, town: Town, lamp: Case, li: Person) -> None:
    page = await site.send(site.case_path(lamp, li), "progress", text="明天下午来换")
    assert "11月24日（周二）18:00前" in page.words


async def test_finishing_asks_for_what_the_category_needs(site: Site, town: Town, lamp: Case, li: Person) -> None:
    path = site.case_path(lamp, li)
    refused = await site.send(path, "finish", text="灯换了")
    assert refused.status == 422
    assert "还差照片" in refused.words
    assert "灯换了" in refused.text
    refused = await site.send(path, "finish", photos=(picture(),))
    assert "还差要说的话" in refused.words
    assert read(town, Media, case_id=lamp.id) == []
    assert newest(town, lamp).state == "dispatched"


async def test_an_explanation_is_asked_about_as_one(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await site.send(
        site.case_path(lamp, li), "finish", text="按规定由产权人更换", claim="explained", photos=(picture(),)
    )
    page = await site.get(site.case_path(lamp, wang))
    assert "说清楚了吗" in page.words
    assert "解决了吗" not in page.words
    page = await site.send(site.case_path(lamp, wang), "vote", answer="understood")
    assert newest(town, lamp).closure == "explained"
    assert "说清楚了" in page.words


async def test_finishing_can_be_taken_back_within_the_hour(site: Site, town: Town, lamp: Case, li: Person) -> None:
    await finish(site, lamp, li)
    page = await site.send(site.case_path(lamp, li), "take_back")
    assert "撤回了办结" in page.words
    assert newest(town, lamp).state == "working"


async def test_an_extension_is_asked_for_and_granted_above(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    page = await site.send(site.case_path(lamp, li), "extend", date="2026-11-30", text="开关缺货")
    assert "申请延到" in page.words
    above = site.case_path(lamp, f"post:{STREET}")
    assert "开关缺货" in (await site.get(above)).words
    page = await site.send(above, "grant")
    assert "同意了" in page.words
    assert "11月30日（周一）" in (await site.get(site.case_path(lamp, wang))).words
    refused = await site.send(site.case_path(lamp, li), "extend", date="2026-12-30", text="还缺")
    assert refused.status == 422


@pytest.mark.parametrize(
    ("date", "said"), [("2026-11-20", "已经过去"), ("2026-11-24", "不用延"), ("2027-03-01", "最多能延到")]
)
async def test_a_date_that_cannot_be_is_refused_in_words(
    site: Site, lamp: Case, li: Person, date: str, said: str
) -> None:
    refused = await site.send(site.case_path(lamp, li), "extend", date=date, text="开关缺货")
    assert refused.status == 422
    assert said in refused.words
    assert "什么都没改" in refused.words


async def test_sending_back_goes_to_the_desk_that_decides(site: Site, town: Town, lamp: Case, li: Person) -> None:
    page = await site.send(site.case_path(lamp, li), "object", reason="power", text="路灯由城管局管")
    assert "退单理由已送" in page.words
    desk = site.case_path(lamp, f"post:{DESK}")
    page = await site.send(desk, "refuse", text="这盏灯在单元门内，归社区")
    assert "没同意" in page.words
    assert newest(town, lamp).state == "dispatched"


async def test_raising_makes_the_unit_a_helper(site: Site, town: Town, lamp: Case, wang: Person, li: Person) -> None:
    page = await site.send(site.case_path(lamp, li), "raise", text="物业已撤，没人换灯")
    assert "滨海街道" in page.words
    assert "finish" not in page.forms()
    assert newest(town, lamp).unit == "binhai"
    assert "物业已撤" not in (await site.get(site.case_path(lamp, wang))).words


async def test_the_desk_dispatches_a_case_that_nobody_has(site: Site, town: Town, wang: Person) -> None:
    from handlers.services.routing import Route

    case = file_lamp(town, wang, route=Route())
    assert "正在定由谁办" in (await site.get(site.case_path(case, wang))).words
    desk = site.case_path(case, f"post:{DESK}")
    refused = await site.send(desk, "assign", unit="")
    assert "还差单位" in refused.words
    page = await site.send(desk, "assign", unit="binhai.binhai")
    assert "派给滨海社区了" in page.words
    assert newest(town, case).unit == "binhai.binhai"


async def test_identity_needs_a_reason_is_written_down_and_fades(
    site: Site, town: Town, lamp: Case, li: Person
) -> None:
    path = site.case_path(lamp, li)
    refused = await site.send(path, "look", text="  ")
    assert refused.status == 422
    assert read(town, Look, what="identity") == []
    form = (await site.get(path)).form("look")
    assert form is not None
    sent = await site.post(path, {**form.fields, "text": "打电话约上门"})
    shown = path + sent.headers["Location"]
    page = await site.get(shown)
    assert "13904730001" in page.words
    assert "501" in page.words
    assert [(one.post, one.purpose) for one in read(town, Look, what="identity")] == [(HANDLER, "打电话约上门")]
    assert "13904730001" not in (await site.get(path)).words
    town.clock.at(11, 23, 9, 21)
    assert "13904730001" not in (await site.get(shown)).words


async def test_an_anonymous_complainant_has_nothing_to_look_at(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await site.send(site.case_path(lamp, wang), "hide")
    page = await site.send(site.case_path(lamp, li), "look", text="打电话约上门")
    assert "匿名" in page.words
    assert "13904730001" not in page.text


async def test_reading_an_order_is_written_down_once_a_day_and_post(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(lamp, li)
    await site.get(site.case_path(lamp, wang))
    assert read(town, Look) == []
    for _ in range(3):
        await site.get(path)
    await site.get(site.case_path(lamp, f"post:{STREET}"))
    assert [(one.post, one.what) for one in read(town, Look)] == [(HANDLER, "text"), (STREET, "text")]
    town.clock.at(11, 24)
    await site.get(path)
    assert len(read(town, Look)) == 3


async def test_whoever_filed_a_case_never_sees_it_as_a_cadre(site: Site, town: Town, li: Person) -> None:
    case = file_lamp(town, li)
    page = await site.get(site.case_path(case, li))
    assert {"urge", "withdraw"} <= page.forms()
    assert "finish" not in page.forms()
    assert read(town, Look) == []
    assert (await site.get(site.case_path(case, f"post:{HANDLER}"))).status == 404
    assert (
        await site.post(site.case_path(case, li), {"do": "finish", "once": "ab" * 12, "text": "好了"})
    ).status == 404


async def test_a_post_that_has_nothing_to_do_with_a_case_does_not_learn_of_it(
    site: Site, town: Town, lamp: Case, wang: Person
) -> None:
    stranger = town.bind("马满仓", "binhai.tuanjiebeilu/handler")
    for who in (stranger, "post:binhai.tuanjiebeilu/handler", "post:nobody", town.person("过路人")):
        page = await site.get(site.case_path(lamp, who))
        assert page.status == 404
        assert lamp.number not in page.text
        assert "楼道灯" not in page.text


async def test_a_link_dies_with_the_binding(site: Site, town: Town, lamp: Case, li: Person) -> None:
    path = site.case_path(lamp, li)
    form = (await site.get(path)).form("accept")
    assert form is not None

    def unbind(ctx: Context) -> None:
        account = ctx.tx.get(Account, li.key)
        assert account is not None
        accounts.unbind(ctx, account, HANDLER)

    town.do(unbind)
    assert read(town, Binding)[0].ended_at is not None
    assert (await site.get(path)).status == 404
    assert (await site.post(path, dict(form.fields))).status == 404
    assert newest(town, lamp).state == "dispatched"


async def test_a_confidential_case_is_seen_by_the_inspector_alone(
    site: Site, town: Town, wang: Person, li: Person
) -> None:
    case = file_lamp(town, wang, decision={"confidential": True})
    for who in (li, f"post:{HEAD}", f"post:{DESK}", "post:wuda/leader"):
        assert (await site.get(site.case_path(case, who))).status == 404
    assert (await site.get(site.case_path(case, "post:wuda/inspector"))).status == 200


async def test_a_helper_may_speak_but_not_finish(site: Site, town: Town, lamp: Case, li: Person) -> None:
    path = site.case_path(lamp, li)
    await site.send(path, "raise", text="没人换灯")
    page = await site.get(path)
    assert "progress" in page.forms()
    assert "finish" not in page.forms()
    refused = await site.post(path, {"do": "finish", "once": "cd" * 12, "text": "换了"}, (picture(),))
    assert refused.status == 422
    assert "不在您这儿" in refused.words
    assert newest(town, lamp).state == "dispatched"
    kinds = [one.kind for one in read(town, Event, case_id=lamp.id)]
    assert kinds == ["file", Act.RAISE.value, "assigned"]
    assert read(town, Media, case_id=lamp.id) == []


async def test_an_exclusion_is_agreed_twice_on_pages_and_contested_on_one(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    street, desk = town.bind("赵敏", STREET), town.bind("周航", DESK)
    town.bind("顾督查", "wuda/inspector")
    li.says("剔除 1 3 11月24日两人到现场看过，灯是亮的")
    above = site.case_path(lamp, street)
    page = await site.get(above)
    assert "滨海社区申请不计入考核，因为查过了，没有这回事" in page.words
    await site.send(above, "grant")
    assert newest(town, lamp).state == "dispatched"
    await site.send(site.case_path(lamp, desk), "grant")
    assert newest(town, lamp).closure == "excluded"
    own = site.case_path(lamp, wang)
    assert "contest" in (await site.get(own)).forms()
    said = await site.send(own, "contest", text="白天当然是亮的")
    assert "送到区督查组重新看" in said.words
    inspection = site.case_path(lamp, town.person("顾督查"))
    assert "白天当然是亮的" in (await site.get(inspection)).words
    page = await site.send(inspection, "refuse", text="夜里也去看了")
    assert "理由已告诉居民" in page.words
    assert newest(town, lamp).closure == "excluded"


async def test_an_explanation_on_a_page_needs_what_it_rests_on(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(lamp, li)
    page = await site.send(path, "finish", text="这个我们管不了", claim="explained")
    assert "依据" in page.words
    assert newest(town, lamp).claim is None
    await site.send(path, "finish", text="《城市照明管理办法》规定楼道灯归产权单位", claim="impossible")
    assert (newest(town, lamp).state, newest(town, lamp).claim) == ("confirming", "impossible")
    assert "说清楚了吗" in (await site.get(site.case_path(lamp, wang))).words
