"""五支队伍: each command exactly to the right teams, cell by cell; the five tasks add up; the three buttons."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from handlers.policies import stations as policy
from models.district.build import build
from models.domain.district import District
from models.domain.stations import teams, themes
from models.domain.stations.teams import PERMITTED, Command, Team
from tests.stations.conftest import STATION
from tests.town import Town, district_file

POSTS: dict[Team, str] = {
    "leaders": "wuda/leader",
    "helpers": "chengguan/handler",
    "agents": "binhai/handler",
    "liaison": f"{STATION}/handler",
    "desk": "wuda/dispatcher",
    "inspection": "wuda/inspector",
}
SAYS: dict[Command, str] = {
    "errand_register": "代办登记 老人社保认证",
    "errand_finish": "代办办结 1 办好了",
    "errand_papers": "代办材料 1",
    "errand_call": "代办回访 1",
    "errand_ledger": "代办台账",
    "duty_sign": "到岗",
    "duty_swap": "换班",
    "deed": "实事 修好扶手；滨海社区",
    "service": "送服务 义诊；滨海社区",
    "visit": "深入社区 听意见；滨海社区",
    "conflict_open": "化解 两户因漏水起争执；滨海社区",
    "project_open": "项目 立项 亮化工程",
    "project_stage": "项目 1 开工",
    "project_link": "项目 1 关联 99",
    "triage": "梳理",
    "deadlines": "处理",
    "ratings": "服务商",
}
"""conflict_close and conflict_parties go by person: tests/stations/test_works.py."""
MATRIX = """
                 leaders helpers agents liaison volunteers desk inspection
errand_register     .       .      x       x        x       .       .
errand_finish       .       .      x       x        .       .       .
errand_papers       .       .      x       x        .       .       .
errand_call         .       .      x       .        .       x       .
errand_ledger       x       .      x       x        x       x       x
duty_sign           .       x      x       x        x       .       .
duty_swap           .       x      x       x        x       .       .
deed                .       x      x       x        .       .       .
service             .       x      x       x        x       .       .
visit               x       x      x       .        .       .       .
conflict_open       .       .      x       x        .       .       .
conflict_close      .       .      x       x        .       .       .
conflict_parties    .       .      x       x        .       .       x
project_open        .       x      .       .        .       x       .
project_stage       .       x      .       .        .       x       .
project_link        .       x      x       x        .       x       .
triage              .       .      x       x        .       x       .
deadlines           x       x      x       x        x       x       x
ratings             x       x      x       x        .       x       x
"""
"""Written by hand; the table of the code must say the same."""


def rows() -> dict[str, dict[str, bool]]:
    head, *lines = MATRIX.strip().splitlines()
    names = head.split()
    return {line.split()[0]: dict(zip(names, (one == "x" for one in line.split()[1:]), strict=True)) for line in lines}


def test_the_table_says_what_was_written_by_hand() -> None:
    written = rows()
    assert set(written) == set(PERMITTED)
    for command, cells in written.items():
        assert {team for team, is_in in cells.items() if is_in} == PERMITTED[command], command  # type: ignore[index]


def test_every_cell_of_the_matrix_in_chat(town: Town) -> None:
    people = {team: town.bind(f"人{team}", post) for team, post in POSTS.items()}
    people["agents"].says("代办登记 滨海社区 老人取药")
    people["desk"].says("项目 立项 老城亮化")
    wrong = []
    for (command, words), (team, person) in itertools.product(SAYS.items(), people.items()):
        refused = "您的岗位不在里面" in (answered := person.says(words)) or "不在您的站" in answered
        if refused == (team in PERMITTED[command]) and not (command == "project_stage" and team == "helpers"):
            wrong.append(f"{team}: {words} -> {answered}")
    assert wrong == []


@pytest.fixture(scope="module")
def district() -> District:
    return build(district_file("zhalainuoer"), 1)


def test_every_post_has_its_place_and_a_team_of_the_file_wins(district: District) -> None:
    unplaced = [one.code for one in district.posts.values() if not teams.teams_of(district, one)]
    assert {district.units[district.posts[code].unit].level for code in unplaced} <= {"partner"}
    volunteer = next(one for one in district.posts.values() if one.unit == "wuye")
    listed = {**district.settings, "teams": {"volunteers": [volunteer.code]}}
    with_team = replace(district, settings=listed)
    assert teams.teams_of(with_team, volunteer) == {"volunteers"}
    assert policy.post_for(with_team, [volunteer], "errand_register") == volunteer
    assert policy.post_for(with_team, [volunteer], "errand_finish") is None


def test_every_category_belongs_to_exactly_one_of_the_five_tasks(district: District) -> None:
    found = [themes.theme_of(district.settings, code) for code in district.categories]
    assert sum(themes.totals(found).values()) == len(district.categories)
    assert set(found) == set(themes.THEMES)
    assert themes.theme_of(district.settings, "") == themes.OTHERWISE
    assert sum(themes.totals(["poverty", "没有这个", ""]).values()) == 3


@pytest.mark.parametrize("name", ["wuda", "zhalainuoer"])
def test_the_cadres_menu_is_the_three_buttons(name: str) -> None:
    menu = build(district_file(name), 1).menu["posts"]
    assert [one["name"] for one in menu] == ["梳理", "代理", "处理"]  # type: ignore[attr-defined]
    said = [item["says"] for one in menu for item in one["items"]]  # type: ignore[attr-defined]
    assert {"梳理", "代理", "处理"} <= set(said)
