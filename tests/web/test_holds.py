"""Pauses and public commitments on the pages: asked for, decided, answered, moved, kept, without a word of chat."""

from __future__ import annotations

import pytest

from models.tables import Case, Commitment, Pause
from tests.town import Person, Town
from tests.web.conftest import HEAD, STREET, Site, picture
from tests.web.test_case_page import newest, read


@pytest.fixture
async def working(site: Site, town: Town, lamp: Case, li: Person) -> Case:
    """The lamp in hand."""
    await site.send(site.case_path(lamp, li), "accept")
    return newest(town, lamp)


@pytest.fixture
async def paused(site: Site, town: Town, working: Case, li: Person) -> Case:
    """The same, standing still until 1 December."""
    await site.send(site.case_path(working, li), "pause", reason="resident", date="2026-12-01", text="等居民在家")
    await site.send(site.case_path(working, f"post:{STREET}"), "grant")
    return newest(town, working)


@pytest.fixture
async def planned(site: Site, town: Town, working: Case, li: Person) -> Case:
    """The same, promised for 20 December."""
    await site.send(site.case_path(working, li), "commit", text="更换整栋的声控开关", date="2026-12-20", person="李晓")
    await site.send(site.case_path(working, f"post:{HEAD}"), "grant")
    return newest(town, working)


# -- pauses ----------------------------------------------------------------------------------------------------------


async def test_a_pause_is_asked_for_and_the_clock_runs_until_it_is_granted(
    site: Site, town: Town, working: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(working, li)
    page = await site.send(path, "pause", reason="resident", date="2026-12-01", text="等居民在家")
    assert '申请停到12月1日（周二），理由"等居民在家"，已送滨海街道' in page.words
    assert "没批之前还按11月26日（周四）18:00前算" in page.words
    assert "pause" not in page.forms(), "one at a time"
    assert newest(town, working).state == "working"
    street = await site.get(site.case_path(working, f"post:{STREET}"))
    assert "暂停等您定" in street.words
    assert "滨海社区申请停到12月1日（周二），等居民" in street.words
    page = await site.send(site.case_path(working, f"post:{STREET}"), "grant")
    assert "同意了" in page.words
    assert newest(town, working).state == "paused"
    page = await site.get(site.case_path(working, wang))
    assert "停到12月1日（周二）" in page.words
    assert "等居民：等居民在家" in page.words
    assert "最晚12月4日（周五）18:00前" in page.words
    assert "先停一停，到12月1日（周二）接着办，滨海街道批准" in page.words
    assert {"home", "contest"} <= page.forms()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": "2026-12-01"}, "还差理由"),
        ({"reason": "people", "date": "2026-12-01"}, "还差理由"),
        ({"reason": "weather", "date": ""}, "还差日期"),
        ({"reason": "weather", "date": "2026-12-15"}, "最多停到12月14日（周一）"),
        ({"reason": "weather", "date": "2026-11-20"}, "已经过去"),
    ],
)
async def test_a_pause_without_a_listed_reason_or_a_near_day_is_refused(
    site: Site, town: Town, working: Case, li: Person, fields: dict[str, str], said: str
) -> None:
    refused = await site.send(site.case_path(working, li), "pause", **fields)
    assert refused.status == 422
    assert said in refused.words
    assert "什么都没改" in refused.words
    assert newest(town, working).state == "working"


async def test_who_is_at_home_again_says_so_with_one_tap(
    site: Site, town: Town, paused: Case, wang: Person, li: Person
) -> None:
    page = await site.send(site.case_path(paused, wang), "home")
    assert "您在家了" in page.words
    assert newest(town, paused).state == "working"
    assert "home" not in page.forms()
    assert "接着办了" in page.words
    assert "resumed" in town.pushes_to_post("binhai.binhai/handler")


async def test_a_pause_is_objected_to_once_and_judged_above(
    site: Site, town: Town, paused: Case, wang: Person, li: Person
) -> None:
    page = await site.send(site.case_path(paused, wang), "contest", text="我天天在家")
    assert "您不同意" in page.words
    assert "contest" not in page.forms()
    above = site.case_path(paused, f"post:{STREET}")
    shown = await site.get(above)
    assert "居民不同意暂停，等您定" in shown.words
    assert "我天天在家" in shown.words
    refused = await site.send(above, "refuse", text="")
    assert refused.status == 422
    page = await site.send(above, "grant")
    assert "同意了" in page.words
    assert newest(town, paused).state == "working"


async def test_a_unit_goes_on_before_the_day(site: Site, town: Town, paused: Case, li: Person) -> None:
    page = await site.send(site.case_path(paused, li), "resume")
    assert "接着办，最晚" in page.words
    assert newest(town, paused).state == "working"
    assert [one.ended_how for one in read(town, Pause)] == ["resumed"]


