"""From stored rows to what rates are counted from: one pass over events, duties, requests and voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col

from handlers.policies.permissions import is_confidential
from handlers.services.dispatching import UPHELD
from handlers.services.handling import EMPTY
from models.domain.closing import is_explanation
from models.domain.rated import Contact, Done, Duty, Facts, Objection, Pleased, Silence, Vote
from models.domain.states import Act
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import Account, Assignment, Case, Event, Request, Voice

OWN, STAFF = "wechat", "staff"
"""Channels counted together with nobody else's: a resident's own case, and one a cadre filed as a resident."""
LOOK_BACK = timedelta(days=400)
"""Older cases have no date, answer or duty in a month that is counted now."""
_SPEAKS = frozenset({Act.PROGRESS.value, Act.ANSWER.value, Act.FINISH.value, "called"})
_ROUND_UP = frozenset(
    {Act.UNSOLVED.value, Act.PARTIAL.value, Act.REOPEN.value, Act.REVIEW.value, Act.GRANT_APPEAL.value}
)
_REPORTS = frozenset({Act.ANSWER.value, Act.FINISH.value})
_NO = frozenset({"unsolved", "partly"})


def facts(reader: Reader, since: datetime) -> list[Facts]:
    """Facts of every case filed since then; accusations of staff are in no rate."""
    cases = reader.query(Case, col(Case.filed_at) >= since, order_by=col(Case.id))
    cases = [case for case in cases if case.dispatched_at is not None and not is_confidential(case)]
    if not cases:
        return []
    oldest = min(case.id for case in cases)
    events = _by_case(reader.query(Event, col(Event.case_id) >= oldest, order_by=col(Event.seq)))
    duties = _by_case(reader.query(Assignment, col(Assignment.kind) == "lead", order_by=col(Assignment.given_at)))
    requests = _by_case(reader.query(Request, col(Request.status).in_(("granted", "refused"))))
    voices = _by_case(reader.query(Voice, order_by=col(Voice.id)))
    repeats = _repeats(cases, voices)
    staff = {account.id for account in reader.query(Account, col(Account.cadre).is_(True))}
    return [
        _facts(case, events[case.id], duties[case.id], requests[case.id], voices[case.id], repeats[case.id], staff)
        for case in cases
    ]


def _facts(
    case: Case,
    events: Sequence[Event],
    duties: Sequence[Assignment],
    requests: Sequence[Request],
    voices: Sequence[Voice],
    repeats: Sequence[datetime],
    staff: set[str],
) -> Facts:
    told = _History(case, duties)
    for event in events:
        told.take(event)
    extensions = [one for one in requests if one.kind == "extension" and one.status == "granted"]
    first_done = told.done[0].at if told.done else None
    approved = [
        one.asked_due_at
        for one in extensions
        if one.asked_due_at is not None and (first_done is None or (one.decided_at or one.asked_at) <= first_done)
    ]
    of_staff = any(voice.account_id in staff for voice in voices) and case.channel == OWN
    return Facts(
        number=case.number,
        filed_at=case.filed_at,
        channel=STAFF if of_staff else case.channel,
        dispatched_at=case.dispatched_at,
        first_due_at=case.first_due_at,
        last_due_at=max([*approved, *([case.first_due_at] if case.first_due_at else [])], default=None),
        unit=case.unit,
        withdrawn_at=told.withdrawn_at,
        merged_at=told.merged_at,
        excluded_at=told.excluded_at,
        appealed=_contested(events) and case.closure == "excluded",
        closed_at=case.closed_at,
        closed_times=tuple(told.closed),
        contacts=_contacts(duties, told.spoken, case),
        done=tuple(told.reports()),
        reopened=tuple(told.reopened),
        votes=tuple(told.votes),
        pleased=tuple(told.pleased),
        silences=tuple(told.silences),
        objections=tuple(
            Objection(one.decided_at, one.status == "granted")
            for one in requests
            if one.kind in {"objection", "arbitration"} and one.decided_at is not None
        ),
        # a unit that was right to refuse keeps no mark of it
        duties=tuple(
            Duty(one.unit, one.given_at, one.due_at, one.ended_at) for one in duties if one.ended_how != UPHELD
        ),
        repeated=tuple(repeats),
    )


def _contested(events: Sequence[Event]) -> bool:
    """Whether an appeal waits to be judged."""
    told = [event.kind for event in events if event.kind in {Act.APPEAL.value, Act.REFUSE_APPEAL.value}]
    return bool(told) and told[-1] == Act.APPEAL.value


class _History:
    """What the events of one case tell, in order."""

    def __init__(self, case: Case, duties: Sequence[Assignment]) -> None:
        self._case, self._duties, self._round = case, duties, 1
        self.done: list[Done] = []
        self.votes: list[Vote] = []
        self.pleased: list[Pleased] = []
        self.silences: list[Silence] = []
        self.reopened: list[datetime] = []
        self.closed: list[datetime] = []
        self.spoken: list[datetime] = []
        self.withdrawn_at: datetime | None = None
        self.merged_at: datetime | None = None
        self.excluded_at: datetime | None = None
        self._taken_back: list[datetime] = []

    def take(self, event: Event) -> None:
        """One event more."""
        data: dict[str, Any] = event.data
        kind, at, to = event.kind, event.at, data.get("to")
        if kind in _SPEAKS and not data.get(EMPTY):
            self.spoken.append(at)
        if kind in _REPORTS:
            self.done.append(Done(at, self._unit(at), self._round))
        elif kind in {Act.TAKE_BACK.value, Act.UNDO.value} and self.done and data.get("from") == "confirming":
            self.done.pop()  # it was never asked about
        elif kind == "vote":
            explained = is_explanation(data.get("claim"))
            self.votes.append(
                Vote(
                    at,
                    data["voice"],
                    data["round"],
                    data["answer"],
                    self._reporter(data["round"], at),
                    explained,
                    bool(data.get("second")),
                )
            )
        elif kind == "satisfied":
            self.pleased.append(Pleased(at, data["voice"], data["answer"], self._reporter(self._round, at)))
        elif "silent" in data:
            unit = self._reporter(self._round, at)
            self.silences.append(Silence(at, unit, int(data["silent"]), int(data.get("unreached", 0))))
        if kind in _ROUND_UP:
            self._round += 1
            self.reopened.append(at)
        elif self.reopened and (data.get("set") or {}).get("round", self._round) < self._round:
            self._round -= 1  # the no was taken back before anybody acted on it
            self.reopened.pop()
        self._ends(kind, at, str(to or ""), data)

    def _ends(self, kind: str, at: datetime, to: str, data: dict[str, Any]) -> None:
        if to == "closed" and data.get("from") != "closed":
            self.closed.append(at)
            if kind == Act.SELF_SOLVED.value:
                self.withdrawn_at = at
            if (data.get("set") or {}).get("closure") == "excluded":
                self.excluded_at = at
        elif to == "withdrawn":
            self.withdrawn_at = at
        elif to == "merged":
            self.merged_at = at
        elif to not in {"", "closed"} and data.get("from") in {"withdrawn", "merged", "closed"}:
            self.withdrawn_at = self.merged_at = self.excluded_at = None

    def reports(self) -> list[Done]:
        """Reports of the end, each with whether the resident denied it in its round."""
        final: dict[tuple[int, int], str] = {(vote.voice, vote.round): vote.answer for vote in self.votes}
        denied = {round_ for (_, round_), answer in final.items() if answer in _NO}
        later = {one.round: one for one in self.done}  # the last report of a round is the one that was voted on
        again = {one.round for one in later.values() if any(at >= one.at for at in self.reopened)}
        return [Done(one.at, one.unit, one.round, one.round in denied | again) for one in self.done]

    def _unit(self, at: datetime) -> str:
        held = [one.unit for one in self._duties if one.given_at <= at]
        return held[-1] if held else self._case.first_unit

    def _reporter(self, round_: int, at: datetime) -> str:
        of_round = [one.unit for one in self.done if one.round == round_]
        return of_round[-1] if of_round else self._unit(at)


def _contacts(duties: Sequence[Assignment], spoken: Sequence[datetime], case: Case) -> tuple[Contact, ...]:
    """The limit for first words: the first unit's; after an upheld 退单 the right unit's own, from its dispatch."""
    running = list(duties)
    while running and running[0].ended_how in {UPHELD, "objected"}:
        running.pop(0)
    if not running or running[0].words_due_at is None:
        return ()
    limit, since = running[0].words_due_at, running[0].given_at
    owners = [one.unit for one in running if one.given_at <= limit and one.round == running[0].round]
    words = next((at for at in spoken if at >= since), None)
    return (Contact(limit, owners[-1] if owners else case.unit, words),)


def _repeats(cases: Sequence[Case], voices: dict[int, list[Voice]]) -> dict[int, list[datetime]]:
    """Filings of the same matter by the same person, or at the same building, for each case; merged ones are part."""
    by_key: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        for key in _keys(case, voices[case.id]):
            by_key[key].append(case)
    found: dict[int, list[datetime]] = defaultdict(list)
    for same in by_key.values():
        for case in same:
            day = shanghai_day(case.filed_at)
            found[case.id] += [
                other.filed_at
                for other in same
                if other.id != case.id and not (other.state == "merged" and shanghai_day(other.filed_at) == day)
            ]
    return found


def _keys(case: Case, voices: Iterable[Voice]) -> Iterable[tuple[str, ...]]:
    if not case.category:
        return
    for account in {voice.account_id for voice in voices}:
        yield ("person", account, case.category)
    if case.community and case.detail:
        yield ("place", case.community, case.place, case.detail, case.category)


def _by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
