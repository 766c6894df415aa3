"""Words about somebody's conduct beside a vote, an objection or a remark: the vote counts, the words go elsewhere."""

from __future__ import annotations

import pytest

from models.tables import Statement
from tests.resident.stories import ask_now, file_lamp, finish, statements
from tests.town import Person, Town

BRIBE = "社区的李晓跟我要红包"


@pytest.fixture
def wang(town: Town) -> Person:
    """Her lamp was reported done, and she is asked."""
    person = file_lamp(town)
    finish(town)
    ask_now(town)
    return person


def test_the_vote_counts_and_what_accuses_is_asked_about_apart(town: Town, wang: Person) -> None:
    said = wang.says(f"没解决，{BRIBE}")
    case = town.case(1)
    assert (case.state, case.round) == ("dispatched", 2)
    assert statements(town, "comment") == []
    assert said.startswith("您说的人的作风没有放进去，办事的人看不到。")
    assert "没解决" in said
    assert said.endswith("?") or "说一句" in said  # the open question stays the last thing asked


def test_what_remains_to_be_done_is_no_place_for_an_accusation(town: Town, wang: Person) -> None:
    wang.says("没解决")
    said = wang.says(BRIBE)
    assert "只给区督查组" in said
    assert statements(town, "comment") == []
    assert "暗号" in wang.says("1")
    accusation = next(case for case in town.cases() if case.code_word)
    assert BRIBE in accusation.text


@pytest.mark.parametrize("words", [BRIBE, "别让他们知道，是楼上那家", "来的人让我捎了两条烟才给修"])
def test_displeasure_in_words_is_counted_without_the_words(town: Town, wang: Person, words: str) -> None:
    wang.says("解决了")
    wang.says("不满意")
    wang.says("4")
    said = wang.says(words)
    assert statements(town) == ["灯泡和声控开关都换了"]
    assert town.case(1).satisfied == "no"
    assert "督查组" in said


def test_an_ordinary_reason_still_reaches_who_redoes_it(town: Town, wang: Person) -> None:
    said = wang.says("没解决，还是不亮，物业的人态度差")
    assert statements(town, "comment") == ["还是不亮，物业的人态度差"]
    assert "作风" not in said


def test_no_service_puts_such_words_into_a_case(town: Town, wang: Person) -> None:
    """The last line of defence: whoever forgets to ask is refused, and nothing is kept."""
    assert "没有放进去" in wang.says(f"补充 1 {BRIBE}")
    town.advance(days=1)
    rows = town.database.read_now(lambda reader: reader.find(Statement))
    assert not any("红包" in row.words for row in rows)
