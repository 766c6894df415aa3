"""Telling a matter: whatever is said is collected, at most three questions are asked, then it is filed."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Talk
from handlers.resident import accusing, cards, informing, neighbours, photos, places, questions_back, receipts, ways
from handlers.services import drafts, prospects
from handlers.services.drafts import MOST_QUESTIONS
from handlers.services.prospects import Planning
from handlers.services.routing import Route
from handlers.shared import asking, handoff
from handlers.texts import choices, general, inspection, lists, naming, resident
from handlers.understanding.matters import ROUTE
from models.domain.reading import MatterReading, Reading
from models.tables import Draft

LONG = 600
"""Characters from which a message is a long paste (dialogues (q))."""
PLACELESS_INTENTS = frozenset({"question", "misconduct"})
LOCAL_LEADS = frozenset({"community", "street"})


def answer(talk: Talk) -> str | None:
    """Content: into the open draft or a new one. The last route: always answers."""
    if not talk.text:
        return photos.answer(talk)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is not None and draft.memory.get("inquiry"):
        drafts.drop(talk.ctx, draft)  # a question nobody asked to pass on gives way to what is said now
        asking.renew(talk)
        draft = None
    if draft is not None:
        before, question = drafts.understood(draft), asking.live(talk)
        draft = add(talk, draft, amending(talk, draft))
        reading = drafts.understood(draft)
        if question is not None and question.kind == "draft" and _card_of(before) == _card_of(reading):
            return noted(talk, draft)
    else:
        reading = read(talk)
        way = ways.named(talk, reading)
        if way is not None:
            return informing.inform(talk, ways.show(talk, way, reading))
        if reading.intent == "question" and not reading.vulnerable:
            return questions_back.who_knows(talk, reading)
        draft = drafts.begin(talk.ctx, talk.account, talk.conversation, words=talk.text, reading=reading)
        asking.renew(talk)
    opening = resident.LONG_NOTED() if len(talk.text) > LONG else calm(talk)
    if talk.conversation.memory.get("unsent"):
        talk.remember(unsent=None)
        opening = inspection.NOT_CONFIRMED()
    if talk.notes.get(handoff.TURNED):
        opening = "\n".join(part for part in (resident.NOW_A_RESIDENT(), opening) if part)
    return informing.inform(talk, go_on(talk, draft, opening, reading))


def noted(talk: Talk, draft: Draft) -> str:
    """A remark that changes nothing of the card (这事物业不管): on the order, not argued about; 1 files as before."""
    reading = drafts.understood(draft)
    planned = prospects.plan_matters(talk.ctx, talk.account, reading)
    cards.show_card(talk, draft, reading, planned)
    if any(word in talk.text for word in lists.PROPERTY):
        return resident.NOTED_PROPERTY(unit=cards.unit_of(talk.ctx, planned[0]))
    return resident.NOTED_ON_ORDER()


def _card_of(reading: Reading) -> object:
    return reading.matters, reading.place, reading.urgency, reading.vulnerable


def read(talk: Talk) -> Reading:
    """What was understood; 我家 and 我们小区 mean the community the person belongs to."""
    reading = talk.reading
    home = places.home_of(talk)
    if home and reading.place.given != "yes":
        return talk.ctx.world.understander.read(talk.text, default_unit=home)
    return reading


def amending(talk: Talk, draft: Draft) -> Reading:
    """What more words say: beside a matter that is known a second one must be named, likeness is not enough.

    这事物业不管 behind a lamp is a remark on the lamp.
    """
    known = any(matter.category for matter in drafts.understood(draft).matters)
    return talk.reread(places.home_of(talk)) if known else read(talk)


def add(talk: Talk, draft: Draft, reading: Reading) -> Draft:
    """More was said about the open draft: a correction replaces its field, anything else is put beside it."""
    before = drafts.understood(draft)
    house = reading.place.detail
    known = any(one.category for one in reading.matters)
    if before.matters and not known and house and before.place.detail and house != before.place.detail:
        # 我家是4号楼: another house than the card says is put right, not put beside it
        said = resident.CORRECTED_HOUSE(detail=house)
        after = talk.ctx.world.understander.refine(drafts.with_words(talk.ctx, draft), said)
    elif before.matters and talk.text.startswith(lists.CORRECTIONS):
        after = talk.ctx.world.understander.refine(drafts.with_words(talk.ctx, draft), talk.text)
    elif before.matters or before.place.given != "no":
        after = talk.ctx.world.understander.merge((before, reading))
    else:
        after = reading
    return drafts.touch(talk.ctx, draft, words=talk.text, reading=after)


def go_on(talk: Talk, draft: Draft, opening: str = "", reading: Reading | None = None) -> str:
    """The next step of a draft: a question, the card, or the receipt. `opening` is said before it.

    `reading` saves reading the draft's document when it has just been written.
    """
    reading = reading or drafts.understood(draft)
    if any(_is_inspectors(talk, one.category) for one in reading.matters):
        return accusing.ask(talk, draft)  # before any other question: nothing of it may go the ordinary way
    if accusing.must_ask_way(talk, draft, reading, "".join(drafts.said(talk.ctx, draft))):
        return accusing.ask_way(talk, draft)
    question = _ask_matter(talk, draft, reading, opening) or _ask_place(talk, draft, reading, opening)
    if question:
        return question
    if draft.asked >= MOST_QUESTIONS and not _is_clear(talk, reading):
        return hand_over(talk, draft, _reason_to_hand(reading))
    planned = prospects.plan_matters(talk.ctx, talk.account, reading)
    if files_unasked(talk, reading, planned):
        return file_unasked(talk, draft, planned)
    offered = neighbours.offer(talk, draft, reading, planned)
    if offered:
        return f"{opening}\n{offered}" if opening else offered
    return cards.show_card(talk, draft, reading, planned, opening)


def _is_inspectors(talk: Talk, code: str) -> bool:
    found = talk.ctx.district.categories.get(code)
    return found is not None and found.desk == "inspector"


def hand_over(talk: Talk, draft: Draft, reason: str = "") -> str:
    """Stop asking: the desk decides who gets it (待派单)."""
    cases = drafts.file(talk.ctx, draft, talk.account, unrouted=True)
    asking.renew(talk)
    return "\n".join(part for part in (reason, receipts.receipt(talk.ctx, cases)) if part)


def file(talk: Talk, draft: Draft) -> str:
    """The person said that the card is right."""
    cases = drafts.file(talk.ctx, draft, talk.account)
    talk.refresh()
    return receipts.receipt(talk.ctx, cases)


def file_unasked(talk: Talk, draft: Draft, planned: list[Planning]) -> str:
    """A danger, or cold and somebody weak at home: filed at once, taken back by 撤回."""
    case = drafts.file(talk.ctx, draft, talk.account, planned=planned)[0]
    talk.refresh()
    category = talk.ctx.district.categories.get(case.category)
    danger = bool(category and category.file_unasked)
    said = receipts.unasked_receipt(talk.ctx, case, danger=danger)
    if not danger and case.unit:
        # asked once and optional: a technician cannot come otherwise
        asking.ask(talk, "phone_text", said, case=case, lives=asking.DRAFT_LIVES, purpose="phone")
    return said


def files_unasked(talk: Talk, reading: Reading, planned: list[Planning]) -> bool:
    """Whether nobody is asked for a confirmation: the category says so, or heat and somebody vulnerable."""
    if len(planned) != 1 or reading.intent in PLACELESS_INTENTS:
        return False
    category = talk.ctx.district.categories.get(planned[0].matter.category)
    if category is None:
        return False
    groups = talk.ctx.district.settings.get("unasked_if_vulnerable")
    weak = reading.vulnerable and planned[0].tier in prospects.URGENT_TIERS and prospects.in_heating_season(talk.ctx)
    return category.file_unasked or (weak and isinstance(groups, list) and category.group in groups)


def calm(talk: Talk) -> str:
    """您先消消气 before the ordinary card, when the words were angry."""
    return general.CALM_DOWN() if any(word in talk.text for word in lists.RUDE) else ""


def is_known(draft: Draft, reading: Reading) -> bool:
    """Whether it is known what is wrong: every matter has a category, and none a question that is still to be asked."""
    asked = draft.memory.get("matter_asked")
    return bool(reading.matters) and all(
        matter.category and not (matter.question and matter.confidence < ROUTE and matter.question != asked)
        for matter in reading.matters
    )


def _is_clear(talk: Talk, reading: Reading) -> bool:
    known = bool(reading.matters) and all(matter.category for matter in reading.matters)
    return known and (reading.place.given == "yes" or not _needs_place(talk, reading))


def _reason_to_hand(reading: Reading) -> str:
    known = any(matter.category for matter in reading.matters)
    return resident.PLACE_GIVEN_UP() if known and reading.place.given != "yes" else ""


def _ask_matter(talk: Talk, draft: Draft, reading: Reading, opening: str) -> str:
    """The question that finds out what it is; `` when it is known or nothing can be asked."""
    if is_known(draft, reading):
        return ""
    head = f"{opening}\n" if opening else ""
    code = next((matter.question for matter in reading.matters if matter.question), "")
    if code and draft.asked < MOST_QUESTIONS and draft.memory.get("matter_asked") != code:
        found = questions_back.choices_of(talk, code)
        if found is not None:
            _count(talk, draft, "matter", matter_asked=code)
            return head + questions_back.ask_choice(talk, draft, found)
    place = reading.place
    # asked once, and once more where the answer said only where it is
    before = draft.memory.get("matter_text")
    if draft.asked < MOST_QUESTIONS and (before is None or (before == "nowhere" and place.given == "yes")):
        _count(talk, draft, "matter", matter_text="there" if place.given == "yes" else "nowhere")
        where = naming.place(talk.ctx.district, place.unit, place.place, place.detail)
        text = resident.PLACE_NOTED(place=where) if place.given == "yes" else resident.ASK_MATTER()
        return head + asking.ask(talk, "matter_text", text, draft_id=draft.id)
    return hand_over(talk, draft)


def _ask_place(talk: Talk, draft: Draft, reading: Reading, opening: str) -> str:
    """The question that finds out where it is; `` when it is known, or asked often enough."""
    if reading.place.given == "yes" or not _needs_place(talk, reading) or draft.asked >= MOST_QUESTIONS:
        return ""
    head = f"{opening}\n" if opening else ""
    asked = int(draft.memory.get("place_asked", 0))
    if asked >= 2:
        return hand_over(talk, draft, resident.PLACE_GIVEN_UP())
    district = talk.ctx.district
    place = reading.place
    named = [code for code in place.candidates if code in district.places]
    if not named and place.given == "no" and not asked:
        named = list(places.sharing(district, "\n".join(drafts.said(talk.ctx, draft))))
    if len(named) > 1:
        draft = _count(talk, draft, "place", place_asked=asked + 1)
        offered = [(code, naming.place_choice(district, code)) for code in named[:5]]
        rows = naming.numbered(offered)
        text = resident.ASK_PLACE_WHICH(options=rows)
        return head + asking.ask(talk, "place", text, offered, purpose="place", draft_id=draft.id)
    default = places.home_of(talk)
    if default in district.units and not draft.memory.get("not_default") and place.given == "no":
        draft = _count(talk, draft, "place", place_asked=asked + 1)
        text = resident.ASK_PLACE_DEFAULT(community=district.name_of(default))
        noted = "" if opening else _noted(talk, draft, reading)
        said = asking.ask(talk, "yesno", text, choices.DEFAULT_PLACE, purpose="default_place", draft_id=draft.id)
        return "\n".join(part for part in (opening or noted, said) if part)
    draft = _count(talk, draft, "place", place_asked=asked + 1)
    if draft.memory.get("place_said"):
        text = resident.ASK_PLACE_AGAIN()
    elif place.given == "partial" and (place.place or place.unit):
        text = resident.ASK_PLACE_NEARER(place=naming.place(district, place.unit, place.place, ""))
    else:
        text = resident.ASK_PLACE()
    noted = "" if asked else _noted(talk, draft, reading)
    drafts.remember(talk.ctx, draft, place_said=True)
    asking.ask(talk, "place_text", text, draft_id=draft.id)
    return "\n".join(part for part in (opening, noted, text) if part)


def _noted(talk: Talk, draft: Draft, reading: Reading) -> str:
    planned = [Planning(matter, "7d", Route()) for matter in reading.matters if matter.category]
    titles = "、".join(cards.title_of(talk.ctx, one) for one in planned)
    photos_said = resident.NOTED_PHOTOS(matter=titles, count=len(draft.media)) if draft.media else titles
    return resident.NOTED(matter=photos_said)


def _needs_place(talk: Talk, reading: Reading) -> bool:
    """Whether nobody can be sent without knowing where: always, but for questions and accusations."""
    if reading.intent not in PLACELESS_INTENTS:
        return True
    category = talk.ctx.district.categories.get(reading.matters[0].category) if reading.matters else None
    return category is not None and category.lead in LOCAL_LEADS


def _count(talk: Talk, draft: Draft, stage: str, **facts: object) -> Draft:
    memory = {**draft.memory, **facts}
    return talk.tx.update(draft, asked=draft.asked + 1, stage=stage, memory=memory)


def calmed(reading: Reading, matters: tuple[MatterReading, ...]) -> Reading:
    """The reading of words that turned out to be no danger."""
    return replace(reading, intent="complaint", emergency="", urgency="", matters=matters)


def set_place(talk: Talk, draft: Draft, code: str) -> Draft:
    """The place was chosen: a place code of the district, or a unit's."""
    reading = drafts.understood(draft)
    found = talk.ctx.district.places.get(code)
    unit = found.unit if found else code
    place = replace(reading.place, given="yes", place=code if found else "", unit=unit, candidates=())
    return drafts.touch(talk.ctx, draft, reading=replace(reading, place=place))
