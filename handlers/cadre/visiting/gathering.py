"""归集: the issues proposed, and the desk's word on them; every step of ordering can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from handlers.cadre.acting import due_of, unit_name
from handlers.context import Talk
from handlers.grammar.signs import NUMBERED
from handlers.letters import of_topics
from handlers.services.case_facts import clip
from handlers.services.meetings import book
from handlers.services.visiting import ending, opinions, topics
from handlers.shared.links import field_link
from handlers.texts import naming
from handlers.texts import topics as texts
from models.domain.district import Post
from models.domain.errors import IllegalAct, MissingPart, NotFound
from models.tables import Case, Opinion, Topic

ROWS, OPINIONS, QUOTE = 6, 8, 30
_NUMBERS = re.compile(r"\d{1,9}")


def answer(talk: Talk, text: str) -> str:
    """归集 with what stands behind it."""
    said = text.strip()
    if not said:
        return _list(talk)
    act, rest = _act(said)
    numbers = [int(one) for one in _NUMBERS.findall(rest)]
    n = numbers[0] if numbers else 0
    try:
        return ACTS[act](talk, rest, numbers)
    except NotFound as error:
        return _not_found(error, n)
    except MissingPart:
        return texts.NEEDS_WORDS(n=n)
    except IllegalAct as error:
        topic = talk.tx.get(Topic, int(str(error.params["topic"])))
        if topic is None or topic.status in topics.CHANGED:
            return texts.NOT_ALL()
        return texts.NOT_NOW(n=topic.number, status=texts.STATUS[topic.status])


def _act(said: str) -> tuple[str, str]:
    for act, words in texts.WORDS.items():
        for word in words:
            if said.startswith(word):
                return act, said.removeprefix(word).strip()
    return "show", said


def _list(talk: Talk) -> str:
    found = topics.of_posts(talk.ctx, talk.posts)
    if not found:
        return texts.LIST_NONE()
    sizes = topics.sizes(talk.tx, found[:ROWS])
    rows = [_row(talk, one, sizes.get(one.id, 0)) for one in found[:ROWS]]
    count = {status: sum(one.status == status for one in found) for status in topics.OPEN}
    more = texts.LIST_MORE(count=len(found) - ROWS, link=field_link(talk)) if len(found) > ROWS else ""
    return texts.LIST(
        proposed=count["proposed"],
        confirmed=count["confirmed"],
        working=count["case"] + count["meeting"],
        rows="\n".join(rows),
        more=more,
        form=texts.LIST_FORM(n=found[0].number),
    )


def _row(talk: Talk, topic: Topic, count: int) -> str:
    unit, status = unit_name(talk, topic.unit), texts.STATUS[topic.status]
    return texts.LIST_ROW(n=topic.number, title=topic.title, unit=unit, count=count, status=status)


def _show(talk: Talk, rest: str, numbers: list[int]) -> str:
    said = NUMBERED.fullmatch(rest)
    if said is None or said[2]:
        return texts.FORM(form=texts.SHOWN_FORM(n=numbers[0] if numbers else 3))
    topic = topics.of_number(talk.ctx, numbers[0], talk.posts)
    found = topics.opinions_of(talk.ctx, topic)
    rows = [_opinion(one) for one in found[:OPINIONS]]
    more = texts.SHOWN_MORE(count=len(found) - OPINIONS, link=field_link(talk)) if len(found) > OPINIONS else ""
    form = texts.SHOWN_FORM(n=topic.number)
    case = talk.tx.get(Case, topic.case_id) if topic.case_id is not None else None
    if topic.status == "over":
        form = texts.SHOWN_OVER(outcome=topic.outcome)
    elif case is not None:
        form = texts.SHOWN_CASE(number=case.number)
    return texts.SHOWN(
        n=topic.number,
        title=topic.title,
        unit=unit_name(talk, topic.unit),
        count=len(found),
        status=texts.STATUS[topic.status],
        rows="\n".join(rows),
        more=more,
        form=form,
    )


def _opinion(one: Opinion) -> str:
    return texts.SHOWN_ROW(n=one.id, source=texts.SOURCES[one.source], words=clip(one.text, QUOTE))


def _confirm(talk: Talk, rest: str, numbers: list[int]) -> str:
    if rest.strip() == texts.ALL:
        waiting = topics.of_posts(talk.ctx, talk.posts, ("proposed",))
        for one in waiting:
            topics.confirm(talk.ctx, one, _post(talk, one))
        return texts.CONFIRMED_MANY(count=len(waiting)) if waiting else texts.CONFIRMED_NONE()
    done = [topics.confirm(talk.ctx, one, _post(talk, one)) for one in _topics(talk, numbers)]
    if len(done) > 1:
        return texts.CONFIRMED_MANY(count=len(done))
    topic = done[0]
    return texts.CONFIRMED(n=topic.number, title=topic.title, count=len(topics.opinions_of(talk.ctx, topic)))


def _split(talk: Talk, _rest: str, numbers: list[int]) -> str:
    topic = _topics(talk, numbers[:1])[0]
    if len(numbers) < 2:
        return texts.NEEDS_OPINIONS(n=topic.number)
    made = topics.split(talk.ctx, topic, numbers[1:], _post(talk, topic))
    count = len(topics.opinions_of(talk.ctx, made))
    return texts.SPLIT(n=topic.number, made=made.number, title=made.title, count=count)


def _move(talk: Talk, _rest: str, numbers: list[int]) -> str:
    if len(numbers) != 2:
        return texts.FORM(form=texts.SHOWN_FORM(n=3))
    to = _topics(talk, numbers[1:])[0]
    before = topics.move(talk.ctx, numbers[0], to, talk.posts)
    gone = texts.GONE(n=before.number) if before.status == "void" else ""
    return texts.MOVED(opinion=numbers[0], n=to.number, gone=gone)


def _merge(talk: Talk, _rest: str, numbers: list[int]) -> str:
    if len(numbers) != 2:
        return texts.FORM(form=texts.SHOWN_FORM(n=3))
    main, other = _topics(talk, numbers)
    topics.merge(talk.ctx, main, other, _post(talk, main))
    return texts.MERGED(n=main.number, other=other.number, count=len(topics.opinions_of(talk.ctx, main)))


def _undo(talk: Talk, _rest: str, _numbers: list[int]) -> str:
    return texts.UNDONE(count=topics.undo(talk.ctx, talk.posts))


def _file(talk: Talk, _rest: str, numbers: list[int]) -> str:
    topic = _topics(talk, numbers[:1])[0]
    known = topic.case_id is not None
    case = ending.to_case(talk.ctx, topic, _post(talk, topic), of_topics.case_words(talk.ctx, topic))
    owner = unit_name(talk, case.unit)
    if known or case.channel != opinions.CHANNEL:
        return texts.FILED_KNOWN(n=topic.number, case=case.running, number=case.number, owner=owner)
    return texts.FILED(n=topic.number, case=case.running, number=case.number, owner=owner, due=due_of(talk, case))


def _meet(talk: Talk, _rest: str, numbers: list[int]) -> str:
    topic = _topics(talk, numbers[:1])[0]
    case, meeting = ending.to_meeting(talk.ctx, topic, _post(talk, topic), of_topics.case_words(talk.ctx, topic))
    when, name = naming.at(meeting.starts_at, talk.now), book.name_of(talk.ctx, meeting)
    return texts.MEETING(n=topic.number, case=case.running, number=case.number, when=when, name=name)


def _over(talk: Talk, rest: str, numbers: list[int]) -> str:
    topic = _topics(talk, numbers[:1])[0]
    said = NUMBERED.fullmatch(rest)
    words = said[2] if said is not None else ""
    told = ending.answer(talk.ctx, topic, _post(talk, topic), words)
    newest = talk.tx.get(Topic, topic.id) or topic
    return texts.OVER(
        n=topic.number,
        outcome=newest.outcome,
        accounts=told.accounts,
        cadres=told.by_cadres,
        cases=told.by_case,
        nobody=told.nobody,
    )


Act = Callable[[Talk, str, list[int]], str]
ACTS: Mapping[str, Act] = {
    "show": _show,
    "confirm": _confirm,
    "split": _split,
    "move": _move,
    "merge": _merge,
    "undo": _undo,
    "file": _file,
    "meet": _meet,
    "over": _over,
}


def _topics(talk: Talk, numbers: list[int]) -> list[Topic]:
    if not numbers:
        raise NotFound(number="", what="topic")
    return [topics.of_number(talk.ctx, number, talk.posts) for number in numbers]


def _post(talk: Talk, topic: Topic) -> Post:
    return next(post for post in talk.posts if topics.may_gather(talk.ctx.district, post, topic))


def _not_found(error: NotFound, n: int) -> str:
    what, number = error.params.get("what"), error.params.get("number")
    if what == "opinion":
        return texts.NO_OPINION(n=n, opinion=number)
    if what == "step":
        return texts.UNDO_NONE()
    if what == "meeting":
        return texts.NO_MEETING(n=n)
    return texts.NO_TOPIC(n=number or "") if number else texts.FORM(form=texts.SHOWN_FORM(n=3))
