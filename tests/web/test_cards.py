"""A whole story by card: the links that letters carry open the right page for the right person."""

from __future__ import annotations

from urllib.parse import urlsplit

from models.tables import Case
from scheduler.parcels import CardBody
from tests.town import Person, Town
from tests.web.conftest import HANDLER, Site, picture
from tests.web.test_case_page import newest


def cards(town: Town, who: Person) -> list[CardBody]:
    """Cards that arrived on somebody's phone, oldest first."""
    bodies = [one.parcel.body for one in town.courier.delivered if one.openid == who.openid]
    return [body for body in bodies if isinstance(body, CardBody)]


async def test_cards_alone_carry_a_case_from_the_order_to_the_closing(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    town.advance(minutes=1)
    order = next(card for card in cards(town, li) if card.role == "T01")
    path = urlsplit(order.url).path
    page = await site.get(path)
    assert "楼道灯不亮" in page.words
    assert (await site.send(path, "accept")).status == 200
    town.clock.at(11, 24, 15, 20)
    done = await site.send(path, "finish", text="灯泡和声控开关都换了", photos=(picture(),))
    assert "已报办结" in done.words

    town.advance(hours=5)
    arrived = cards(town, wang)
    result = next(card for card in arrived if card.role == "T05")
    assert "灯泡和声控开关都换了" in (await site.get(urlsplit(result.url).path)).words
    asked = next(card for card in arrived if card.role == "T06")
    question = urlsplit(asked.url).path
    assert question.startswith("/q/")
    page = await site.get(question)
    assert "现在解决了吗" in page.words
    await site.send(question, "vote", answer="solved")
    await site.send(question, "satisfy", answer="satisfied")
    case = newest(town, lamp)
    assert (case.state, case.solved, case.satisfied) == ("closed", True, "yes")

    town.advance(hours=24)
    assert len([card for card in cards(town, wang) if card.role == "T06"]) == 1
    assert "vote_result" in town.pushes_to_post(HANDLER)


async def test_a_vote_on_the_page_leaves_nothing_to_ask_in_the_chat(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    wang.says("进度")
    await site.send(site.case_path(lamp, li), "finish", text="换了灯泡", photos=(picture(),))
    town.advance(hours=11)
    await site.send(site.case_path(lamp, wang), "vote", answer="solved")
    before = newest(town, lamp).seq
    wang.says("解决了")
    assert newest(town, lamp).seq == before
    assert "办完" in wang.says("进度 1")
