"""问卷 发 …, 问卷 停 3, 问卷; 代填 3 1 2 0 想要个停车棚: questionnaires begun, ended, and entered from paper."""

from __future__ import annotations

import re

from handlers.context import Talk
from handlers.grammar.signs import NUMBERED
from handlers.services import accounts
from handlers.services.visiting import campaigns, surveys
from handlers.services.visiting.surveys import Answers
from handlers.texts import surveys as texts
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate
from models.domain.visiting import surveys as rules
from models.domain.visiting.surveys import BadSurveyError, Tally
from models.domain.working_time import shanghai_day
from models.tables import Survey

ROWS, LONGEST_NAME = 5, 20
_SERIAL = re.compile(rf"\s*{texts.SERIAL}\s*(\d{{1,8}})(?!\d)\s*")


def answer(talk: Talk, text: str) -> str:
    """问卷 by a cadre: begin, end, or what there is."""
    said = text.strip()
    if said.startswith(texts.BEGIN_WORD):
        return _begin(talk, said.removeprefix(texts.BEGIN_WORD).strip())
    if said.startswith(texts.END_WORD):
        return _end(talk, said.removeprefix(texts.END_WORD).strip())
    return _list(talk)


def enter(talk: Talk, text: str) -> str:
    """代填 3 1 2 0 纸12 想要个停车棚."""
    found = NUMBERED.fullmatch(text)
    running = surveys.running(talk.ctx, _line(talk))
    number = int(found[1]) if found is not None else 0
    survey = next((one for one in running if one.number == number), None)
    if survey is None:
        if not running:
            return texts.NO_SURVEY(n=number or "")
        return texts.PROXY_FORM(n=running[0].number, numbers=_numbers(running[0]))
    rest = found[2] if found is not None else ""
    serial = _SERIAL.search(rest)
    if serial is not None:
        rest = f"{rest[: serial.start()]} {rest[serial.end() :]}".strip()
    read = rules.read_choices(surveys.items(survey), rest)
    if read is None:
        return texts.PROXY_FORM(n=survey.number, numbers=_numbers(survey))
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    post = own[0]
    community = post.unit if talk.ctx.district.units[post.unit].level == "community" else ""
    turn = serial[1].lstrip("0") or "0" if serial is not None else ""
    filled = Answers(read[0], read[1], community)
    if not surveys.take(talk.ctx, survey, filled, surveys.PROXY, turn, post.code):
        return texts.PROXY_TWICE(n=survey.number, serial=turn)
    entered = surveys.tallies(talk.tx, survey).get(surveys.PROXY, Tally())
    shown = texts.PROXY_SERIAL(serial=turn) if turn else ""
    return texts.PROXY_DONE(n=survey.number, serial=shown, proxy=entered.papers)


def page_of(talk: Talk, survey: Survey) -> str:
    """The public address of a questionnaire: what its QR code says."""
    return talk.ctx.links.page(f"survey/{survey.number}")


def _begin(talk: Talk, text: str) -> str:
    post = _leading(talk)
    if post is None:
        return texts.NOT_YOURS()
    head, _, body = text.partition("\n")
    form = _form(talk)
    name, _, date = head.strip().partition(" ")
    try:
        until = split_date(date, shanghai_day(talk.now), talk.ctx.calendar)[0].day
        items = rules.read_items(body)
    except BadDate:
        return texts.BAD["name"](form=form)
    except BadSurveyError as error:
        said = texts.BAD[error.reason]
        return said(**{key: value for key, value in {"form": form, "item": error.item}.items() if key in said.blanks})
    if not name or len(name) > LONGEST_NAME:
        return texts.BAD["name"](form=form)
    survey = surveys.begin(talk.ctx, post, name, items, until)
    return texts.MADE(
        n=survey.number, name=survey.name, items=len(items), until=format_day(until), link=page_of(talk, survey) + "/qr"
    )


def _end(talk: Talk, text: str) -> str:
    number = int(text) if text.isdigit() else 0
    for survey in surveys.running(talk.ctx, [post.unit for post in talk.posts if campaigns.leads(post)]):
        if survey.number == number:
            surveys.close(talk.ctx, survey)
            papers = sum(one.papers for one in surveys.tallies(talk.tx, survey).values())
            return texts.CLOSED(n=survey.number, papers=papers, link=page_of(talk, survey) + "/results")
    return texts.NO_SURVEY(n=text)


def _list(talk: Talk) -> str:
    found = surveys.running(talk.ctx, _line(talk))
    if not found:
        return texts.LIST_NONE(form=_form(talk))
    rows = []
    for survey in found[:ROWS]:
        counted = surveys.tallies(talk.tx, survey)
        rows.append(
            texts.LIST_ROW(
                n=survey.number,
                name=survey.name,
                until=format_day(survey.until),
                papers=sum(one.papers for one in counted.values()),
                proxy=counted.get(surveys.PROXY, Tally()).papers,
                link=page_of(talk, survey) + "/qr",
            )
        )
    n = found[0].number
    more = texts.LIST_CLOSE(n=n) if _leading(talk) is not None else ""
    return texts.LIST(rows="\n".join(rows), n=n, numbers=_numbers(found[0]), more=more)


def _line(talk: Talk) -> list[str]:
    return list(dict.fromkeys(unit for post in talk.posts for unit in talk.ctx.district.line_of(post.unit)))


def _leading(talk: Talk) -> Post | None:
    return next((post for post in talk.posts if campaigns.leads(post)), None)


def _form(talk: Talk) -> str:
    day = surveys.last_day(talk.ctx)
    return texts.FORM(day=texts.DAY(month=day.month, day=day.day))


def _numbers(survey: Survey) -> str:
    return " ".join("1" for item in surveys.items(survey) if item.options)
