"""代报, 来访, 来电: filing for somebody without WeChat, and who may later say whether it is solved (dialogue o)."""

from __future__ import annotations

from dataclasses import replace

from handlers.cadre.acting import ask, unit_name
from handlers.context import Talk
from handlers.grammar.verbs import PHONE_IN, PROXY, WALK_IN
from handlers.services import households, intake, kept_commands, prospects
from handlers.services.case_facts import Facts
from handlers.services.intake import Intake
from handlers.services.visiting import opinions
from handlers.texts import emergencies as danger_texts
from handlers.texts import households as texts
from handlers.texts import naming
from models.domain.district import Post
from models.domain.errors import MissingPart
from models.domain.reading import Reading
from models.domain.redact import redact
from models.tables import Account, Case, Household, Question

CHANNELS = {PROXY: "proxy", WALK_IN: "walk_in", PHONE_IN: "phone"}
DESKS = {"district": frozenset({"dispatcher", "duty"}), "street": frozenset({"handler", "duty"})}
"""Posts by level that take calls and visitors."""
LEVELS = ("community", "street", "district", "department", "partner")


def file_for(talk: Talk, words: str) -> str:
    """代报 文字."""
    return _begin(talk, PROXY, _nearest(talk), words)


def walk_in(talk: Talk, words: str) -> str:
    """来访 文字: at the desk of the street or the district."""
    post = _desk(talk)
    return _begin(talk, WALK_IN, post, words) if post is not None else texts.DESK_ONLY()


def phone_in(talk: Talk, words: str) -> str:
    """来电 电话 文字: whoever calls leaves the number they called from, so nothing is asked."""
    post = _desk(talk)
    if post is None:
        return texts.DESK_ONLY()
    phone = phone_in_words(words)
    told = words.replace(phone, " ", 1).strip(" ,，。") if phone else words
    if not phone or not told:
        raise MissingPart(verb=PHONE_IN, number=None, parts=("text",))
    return _begin(talk, PHONE_IN, post, told, phone)


def file_for_visit(talk: Talk, verb: str, post: Post, words: str, opinion: int) -> str:
    """What was heard on a visit becomes a case: the opinion knows it, and its author hears of it there."""
    return _begin(talk, verb, post, words, opinion=opinion)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """Who can say whether it is solved was chosen; the number stands behind the digit or in the words themselves."""
    words = kept_commands.words_of(talk.ctx, question)
    verb = str(question.data["verb"])
    post = talk.ctx.district.posts.get(str(question.data["post"]))
    if post is None or not words:
        return None
    phone = phone_in_words(talk.text) or phone_in_words(words)
    if effect == "phone" and not phone:
        return _ask(talk, verb, post, words, texts.ASK_PHONE(), question.data.get("opinion"))
    reading = _read(talk, post, words)
    opinion = question.data.get("opinion")
    return _file(talk, verb, post, words, reading, effect, phone if effect == "phone" else "", opinion)


def phone_in_words(text: str) -> str:
    """The first telephone number of a text as it was written, `` when there is none."""
    return next((one.value for one in redact(text).taken if one.kind == "phone"), "")


def is_phone(text: str) -> bool:
    """Whether a message is a telephone number and nothing else."""
    phone = phone_in_words(text)
    return phone != "" and not text.replace(phone, "", 1).strip(" 。,，")


def _begin(talk: Talk, verb: str, post: Post, words: str, phone: str = "", opinion: int | None = None) -> str:
    if not words.strip():
        raise MissingPart(verb=verb, number=None, parts=("text",))
    reading = _read(talk, post, words)
    if reading.emergency and reading.place.unit:
        way = "phone" if phone or phone_in_words(words) else "visit"
        return _file(talk, verb, post, words, reading, way, phone or phone_in_words(words), opinion)
    planned = prospects.plan_matters(talk.ctx, _nobody(talk), reading, dated=False)
    if any(one.route.role == "inspector" for one in planned):
        contacts = talk.ctx.district.contacts
        return texts.ACCUSATION(phone=contacts.get("inspector", contacts.get("hotline", "12345")))
    if not reading.place.unit:
        return texts.NO_PLACE(verb=verb)
    if phone:
        return _file(talk, verb, post, words, reading, "phone", phone)
    matter = "、".join(one.matter.title for one in planned if one.matter.title) or texts.NO_MATTER()
    place = naming.place(talk.ctx.district, reading.place.unit, reading.place.place, "")
    known = texts.KNOWN_PHONE() if phone_in_words(words) else ""
    return _ask(talk, verb, post, words, texts.ASK_WAY(matter=matter, place=place, known=known), opinion)