async def test_a_later_date_may_be_objected_to(site: Site, town: Town, lamp: Case, wang: Person, li: Person) -> None:
    await site.send(site.case_path(lamp, li), "extend", date="2026-11-30", text="开关缺货")
    assert "contest" not in (await site.get(site.case_path(lamp, wang))).forms()
    await site.send(site.case_path(lamp, f"post:{STREET}"), "grant")
    page = await site.send(site.case_path(lamp, wang), "contest", text="等不了")
    assert "不同意" in page.words
    assert "给您打电话" in page.words
    assert "contest" not in page.forms()
    assert "date_contested" in town.pushes_to_post("wuda/duty") + town.pushes_to_post(STREET)


async def test_nobody_but_its_own_unit_pauses_or_promises(site: Site, town: Town, working: Case, wang: Person) -> None:
    for who in (wang, f"post:{STREET}"):
        page = await site.get(site.case_path(working, who))
        assert not page.forms() & {"pause", "resume", "commit", "move", "keep"}
    for name in ("pause", "commit", "resume", "keep"):
        sent = {"do": name, "once": "ab" * 12, "reason": "weather", "date": "2026-12-01", "text": "x", "person": "y"}
        assert (await site.post(site.case_path(working, wang), sent)).status == 404
        assert (await site.post(site.case_path(working, f"post:{STREET}"), sent)).status == 422
    assert newest(town, working).state == "working"
    assert read(town, Commitment) == []


# -- commitments -----------------------------------------------------------------------------------------------------


async def test_a_commitment_goes_to_the_head_and_then_to_the_resident(
    site: Site, town: Town, working: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(working, li)
    refused = await site.send(path, "commit", text="更换声控开关", date="2026-12-20", person=" ")
    assert refused.status == 422
    assert "还差责任人的名字" in refused.words
    assert "更换声控开关" in refused.text
    page = await site.send(path, "commit", text="更换声控开关", date="2026-12-20", person="李晓")
    assert "承诺送滨海社区" in page.words
    head = site.case_path(working, f"post:{HEAD}")
    assert "滨海社区要公开承诺，12月20日（周日）前办成，责任人李晓" in (await site.get(head)).words
    await site.send(head, "grant")
    assert newest(town, working).state == "planned"
    page = await site.get(site.case_path(working, wang))
    assert "承诺更换声控开关" in page.words
    assert "哪天前12月20日（周日）" in page.words
    assert "责任人滨海社区 李晓" in page.words
    assert "滨海社区公开承诺：12月20日（周日）前办成" in page.words


async def test_a_head_who_speaks_himself_is_public_at_once(site: Site, town: Town, working: Case) -> None:
    page = await site.send(
        site.case_path(working, f"post:{HEAD}"), "commit", text="更换声控开关", date="2026-12-20", person="李晓"
    )
    assert "承诺定了：12月20日（周日）前，责任人李晓" in page.words
    assert newest(town, working).state == "planned"


async def test_another_day_keeps_the_first_one_in_sight(
    site: Site, town: Town, planned: Case, wang: Person, li: Person
) -> None:
    page = await site.get(site.case_path(planned, li))
    assert {"move", "keep"} <= page.forms()
    assert not page.forms() & {"commit", "finish", "pause"}
    refused = await site.send(site.case_path(planned, li), "move", date="2026-12-18", text="材料没到")
    assert refused.status == 422
    await site.send(site.case_path(planned, li), "move", date="2026-12-31", text="材料没到")
    head = site.case_path(planned, f"post:{HEAD}")
    assert "滨海社区要把承诺改到12月31日（周四），原因：" in (await site.get(head)).words
    await site.send(head, "grant")
    page = await site.get(site.case_path(planned, wang))
    assert "哪天前12月31日（周四）" in page.words
    assert "原来说12月20日（周日），改过1次" in page.words


async def test_a_part_is_counted_and_all_of_it_is_asked_about(
    site: Site, town: Town, planned: Case, wang: Person, li: Person
) -> None:
    path = site.case_path(planned, li)
    page = await site.send(path, "keep", text="换了4盏/6盏，还有2盏等货")
    assert "6盏里已兑现4盏，2盏没有" in page.words
    assert newest(town, planned).state == "planned"
    assert "已办成4/6盏" in (await site.get(site.case_path(planned, wang))).words
    for less in ("换了3盏/6盏", "都换完了", ""):
        refused = await site.send(path, "keep", text=less)
        assert refused.status == 422
        assert "还差现在一共办成了几个" in refused.words
    refused = await site.send(path, "keep", text="换完了，6盏/6盏")
    assert "还差照片" in refused.words
    page = await site.send(path, "keep", text="换完了，6盏/6盏", photos=(picture(),))
    assert "已报兑现" in page.words
    assert newest(town, planned).state == "confirming"
    page = await site.get(site.case_path(planned, wang))
    assert "vote" in page.forms()
    assert len(page.images()) == 1
