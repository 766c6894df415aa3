"""What is kept under load: in order, once, durable, answered by push; floods are said in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.floods import MOST, Floods
from handlers import deferring, late
from handlers.dispatch import handle
from models.domain.message import Message
from models.domain.working_time import SHANGHAI
from models.tables import Inbox
from tests.town import Town

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"


@dataclass
class Line:
    """Somebody's deliveries, kept or handled; their XML is only their number."""

    town: Town
    who: str
    said: dict[bytes, Message] = field(default_factory=dict)

    def message(self, text: str) -> Message:
        number = str(len(self.said) + 1)
        message = Message(
            account="gh_town",
            sender=self.who,
            kind="text",
            created_at=self.town.clock.now,
            dedupe_key=f"{number}:{self.who}:gh_town",
            msg_id=number,
            text=text,
        )
        self.said[number.encode()] = message
        return message

    def is_kept(self, text: str, flood: deferring.Flood = "") -> str | None:
        message = self.message(text)
        return self.keep(message, flood)

    def keep(self, message: Message, flood: deferring.Flood = "") -> str | None:
        self.town.courier.hear(message, self.town.clock.now)
        town, raw = self.town, message.msg_id.encode()
        return town.database.write_now(
            lambda tx: deferring.keep(tx, town.registry, message, raw, town.clock.now, flood)
        )

    def is_heard(self, message: Message, *, read: bool = False) -> str | None:
        town = self.town
        self.town.courier.hear(message, town.clock.now)
        world = town.database.read_now(town.registry.world)
        reading = world.understander.read(message.text) if read else None
        return town.database.write_now(
            lambda tx: handle(tx, town.registry, message, message.msg_id.encode(), town.clock.now, reading)
        )

    def waiting(self) -> list[str]:
        now = self.town.clock.now
        return self.town.database.read_now(lambda reader: late.waiting(reader, now, 10))

    def catches_up(self) -> int:
        town, done = self.town, 0
        for account in self.waiting():
            done += town.database.write_now(
                lambda tx, account=account: late.handle_waiting(  # type: ignore[misc]
                    tx, town.registry, account, self.said.__getitem__, town.clock.now
                )
            )
        return done

    def inbox(self) -> list[Inbox]:
        return sorted(self.town.database.read_now(lambda reader: reader.find(Inbox)), key=lambda row: int(row.key[0]))


@pytest.fixture
def line(town: Town) -> Line:
    return Line(town, "o-wang")


def test_kept_words_are_handled_in_order_and_answered_in_one_push(town: Town, line: Line) -> None:
    assert line.is_kept(LAMP) is None
    assert line.is_kept("1") is None
    assert [row.status for row in line.inbox()] == ["deferred", "deferred"]
    assert town.cases() == []
    town.clock.now += late.SETTLES
    assert line.catches_up() == 2
    assert [row.status for row in line.inbox()] == ["late", "late"]
    case = town.cases()[0]
    assert case.title
    town.advance(seconds=2)
    said = town.courier.texts("o-wang")
    assert len(said) == 1, said
    assert said[0].index("对就回 1") < said[0].index(case.number)


def test_who_still_writes_is_let_finish_but_not_for_ever(town: Town, line: Line) -> None:
    began = town.clock.now
    line.is_kept(LAMP)
    while town.clock.now - began < late.LONGEST - timedelta(seconds=3):
        town.clock.now += timedelta(seconds=3)
        line.is_kept("还是不亮")
        assert line.waiting() == []
    town.clock.now += timedelta(seconds=3)
    line.is_kept("1")
    assert len(line.waiting()) == 1


def test_newer_words_wait_behind_kept_ones(town: Town, line: Line) -> None:
    line.is_kept(LAMP)
    assert line.is_heard(line.message("1")) is None
    assert [row.status for row in line.inbox()] == ["deferred", "deferred"]
    town.clock.now += late.SETTLES
    line.catches_up()
    assert len(town.cases()) == 1
    assert line.is_heard(line.message("进度")), "with nothing waiting the answer is passive again"


def test_another_person_is_answered_meanwhile(town: Town, line: Line) -> None:
    line.is_kept(LAMP)
    assert "对就回 1" in town.person("o-li").says(LAMP)


def test_danger_never_waits(town: Town, line: Line) -> None:
    line.is_kept(LAMP)
    answer = line.is_heard(line.message("楼道里一股煤气味 新达佳苑8号楼"), read=True)
    assert answer is not None
    assert answer.startswith("先离开")
    assert [case.urgent for case in town.cases()] == [True]


