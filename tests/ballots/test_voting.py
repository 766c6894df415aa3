"""A ballot from its opening to the board: one each, counted once, shown only where ten spoke."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import board
from handlers.services.ballots import papers, results, rounds
from handlers.services.exports import EXPORTS
from models.domain.rates import wilson
from models.tables import Account, Ballot, BallotCount, BallotIssue
from tests.ballots.conftest import COMMUNITY, STREET, VOTERS, ballot_of, cast, give, opened, settle
from tests.life.stories import words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town


def lines(town: Town, unit: str) -> list[str]:
    found: list[str] = town.do(lambda ctx: list(board.board(ctx, unit).ballot))
    return found


def close(town: Town) -> None:
    town.advance(until=shanghai(12, 28, 20, 1))


def test_it_opens_and_ends_by_the_calendar_and_the_heads_hear_it(town: Town) -> None:
    town.bind("邓建军", f"{COMMUNITY}/head")
    settle(town)
    town.do(rounds.ensure)
    town.advance(until=shanghai(12, 15, 8, 59))
    assert town.database.read_now(lambda reader: reader.find(Ballot)) == []
    town.advance(until=shanghai(12, 15, 9, 1))
    ballot = ballot_of(town)
    assert (ballot.round, ballot.status, ballot.eligible[COMMUNITY]) == ("2026-H2", "open", VOTERS)
    assert "ballot_news" in town.pushes_to_post(f"{COMMUNITY}/head")
    close(town)
    assert ballot_of(town).status == "closed"
    assert town.pushes_to_post(f"{COMMUNITY}/head").count("ballot_news") == 2
    town.advance(until=shanghai(12, 31))
    assert len(town.database.read_now(lambda reader: reader.find(Ballot))) == 1


def test_a_word_brings_the_link_and_a_reminder_comes_once_to_who_took_none(town: Town, voters: list[Person]) -> None:
    taken, late = voters[:2]
    for one in (taken, late):
        said = one.says("测评")
        assert "2026年下半年民意测评" in said
        assert "http://127.0.0.1/t/" in said
        one.says("测评")
    give(town, taken)
    assert "已经领过了" in taken.says("测评")
    for one in (taken, late):
        hears(town, one.openid)
    town.advance(until=shanghai(12, 25, 9, 50))
    hears(town, late.openid)
    town.advance(until=shanghai(12, 25, 10, 30))
    assert any("还没领票" in words for words in words_to(town, late.openid))
    assert not any("还没领票" in words for words in words_to(town, taken.openid))
    town.advance(until=shanghai(12, 28, 21))
    assert sum("还没领票" in words for words in words_to(town, late.openid)) == 1
    assert "下一次6月15日" in late.says("测评")


def test_who_is_new_elsewhere_or_in_a_post_gets_none(town: Town, voters: list[Person]) -> None:
    new = town.person("新来的")
    new.follows("qrscene_binhai.binhai")
    assert give(town, new).refused == "late"
    assert "以前在这里登记过" in new.says("测评")
    nowhere = town.person("不知道哪儿的")
    nowhere.says("你好")
    assert give(town, nowhere).refused == "stranger"
    town.bind(voters[0].openid, f"{COMMUNITY}/handler")
    assert give(town, voters[0]).refused == "post"
    voters[1].unfollows()
    assert give(town, voters[1]).refused == "stranger"
    assert town.database.read_now(lambda reader: reader.find(BallotIssue)) == []


def test_one_ballot_each_and_one_ballot_counts_once(town: Town, voters: list[Person]) -> None:
    given = give(town, voters[0])
    assert given.refused == ""
    assert give(town, voters[0]).refused == "given"
    assert cast(town, given.paper) == ""
    assert cast(town, given.paper, "no") == "spent"
    assert cast(town, given.paper[:-4] + "AAAA") == "forged"
    assert cast(town, town.registry.links.token("c", 1, "x:00", town.clock.now)) == "forged"
    close(town)
    assert give(town, voters[1]).refused == "over"
    counted = town.database.read_now(lambda reader: reader.find(BallotCount, unit=COMMUNITY, question="heard"))
    assert {one.choice: one.n for one in counted if one.n} == {"yes": 1}


def test_an_empty_ballot_is_asked_back_and_a_late_one_is_not_counted(town: Town, voters: list[Person]) -> None:
    first, second = give(town, voters[0]).paper, give(town, voters[1]).paper
    assert town.do(lambda ctx: papers.cast(ctx, first, {"heard": "never"})) == "empty"
    assert cast(town, first) == "", "nothing was spent by it"
    close(town)
    assert cast(town, second) == "over"


def test_two_who_vote_in_one_batch_are_both_counted(town: Town, voters: list[Person]) -> None:
    handed = [give(town, who).paper for who in voters[:5]]

    def work(ctx: Context) -> list[str]:
        return [papers.cast(ctx, paper, {"heard": "yes"}) for paper in (*handed, handed[0])]

    assert town.do(work) == ["", "", "", "", "", "spent"]
    counted = town.database.read_now(lambda reader: reader.find(BallotCount, unit=COMMUNITY, question="heard"))
    assert {one.choice: one.n for one in counted if one.n} == {"yes": 5}


def test_nothing_is_shown_while_it_runs_and_nothing_below_ten(town: Town, voters: list[Person]) -> None:
    for who in voters[:9]:
        cast(town, give(town, who).paper)
    (running,) = lines(town, COMMUNITY)
    assert "正在进行" in running
    assert "9" not in running.replace("12月", "")
    close(town)
    turnout, withheld = lines(town, COMMUNITY)
    assert turnout.endswith("能评的13人，领票9张，交票9张。")
    assert withheld == "不满10张票，不公布。"
    rows = list(town.database.read_now(lambda reader: list(EXPORTS["ballots"].rows(reader, district(town)))))
    assert {row["n"] for row in rows} == {None}
    assert {row["status"] for row in rows} == {"withheld"}


def district(town: Town) -> object:
    return town.database.read_now(town.registry.world).district


def test_the_board_says_what_anybody_counts_again_from_the_raw_counts(town: Town) -> None:
    here, there = settle(town), settle(town, 4, "binhai.shengli")
    opened(town)
    for at, who in enumerate(here):
        choice = "yes" if at < 9 else ("fair" if at < 11 else "no")
        cast(town, give(town, who).paper, choice, quick="unknown" if at < 8 else "no", partner="")
    for who in there:
        cast(town, give(town, who).paper, "no")
    close(town)
    rows = town.database.read_now(lambda reader: list(EXPORTS["ballots"].rows(reader, district(town))))
    heard = {row["choice"]: row["n"] for row in rows if row["unit"] == "滨海社区" and row["question"] == "heard"}
    assert heard == {"yes": 9, "fair": 2, "no": 2, "unknown": 0, "blank": 0}
    low, high = (round(100 * one, 1) for one in wilson(9, 13))
    own = lines(town, COMMUNITY)
    assert f"有事找社区，有人管吗？满意 9/13（69.2%，95%区间 {low}–{high}%），一般2，不满意2，不了解或没答0。" in own
    assert "社区办事快不快？不满10人评，不公布。" in own, "five judged, eight do not know"
    assert lines(town, "binhai.shengli")[1] == "不满10张票，不公布。"
    street = lines(town, STREET)
    assert street[0].endswith("能评的17人，领票17张，交票17张。")
    assert any("交到街道（镇）的事，办得怎么样？满意 9/17" in one for one in street), "four of the other community too"
    assert all("有事找社区" not in one for one in street), "no sum from which the four could be taken away"


def test_who_unfollowed_or_had_his_data_erased_keeps_his_vote(town: Town, voters: list[Person]) -> None:
    cast(town, give(town, voters[0]).paper)
    voters[0].unfollows()
    found = town.database.read_now(
        lambda reader: results.turnout(reader, district(town), ballot_of(town), COMMUNITY)  # type: ignore[arg-type]
    )
    assert (found.given, found.returned) == (1, 1)
    account = town.database.read_now(lambda reader: reader.get(Account, voters[0].key))
    assert account.openid is None


@pytest.mark.parametrize("unit", ["gongre", "wuda"])
def test_units_that_are_not_judged_say_nothing_of_answers(town: Town, voters: list[Person], unit: str) -> None:
    for who in voters:
        cast(town, give(town, who).paper)
    close(town)
    assert not any("有人管吗" in one for one in lines(town, unit))
