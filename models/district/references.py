"""What the entries of a district file say about each other: references, duplicates, missing posts and powers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.district.errors import Loc, Problem, path_of
from models.district.outline import Outline, post_code
from models.district.schema import CategoryEntry, DistrictFile
from models.district.setting_rules import find_setting_problems

NEEDED_POSTS = ("handler", "head")
NEEDED_DESKS = ("dispatcher", "duty", "leader", "inspector")
BY_PLACE = ("community", "street")
"""Words that stand for the unit of the place instead of a unit's code."""


def find_problems(file: DistrictFile) -> Iterator[Problem]:
    """Everything about `file` that keeps it from being loaded though its shape is right."""
    outline = Outline(file)
    yield from _codes(outline)
    yield from _names(outline)
    yield from _posts(outline)
    yield from _parents(outline)
    yield from _powers(outline)
    yield from _categories(outline)
    yield from _rules(outline)
    yield from find_setting_problems(outline)


def _codes(outline: Outline) -> Iterator[Problem]:
    seen: dict[str, Loc] = {}
    everywhere = [(unit.code, unit.loc) for unit in outline.listed]
    everywhere += [(code, loc) for code, _, loc, _ in outline.places]
    for code, loc in everywhere:
        if code in BY_PLACE:
            yield Problem(loc, f"'{code}' cannot be a code", "another word: it stands for the unit of the place")
        if code in seen:
            yield Problem(loc, f"code '{code}' stands twice", f"another code: it is taken by {path_of(seen[code])}")
        seen.setdefault(code, loc)


def _names(outline: Outline) -> Iterator[Problem]:
    named: list[tuple[tuple[str | None, str], Loc]]
    named = [((unit.parent, unit.entry.name), (*unit.loc, "name")) for unit in outline.listed]
    named += [((unit, place.name), (*loc, "name")) for _, place, loc, unit in outline.places]
    seen: dict[tuple[str | None, str], Loc] = {}
    for key, loc in named:
        if key in seen:
            yield Problem(loc, f"'{key[1]}' stands twice in one parent", f"another name than {path_of(seen[key][:-1])}")
        seen.setdefault(key, loc)


def _posts(outline: Outline) -> Iterator[Problem]:
    people, seen = outline.file.people, Counter[str]()
    for unit in outline.listed:
        roles = {post.role for post in unit.entry.posts}
        needed: tuple[str, ...] = NEEDED_POSTS if unit.loc[0] in {"streets", "departments"} else ()
        for role in NEEDED_DESKS if unit.loc[0] == "district" else needed:
            if role not in roles:
                yield Problem(unit.loc, f"{unit.entry.name} ({unit.code}) has no {role}", f"a post with role: {role}")
        inside = {post_code(unit.code, post) for post in unit.entry.posts}
        for index, post in enumerate(unit.entry.posts):
            at: Loc = (*unit.loc, "posts", index)
            code = post_code(unit.code, post)
            seen[code] += 1
            if seen[code] > 1:
                yield Problem(at, f"post '{code}' stands twice", "a 'code:' of its own for every further post")
            if post.person is not None and post.person not in people:
                yield Problem((*at, "person"), f"person '{post.person}' is not in the file", "a key of 'people'")
            if post.deputy_of is not None and (post.deputy_of not in inside or post.deputy_of == code):
                yield Problem((*at, "deputy_of"), f"no other post '{post.deputy_of}' here", "a post of the same unit")


def _parents(outline: Outline) -> Iterator[Problem]:
    departments, root = outline.file.departments, outline.file.district.code
    for code, department in departments.items():
        loc: Loc = ("departments", code, "parent")
        parent = department.parent
        if parent is None or parent == root:
            continue
        if parent not in departments:
            yield Problem(loc, f"parent '{parent}' is not a department", f"a key of 'departments' or '{root}'")
        elif _runs_in_a_circle(code, outline):
            yield Problem(loc, f"the parents of '{code}' run in a circle", f"a line of parents that ends at '{root}'")
        elif departments[parent].kind == "utility":
            yield Problem(loc, f"parent '{parent}' is a utility", "a bureau (kind: department)")


def _runs_in_a_circle(code: str, outline: Outline) -> bool:
    met: set[str] = set()
    current: str | None = code
    while current is not None and current in outline.units:
        if current in met:
            return True
        met.add(current)
        current = outline.units[current].parent
    return False


def _powers(outline: Outline) -> Iterator[Problem]:
    file = outline.file
    lists: list[tuple[Loc, tuple[str, ...]]] = [((*unit.loc, "powers"), unit.entry.powers) for unit in outline.listed]
    lists += [(("community_powers",), file.community_powers), (("street_powers",), file.street_powers)]
    for loc, powers in lists:
        for index, power in enumerate(powers):
            if power not in file.powers:
                yield Problem((*loc, index), f"power '{power}' is not in the file", "a key of 'powers'")


def _categories(outline: Outline) -> Iterator[Problem]:
    numbers: dict[str, str] = {}
    for code, category in outline.file.categories.items():
        loc: Loc = ("categories", code)
        yield from _lead(outline, category, loc)
        for index, unit in enumerate(category.assist):
            if unit not in BY_PLACE and unit not in outline.units:
                yield Problem(
                    (*loc, "assist", index), f"unit '{unit}' is not in the file", "a unit, community or street"
                )
        if first := numbers.get(category.no):
            yield Problem((*loc, "no"), f"number {category.no} stands twice", f"another number than {first}")
        numbers.setdefault(category.no, code)


def _lead(outline: Outline, category: CategoryEntry, loc: Loc) -> Iterator[Problem]:
    lead, power, file = category.lead, category.power, outline.file
    if power not in file.powers:
        yield Problem((*loc, "power"), f"power '{power}' is not in the file", "a key of 'powers'")
        return
    if lead in BY_PLACE:
        if power not in (file.community_powers if lead == "community" else file.street_powers):
            yield Problem(
                (*loc, "lead"), f"no {lead} has the power '{power}'", f"it in '{lead}_powers' or another lead"
            )
    elif lead not in outline.units:
        yield Problem((*loc, "lead"), f"unit '{lead}' is not in the file", "a department, community or street")
    elif lead in file.partners:
        yield Problem((*loc, "lead"), f"'{lead}' is a partner, which never leads", "a department, community or street")
    elif power not in outline.units[lead].powers:
        yield Problem(
            (*loc, "lead"), f"'{lead}' has not the power '{power}'", f"'{power}' among its powers or another lead"
        )
    elif category.desk and not any(post.role == category.desk for post in outline.units[lead].entry.posts):
        yield Problem((*loc, "desk"), f"'{lead}' has no {category.desk}", "a role of one of its posts")


def _rules(outline: Outline) -> Iterator[Problem]:
    file = outline.file
    places = {code for code, _, _, _ in outline.places}
    for code, rule in file.routing_rules.items():
        loc: Loc = ("routing_rules", code)
        category = file.categories.get(rule.category)
        if category is None:
            yield Problem((*loc, "category"), f"category '{rule.category}' is not in the file", "a key of 'categories'")
        unit = outline.units.get(rule.unit)
        if unit is None or rule.unit in file.partners:
            yield Problem((*loc, "unit"), f"'{rule.unit}' cannot lead", "the code of a unit that is no partner")
        elif category is not None and category.power not in unit.powers:
            yield Problem((*loc, "unit"), f"'{rule.unit}' has not the power '{category.power}'", "a unit that has it")
        if rule.where is not None and rule.where not in outline.units and rule.where not in places:
            yield Problem((*loc, "where"), f"'{rule.where}' is not in the file", "the code of a unit or place")
