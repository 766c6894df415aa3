"""What may be wrong in the sections that tune the service: templates, menu, numbers, links, scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from models.district.errors import Loc, Problem, path_of
from models.district.outline import Outline
from models.district.quiet_hours import read_quiet
from models.district.schema import DistrictFile
from models.domain import timely
from models.domain.ballots import read_ballots
from models.domain.meetings.settings import read_meetings
from models.domain.templates import TEMPLATE_ROLES
from models.domain.tier_settings import read_tiers
from models.domain.whistles import read_whistles


def find_setting_problems(outline: Outline) -> Iterator[Problem]:
    """What is wrong in templates, menu, numbers, leader links, meetings, ballots, partners and scenes."""
    yield from _templates(outline.file)
    yield from _menu(outline.file)
    yield from _numbers(outline.file)
    yield from _links(outline)
    yield from _meetings(outline)
    yield from _ballots(outline.file)
    yield from _partners(outline)
    yield from _campaigns(outline)
    yield from _stations(outline)
    yield from _scenes(outline.file)
    yield from _rule_docs(outline.file)
    yield from _timely(outline.file)
    yield from _themes(outline)


def _templates(file: DistrictFile) -> Iterator[Problem]:
    for role, template in file.templates.items():
        types = {field.name: field.type for field in TEMPLATE_ROLES[role].fields}
        for name, keyword in template.fields.items():
            loc: Loc = ("templates", role, "fields", name)
            if name not in types:
                yield Problem(loc, f"{role} has no field '{name}'", "one of " + ", ".join(types))
            elif keyword.rstrip("0123456789") != types[name]:
                yield Problem(loc, f"'{name}' is {keyword!r}", f"a keyword of the type {types[name]}")
            if Counter(template.fields.values())[keyword] > 1:
                yield Problem(loc, f"keyword '{keyword}' stands twice in {role}", "each keyword once")


def _menu(file: DistrictFile) -> Iterator[Problem]:
    for kind, buttons in (("residents", file.menu.residents), ("posts", file.menu.posts)):
        for index, button in enumerate(buttons):
            taps: list[tuple[Loc, bool]] = [((), bool(button.says) + bool(button.page) + bool(button.items) == 1)]
            taps += [(("items", n), bool(item.says) != bool(item.page)) for n, item in enumerate(button.items)]
            for inner, is_right in taps:
                if not is_right:
                    here: Loc = ("menu", kind, index, *inner)
                    yield Problem(here, "a menu entry does not do one thing", "one of says, page or items")


def _numbers(file: DistrictFile) -> Iterator[Problem]:
    for day in sorted(set(file.calendar.extra_holidays) & set(file.calendar.extra_workdays)):
        what = f"{day.isoformat()} is both an extra holiday and an extra working day"
        yield Problem(("calendar", "extra_workdays"), what, "it in one of the two lists")
    for code, tier in file.settings.tiers.items():
        for name, value in tier.model_dump(exclude_none=True).items():
            try:
                read_tiers({code: {name: value}})
            except ValueError as error:
                what = str(error).partition(": ")[2]
                yield Problem(("settings", "tiers", code, name), what, "lengths like 30min, 24h, 4wh, 3wd, 1wd@12:00")
    for kind, whistle in file.settings.whistles.items():
        try:
            read_whistles({kind: whistle.model_dump(exclude_none=True)})
        except ValueError as error:
            what = str(error).partition(": ")[2]
            yield Problem(("settings", "whistles", kind), what, "lengths like 30min, 4wh, 3wd")
    for audience, urgencies in file.settings.quiet_hours.items():
        for urgency in urgencies:
            try:
                read_quiet({audience: {urgency: []}})
            except ValueError as error:
                yield Problem(("settings", "quiet_hours", audience, urgency), str(error), "a row of the quiet hours")


def _links(outline: Outline) -> Iterator[Problem]:
    for index, link in enumerate(outline.file.settings.leader_links):
        loc: Loc = ("settings", "leader_links", index)
        if outline.posts.get(link.post) != "leader":
            yield Problem(
                (*loc, "post"), f"'{link.post}' is not a leader's post", "the code of a post with role: leader"
            )
        for inner, code in enumerate(link.units):
            if code not in outline.units:
                yield Problem((*loc, "units", inner), f"unit '{code}' is not in the file", "the code of a unit")


def _meetings(outline: Outline) -> Iterator[Problem]:
    entry = outline.file.settings.meetings
    if entry is None:
        return
    at: Loc = ("settings", "meetings")
    try:
        read_meetings(entry.model_dump(mode="json"))
    except ValueError as error:
        yield Problem(at, str(error), "weekday or days, and attendees of the table in districts/README.md")
    for inner, code in enumerate(entry.hosts):
        if code not in outline.file.streets:
            yield Problem((*at, "hosts", inner), f"'{code}' is no street of the file", "the code of a street")
    for name, codes in (("convener", (entry.convener,)), ("observers", entry.observers)):
        for inner, named in enumerate(codes):
            if named is not None and named not in outline.units:
                loc: Loc = (*at, name) if name == "convener" else (*at, name, inner)
                yield Problem(loc, f"unit '{named}' is not in the file", "the code of a unit")


def _ballots(file: DistrictFile) -> Iterator[Problem]:
    entry = file.settings.ballots
    if entry is None:
        return
    try:
        read_ballots(entry.model_dump(mode="json"))
    except ValueError as error:
        yield Problem(
            ("settings", "ballots"), str(error), "opens, days, fewest and questions as in districts/README.md"
        )


def _partners(outline: Outline) -> Iterator[Problem]:
    for code, partner in outline.file.partners.items():
        for inner, unit in enumerate(partner.serves):
            found = outline.units.get(unit)
            if found is None or found.loc[0] != "streets":
                loc: Loc = ("partners", code, "serves", inner)
                yield Problem(loc, f"'{unit}' is no street or community of the file", "the code of one")


def _campaigns(outline: Outline) -> Iterator[Problem]:
    for index, entry in enumerate(outline.file.settings.campaigns):
        loc: Loc = ("settings", "campaigns", index)
        if entry.unit not in outline.units:
            yield Problem((*loc, "unit"), f"unit '{entry.unit}' is not in the file", "the code of a unit")
        if entry.to < entry.from_:
            yield Problem((*loc, "to"), f"{entry.to} is before {entry.from_}", "a day on or behind `from`")


def _stations(outline: Outline) -> Iterator[Problem]:
    settings = outline.file.settings
    posts = outline.posts
    communities = {code for street in outline.file.streets.values() for code in street.communities}
    rosters = settings.stations.rosters if settings.stations is not None else {}
    for station, entry in rosters.items():
        at: Loc = ("settings", "stations", "rosters", station)
        if station not in communities:
            yield Problem(at, f"'{station}' is no community of the file", "the code of a community")
        yield from _known_posts((*at, "posts"), entry.posts, posts)
    for team, members in settings.teams.items():
        yield from _known_posts(("settings", "teams", team), members, posts)
    named = {*outline.file.categories, *(code.partition("/")[0] for code in outline.file.categories)}
    for category in settings.tasks:
        if category not in named:
            here: Loc = ("settings", "tasks", category)
            yield Problem(here, f"'{category}' is no category or group of the file", "a category or its group")
    for code, service in settings.directory.items():
        if service.unit is not None and service.unit not in outline.units:
            there: Loc = ("settings", "directory", code, "unit")
            yield Problem(there, f"unit '{service.unit}' is not in the file", "the code of a unit")


def _known_posts(at: Loc, named: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for inner, post in enumerate(named):
        if post not in known:
            yield Problem((*at, inner), f"post '{post}' is not in the file", "unit/role of a post, or its own code")


def _scenes(file: DistrictFile) -> Iterator[Problem]:
    scenes: dict[str, Loc] = {}
    for street, entry in file.streets.items():
        for code, community in entry.communities.items():
            at: Loc = ("streets", street, "communities", code)
            scene = community.scene or code
            if scene in scenes:
                yield Problem((*at, "scene"), f"scene '{scene}' stands twice", f"another than {path_of(scenes[scene])}")
            scenes.setdefault(scene, at)


def _rule_docs(file: DistrictFile) -> Iterator[Problem]:
    shorts = Counter(doc.short for doc in file.settings.rule_docs.values())
    for code, doc in file.settings.rule_docs.items():
        if shorts[doc.short] > 1:
            at: Loc = ("settings", "rule_docs", code, "short")
            yield Problem(at, f"'{doc.short}' stands twice", "a name of its own: clauses are cited by it")


def _timely(file: DistrictFile) -> Iterator[Problem]:
    if file.settings.timely is None:
        return
    for name, length in file.settings.timely.model_dump(exclude_none=True, include=set(timely.MARKS)).items():
        try:
            timely.read_limits({name: length})
        except ValueError as error:
            yield Problem(("settings", "timely", name), str(error), "lengths like 4wh, 3wd, 1wd@12:00")


def _themes(outline: Outline) -> Iterator[Problem]:
    known = {one for code in outline.file.categories for one in (code, code.partition("/")[0])}
    for name, theme in outline.file.settings.themes.items():
        at: Loc = ("settings", "themes", name)
        for index, group in enumerate(theme.groups):
            if group not in known:
                yield Problem((*at, "groups", index), f"'{group}' is no category or group", "one of the categories")
        if theme.unit not in outline.units:
            yield Problem((*at, "unit"), f"unit '{theme.unit}' is not in the file", "the code of a unit")