def _ask(talk: Talk, verb: str, post: Post, words: str, text: str, opinion: int | None = None) -> str:
    return ask(talk, "proxy", text, texts.WAY_OPTIONS, words=words, post=post, verb=verb, opinion=opinion)


def _file(
    talk: Talk, verb: str, post: Post, words: str, reading: Reading, way: str, phone: str, opinion: int | None = None
) -> str:
    cases, household = intake.file_for(
        talk.ctx,
        Intake(
            words=words,
            reading=reading,
            channel=CHANNELS[verb],
            way=way,
            phone=phone,
            post=post,
            filer=talk.account.id,
            community=reading.place.unit,
        ),
    )
    case, code = cases[0], households.code_of(talk.ctx, household)
    if opinion is not None:
        opinions.filed(talk.ctx, opinion, case)
    link = slip_link(talk, household)
    if reading.emergency:
        return texts.DANGER(
            words=_danger(talk, reading.emergency), n=case.running, number=case.number, code=code, link=link
        )
    facts = Facts(talk.ctx, case)
    return texts.FILED(
        numbers="、".join(texts.FILED_NUMBER(n=one.running, number=one.number) for one in cases),
        filer=talk.ctx.district.person_of(post.code) or unit_name(talk, post.unit),
        channel=texts.CHANNELS[CHANNELS[verb]],
        owner=facts.owner if case.unit else texts.OWNER_DESK(),
        due=facts.due,
        n=case.running,
        code=code,
        hotline=talk.ctx.district.contacts.get("hotline", "12345"),
        link=link,
        keeps=texts.KEEPS[way],
    )


def slip_link(talk: Talk, household: Household) -> str:
    """The address of the slip, for the post that filed."""
    return talk.ctx.links.url("s", household.id, f"post:{household.post}", talk.now)


def mark(case: Case) -> str:
    """What an order says of a case that was filed for somebody, `` for any other."""
    return texts.MARK(channel=texts.CHANNELS.get(case.channel, "")) if case.on_behalf_of else ""


def _danger(talk: Talk, kind: str) -> str:
    text = danger_texts.BY_KIND.get(kind, danger_texts.DANGER)
    contacts = talk.ctx.district.contacts
    known = {name: contacts.get(name, contacts.get("hotline", "12345")) for name in text.blanks}
    if "told" in known:
        known["told"] = danger_texts.TOLD_LIFT()
    return text(**known)


def _read(talk: Talk, post: Post, words: str) -> Reading:
    home = post.unit if talk.ctx.district.units[post.unit].level == "community" else ""
    reading = talk.ctx.world.understander.read(words, default_unit=home)
    if not reading.place.unit and not reading.place.candidates and home:  # a grid worker files for his own community
        reading = replace(reading, place=replace(reading.place, given="yes", unit=home))
    return reading


def _nobody(talk: Talk) -> Account:
    """The old person is no cadre: no unit is barred from leading because of who filed."""
    account: Account = talk.account._replace(cadre=False)  # type: ignore[attr-defined]
    return account


def _nearest(talk: Talk) -> Post:
    levels = talk.ctx.district.units
    return min(talk.posts, key=lambda post: LEVELS.index(levels[post.unit].level))


def _desk(talk: Talk) -> Post | None:
    levels = talk.ctx.district.units
    return next((p for p in talk.posts if p.role in DESKS.get(levels[p.unit].level, ())), None)
