"""What did not happen: found every morning, one message a person, to who can still act, nothing twice a day."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.omissions import book, finders
from models.domain.states import CaseState
from models.tables import Case, Omission, Timer
from scheduler import digests, nights
from tests.cadre.conftest import ACCUSATION, LI, FileCase
from tests.life.stories import report, rounds, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

DUTY = "binhai/duty"
WEEKLY = "环境卫生/鼠虫"
"""Seven working days: nothing else speaks of it in the first mornings."""


def found(town: Town) -> dict[str, set[str]]:
    """Kind -> posts that are told."""

    def work(ctx: Context) -> dict[str, set[str]]:
        told: dict[str, set[str]] = {}
        for one in finders.find(ctx):
            told.setdefault(one.kind, set()).update(post.code for post in one.posts)
        return told

    kinds: dict[str, set[str]] = town.do(work)
    return kinds


def mornings(town: Town, who: str) -> list[str]:
    return [one for one in words_to(town, who) if "该做没做的" in one]


def rows(town: Town) -> list[Omission]:
    kept: list[Omission] = town.database.read_now(lambda reader: reader.find(Omission, order="id"))
    return kept


def test_nothing_omitted_no_message(town: Town, li: Person, file_case: FileCase) -> None:
    town.do(digests.ensure)
    file_case()
    li.says("签收 1")
    li.says("进展 1 今天去看过，要换声控开关")
    town.advance(until=shanghai(11, 24, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 24, 8, 40))
    assert town.outbox(kind="digest") == []
    assert "没有该做没做的" in li.says("漏项")


def test_a_day_that_was_named_and_passed_in_silence_is_listed_to_who_has_the_case(
    town: Town, li: Person, file_case: FileCase
) -> None:
    town.do(digests.ensure)
    file_case(category=WEEKLY)
    li.says("签收 1")
    li.says("进展 1 明天下午来消杀")
    town.advance(until=shanghai(11, 25, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 25, 8, 40))
    said = mornings(town, "李晓")
    assert len(said) == 1
    assert "新：1号件老鼠虫子多说好11月24日（周二），过了没有话" in said[0]
    town.advance(until=shanghai(11, 26, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 26, 8, 40))
    assert "第2天：1号件老鼠虫子多说好" in mornings(town, "李晓")[-1]
    li.says("进展 1 药到了，12月1日来")
    town.advance(until=shanghai(11, 27, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 27, 8, 40))
    assert len(mornings(town, "李晓")) == 2, "made good: not listed any more"
    assert [row.cleared_at is not None for row in rows(town)] == [True]


def test_silence_past_the_first_words_goes_to_the_handler_and_the_head(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    town.advance(until=shanghai(11, 24, 10))
    assert found(town)["no_words"] == {LI, "binhai.binhai/head"}


def test_an_unfollowed_resident_is_named_with_the_reason(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    town.do(digests.ensure)
    case = file_case()
    town.person("王桂芳").sends(kind="event", event="unsubscribe")
    li.says("签收 1")
    report(town, case)
    town.advance(until=shanghai(11, 24, 8, 29))
    hears(town, "赵敏")
    town.advance(until=shanghai(11, 24, 8, 40))
    told = town.outbox(kind="digest", post=DUTY)
    assert [entry["kind"] for row in told for entry in row.params["omitted"]] == ["unasked"]
    assert "没能问到居民" in mornings(town, "赵敏")[0]
    assert mornings(town, "李晓") == [], "who did the work learns nothing of the poll"


def test_an_order_that_reached_nobody_goes_to_the_level_above(town: Town, zhao: Person, file_case: FileCase) -> None:
    file_case()
    town.advance(until=shanghai(11, 24, 8))
    assert DUTY in found(town)["unheard"]


def test_late_with_nobody_in_the_post_goes_to_the_level_above(town: Town, zhao: Person, file_case: FileCase) -> None:
    file_case()
    town.advance(until=shanghai(11, 26, 19))
    assert town.case(1).unit == "binhai.binhai"
    assert found(town)["nobody"] == {DUTY}


def test_a_missed_commitment_a_lapsed_request_and_a_late_review_each_find_their_post(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    town.bind("顾督查", "wuda/inspector")
    head = town.bind("韩书记", "binhai.binhai/head")
    file_case()
    li.says("签收 1")
    li.says("承诺 1 换整段线路；11月25日；李晓")
    li.says("1")
    head.says("同意 1")
    second = file_case("张三")
    li.says("签收 2")
    li.says("暂停 2 等居民在家 12月1日")
    third = file_case("李四")
    rounds(town, third, "李四", 3)
    assert town.case(3).state == CaseState.REVIEW
    town.advance(until=shanghai(11, 26, 10))
    kinds = found(town)
    assert kinds["unreported"] == {"binhai.binhai/head"}
    assert kinds["undecided"] == {DUTY}
    town.advance(until=shanghai(12, 8, 10))
    assert found(town)["unreviewed"] == {"wuda/dispatcher", "wuda/inspector"}
    assert second.id != third.id


def test_an_open_case_without_any_timer_is_found(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    li.says("签收 1")
    assert "adrift" not in found(town)

    def lose(ctx: Context) -> None:
        for timer in ctx.tx.find(Timer, status="pending"):
            if timer.subject in {"case", "assignment"}:
                ctx.tx.update(timer, status="cancelled")

    town.do(lose)
    town.clock.at(11, 27, 9)
    assert found(town)["adrift"] == {"wuda/duty"}


def test_every_open_state_of_an_ordinary_life_is_driven_by_some_timer(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    town.bind("韩书记", "binhai.binhai/head").says("待办")
    for n, what in enumerate(("", "签收 {n}", "退单 {n} 2 路灯归城管", "暂停 {n} 等居民 12月1日", "办"), start=1):
        case = file_case(f"居民{n}")
        if what == "办":
            report(town, case)
        elif what:
            li.says(f"签收 {n}") if what.startswith("暂停") else None
            li.says(what.format(n=n))
    zhao.says("同意 4")
    file_case("没人派", category="", routed=False)
    rounds(town, file_case("三轮"), "三轮", 3)
    assert {case.state for case in town.cases()} >= {
        "dispatched",
        "working",
        "objected",
        "paused",
        "confirming",
        "triage",
        "review",
    }
    town.clock.at(12, 30, 9)
    assert "adrift" not in found(town)


def test_one_person_with_two_posts_gets_one_message_and_nothing_in_it_twice(
    town: Town, li: Person, file_case: FileCase
) -> None:
    town.do(digests.ensure)
    town.bind("李晓", "binhai.binhai/head")
    file_case(category=WEEKLY)
    li.says("签收 1")
    town.advance(until=shanghai(11, 24, 19))
    assert found(town)["no_words"] == {LI, "binhai.binhai/head"}
    town.advance(until=shanghai(11, 25, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 25, 8, 40))
    said = mornings(town, "李晓")
    assert len(said) == 1
    assert said[0].count("还没给居民回过话") == 1
    assert "该做没做的1项" in said[0]


def test_a_case_that_the_morning_names_anyway_is_not_listed_once_more(
    town: Town, li: Person, file_case: FileCase
) -> None:
    town.do(digests.ensure)
    for n in range(3):
        file_case(f"居民{n}")
    li.says("签收 全部")
    town.advance(until=shanghai(11, 25, 8, 29))
    assert LI in found(town)["no_words"]
    hears(town, "李晓")
    town.advance(until=shanghai(11, 25, 8, 40))
    assert [row.params["tomorrow"] for row in town.outbox(kind="digest", post=LI)] == [["1", "2", "3"]]
    assert mornings(town, "李晓") == []
    assert "该做没做的3项" in li.says("漏项")


def test_days_off_and_a_second_look_list_nothing_twice(town: Town, li: Person, file_case: FileCase) -> None:
    town.do(digests.ensure)
    file_case(category=WEEKLY)
    li.says("签收 1")
    town.advance(until=shanghai(11, 25, 9))
    before = len(town.outbox(kind="digest", post=LI))
    assert before == 1
    town.do(book.renew)
    town.do(book.renew)
    assert len(rows(town)) == 1
    town.advance(until=shanghai(11, 25, 20))
    assert len(town.outbox(kind="digest", post=LI)) == before


def test_an_accusation_and_a_case_of_ones_own_are_in_no_list(town: Town, li: Person, file_case: FileCase) -> None:
    file_case(category=ACCUSATION)
    own: Case = file_case("李晓")
    town.advance(until=shanghai(12, 1, 9))
    assert own.unit != "binhai.binhai"

    def listed(ctx: Context) -> set[int]:
        return {one.case.id for one in finders.find(ctx) for post in one.posts if post.code.startswith("binhai.binhai")}

    assert town.do(listed) == set()
    kinds = {one.missed.case.code_word for held in town.do(book.current).values() for one in held}
    assert kinds <= {""}


def test_a_second_call_nobody_tried_and_a_doubt_nobody_decided_go_to_the_desks(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    town.bind("顾督查", "wuda/inspector")
    town.do(nights.ensure)
    case = file_case()
    report(town, case)
    town.person("王桂芳").says("评价 1")
    town.person("王桂芳").says("解决了")
    town.advance(minutes=30)
    file_case("张三")
    town.advance(until=shanghai(11, 24, 3, 1))
    assert found(town)["doubt"] == {"wuda/dispatcher", "wuda/inspector"}
    zhou.says("疑件 1 抽查")
    assert "doubt" not in found(town)
    town.advance(until=shanghai(11, 28, 10, 5))
    assert found(town)["unchecked"] == {"wuda/inspector"}
    town.person("顾督查").says("回访 1 没打通")
    assert "unchecked" not in found(town)
