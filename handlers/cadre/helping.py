"""协办 7 单位 [吹哨], 求助单位 7 单位, 协办单; 签收, 答复 and 办结 as a called unit means them: its own part."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cadre import moving, reporting
from handlers.cadre.acting import ask, may, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.signs import BETWEEN_NAMES
from handlers.letters import of_helping
from handlers.policies.unit_names import find_unit, split_unit
from handlers.services import kept_commands
from handlers.services.helping import book, calls, clocks
from handlers.texts import helping as texts
from handlers.texts import naming
from models.domain import whistles
from models.domain.dates import format_span
from models.domain.district import Post
from models.domain.errors import MissingPart, NotFound
from models.domain.states import Act
from models.domain.whistles import Kind
from models.domain.working_time import shanghai_day
from models.tables import Assignment, Case, Question

PURPOSE = "help"
VERB = VERB_OF_ACT["whistle"]
ROWS = 5


def call(talk: Talk, case: Case, text: str) -> str:
    """协办 7 城管局、公安分局 执法 占道摆摊; without a kind it is asked for."""
    post = post_for(talk, case, Act.WHISTLE)
    if not text.strip():
        raise MissingPart(verb=Act.WHISTLE.value, number=case.running, parts=("unit",))
    units, words = _units(talk, case, text)
    if words.startswith(texts.OFF_WORDS):
        return _call_off(talk, case, post, units)
    for unit in units:
        calls.may_be_called(talk.ctx, case, unit)
    kind, words = whistles.read(words)
    if kind is None:
        named = texts.SEPARATOR.join(unit_name(talk, unit) for unit in units)
        said = texts.ASK_KIND(n=case.running, units=named)
        return ask(
            talk, PURPOSE, said, texts.KIND_OPTIONS, case=case, post=post, words=words, verb=VERB, units=list(units)
        )
    return _call(talk, case, post, units, kind, words)


def ask_partner(talk: Talk, case: Case, text: str) -> str:
    """求助单位 7 热电厂党委 出几个人扫雪: a 驻区 or 包联 unit of the place; without a unit, which there are."""
    post = post_for(talk, case, Act.WHISTLE)
    near = book.partners_near(talk.ctx, case)
    if not near:
        return texts.PARTNERS_NONE(n=case.running)
    if not text.strip():
        rows = [
            texts.PARTNERS_ROW(unit=one.short or one.name, kind=texts.PARTNERSHIPS[one.partnership or ""])
            for one in near
        ]
        return texts.PARTNERS(n=case.running, rows="\n".join(rows))
    units, words = _units(talk, case, text)
    strangers = [unit for unit in units if unit not in {one.code for one in near}]
    if strangers:
        names = texts.SEPARATOR.join(one.short or one.name for one in near)
        return texts.NO_PARTNER(n=case.running, unit=unit_name(talk, strangers[0]), units=names)
    if words.startswith(texts.OFF_WORDS):
        return _call_off(talk, case, post, units)
    if not words:
        return texts.PARTNER_NEEDS_WORDS(n=case.running, unit=unit_name(talk, units[0]))
    return _call(talk, case, post, units, "partner", words)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """The kind was chosen."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    kind = next((one for one in whistles.KINDS if one == effect), None)
    if case is None or kind is None:
        return None
    post = post_for(talk, case, Act.WHISTLE)
    units = [str(unit) for unit in question.data["units"]]
    return _call(talk, case, post, units, kind, kept_commands.words_of(talk.ctx, question))


def owes_part(talk: Talk, case: Case) -> Assignment | None:
    """The part one of the person's units owes or has done in this case, the open one first."""
    if not may(talk, case, Act.FINISH_PART):
        return None
    units = dict.fromkeys(post.unit for post in talk.posts)
    found = [part for unit in units if (part := calls.part_of(talk.ctx, case, unit)) is not None]
    return min(found, key=lambda one: one.done_at is not None, default=None)


def may_answer(talk: Talk, case: Case) -> bool:
    """Whether 答复 means something here: the end of the case, or of a part that is still owed."""
    part = owes_part(talk, case)
    return may(talk, case, Act.ANSWER) or (part is not None and part.done_at is None)


def answer(talk: Talk, case: Case, text: str) -> str:
    """答复 7: of who leads it is the answer to the resident, of who helps the end of the part."""
    return reporting.answer(talk, case, text) if _leads(talk, case) else _end_part(talk, case, text)


def finish(talk: Talk, case: Case, text: str) -> str:
    """办结 7: of who leads the end of the case, of who helps the end of the part."""
    return reporting.finish(talk, case, text) if _leads(talk, case) else _end_part(talk, case, text)


def object_to(talk: Talk, case: Case, text: str) -> str:
    """退单 7: of who leads it goes to the desk; a part is not sent back, it is ended with the reason."""
    part = owes_part(talk, case)
    if part is not None and not may(talk, case, Act.OBJECT):
        return texts.CANNOT_RETURN(n=case.running, owner=unit_name(talk, case.unit))
    return moving.object_to(talk, case, text)


def may_object(talk: Talk, case: Case) -> bool:
    """Whether 退单 is understood here: by who leads, or by who owes a part and hears how to end it."""
    return may(talk, case, Act.OBJECT) or may_answer(talk, case)


