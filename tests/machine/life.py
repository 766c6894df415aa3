"""One random town: it does a step, and looks at everything afterwards."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.pages import forms, of_post, of_resident, visits
from handlers.pages.forms import Form
from handlers.policies.permissions import is_confidential, may_look, roles
from handlers.services import accounts
from models.domain.errors import CaseError, NotFound
from models.domain.links import Link
from models.domain.message import Message
from models.store.tx import Reader
from models.tables import Case, Question, Statement, Vault, Voice
from tests.machine import invariants
from tests.machine.people import CADRES, PEOPLE, REFUSED, RESIDENTS, fill
from tests.town import Person, Town

SHOWS_PHONES = ("查看", "名单", "来电")
TOKEN_UNITS = ("条烟", "块钱", "斤牛肉")
EVERY = 10
"""Steps between two readings of every event there is; everything else is looked at after each step."""
_number = itertools.count(1)


@dataclass
class Life:
    """The town, what was done in it, and what must not be heard by whom."""

    town: Town
    trace: list[str] = field(default_factory=list)
    serial: int = 100
    sent: int = 0
    steps: int = 0
    last: invariants.Snapshot | None = None
    """The substance after the last step: nothing happens between two steps."""
    repeat: Message | None = None
    delivered: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for openid, post in CADRES.items():
            self.town.bind(openid, post)
        self.town.person("oSTRANGER-none").follows()

    # what people do

    def says(self, openid: str, template: str) -> str:
        self.serial += 1
        text = fill(template, openid, self.serial)
        return self._step(openid, text, lambda: self._send(openid, kind="text", text=text))

    def taps(self, openid: str, pick: int) -> str:
        """Tap an option of any question that was ever asked, one's own or (a forged tap) somebody else's."""
        asked = self.town.database.read_now(lambda reader: reader.find(Question, order="id"))
        asked = [one for one in asked if any(len(option["digit"]) == 1 for option in one.options)]
        mine = [one for one in asked if one.account_id == self.person(openid).key]
        pool = (asked if pick % 7 == 0 else mine) or asked
        if not pool:
            return ""
        question = pool[-1 - pick % min(4, len(pool))]
        offered = [option for option in question.options if len(option["digit"]) == 1]
        option = offered[pick % len(offered)]
        menu = question.id * 10 + int(option["digit"])
        label = str(option["label"])
        return self._step(
            openid,
            f"[tap {label} of {question.kind}]",
            lambda: self._send(openid, kind="text", text=label, menu_id=menu),
        )

    def sends(self, openid: str, what: str) -> str:
        number = next(_number)
        message: dict[str, Any] = {
            "photo": {"kind": "image", "media_id": f"m{number}", "url": "http://127.0.0.1/p.jpg"},
            "voice": {"kind": "voice", "media_id": f"m{number}", "format": "amr"},
            "follow": {"kind": "event", "event": "subscribe"},
            "unfollow": {"kind": "event", "event": "unsubscribe"},
        }[what]
        return self._step(openid, f"[{what}]", lambda: self._send(openid, **message))

    def again(self) -> None:
        """WeChat delivers the last message once more."""
        if self.repeat is None:
            return
        message, before = self.repeat, self.look()
        who = self.person(message.sender)
        self.trace.append(f"[again] {message.text}")
        first = who.deliver(message)
        assert first == self.said, f"a repeat was answered with {first!r} after {self.said!r}"
        assert not invariants.changed(before, self.look())

    def visits(self, openid: str, pick: int, fields: dict[str, str]) -> None:
        """Send a form of a page: one that stands on it, or one that does not."""
        cases = self.town.cases()
        if not cases:
            return
        case = cases[pick % len(cases)]
        link = Link("c", case.id, self.person(openid).key, self.town.clock.now + timedelta(days=1))
        names = sorted({*forms.acts_of_post.FORMS, *forms.acts_of_resident.FORMS})
        name = names[(pick // 7) % len(names)]
        self.serial += 1
        given = {key: fill(value, openid, self.serial) for key, value in fields.items()}

        def submit() -> str:
            def work(ctx: Context) -> str:
                try:
                    seen_by = visits.visit(ctx, link)
                except NotFound:
                    return REFUSED[2]
                try:
                    with ctx.tx.attempt():
                        return forms.submit(ctx, link, Form(name, f"{next(_number):016x}", given)).words
                except CaseError as error:
                    return forms.explain(ctx, seen_by, error)

            said: str = self.town.do(work)
            return said

        before = self.look()
        said = self._step(openid, f"[page {case.running} {name} {given}]", submit, form=name)
        if said == REFUSED[2]:
            assert not invariants.changed(before, self.look()), "a page that nobody may open changed something"

    def passes(self, **delta: float) -> None:
        before = self.last or self.look()
        self.trace.append(f"[{self.town.clock.now:%m-%d %H:%M}] time {delta}")
        self.town.advance(**delta)
        after = self.last = self.look()
        # at its end a poll of several is decided by who answered: time counts the votes there are, it never gives one
        unasked = [case for case in invariants.newly_confirmed(before, after) if case.id not in before.voted_solved]
        assert not unasked, "time confirmed a case"
        self._afterwards(before, after)

    # what is looked at

    def person(self, openid: str) -> Person:
        return self.town.person(openid)

    def look(self) -> invariants.Snapshot:
        return self.town.database.read_now(invariants.snapshot)

    def _send(self, openid: str, **fields: Any) -> str:
        number = next(_number)
        message = Message(
            account="gh_town",
            sender=openid,
            created_at=self.town.clock.now,
            dedupe_key=f"m{number}:{openid}",
            msg_id=str(number),
            **fields,
        )
        self.repeat = message
        self.said = self.person(openid).deliver(message)
        return self.said

    def _step(self, openid: str, text: str, do: Any, form: str = "") -> str:
        before = self.last or self.look()
        allowed = self.town.do(lambda ctx: self._may(ctx, openid))
        said: str = do()
        self.trace.append(f"[{self.town.clock.now:%m-%d %H:%M}] {openid} > {text!r} => {said!r}")
        after = self.last = self.look()
        touched = invariants.changed(before, after)
        if any(word in said for word in REFUSED) and not form:
            assert not touched, f"a refusal changed {touched}"
        if openid not in CADRES:
            self._no_stranger_acts(openid, before, after)
        for case in invariants.newly_confirmed(before, after):
            mine = any(v.account_id == self.person(openid).key for v in before.rows["Voice"] if v.case_id == case.id)
            called = text.startswith("回访") or form == "call"
            assert mine or called, f"{case.number} was confirmed by {openid}: {text!r}"
        barred = {i for i, held in allowed.items() if not held}  # of who holds a post; others are looked at above
        for case_id in barred:
            mine = any(v.account_id == self.person(openid).key for v in after.rows["Voice"] if v.case_id == case_id)
            told = self._acts_of(openid, before.cases[case_id], after.cases[case_id])
            assert mine or not told, f"{openid} has no role in {after.cases[case_id].number}, but did {told}"
        self._hears(
            openid, said, spoken=text, shown=any(text.startswith(verb) for verb in SHOWS_PHONES) or form == "look"
        )
        self._afterwards(before, after)
        return said

    def _acts_of(self, openid: str, before: Case, after: Case) -> list[str]:
        """Kinds of events on the case in this step that carry a post of this person."""
        if after.seq == before.seq:
            return []
        post = CADRES.get(openid, "")

        def read(reader: Reader) -> list[str]:
            from models.tables import Event

            events = reader.find(Event, case_id=after.id, order="seq")
            return [one.kind for one in events if one.seq > before.seq and one.post and one.post == post]

        return self.town.database.read_now(read)

    def _no_stranger_acts(self, openid: str, before: invariants.Snapshot, after: invariants.Snapshot) -> None:
        """Who holds no post changes only cases in which he has, or in this step got, a voice."""
        key = self.person(openid).key
        mine = {v.case_id for v in (*before.rows["Voice"], *after.rows["Voice"]) if v.account_id == key}
        mine |= {case.main_id for case in after.cases.values() if case.id in mine and case.main_id}
        mine |= {case.id for case in after.cases.values() if case.main_id in mine}
        for case_id, case in after.cases.items():
            old = before.cases.get(case_id)
            if case_id not in mine and old is not None:
                assert case.seq == old.seq, f"{openid} is nobody in {case.number}, but changed it"

    def _may(self, ctx: Context, openid: str) -> dict[int, bool]:
        account = self.person(openid).key
        posts = accounts.posts_of(ctx, account)
        cases = ctx.tx.find(Case) if posts else []
        return {case.id: any(roles(ctx, case, post, account) for post in posts) for case in cases}

    def _afterwards(self, before: invariants.Snapshot, after: invariants.Snapshot) -> None:
        problems = list(invariants.lost(before, after))
        self.steps += 1
        check = invariants.check_all if self.steps % EVERY == 0 else invariants.check
        problems += self.town.database.read_now(lambda reader: check(reader, self.town.clock.now))
        problems += self._pushes()
        problems += self._kept_words()
        problems += [f"broke inside: {one}" for one in self.town.broken()]
        assert not problems, problems

    def _kept_words(self) -> list[str]:
        """Words that accuse somebody never stand where those who handle a case read them."""

        def read(reader: Reader) -> list[str]:
            secret = {case.id for case in reader.query(Case) if is_confidential(case)}
            told = [one for one in reader.find(Statement) if one.case_id not in secret and not one.post]
            return [
                f"statement {one.id} ({one.kind}): {one.words}"
                for one in told
                if any(u in one.words for u in TOKEN_UNITS)
            ]

        return self.town.database.read_now(read)

    def _pushes(self) -> list[str]:
        """What left since the last look: to whom it may go, and once."""
        found = []
        for one in self.town.courier.delivered[self.sent :]:
            for row in one.parcel.rows:
                self.delivered[row] = self.delivered.get(row, 0) + 1
                if self.delivered[row] > 1:
                    found.append(f"outbox row {row} was pushed twice: {one.text!r}")
            self._hears(one.openid, one.text, spoken="", shown=False)
        self.sent = len(self.town.courier.delivered)
        return found

    def secrets_from(self, openid: str, spoken: str = "") -> list[str]:
        """Every text that this person may not be told: others' identity, and accusations that are not theirs."""
        found = [one for one in PEOPLE if one.startswith("oRESIDENT")]
        for one in RESIDENTS:
            if one.openid != openid:
                found += [one.phone, one.room, one.name]
        return [one for one in found + self._accusations(openid) if one not in spoken]

    def _accusations(self, openid: str) -> list[str]:
        """Code words, and the words, of accusations this person neither filed nor inspects."""
        if CADRES.get(openid) == "wuda/inspector":
            return []
        key, open_ = self.person(openid).key, self.town.registry.sealer.open

        def read(reader: Reader) -> list[str]:
            found = []
            for case in reader.find(Case):
                if not is_confidential(case) or reader.find(Voice, case_id=case.id, account_id=key):
                    continue
                words = [
                    open_(row.sealed)
                    for row in reader.find(Vault, subject=f"case:{case.id}", field="words")
                    if row.sealed
                ]
                found += [case.code_word, *(_token(one) for one in words)]
            return [one for one in found if one]

        return self.town.database.read_now(read)

    def _hears(self, openid: str, text: str, *, spoken: str, shown: bool) -> None:
        secrets = self.secrets_from(openid, spoken)
        if shown:  # a look that the lead handler asked for, or a telephone list: written down, and theirs to see
            secrets = [one for one in secrets if one not in {r.phone for r in RESIDENTS} | {r.room for r in RESIDENTS}]
        found = invariants.leaks(text, secrets)
        assert not found, f"{openid} heard {found}: {text!r}"

    def inspect(self) -> None:
        """Every page of everybody, and every export: nobody reads what is not theirs."""
        wrong = self.town.database.read_now(lambda reader: invariants.check_all(reader, self.town.clock.now))
        assert not wrong, wrong
        # a room alone may be the number of a row, so in exports it is looked for as people write it
        rooms = [text for r in RESIDENTS for text in (f"{r.room}室", f"单元{r.room}", f"号楼{r.room}")]
        every = [*(r.phone for r in RESIDENTS), *rooms, *(r.name for r in RESIDENTS)]
        every += list(PEOPLE) + self._accusations("nobody")
        text = self.town.database.read_now(
            lambda reader: invariants.exported(reader, self.town.registry.world(reader).district)
        )
        assert not invariants.leaks(text, every), f"an export holds {invariants.leaks(text, every)}"
        for openid in PEOPLE:
            secrets = self.secrets_from(openid)
            shown = self.town.do(lambda ctx, openid=openid: self._pages(ctx, openid))
            for number, page in shown:
                assert not invariants.leaks(page, secrets), (
                    f"{openid} reads {invariants.leaks(page, secrets)} on the page of {number}"
                )

    def _pages(self, ctx: Context, openid: str) -> list[tuple[str, str]]:
        found, key = [], self.person(openid).key
        for case in ctx.tx.find(Case, order="id"):
            try:
                seen_by = visits.enter(ctx, case, key)
            except NotFound:
                continue
            view: Any = of_resident.page(ctx, seen_by) if seen_by.voice else of_post.page(ctx, seen_by)
            if seen_by.post is not None:
                assert roles(ctx, case, seen_by.post, key) or seen_by.post.role in {"leader", "handler", "head", "duty"}
            found.append((case.number, repr(view)))
        return found


def _token(words: str) -> str:
    """The one part of an accusation that stands in no other text."""
    import re

    found = re.search(r"\d{3,}(?:条烟|块钱|斤牛肉)", words)
    return found.group() if found else ""


__all__ = ["Life", "may_look"]
