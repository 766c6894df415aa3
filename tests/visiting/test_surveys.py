"""Questionnaires and 座谈会: pages without a script, one turn a link, papers of cadres apart, figures in time."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html
from sqlalchemy import insert

from bot.web.field import field_routes
from bot.web.surveys import survey_routes
from handlers.context import Context
from handlers.services.visiting import forums, surveys
from handlers.services.visiting.forums import Wanted
from handlers.services.visiting.surveys import Answers
from models.store.rows import table_of
from models.tables import Forum, Opinion, Survey, SurveyPaper, SurveyTurn
from tests.town import Person, Town

Client = TestClient[Any, Any]
ITEMS = "家里暖和吗：暖和/一般/不暖和\n物业怎么样：好/一般/差\n还想说什么：写"
COMMUNITY = "binhai.binhai"


@pytest.fixture
async def client(register: Town) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(survey_routes(register.database, register.registry, lambda: register.clock.now))
    app.add_routes(field_routes(register.database, register.registry, lambda: register.clock.now))
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.fixture
def survey(register: Town, secretary: Person) -> Survey:
    said = secretary.says(f"问卷 发 供热问卷 12月20日\n{ITEMS}")
    assert said.startswith("1号问卷发出来了：供热问卷，3题，到12月20日（周日）。")
    found: list[Survey] = register.database.read_now(lambda reader: reader.find(Survey))
    return found[0]


def fields(page: str) -> dict[str, str]:
    return {"once": html.fromstring(page).forms[0].fields["once"]}


async def test_the_link_of_a_person_is_good_once(client: Client, register: Town, survey: Survey) -> None:
    wang = register.person("王桂芳")
    path = "/w/" + wang.says("问卷").split("/w/")[1]
    page = await (await client.get(path)).text()
    assert "不记名" in page
    assert "<script" not in page
    empty = await client.post(path, data=fields(page))
    assert empty.status == 422
    assert "一题都没选" in await empty.text()
    sent = await client.post(
        path, data={**fields(page), "a1": "1", "a2": "3", "words": "想要个停车棚，我叫王桂芳13812345678"}
    )
    assert sent.status == 200
    again = await client.post(path, data={**fields(page), "a1": "3"})
    assert again.status == 409
    assert "这个链接用过了" in await (await client.get(path)).text()
    assert wang.says("问卷") == "供热问卷您填过了，谢谢。"
    (paper,) = register.database.read_now(lambda reader: reader.find(SurveyPaper))
    assert (paper.channel, paper.a1, paper.a2, paper.post) == ("chat", 1, 3, "")
    (opinion,) = register.database.read_now(lambda reader: reader.find(Opinion))
    assert (opinion.source, opinion.account_id, opinion.post, opinion.case_id) == ("survey", "", "", None)
    assert "13812345678" not in opinion.text
    # nothing that was kept leads from the person to the paper: no common key, no time of day
    (turn,) = register.database.read_now(lambda reader: reader.find(SurveyTurn))
    assert set(turn._fields) == {"key"}
    assert wang.key not in repr((paper, opinion, turn))
    assert str(paper.id) not in turn.key
    assert opinion.at.isoformat() == "2026-11-22T16:00:00+00:00"
    assert survey.number == 1


async def test_by_qr_a_form_counts_once_and_papers_of_cadres_stand_apart(
    client: Client, register: Town, li: Person, secretary: Person, survey: Survey
) -> None:
    page = await (await client.get("/survey/1")).text()
    form = {**fields(page), "a1": "2"}
    for _ in range(2):
        assert (await client.post("/survey/1", data=form)).status == 200
    for number in range(11):
        once = fields(await (await client.get("/survey/1")).text())
        await client.post("/survey/1", data={**once, "a1": "1", "a2": "9", "community": "nowhere"})
        assert f"一共代填{number + 1}份" in li.says(f"代填 1 3 0 纸{number + 1}")
    assert "纸3已经录过了，没再记。" in li.says("代填 1 3 0 纸003")
    assert li.says("代填 1 9 9").startswith("代填写：代填 1 1 1")
    said = html.fromstring(await (await client.get("/survey/1/results")).text()).text_content()
    assert "一共23份：自己填的12份，干部代填的11份。" in said
    assert "暖和：11人（48%）" in said
    assert "自己填0，代填11" in said
    assert "0人答了这题" in said
    code = await client.get("/survey/1/code.svg")
    assert code.status == 200
    assert b"<svg" in await code.read()
    assert "贴出去" in await (await client.get("/survey/1/qr")).text()
    assert secretary.says("问卷 停 1").startswith("1号问卷停收了，一共23份。")
    assert (await client.post("/survey/1", data=form)).status == 410
    assert "没有收着的" in li.says("代填 1 1 1")
    assert (await client.get("/survey/2")).status == 404
    assert survey.number == 1


async def test_few_answers_are_not_shown(client: Client, register: Town, survey: Survey) -> None:
    register.do(lambda ctx: surveys.take(ctx, survey, Answers((1, 1, 0), community=COMMUNITY), "open", "ab" * 6))
    said = await (await client.get("/survey/1/results")).text()
    assert "结果先不公开" in said
    assert "暖和：" not in said


def test_33000_papers_are_counted_within_two_seconds(register: Town, survey: Survey) -> None:
    draw = random.Random(33_000)
    names = surveys.COLUMNS
    rows = [
        {
            "id": number + 1,
            "survey_id": survey.id,
            "community": COMMUNITY,
            "channel": "proxy" if number % 11 == 0 else "open",
            "post": "",
            **dict.fromkeys(names, 0),
            **{name: draw.randint(0, 3) for name in names[:2]},
        }
        for number in range(33_000)
    ]
    register.do(lambda ctx: ctx.tx._port.connection.execute(insert(table_of(SurveyPaper)), rows))
    began = time.process_time(), time.perf_counter()
    found = register.database.read_now(lambda reader: surveys.results(reader, survey))
    spent, took = time.process_time() - began[0], time.perf_counter() - began[1]
    print(f"33 000 papers counted in {took:.2f} s, {spent:.2f} s of this process")  # noqa: T201
    assert (found.papers, found.proxy, found.own) == (33_000, 3_000, 30_000)
    expected = sum(row["a1"] == 2 for row in rows)
    assert found.items[0].lines[1].total == expected
    assert found.items[0].answered == sum(row["a1"] != 0 for row in rows)
    assert min(spent, took) < 2


def test_a_forum_is_minuted_and_304_are_listed_within_a_second(register: Town, li: Person, secretary: Person) -> None:
    reply = li.says("座谈 物业服务 12人：1. 路灯不亮；2. 车位不够；想要个棋牌室。")
    assert reply.startswith("1号座谈会记下：滨海社区，物业服务，12人，11月23日（周一）。记了3条意见。")
    assert li.says("座谈 1：楼道没人扫") == "1号座谈会补了1条意见。"
    assert secretary.says("座谈 1：楼道没人扫").startswith("没有您记的1号座谈会。")
    assert li.says("座谈 物业服务").startswith("记座谈会写：")
    found = register.database.read_now(lambda reader: reader.find(Opinion, source="talk", order="part"))
    assert [one.text for one in found] == ["路灯不亮", "车位不够", "想要个棋牌室", "楼道没人扫"]

    def more(ctx: Context) -> None:
        for number in range(303):
            day = date(2026, 1, 5) + timedelta(days=number)
            forums.hold(
                ctx, ctx.district.posts["binhai.binhai/handler"], COMMUNITY, day, f"第{number}次", 9, "车位不够"
            )

    register.do(more)
    began = time.perf_counter()
    wanted = Wanted((COMMUNITY,), date(2026, 3, 1), date(2026, 3, 31))
    count, rows = register.database.read_now(lambda reader: forums.listed(reader, wanted))
    all_of_them, _ = register.database.read_now(lambda reader: forums.listed(reader, Wanted((COMMUNITY,))))
    assert time.perf_counter() - began < 1
    assert (all_of_them, count, len(rows)) == (304, 31, 31)
    assert all(one.day.month == 3 and taken == 1 for one, taken in rows)
    assert len(register.database.read_now(lambda reader: reader.find(Forum))) == 304


async def test_the_desk_of_visits_opens_for_its_post_alone(
    client: Client, register: Town, li: Person, secretary: Person
) -> None:
    secretary.says("大走访 开始 冬季大走访 11月23日 12月31日")
    li.says("走访 3-2-501 楼道灯不亮")
    li.says("座谈 物业服务 12人：路灯不亮；车位不够")
    path = "/f/" + li.says("大走访").split("/f/")[1]
    said = await (await client.get(path)).text()
    assert "冬季大走访滨海社区：24户，访到1户（4.2%）" in said
    assert "3号楼" in said
    assert "501" not in said.partition("<main>")[2]
    assert "物业服务" in await (await client.get(f"{path}?see=forums&month=2026-11")).text()
    assert "物业服务" not in await (await client.get(f"{path}?see=forums&month=2026-10")).text()
    li.says("解绑")
    li.says("1")
    assert (await client.get(path)).status == 404
    stranger = register.registry.links.token("f", 0, register.person("刘强").key, register.clock.now)
    assert (await client.get(f"/f/{stranger}")).status == 404


async def test_issues_are_ordered_on_the_page(client: Client, register: Town, li: Person, secretary: Person) -> None:
    from tests.visiting.test_topics import gather, hear, listed

    for n in range(4):
        hear(register, f"{n + 1}号楼楼道灯不亮")
    gather(register)
    path = "/f/" + register.registry.links.token("f", 0, secretary.key, register.clock.now)
    assert "1号 楼道灯不亮（滨海社区，4条，待看）" in await (await client.get(f"{path}?see=issues")).text()
    page = await (await client.get(f"{path}?issue=1")).text()
    first = html.fromstring(page).xpath("//input[@name='opinion']/@value")[0]
    form = {**fields(page), "do": "split", "opinion": first}
    for _ in range(2):  # the same form again does nothing more
        assert "拆出2号" in await (await client.post(f"{path}?issue=1", data=form)).text()
    assert len(listed(register)) == 2
    page = await (await client.get(f"{path}?issue=1")).text()
    over = await client.post(f"{path}?issue=1", data={**fields(page), "do": "over", "text": "灯都换了"})
    assert "1号问题有结果了" in await over.text()
    assert li.says("归集 1").count("结果：灯都换了") == 1
