from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from models.district.build import build
from models.district.changes import diff
from models.district.production import check, warnings
from models.district.reader import read_district
from models.district.schema import DistrictFile
from models.domain.district import District
from models.domain.escalation import first_rung, next_rung, posts_at
from models.domain.templates import TEMPLATE_ROLES, find_mismatches
from models.domain.working_time import calendar_of

HERE = Path(__file__).parent
SHIPPED = {
    name: build(read_district(HERE.parents[1] / "districts" / f"{name}.yaml"), 1)
    for name in ("wuda", "zhalainuoer", "donghe")
}
COMMUNITIES = {"wuda": 22, "zhalainuoer": 21, "donghe": 115}
every_district = pytest.mark.parametrize("district", SHIPPED.values(), ids=SHIPPED)


def leads_of(district: District, lead: str) -> list[str]:
    if lead in {"community", "street"}:
        return [unit.code for unit in district.units.values() if unit.level == lead]
    return [lead]


@pytest.mark.parametrize(("name", "number"), COMMUNITIES.items())
def test_every_real_community_and_village_is_a_unit(name: str, number: int) -> None:
    assert sum(unit.level == "community" for unit in SHIPPED[name].units.values()) == number


@every_district
def test_there_are_at_least_sixty_categories_in_two_levels(district: District) -> None:
    assert len(district.categories) >= 60
    assert all(code.count("/") == 1 for code in district.categories)


@every_district
def test_every_category_of_the_example_messages_exists(district: District) -> None:
    with (HERE / "example_categories.csv").open(encoding="utf-8") as file:
        examples = [row["category"] for row in csv.DictReader(file)]
    assert len(examples) >= 30
    assert set(examples) <= set(district.categories)


@every_district
def test_there_are_at_least_twenty_departments_and_utilities(district: District) -> None:
    units = [unit for unit in district.units.values() if unit.level == "department"]
    assert len(units) >= 20
    assert all(unit.powers for unit in units)


@every_district
def test_every_community_has_at_least_three_estates_or_roads_of_its_own(district: District) -> None:
    found = Counter(place.unit for place in district.places.values() if place.kind in {"estate", "road"})
    for unit in district.units.values():
        if unit.level == "community":
            assert found[unit.code] >= 3, unit.name


@every_district
def test_the_name_of_an_estate_or_road_determines_one_community(district: District) -> None:
    where: dict[str, set[str]] = {}
    for place in district.places.values():
        if place.kind not in {"community", "village", "street"}:
            for name in (place.name, *place.aliases):
                where.setdefault(name, set()).add(place.unit)
    for unit in district.units.values():
        for name in (unit.name, *unit.aliases) if unit.level == "community" else ():
            where.setdefault(name, set()).add(unit.code)
    assert {name: units for name, units in where.items() if len(units) > 1} == {}


@every_district
def test_names_are_unique_inside_a_parent(district: District) -> None:
    units = Counter((unit.parent, unit.name) for unit in district.units.values())
    places = Counter((place.unit, place.name) for place in district.places.values())
    assert max(units.values()) == max(places.values()) == 1


def test_a_town_and_a_street_of_one_name_are_two_units() -> None:
    donghe = SHIPPED["donghe"]
    assert {unit.name for unit in donghe.units.values() if unit.name.startswith("河东")} == {"河东镇", "河东街道"}


@every_district
def test_every_unit_that_works_has_its_posts_filled(district: District) -> None:
    for unit in district.units.values():
        filled = {post.role for post in district.posts_of(unit.code) if district.person_of(post.code)}
        if unit.level == "district":
            assert filled >= {"dispatcher", "duty", "leader", "inspector"}
        elif unit.level != "partner":
            assert filled >= {"handler", "head"}, unit.name


@every_district
def test_one_person_may_fill_several_posts(district: District) -> None:
    assert max(Counter(post.person for post in district.posts.values()).values()) > 1


@every_district
def test_people_and_their_phones_are_marked_as_invented(district: District) -> None:
    assert all(person.invented for person in district.persons.values())
    prefix = str(district.settings["invented_phones"])
    phones = [unit.phone for unit in district.units.values()] + [post.phone for post in district.posts.values()]
    assert all(phone.startswith(prefix) for phone in phones if phone)
    assert any("invented" in line and prefix in line for line in warnings(district))


@every_district
def test_no_two_units_share_a_phone(district: District) -> None:
    phones = Counter(unit.phone for unit in district.units.values())
    assert max(phones.values()) == 1


@every_district
def test_the_lead_of_every_category_holds_its_power_and_is_no_partner(district: District) -> None:
    for category in district.categories.values():
        for lead in leads_of(district, category.lead):
            assert category.power in district.units[lead].powers, category.code
            assert district.units[lead].level != "partner"


@every_district
def test_every_ladder_ends_at_the_district_and_somebody_stands_on_every_rung(district: District) -> None:
    for category in district.categories.values():
        for lead in leads_of(district, category.lead):
            rung = first_rung(district, lead)
            climbed = [rung]
            while (above := next_rung(district, lead, climbed[-1])) is not None:
                climbed.append(above)
            assert climbed[-1].unit == district.root
            assert all(posts_at(district, rung) for rung in climbed)
            assert len(climbed) <= 3


