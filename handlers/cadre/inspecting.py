"""督查, 通报, 整改, 条款: what the inspectors look at and write, and what a unit answers."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from sqlmodel import col

from handlers.cadre import plain
from handlers.cadre.acting import ask, unit_name
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import CIRCULAR_NUMBER, CLEAN_SIGN, WITHDRAW_SIGN
from handlers.grammar.verbs import CIRCULAR
from handlers.policies.permissions import is_barred, is_confidential
from handlers.policies.unit_names import find_unit, split_unit
from handlers.services import caseload, handling, kept_commands
from handlers.services.closing import seeds
from handlers.services.inspecting import circulars, draws, members, rulebook
from handlers.services.records import history
from handlers.texts import circulars as texts
from handlers.texts import insight, naming
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate
from models.domain.numbers import find_references
from models.domain.states import OPEN
from models.domain.tiers import length_after
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Case, Circular, Inspection, Question

ECHO = "circular"
ROWS, LOG_ROWS, NEAR = 5, 8, 3
SHORTEST = 6
RECENT = timedelta(days=30)
_CLEAN = re.compile(rf"(?:{CLEAN_SIGN})[\s，,。:：]*(.*)", re.DOTALL)
_WITHDRAW = re.compile(rf"(?:{WITHDRAW_SIGN})\s*(.*)", re.DOTALL)


# -- 督查 -----------------------------------------------------------------------------------------------------------


def inspect(talk: Talk, command: Command) -> str:
    """督查; 督查 南圪洞街道; 督查 南圪洞街道 正常 看了什么; 督查 7."""
    post = _inspector(talk)
    if post is None:
        return texts.NOT_INSPECTOR()
    text = command.rest.strip()
    if not text:
        return _drawn(talk)
    found = find_references(text)
    if found and not text[: found[0].start].strip():
        page = text[found[0].end :].strip()
        return _log(talk, post, found[0].reference, int(page) if page.isdigit() and page != "0" else 1)
    unit, rest = find_unit(talk.ctx.district, text)
    post = next((one for one in _inspectors(talk) if members.may_inspect(talk.ctx, one, unit)), None)
    if post is None:
        return texts.OWN_UNIT(unit=unit_name(talk, unit))
    clean = _CLEAN.fullmatch(rest)
    return _unit(talk, unit) if clean is None else _clean(talk, post, unit, clean[1])


def _drawn(talk: Talk) -> str:
    month = seeds.month_of(talk.now)
    counts = texts.COUNTS(month=int(month[5:]), **draws.counted(draws.of_month(talk.ctx, month)))
    found = [row for one in _inspectors(talk) for row in draws.running(talk.ctx, one)]
    if not found:
        return texts.DRAWN_NONE(counts=counts)
    rows = "\n".join(
        texts.DRAWN_ROW(unit=unit_name(talk, row.unit), day=format_day(row.begins_on), until=format_day(_until(row)))
        for row in found[:ROWS]
    )
    return texts.DRAWN(month=int(month[5:]), rows=rows, counts=counts, unit=unit_name(talk, found[0].unit))


def _unit(talk: Talk, unit: str) -> str:
    """The unit's work in figures; nothing in it is an accusation."""
    ctx = talk.ctx
    held = [one for one in talk.tx.query(Case, col(Case.unit) == unit, order_by=col(Case.id)) if not _hidden(talk, one)]
    still = [one for one in held if one.state in OPEN]
    late = [one for one in still if one.due_at is not None and one.due_at < ctx.now]
    recent = [one for one in held if one.filed_at >= ctx.now - RECENT]
    issued = [one for one in circulars.of_year(talk.tx, shanghai_day(ctx.now).year) if one.unit == unit]
    live = [one for one in issued if one.withdrawn_at is None]
    return texts.UNIT(
        unit=unit_name(talk, unit),
        open=len(still),
        late=len(late),
        numbers=texts.UNIT_LATE(numbers=naming.called(late[:ROWS])) if late else "",
        redone=sum(one.round > 1 for one in recent),
        urges=sum(one.urges for one in recent),
        circulars=len(live),
        unanswered=sum(one.answered_at is None and one.answer_due_at < ctx.now for one in live),
    )


