"""查 家政, 便民服务, 附近有送水的吗: the directory answers before a complaint is opened, and never instead of one."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Talk
from handlers.grammar import Command
from handlers.resident import informing
from handlers.services.works import services
from handlers.shared import asking
from handlers.texts import naming
from handlers.texts import works as texts
from models.domain.dates import format_day
from models.domain.stations import asking as plain
from models.domain.stations.asking import Service
from models.domain.words import Answer, AskBack, normalise
from models.domain.working_time import shanghai_day
from models.tables import Question, ServiceUse

ROWS = 3


def listed(talk: Talk, command: Command) -> str | None:
    """便民服务: what there is; with a word behind it as 查."""
    if command.rest.strip():
        return look_up(talk, command.rest) or _none(talk, command.rest)
    known = talk.ctx.district.directory
    if not known:
        return texts.SERVICE_NO_DIRECTORY()
    return informing.inform(talk, texts.SERVICE_KINDS(kinds=_kinds(known)))


def look_up(talk: Talk, said: str) -> str | None:
    """查 家政: None where the words are no service (then 查 means the progress of a case)."""
    found = plain.kinds_named(talk.ctx.district.directory, said)
    return show(talk, found) if found else None


def plain_words(talk: Talk) -> str | None:
    """A plain question for a service; words that complain, name a matter of the catalogue or more are none."""
    if (
        len(talk.text) > plain.LONGEST
        or not talk.ctx.district.directory
        or talk.notes.get("complaint")
        or talk.reading.emergency
    ):
        return None
    found = plain.kinds_asked(talk.ctx.district.directory, talk.text)
    return show(talk, found) if found else None


def show(talk: Talk, found: Sequence[Service]) -> str:
    """Near ones first, and the way to a complaint as the last line."""
    near = plain.near(found, talk.account.unit)[:ROWS]
    rated = {one.service.code: one for one in services.ratings(talk.tx, near)}
    rows = []
    for one in near:
        rating = rated[one.code]
        said = texts.SERVICE_RATING(answered=rating.answered, good=rating.good) if rating.answered else ""
        rows.append(
            texts.SERVICE_ROW(
                kind=one.kind,
                provider=one.provider,
                phone=one.phone or talk.ctx.district.contacts.get("hotline", "12345"),
                hours=texts.SERVICE_HOURS(hours=one.hours) if one.hours else "",
                rating=said,
                invented=texts.SERVICE_INVENTED if one.invented else "",
            )
        )
    text = texts.SERVICE_FOUND(rows="\n".join(rows))
    codes = [one.code for one in near]
    return informing.inform(
        talk, asking.ask(talk, "which", text, texts.SERVICE_OPTIONS, purpose="service", codes=codes)
    )


def offered(talk: Talk, question: Question) -> str | None:
    """May I ask afterwards? Anything that is no plain answer is told as it is: it may be a complaint."""
    found = asking.meaning(question, talk.text)
    if not isinstance(found, Answer) or found.effect not in {"use", "no", "drop"}:
        return asking.shown(question) if isinstance(found, AskBack) else None
    asking.settle(talk, question, found.effect)
    if found.effect != "use":
        return texts.SERVICE_NOT_NOTED()
    codes = [str(code) for code in question.data.get("codes") or ()]
    if len(codes) == 1:
        return _note(talk, codes[0])
    known = {one.code: one for one in talk.ctx.district.directory}
    choices = [(f"service:{code}", known[code].provider) for code in codes if code in known]
    shown = texts.SERVICE_WHICH(options=naming.numbered(choices))
    return asking.ask(talk, "which", shown, choices, purpose="service_which")


def chosen(talk: Talk, question: Question) -> str | None:
    """Which of several."""
    found = asking.meaning(question, talk.text)
    if not isinstance(found, Answer):
        return asking.shown(question) if isinstance(found, AskBack) else None
    asking.settle(talk, question, found.effect)
    if not found.effect.startswith("service:"):
        return texts.SERVICE_NOT_NOTED()
    return _note(talk, found.effect.removeprefix("service:"))


def rated(talk: Talk, question: Question) -> str | None:
    """好, 一般 or 不好; a sentence about the provider is a complaint and goes its own way."""
    row = talk.tx.get(ServiceUse, int(question.data.get("use") or 0))
    if row is None:
        return None
    said = _rating(talk, question)
    known = {one.code: one for one in talk.ctx.district.directory}
    provider = known[row.provider].provider if row.provider in known else row.provider
    if said is None:
        return None
    if said == "again":
        return texts.SERVICE_POLL_AGAIN(provider=provider)
    asking.settle(talk, question, said)
    services.answer(talk.ctx, row, said)
    bad = texts.SERVICE_RATED_BAD() if said == "bad" else ""
    return texts.SERVICE_RATED(provider=provider, answer=texts.SERVICE_ANSWERS[said], bad=bad)


def _rating(talk: Talk, question: Question) -> str | None:
    said = normalise(talk.text)
    for answer, words in texts.SERVICE_ANSWER_WORDS.items():
        if said in words:
            return answer
    found = asking.meaning(question, talk.text)
    if isinstance(found, Answer):
        return found.effect if found.effect in services.ANSWERS else "again"
    return "again" if isinstance(found, AskBack) else None


def _note(talk: Talk, code: str) -> str:
    known = {one.code: one for one in talk.ctx.district.directory}
    if code not in known:
        return texts.SERVICE_NOT_NOTED()
    unit = talk.account.unit or known[code].unit or talk.ctx.district.root
    services.use(talk.ctx, known[code], unit, account_id=talk.account.id)
    return texts.SERVICE_NOTED(day=format_day(shanghai_day(talk.now + services.ASKED_AFTER)))


def _none(talk: Talk, said: str) -> str:
    known = talk.ctx.district.directory
    if not known:
        return texts.SERVICE_NO_DIRECTORY()
    return texts.SERVICE_NONE(said=said.strip()[:8], kinds=_kinds(known))


def _kinds(known: Sequence[Service]) -> str:
    return texts.SEPARATOR.join(dict.fromkeys(one.kind for one in known))