def test_a_repeat_of_kept_words_is_kept_once_and_answered_by_push_alone(town: Town, line: Line) -> None:
    message = line.message(LAMP)
    line.keep(message)
    assert line.keep(message) is None
    assert line.is_heard(message) is None
    town.clock.now += late.SETTLES
    assert line.catches_up() == 1
    assert line.is_heard(message) is None
    assert line.catches_up() == 0
    assert len(town.outbox(kind="late_answer")) == 1


def test_words_handled_in_time_are_not_kept_again_by_a_late_repeat(town: Town, line: Line) -> None:
    message = line.message(LAMP)
    answer = line.is_heard(message)
    assert line.keep(message) == answer
    assert [row.status for row in line.inbox()] == ["handled"]


def test_the_window_is_counted_from_when_the_words_came(town: Town, line: Line) -> None:
    began = town.clock.now
    line.is_kept(LAMP)
    town.clock.now += timedelta(minutes=30)
    line.catches_up()
    conversation = town.person("o-wang").conversation()
    assert conversation is not None
    assert conversation.last_message_at == began


def test_what_waited_long_is_an_alarm(town: Town, line: Line) -> None:
    line.is_kept(LAMP)
    town.clock.now += timedelta(minutes=2)
    line.catches_up()
    assert {row.params["code"] for row in town.outbox(kind="alarm")} == {"overloaded"}


def test_what_cannot_be_read_any_more_fails_alone_and_alarms(town: Town, line: Line) -> None:
    line.is_kept(LAMP)
    town.may_break = True
    broken = line.message("x")
    line.keep(broken)

    def read(raw: bytes) -> Message:
        if raw == broken.msg_id.encode():
            raise ValueError("not XML")
        return line.said[raw]

    town.clock.now += late.SETTLES
    account = line.waiting()[0]
    town.database.write_now(lambda tx: late.handle_waiting(tx, town.registry, account, read, town.clock.now))
    assert [row.status for row in line.inbox()] == ["late", "failed"]
    assert {row.params["code"] for row in town.outbox(kind="alarm")} == {"message_failed"}
    assert line.waiting() == []


def test_long_answers_leave_as_few_messages_that_fit(town: Town, line: Line) -> None:
    for _ in range(9):
        line.is_kept("帮助")
    line.is_kept(LAMP)
    town.clock.now += late.SETTLES
    assert line.catches_up() == 10
    town.advance(seconds=2)
    said = town.courier.texts("o-wang")
    assert 1 <= len(said) <= 3
    assert all(len(one.encode()) <= 2048 for one in said)


def test_at_night_a_late_answer_still_leaves(town: Town, line: Line) -> None:
    town.clock.at(11, 23, 23)
    line.is_kept(LAMP)
    town.clock.now += late.SETTLES
    line.catches_up()
    town.advance(seconds=2)
    assert len(town.courier.texts("o-wang")) == 1


# -- too much from one person ---------------------------------------------------------------------------------------


def test_a_flood_is_kept_and_said_once_a_minute(town: Town, line: Line) -> None:
    floods, now = Floods(), town.clock.now
    judged = [floods.judge(line.message("灯"), now) for _ in range(MOST + 3)]
    assert judged == [""] * MOST + ["tell", "told", "told"]
    assert floods.judge(line.message("灯"), now + timedelta(seconds=59)) == "told"
    assert floods.judge(line.message("灯"), now + timedelta(minutes=2)) == ""


def test_repeats_and_other_people_and_events_are_no_flood(town: Town, line: Line) -> None:
    floods, now = Floods(), town.clock.now
    message = line.message("灯")
    assert {floods.judge(message, now) for _ in range(MOST * 3)} == {""}
    other = Line(town, "o-li")
    for _ in range(MOST + 5):
        floods.judge(other.message("灯"), now)
    assert floods.judge(line.message("灯"), now) == ""
    event = Message("gh_town", "o-li", "event", now, "e:o-li:gh_town", event="view")
    assert floods.judge(event, now) == ""


def test_a_flooded_person_hears_why_and_everything_is_handled(town: Town, line: Line) -> None:
    words = line.is_kept(LAMP, "tell")
    assert words is not None
    assert "一条不丢" in words
    assert line.is_heard(line.message("1")) is None
    message = line.said[b"1"]
    assert line.is_heard(message) == words, "a repeat hears the same"
    town.clock.now += late.SETTLES
    assert line.catches_up() == 2
    assert len(town.cases()) == 1


def test_nobody_is_flooding_with_nine_photos_and_a_story() -> None:
    assert MOST >= 15
    now = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
    floods = Floods()
    photos = [Message("a", "o", "image", now, f"{n}:o:a") for n in range(9)]
    assert {floods.judge(photo, now) for photo in photos} == {""}
