"""The register of households: read from a file, found by code, joined by the household itself."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col

from handlers.context import Context
from models.domain.district import District, Post
from models.domain.errors import BadInputError
from models.domain.visiting import homes as codes
from models.tables import Account, Home

COLUMNS: Mapping[str, tuple[str, ...]] = codes.COLUMNS
CODE_DIGITS = 6
MOST_LIKE_IT = 4


@dataclass(slots=True)
class Read:
    """What became of a file."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0


class BadRegisterError(BadInputError):
    """The register cannot be used; the text names the line."""


def read(ctx: Context, rows: Iterable[Mapping[str, str]]) -> Read:
    """Bring the register of the communities named in these rows up to date: what is missing there has gone.

    A household that comes back is the same one. Raises BadRegisterError naming the line; nothing is kept then.
    """
    wanted = _wanted(ctx.district, rows)
    done = Read(rows=sum(len(found) for found in wanted.values()))
    for community, homes in wanted.items():
        known = {home.code: home for home in ctx.tx.find(Home, community=community)}
        for code, post in homes.items():
            home = known.get(code)
            if home is None:
                building = codes.building_of(code)
                ctx.tx.insert(Home, community=community, code=code, building=building, post=post, added_at=ctx.now)
                done.added += 1
            elif home.post != post or home.gone_at is not None:
                ctx.tx.update(home, post=post, gone_at=None)
                done.changed += 1
        for code, home in known.items():
            if code not in homes and home.gone_at is None:
                ctx.tx.update(home, gone_at=ctx.now)
                done.gone += 1
    return done


def _wanted(district: District, rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    names = {name: unit.code for unit in district.units.values() for name in (unit.code, unit.name, unit.short) if name}
    people: dict[str, list[str]] = {}
    for post in district.posts.values():
        if not post.closed and (name := district.person_of(post.code)):
            people.setdefault(name, []).append(post.code)
    wanted: dict[str, dict[str, str]] = {}
    for line, row in enumerate(rows, start=2):
        said = {name: next((row[one].strip() for one in heads if row.get(one)), "") for name, heads in COLUMNS.items()}
        unit = district.units.get(names.get(said["community"], ""))
        if unit is None or unit.level != "community":
            raise BadRegisterError(f"line {line}: {said['community'] or 'nothing'!r} is no community of the district")
        try:
            code = codes.clean(said["code"])
        except ValueError:
            raise BadRegisterError(f"line {line}: {said['code']!r} is no household code (like 3-2-501)") from None
        held = wanted.setdefault(unit.code, {})
        if code in held:
            raise BadRegisterError(f"line {line}: {code} stands twice in {unit.name}")
        held[code] = _post(district, people, said["cadre"], unit.code, line)
    return wanted


def _post(district: District, people: Mapping[str, list[str]], said: str, community: str, line: int) -> str:
    if not said or said in district.posts:
        return said
    found = people.get(said, [])
    here = [code for code in found if district.posts[code].unit == community] or found
    if len(here) != 1:
        raise BadRegisterError(f"line {line}: {said!r} is nobody's name, or several people's: write the post's code")
    return here[0]


def areas(district: District, posts: Sequence[Post]) -> tuple[str, ...]:
    """Communities in which these posts visit: their own, those below them; everywhere for departments and partners."""
    found: dict[str, None] = {}
    for post in posts:
        unit = district.units[post.unit]
        everywhere = unit.level in {"district", "department", "partner"}
        for one in district.units.values():
            if one.level == "community" and not one.closed and (everywhere or post.unit in district.line_of(one.code)):
                found[one.code] = None
    return tuple(found)


def named(ctx: Context, posts: Sequence[Post], code: str, community: str = "") -> list[Home]:
    """Households of this code that these posts may mean: their own ones first, then those of their communities."""
    within = areas(ctx.district, posts)
    if community:
        within = tuple(one for one in within if community in ctx.district.line_of(one))
    if not within:
        return []
    found = ctx.tx.find(Home, community=within, code=code, gone_at=None)
    own = {post.code for post in posts}
    return [home for home in found if home.post in own] or found


def like(ctx: Context, posts: Sequence[Post], said: str) -> list[Home]:
    """Households a wrong code may have meant: the same building, the nearest codes, of the posts' own first."""
    digits = [part for part in codes.flatten(said).upper().split("-") if part]
    within = areas(ctx.district, posts)
    if not digits or not within or len(within) > MOST_AREAS:
        return []
    building = digits[0]
    found = ctx.tx.query(
        Home,
        col(Home.community).in_(within),
        col(Home.building) == building,
        col(Home.gone_at).is_(None),
        order_by=col(Home.id),
        limit=MOST_OF_A_BUILDING,
    )
    wanted = set(digits[1:])
    scored = [(len(wanted & set(home.code.split("-")[1:])), home) for home in found]
    best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], codes.order(one[1].code)))
    return [home for _, home in best[:MOST_LIKE_IT]]


MOST_AREAS, MOST_OF_A_BUILDING = 40, 400


def word_of(ctx: Context, home: Home) -> str:
    """The six digits a household joins with: the cadre who visits it hands them over, nobody can guess them."""
    drawn = int(ctx.sealer.account_id(f"home:{home.id}:{home.code}"), 16)
    return f"{drawn % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def join(ctx: Context, account: Account, code: str, word: str) -> Home | None:
    """An account says which household it is; None where code and word do not belong together."""
    for home in ctx.tx.query(Home, col(Home.code) == code, col(Home.gone_at).is_(None), order_by=col(Home.id)):
        if hmac.compare_digest(word_of(ctx, home), word):
            for other in ctx.tx.find(Home, account_id=account.id):
                if other.id != home.id:
                    ctx.tx.update(other, account_id="", joined_at=None)
            known = ctx.tx.get(Home, home.id) or home
            return ctx.tx.update(known, account_id=account.id, joined_at=ctx.now)
    return None


def part(ctx: Context, account: Account) -> int:
    """The household no longer hears through this account; how many were let go."""
    found = ctx.tx.find(Home, account_id=account.id)
    for home in found:
        ctx.tx.update(home, account_id="", joined_at=None)
    return len(found)
