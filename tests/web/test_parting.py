"""Many voices on the page of one case: an old card still opens, and 分开 is a button."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import merging
from models.tables import Case, Voice
from tests.town import Person, Town
from tests.web.conftest import DESK, Site, file_lamp
from tests.web.test_case_page import newest, read


@pytest.fixture
def neighbour(town: Town) -> Person:
    return town.person("张建国")


@pytest.fixture
def merged(town: Town, lamp: Case, neighbour: Person) -> Case:
    """The neighbour's own case, which the desk has merged into the lamp."""
    own = file_lamp(town, neighbour, words="3号楼的灯也不亮，我姓张", detail="3号楼3单元")

    def merge(ctx: Context) -> Case:
        main, child = ctx.tx.get(Case, lamp.id), ctx.tx.get(Case, own.id)
        assert main is not None
        assert child is not None
        return merging.merge(ctx, main, child, ctx.district.posts[DESK]).child

    found: Case = town.do(merge)
    return found


async def test_the_card_of_a_merged_case_opens_the_case_in_which_it_goes_on(
    site: Site, lamp: Case, merged: Case, neighbour: Person
) -> None:
    page = await site.get(site.case_path(merged, neighbour))
    assert page.status == 200
    assert lamp.number in page.words
    assert "晚上老人下楼" not in page.words, "the words of the first are not the neighbour's to read"
    assert "part" in page.forms()


async def test_one_tap_makes_it_a_case_of_its_own_again(
    site: Site, town: Town, lamp: Case, merged: Case, wang: Person, neighbour: Person
) -> None:
    path = site.case_path(lamp, neighbour)
    page = await site.send(path, "part")
    assert page.status == 200
    assert f"分开了，{merged.running}号件（{merged.number}）单独办" in page.words
    assert newest(town, merged).state == "dispatched"
    assert (await site.get(path)).status == 404, "the neighbour's case is not theirs any more"
    own = await site.get(site.case_path(merged, neighbour))
    assert own.status == 200
    assert merged.number in own.words
    assert "part" not in own.forms()
    assert [one.account_id for one in read(town, Voice, case_id=lamp.id, left_at=None)] == [wang.key]


async def test_who_came_along_gets_a_new_case(site: Site, town: Town, lamp: Case, neighbour: Person) -> None:
    neighbour.says("滨海社区3号楼2单元楼道灯不亮")
    neighbour.says("1")
    page = await site.send(site.case_path(lamp, neighbour), "part")
    assert "分开了" in page.words
    assert len(town.cases()) == 2


async def test_who_filed_it_cannot_part_from_it(site: Site, town: Town, lamp: Case, merged: Case, wang: Person) -> None:
    path = site.case_path(lamp, wang)
    assert "part" not in (await site.get(path)).forms()
    refused = await site.post(path, {"do": "part", "once": "ab" * 12})
    assert refused.status == 422
    assert newest(town, merged).state == "merged"


async def test_twice_parts_once(site: Site, town: Town, lamp: Case, merged: Case, neighbour: Person) -> None:
    path = site.case_path(lamp, neighbour)
    form = (await site.get(path)).form("part")
    assert form is not None
    first = await site.post(path, dict(form.fields))
    assert first.status == 303
    again = await site.get(path + first.headers["Location"])
    assert "分开了" in again.words
    assert (await site.post(path, dict(form.fields))).status == 404
    assert len(town.cases()) == 2