def _clean(talk: Talk, post: Post, unit: str, words: str) -> str:
    row = draws.of_unit(talk.ctx, post, unit)
    if row is None:
        return texts.CLEAN_NOT_DRAWN(unit=unit_name(talk, unit))
    if not words.strip():
        return texts.CLEAN_NEEDS_WORDS(unit=unit_name(talk, unit))
    draws.end(talk.ctx, row, "clean", words)
    return texts.CLEAN(unit=unit_name(talk, unit))


def _log(talk: Talk, post: Post, reference: object, page: int) -> str:
    """What happened to a case, event by event; the look is written down, nothing is changed."""
    found = [one for one in caseload.named(talk.ctx, reference) if not _hidden(talk, one)]  # type: ignore[arg-type]
    if not found:
        return texts.LOG_NONE(n=getattr(reference, "number", ""))
    case = found[0]
    handling.see(talk.ctx, case, post)
    events = history(talk.ctx, case)
    pages = max(1, -(-len(events) // LOG_ROWS))
    page = min(page, pages)
    rows = []
    for event in events[(page - 1) * LOG_ROWS : page * LOG_ROWS]:
        by = talk.ctx.district.posts.get(event.post)
        who = texts.LOG_WHO(unit=unit_name(talk, by.unit)) if by is not None else ""
        rows.append(texts.LOG_ROW(at=naming.moment(event.at), what=insight.event(event.kind), who=who))
    return texts.LOG(
        label=naming.label(case),
        number=case.number,
        count=len(events),
        page=page,
        rows="\n".join(rows),
        more=texts.LOG_MORE(n=case.running, page=page + 1) if page < pages else "",
    )


def _hidden(talk: Talk, case: Case) -> bool:
    return is_confidential(case) or is_barred(talk.ctx, case, talk.account.id)


# -- 通报 -----------------------------------------------------------------------------------------------------------


def circular(talk: Talk, command: Command) -> str:
    """通报; 通报 3; 通报 撤 3 理由; 通报 单位 条款 说明；日期."""
    text = command.rest.strip()
    if not text:
        return _list(talk)
    withdrawn = _WITHDRAW.fullmatch(text)
    if withdrawn is not None:
        return _withdraw(talk, withdrawn[1])
    numbered = CIRCULAR_NUMBER.fullmatch(text)
    if numbered is not None and not numbered[3].strip():
        row = _find(talk, numbered)
        return texts.NOT_FOUND(number=numbered[2]) if row is None else _show(talk, row)
    if not _inspectors(talk):
        return texts.NOT_YOURS()
    return _propose(talk, text)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """1 发出: everything is looked at once more, the unit's day may have passed meanwhile."""
    if effect != "yes":
        return texts.DROPPED()
    kept = json.loads(kept_commands.words_of(talk.ctx, question))
    clause, _ = rulebook.cited(talk.ctx, kept["clause"])
    post = next((one for one in _inspectors(talk) if members.may_inspect(talk.ctx, one, kept["unit"])), None)
    if post is None or clause is None:
        return texts.DROPPED()
    row = circulars.issue(talk.ctx, post, kept["unit"], clause, kept["finding"], date.fromisoformat(kept["day"]))
    unit = unit_name(talk, row.unit)
    return texts.ISSUED(name=name_of(row), unit=unit, day=format_day(row.answer_by))


def _propose(talk: Talk, text: str) -> str:
    ctx, district = talk.ctx, talk.ctx.district
    unit, rest = split_unit(district, text)
    default = shanghai_day(length_after(ctx.now, f"{draws.answer_days(ctx)}wd", ctx.calendar).at)
    if not unit:
        return _needs_form(talk, default)
    post = next((one for one in _inspectors(talk) if members.may_inspect(ctx, one, unit)), None)
    if post is None:
        return texts.OWN_UNIT(unit=unit_name(talk, unit))
    clause, finding = rulebook.cited(ctx, rest)
    if clause is None:
        near = rulebook.search(ctx, rest)[:NEAR]
        names = texts.SEPARATOR.join(texts.NEAR_ROW(name=one.name, text=one.text[:16]) for one in near)
        return texts.NEEDS_CLAUSE(near=texts.NEEDS_CLAUSE_NEAR(names=names) if near else "")
    finding, day = _split_day(talk, finding, default)
    if len(finding) < SHORTEST:
        return texts.NEEDS_FINDING(clause=clause.name)
    if circulars.names_somebody(ctx, finding):
        return texts.NAMES_SOMEBODY()
    year = shanghai_day(ctx.now).year
    facts = {"unit": unit, "clause": clause.name, "finding": finding, "day": day.isoformat()}
    said = texts.ECHO(
        name=texts.NAME(year=year, number="…"),
        unit=unit_name(talk, unit),
        finding=finding,
        clause=clause.name,
        document=clause.title,
        text=clause.text,
        day=format_day(day),
    )
    kept = json.dumps(facts, ensure_ascii=False)
    return ask(talk, ECHO, said, texts.ECHO_OPTIONS, kind="yesno", words=kept, verb=CIRCULAR, quotes=True)


def _split_day(talk: Talk, finding: str, default: date) -> tuple[str, date]:
    """The words, and the day behind the last separator. Raises BadDate for one that is past or none at all."""
    for mark in ("；", ";", "|", "｜", "\n"):
        head, found, tail = finding.rpartition(mark)
        if found and tail.strip():
            day, rest = split_date(tail, shanghai_day(talk.now), talk.ctx.calendar)
            if rest:
                raise BadDate(said=tail.strip(), reason="unreadable")
            if day.day <= shanghai_day(talk.now):
                raise BadDate(said=day.said, reason="past", day=day.day)
            return head.strip(" ；;|｜\n"), day.day
    return finding.strip(" ；;|｜\n"), default


def _needs_form(talk: Talk, day: date) -> str:
    docs = rulebook.docs(talk.ctx)
    if not docs:
        return texts.CLAUSES_NONE()
    district = talk.ctx.district
    street = next((unit for unit in district.units.values() if unit.level == "street"), district.units[district.root])
    return texts.NEEDS_FORM(unit=street.short, clause=docs[0].clauses[0].name, day=format_day(day).partition("（")[0])


def _withdraw(talk: Talk, text: str) -> str:
    if not _inspectors(talk):
        return texts.NOT_YOURS()
    numbered = CIRCULAR_NUMBER.fullmatch(text.strip())
    row = _find(talk, numbered) if numbered is not None else None
    if numbered is None or row is None:
        return texts.NOT_FOUND(number=numbered[2] if numbered is not None else text[:6])
    if not any(members.may_inspect(talk.ctx, one, row.unit) for one in _inspectors(talk)):
        return texts.OWN_UNIT(unit=unit_name(talk, row.unit))
    if row.withdrawn_at is not None:
        return texts.WITHDRAWN_ALREADY(name=name_of(row))
    if not numbered[3].strip():
        return texts.WITHDRAW_NEEDS_WORDS(number=row.number)
    return texts.WITHDRAWN(name=name_of(circulars.withdraw(talk.ctx, row, numbered[3])))


def _list(talk: Talk) -> str:
    """Inspectors and leaders see the year's, everybody else those of his units and what lies below them."""
    everything = any(post.unit == talk.ctx.district.root for post in talk.posts)
    found = circulars.of_year(talk.tx, shanghai_day(talk.now).year)
    units = {post.unit for post in talk.posts}
    if not everything:
        found = [row for row in found if units & set(talk.ctx.district.line_of(row.unit))]
    mine = [row for row in found if row.unit in units and row.answered_at is None and row.withdrawn_at is None]
    can = texts.CAN_ISSUE() if _inspectors(talk) else texts.CAN_ANSWER(number=mine[0].number) if mine else ""
    if not found:
        return texts.MINE_NONE(can=can)
    head = texts.MINE_HEAD_ALL() if everything else texts.MINE_HEAD(
        units=texts.SEPARATOR.join(unit_name(talk, unit) for unit in sorted(units))
    )  # fmt: skip
    rows = [
        texts.MINE_ROW(name=name_of(row), unit=unit_name(talk, row.unit), clause=row.clause, how=_how(talk, row))
        for row in found[:ROWS]
    ]
    return texts.MINE(head=head, rows="\n".join(rows), can=can)


def _show(talk: Talk, row: Circular) -> str:
    return texts.SHOW(
        name=name_of(row),
        day=naming.day(row.issued_at),
        unit=unit_name(talk, row.unit),
        finding=row.finding,
        clause=row.clause,
        document=row.document,
        text=row.clause_text,
        how=_how(talk, row),
        answer=texts.SHOW_ANSWER(words=row.answer) if row.answer else "",
        withdrawn=texts.SHOW_WITHDRAWN(words=row.withdrawn_why) if row.withdrawn_why else "",
    )


# -- 整改 -----------------------------------------------------------------------------------------------------------


def answer(talk: Talk, command: Command) -> str:
    """整改 3 文字: measure, day and person; empty words are no answer and there is no insisting."""
    numbered = CIRCULAR_NUMBER.fullmatch(command.rest.strip())
    tomorrow = format_day(shanghai_day(talk.now) + ONE_DAY).partition("（")[0]
    if numbered is None:
        waits = circulars.waiting(talk.ctx, tuple({post.unit for post in talk.posts}))
        return texts.ANSWER_NEEDS(number=waits[0].number if waits else 1, day=tomorrow)
    row = _find(talk, numbered)
    if row is None:
        return texts.NOT_FOUND(number=numbered[2])
    post = next((one for one in talk.posts if one.unit == row.unit and one.role in circulars.ANSWERING), None)
    if post is None:
        return texts.ANSWER_NOT_YOURS(name=name_of(row), unit=unit_name(talk, row.unit))
    if row.withdrawn_at is not None:
        return texts.ANSWER_WITHDRAWN(name=name_of(row))
    if row.answered_at is not None:
        return texts.ANSWER_ALREADY(name=name_of(row), day=naming.day(row.answered_at))
    words = numbered[3].strip()
    if not words:
        return texts.ANSWER_NEEDS(number=row.number, day=tomorrow)
    missing = plain.lacks(talk, words)
    if missing:
        return texts.ANSWER_WEAK(number=row.number, missing=plain.named(missing), day=tomorrow)
    late = talk.now > row.answer_due_at
    row = circulars.answer(talk.ctx, row, post, words)
    return texts.ANSWERED(name=name_of(row), late=texts.ANSWERED_LATE(day=format_day(row.answer_by)) if late else "")


def name_of(row: Circular) -> str:
    """督查通报〔2026〕3号"""
    return texts.NAME(year=row.year, number=row.number)


def _how(talk: Talk, row: Circular) -> str:
    if row.withdrawn_at is not None:
        return texts.HOW_WITHDRAWN()
    if row.answered_at is not None:
        return texts.HOW_ANSWERED(day=naming.day(row.answered_at))
    return (texts.HOW_LATE if talk.now > row.answer_due_at else texts.HOW_WAITING)(day=format_day(row.answer_by))


def _find(talk: Talk, numbered: re.Match[str]) -> Circular | None:
    """By number, of this year unless another is named; in January last year's are still found."""
    year = int(numbered[1]) if numbered[1] else shanghai_day(talk.now).year
    found = circulars.find(talk.tx, int(numbered[2]), year)
    return found if found is not None or numbered[1] else circulars.find(talk.tx, int(numbered[2]), year - 1)


def _until(row: Inspection) -> date:
    return shanghai_day(row.told_at + draws.LASTS) if row.told_at is not None else row.begins_on


def _inspectors(talk: Talk) -> list[Post]:
    root = talk.ctx.district.root
    return [post for post in talk.posts if post.role == "inspector" and post.unit == root]


def _inspector(talk: Talk) -> Post | None:
    return next(iter(_inspectors(talk)), None)