@every_district
def test_misconduct_goes_to_the_inspector_of_the_district(district: District) -> None:
    found = [category for category in district.categories.values() if category.group == "作风举报"]
    assert found
    assert all(category.lead == district.root and category.desk == "inspector" for category in found)


@every_district
def test_what_is_dangerous_is_filed_without_asking(district: District) -> None:
    dangers = ("电梯困人", "人员走失", "人身伤害")
    for code in ("道路设施/井盖缺失", "冰雪清除/屋檐掉冰", "供电/电线坠落", *(f"人身安全/{name}" for name in dangers)):
        assert district.categories[code].file_unasked
        assert district.categories[code].tier == "2h"


@every_district
def test_the_lamp_on_the_stairs_and_the_lamp_on_the_street_have_different_owners(district: District) -> None:
    stairs, street = district.categories["路灯照明/楼道灯"], district.categories["路灯照明/路灯不亮"]
    assert (stairs.lead, stairs.catalogue) == ("community", "2.3")
    assert (street.lead, street.catalogue) == ("chengguan", "2.4")


@every_district
def test_titles_have_four_to_eight_characters(district: District) -> None:
    assert all(4 <= len(category.title) <= 8 for category in district.categories.values())


@every_district
def test_every_limit_says_where_it_comes_from(district: District) -> None:
    assert all(category.basis.source for category in district.categories.values())
    assert any("unverified" in line for line in warnings(district))


@every_district
def test_all_twelve_templates_are_there_with_the_fields_of_their_role(district: District) -> None:
    assert set(district.templates) == set(TEMPLATE_ROLES)
    for role, setting in district.templates.items():
        assert setting.template_id.startswith("demo-")
        assert find_mismatches(setting) == ()
        assert tuple(setting.fields) == TEMPLATE_ROLES[role].names


@every_district
def test_production_refuses_the_demo_templates_and_nothing_else(district: District) -> None:
    refused = check(district, "production")
    assert len(refused) == 12
    assert all("demo" in line for line in refused)
    assert check(district, "development") == []


@every_district
def test_the_menu_fits_what_wechat_allows(district: District) -> None:
    for buttons in district.menu.values():
        assert isinstance(buttons, list)
        assert len(buttons) <= 3
        for button in buttons:
            assert len(button["name"].encode()) <= 16
            assert all(len(item["name"].encode()) <= 60 for item in button.get("items", []))


@every_district
def test_every_community_has_a_scene_that_leads_back_to_it(district: District) -> None:
    scenes = district.settings["scenes"]
    assert isinstance(scenes, dict)
    assert set(scenes.values()) == {unit.code for unit in district.units.values() if unit.level == "community"}
    assert all(re.fullmatch(r"[A-Za-z0-9_.:-]{1,64}", scene) for scene in scenes)


@every_district
def test_places_with_coordinates_lie_together(district: District) -> None:
    spots = [(place.latitude, place.longitude) for place in district.places.values() if place.latitude is not None]
    latitudes, longitudes = zip(*spots, strict=True)
    assert max(latitudes) - min(latitudes) < 0.3
    assert max(longitudes) - min(longitudes) < 0.3


@every_district
def test_the_district_brings_its_calendar(district: District) -> None:
    assert calendar_of(district).known_until.year >= 2026


@every_district
def test_loading_the_same_file_twice_changes_nothing(district: District) -> None:
    assert diff(district, district) == []
    added = diff(None, district)
    assert {change.kind for change in added} == {"added"}
    assert len(added) > 500


@pytest.mark.parametrize("name", SHIPPED)
def test_a_file_kept_as_a_document_is_the_same_district_again(name: str) -> None:
    file = read_district(HERE.parents[1] / "districts" / f"{name}.yaml")
    kept = DistrictFile.model_validate(json.loads(json.dumps(file.model_dump(mode="json"))))
    assert kept == file
    assert build(kept, 1) == SHIPPED[name]


def test_the_cast_of_the_dialogues_is_in_wuda() -> None:
    wuda = SHIPPED["wuda"]
    assert wuda.person_of("binhai.binhai/handler") == "李晓"
    assert wuda.units["binhai.binhai"].phone == "0473-3000001"
    assert wuda.person_of("binhai/duty") == "赵敏"
    assert wuda.person_of("gongre/handler") == "孙工"
    assert wuda.person_of("wuda/dispatcher") == "周航"
    assert wuda.person_of("wuda/leader").startswith("陈")
    links = wuda.settings["leader_links"]
    assert isinstance(links, dict)
    assert "binhai.binhai" in links["wuda/leader"]
    assert wuda.contacts["gas"] == "0473-3000119"
    gate = next(place for place in wuda.places.values() if place.name == "永昌佳苑东门")
    assert wuda.name_of(gate.unit) == "永昌佳苑社区"