def hear(talk: Talk, case: Case, part: Assignment) -> str:
    """签收 7 of a unit that was called in."""
    owner = unit_name(talk, case.unit)
    if part.done_at is not None:
        return texts.DONE_ALREADY(n=case.running, owner=owner)
    due = naming.clock_today(part.due_at, talk.now) if part.due_at is not None else "—"
    if part.signed_at is not None:
        return texts.HEARD_ALREADY(n=case.running, due=due)
    case, part = calls.report_in(talk.ctx, case, _post_of(talk, part), talk.account.id)
    remember_step(talk, case)
    return texts.HEARD(n=case.running, kind=of_helping.kind(part), owner=owner, due=due)


def sheet(talk: Talk, _text: str = "") -> str:
    """协办单: what is owed by and to the person's units; the desk sees every late one."""
    rows = book.rows(talk.ctx, talk.posts, talk.account.id)
    counted = book.counts(talk.ctx, {post.unit for post in talk.posts})
    late = texts.COUNTS_LATE(count=counted.late) if counted.late else ""
    said = texts.COUNTS(called=counted.called, was_called=counted.was_called, late=late)
    if not rows:
        return texts.BOOK_EMPTY(counts=said)
    handles = naming.handles({row.case.id: row.case for row in rows}.values())
    return texts.BOOK(
        count=len(rows),
        rows="\n".join(_row(talk, row, handles[row.case.id]) for row in rows[:ROWS]),
        more=texts.BOOK_MORE(count=len(rows) - ROWS) if len(rows) > ROWS else "",
        counts=said,
    )


def _call(talk: Talk, case: Case, post: Post, units: Sequence[str], kind: Kind, words: str) -> str:
    rows = []
    for unit in units:
        known = calls.part_of(talk.ctx, case, unit)
        case, part = calls.call(talk.ctx, case, post, unit, kind, words, talk.account.id)
        named, due = unit_name(talk, unit), naming.clock_today(part.due_at or talk.now, talk.now)
        if known is not None and known.id == part.id:
            rows.append(texts.CALLED_ALREADY(unit=named, due=due))
        else:
            until = naming.clock_today(part.sign_due_at or talk.now, talk.now)
            rows.append(texts.CALLED_ROW(unit=named, answer=until, due=due))
    remember_step(talk, case)
    owner = unit_name(talk, case.unit)
    return texts.CALLED(n=case.running, kind=texts.KINDS[kind](), rows="\n".join(rows), owner=owner)


def _call_off(talk: Talk, case: Case, post: Post, units: Sequence[str]) -> str:
    said = []
    for unit in units:
        try:
            case = calls.call_off(talk.ctx, case, post, unit, talk.account.id)
        except NotFound as error:
            if error.params.get("what") != "part":
                raise
            said.append(texts.NOT_CALLED(n=case.running, unit=unit_name(talk, unit)))
        else:
            said.append(texts.CALLED_OFF(n=case.running, unit=unit_name(talk, unit)))
    return "\n".join(said)


def _units(talk: Talk, case: Case, text: str) -> tuple[list[str], str]:
    """Every unit the text begins with, and the words behind them. Raises UnknownUnit where it begins with none."""
    near = case.community or case.unit
    unit, rest = find_unit(talk.ctx.district, text.strip(BETWEEN_NAMES), near)
    units = [unit]
    while True:
        unit, behind = split_unit(talk.ctx.district, rest.strip(BETWEEN_NAMES), near)
        if not unit:
            return list(dict.fromkeys(units)), rest.strip(BETWEEN_NAMES)
        units.append(unit)
        rest = behind


def _leads(talk: Talk, case: Case) -> bool:
    part = owes_part(talk, case)
    return part is None or may(talk, case, Act.FINISH)


def _end_part(talk: Talk, case: Case, text: str) -> str:
    part = owes_part(talk, case)
    assert part is not None
    owner = unit_name(talk, case.unit)
    if part.done_at is not None:
        return texts.DONE_ALREADY(n=case.running, owner=owner)
    if not text.strip():
        return texts.PART_NEEDS_WORDS(n=case.running)
    reporting.join_photos(talk, case)
    case, part = calls.finish_part(talk.ctx, case, _post_of(talk, part), text, talk.account.id)
    remember_step(talk, case)
    punctual = texts.LATE if clocks.is_late(part, talk.now) else texts.ON_TIME
    return texts.PART_DONE(n=case.running, punctual=punctual, owner=owner)


def _post_of(talk: Talk, part: Assignment) -> Post:
    return next(post for post in talk.posts if post.unit == part.unit)


def _row(talk: Talk, row: book.Row, handle: str) -> str:
    part = row.part
    waits_for = part.sign_due_at if part.signed_at is None and row.late else part.due_at
    late = ""
    if row.late:
        late = texts.BOOK_LATE_SIGN() if part.signed_at is None else texts.BOOK_LATE_DUE()
    facts = {
        "n": handle,
        "kind": of_helping.kind(part),
        "due": format_span(waits_for, shanghai_day(talk.now)) if waits_for is not None else "—",
        "late": late,
    }
    if row.own:
        return texts.BOOK_OWN(owner=unit_name(talk, row.case.unit), **facts)
    return texts.BOOK_OTHER(unit=unit_name(talk, part.unit), **facts)
