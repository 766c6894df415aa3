"""三理: 梳理 (what is to be triaged), 代理 (errands), 处理 (deadlines); 代办台账; 队伍."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from handlers.cadre import taking
from handlers.cadre.stations import choosing, duty
from handlers.context import LISTED, Talk
from handlers.grammar.verbs import BY_COMMAND
from handlers.policies import stations as policy
from handlers.policies.unit_names import split_unit
from handlers.services import caseload
from handlers.services.stations import ledgers
from handlers.services.stations import naming as named
from handlers.texts import naming
from handlers.texts import stations as texts
from models.domain.stations import teams
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Errand

ROWS = 5
SOON = 3 * ONE_DAY


def triage(talk: Talk, _text: str = "") -> str:
    """梳理: orders nobody signed for, errands nobody took."""
    if policy.post_for(talk.ctx.district, talk.posts, "triage") is None:
        return choosing.refusal("triage")
    talk.notes[LISTED] = True
    unsigned = taking.unsigned(talk)
    new = [one for one in choosing.in_hand(talk) if one.state == "asked"]
    rows = [texts.TRIAGE_ROW(n=case.running, title=case.title, due=_due(talk, case.due_at)) for case in unsigned]
    rows += [_errand_row(talk, one) for one in new]
    if not rows:
        return texts.TRIAGE_NONE()
    more = texts.TRIAGE_MORE(count=len(rows) - ROWS) if len(rows) > ROWS else ""
    return texts.TRIAGE(count=len(unsigned), errands=len(new), rows="\n".join(rows[:ROWS]), more=more)


def agency(talk: Talk, _text: str = "") -> str:
    """代理: errands in hand, what waits for the resident's word, the next Friday."""
    if policy.post_for(talk.ctx.district, talk.posts, "errand_register") is None:
        return choosing.refusal("errand_register")
    mine = choosing.in_hand(talk)
    codes = {post.code for post in talk.posts}
    reported = [one for one in talk.tx.find(Errand, state="reported", agent=tuple(codes)) if one.agent in codes]
    waiting = texts.AGENCY_WAITING(count=len(reported)) if reported else ""
    if not mine:
        return texts.AGENCY_NONE(waiting=waiting, turn=duty.coming(talk))
    rows = "\n".join(_errand_row(talk, one) for one in mine[:ROWS])
    more = texts.AGENCY_MORE(count=len(mine) - ROWS) if len(mine) > ROWS else ""
    return texts.AGENCY(count=len(mine), rows=rows, more=more, waiting=waiting, number=mine[0].number)


def deadlines(talk: Talk, _text: str = "") -> str:
    """处理: everything in hand by its date, cases and errands together."""
    talk.notes[LISTED] = True
    cases = [one for one in caseload.in_hand(talk.ctx, talk.posts, talk.account.id) if one.due_at is not None]
    dated = [
        (case.due_at, texts.TRIAGE_ROW(n=case.running, title=case.title, due=_due(talk, case.due_at)))
        for case in cases
        if case.due_at is not None
    ]
    dated += [(one.due_at, _errand_row(talk, one)) for one in choosing.in_hand(talk)]
    if not dated:
        return texts.DEADLINES_NONE()
    dated.sort(key=lambda one: one[0])
    today = shanghai_day(talk.now)
    days = Counter(
        "late" if at <= talk.now else "today" if shanghai_day(at) == today else "soon"
        for at, _ in dated
        if at <= talk.now or shanghai_day(at) <= today + SOON
    )
    return texts.DEADLINES(
        rows="\n".join(row for _, row in dated[:ROWS]),
        more=texts.DEADLINES_MORE(count=len(dated) - ROWS) if len(dated) > ROWS else "",
        summary=texts.DEADLINES_SUMMARY(late=days["late"], today=days["today"], soon=days["soon"]),
    )


def ledger(talk: Talk, text: str) -> str:
    """代办台账: counts, and the link to the whole book of a station."""
    district = talk.ctx.district
    post = policy.post_for(district, talk.posts, "errand_ledger")
    if post is None:
        return choosing.refusal("errand_ledger")
    mine = [one for one in policy.stations(district) if policy.post_for(district, talk.posts, "errand_ledger", one)]
    unit, _ = split_unit(district, text, post.unit) if text.strip() else ("", "")
    if not mine:
        return texts.NO_STATIONS()
    chosen = [unit] if unit in mine else [post.unit] if post.unit in mine and not text.strip() else mine
    counts = {one: ledgers.counts(talk.ctx, one) for one in chosen}
    if len(chosen) == 1:
        station = chosen[0]
        link = talk.ctx.links.url(ledgers.PURPOSE, ledgers.index_of(district, station), talk.account.id, talk.now)
        name = named.station(talk.ctx, station)
        return texts.LEDGER(station=name, link=texts.LEDGER_LINK(link=link), **counts[station])
    total = _sum(counts.values())
    busiest = sorted(chosen, key=lambda one: -counts[one]["open"])[:ROWS]
    rows = [
        texts.LEDGER_ROW(
            station=district.name_of(one), **{n: counts[one][n] for n in ("open", "confirmed", "unconfirmed")}
        )
        for one in busiest
    ]
    shown = {name: total[name] for name in ("open", "waiting", "confirmed", "unconfirmed")}
    return texts.LEDGER_MANY(count=len(chosen), rows="\n".join(rows), **shown)


def team(talk: Talk, _text: str = "") -> str:
    """队伍: which of the five teams the person is in, what that lets him do, his next Friday."""
    district = talk.ctx.district
    held = frozenset[teams.Team]().union(*(teams.teams_of(district, post) for post in talk.posts))
    if not held:
        return texts.TEAM_NONE()
    names = [texts.TEAMS[one] for one in (*teams.TEAMS, *teams.HOUSES) if one in held]
    verbs = [verb for command, verb in BY_COMMAND.items() if teams.PERMITTED[cast("teams.Command", command)] & held]
    return texts.TEAM(
        teams=texts.SEPARATOR.join(names), verbs=texts.SEPARATOR.join(dict.fromkeys(verbs)), turn=duty.coming(talk)
    )


def _errand_row(talk: Talk, errand: Errand) -> str:
    papers = len([one for one in named.held(talk.ctx, errand).split(texts.SEPARATOR) if one])
    late = texts.AGENCY_LATE if errand.due_at <= talk.now else ""
    if errand.state == "asked":
        late += texts.AGENCY_NEW
    return texts.AGENCY_ROW(
        number=errand.number,
        matter=errand.matter[:16],
        due=naming.due(errand.due_at, talk.now),
        late=late,
        papers=texts.AGENCY_PAPERS(count=papers) if papers else "",
    )


def _due(talk: Talk, at: datetime | None) -> str:
    return naming.due(at, talk.now) if at is not None else ""


def _sum(counts: Iterable[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
