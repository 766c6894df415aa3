"""What bare words mean by the question that is open: the columns of dialogues 2.2, through the whole service."""

from __future__ import annotations

import pytest

from tests.resident.stories import ask_now, file_lamp, finish
from tests.town import Person, Town

GAS = "楼道里一股煤气味 新达佳苑8号楼"


@pytest.fixture
def wang(town: Town) -> Person:
    """Asked whether her lamp is lit."""
    person = file_lamp(town)
    finish(town)
    ask_now(town)
    return person


@pytest.fixture
def explained(town: Town) -> Person:
    """Asked whether it was put clearly."""
    person = file_lamp(town)
    finish(town, words="这盏灯归产权单位，政策办不了", explained=True)
    ask_now(town)
    return person


@pytest.mark.parametrize("said", ["灯亮了", "好了好了", "嗯，好了", "解決了", "１", "①", "选1", "没事了"])
def test_at_solved_these_close_it(town: Town, wang: Person, said: str) -> None:
    assert wang.says(said).startswith("太好了，记下：1号件解决了。")
    assert town.case(1).closure == "solved"


@pytest.mark.parametrize("said", ["没有，还是不亮", "沒有，還是不亮", "灯不亮", "没", "不行", "白弄", "2"])
def test_at_solved_these_send_it_up(town: Town, wang: Person, said: str) -> None:
    assert "没解决" in wang.says(said)
    assert (town.case(1).unit, town.case(1).round) == ("binhai", 2)


@pytest.mark.parametrize(
    "said", ["差不多", "嗯", "好", "知道了", "哦", "不用了", "可以了", "搞什么", "气死我了", "👍", "谢谢"]
)
def test_at_solved_these_are_asked_back(town: Town, wang: Person, said: str) -> None:
    assert "解决了吗" in wang.says(said)
    assert town.case(1).state == "confirming"


@pytest.mark.parametrize("said", ["再看看", "不知道呢", "这两天看看再说"])
def test_at_solved_these_put_it_off_once(town: Town, wang: Person, said: str) -> None:
    assert wang.says(said) == "好，11月26日（周四）10:00我再问您一次。"


@pytest.mark.parametrize(
    ("said", "state", "closure", "unit"),
    [
        ("1", "closed", "explained", "binhai.binhai"),
        ("知道了", "closed", "explained", "binhai.binhai"),
        ("没问题了", "closed", "explained", "binhai.binhai"),
        ("2", "working", None, "binhai.binhai"),
        ("说得不明白", "working", None, "binhai.binhai"),
        ("没有", "working", None, "binhai.binhai"),
        ("3", "dispatched", None, "binhai"),
        ("我不服", "dispatched", None, "binhai"),
    ],
)
def test_answers_to_an_explanation(
    town: Town, explained: Person, said: str, state: str, closure: str | None, unit: str
) -> None:
    explained.says(said)
    case = town.case(1)
    assert (case.state, case.closure, case.unit) == (state, closure, unit)


@pytest.mark.parametrize(
    ("said", "begins", "satisfied"),
    [
        ("好", "是1号件说清楚了吗？", None),
        ("满意", "谢谢，记下您满意。是1号件说清楚了吗？", "yes"),
        ("不满意", "记下您不满意。是1号件说清楚了吗？", "no"),
        ("谢谢", "谢谢您。是1号件说清楚了吗？", None),
        ("7", "问的是1号件。回1、2、3。", None),
        ("凭什么办不了，道理讲不通", "听明白了，再对一下：1号件算说清楚了吗？", None),
    ],
)
def test_what_is_asked_back_of_an_explanation(
    town: Town, explained: Person, said: str, begins: str, satisfied: str | None
) -> None:
    assert explained.says(said).startswith(begins)
    assert (town.case(1).state, town.case(1).satisfied) == ("confirming", satisfied)


def test_a_refusal_is_never_asked_about_as_solved(town: Town, explained: Person) -> None:
    for said in ("进度", "催办", "评价 1"):
        reply = explained.says(said)
        assert "说清楚了吗" in reply
        assert "解决了吗" not in reply


@pytest.mark.parametrize("said", ["慢死了", "不怎么样", "嗯", "没有"])
def test_at_pleased_vague_words_are_asked_back_once(town: Town, wang: Person, said: str) -> None:
    wang.says("1")
    assert wang.says(said).startswith("1号件办得您满意吗？")
    assert town.case(1).satisfied is None


@pytest.mark.parametrize(("said", "kept"), [("可以", "yes"), ("还行", "fair"), ("不满意", "no"), ("没问题", "yes")])
def test_at_pleased_listed_words_count(town: Town, wang: Person, said: str, kept: str) -> None:
    wang.says("1")
    wang.says(said)
    assert town.case(1).satisfied == kept


@pytest.fixture
def ding(town: Town) -> Person:
    """Asked in the morning whether it still smells of gas."""
    town.clock.at(11, 23, 22, 15)
    person = town.person("丁")
    person.says(GAS)
    town.advance(minutes=5)
    person.says("出来了打了")
    town.advance(hours=11)
    assert "现在还有味吗？" in town.courier.texts("丁")[-1]
    return person


@pytest.mark.parametrize("said", ["没有", "没有了", "没味了", "1", "没事了"])
def test_where_the_good_answer_is_no_a_bare_no_is_good_news(town: Town, ding: Person, said: str) -> None:
    assert ding.says(said).startswith("好，记下：1号件·燃气味急报，没有危险了。")


@pytest.mark.parametrize("said", ["2", "还有", "有一点", "再看看"])
def test_and_doubt_counts_as_danger(town: Town, ding: Person, said: str) -> None:
    assert ding.says(said).startswith("先离开！")


@pytest.mark.parametrize("said", ["好", "嗯", "谢谢", "取消", "满意", "7"])
def test_and_nothing_else_lets_the_question_go(town: Town, ding: Person, said: str) -> None:
    assert ding.says(said).startswith("请一定说一声")


@pytest.fixture
def promised(town: Town) -> Person:
    """Somebody to whom a day was promised, asked by a card that shows no options."""
    li = town.bind("李晓", "binhai.binhai/handler")
    person = file_lamp(town)
    li.says("进展 1 明天下午来换")
    town.clock.at(11, 25, 9, 30)
    town.advance(minutes=31)
    assert "说好的事做到没有？" in town.courier.texts("王桂芳")[-1]
    return person


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("换了", "记下了：办了。"),
        ("做到了", "记下了：办了。"),
        ("没人来", "记下了：没办。"),
        ("没换", "记下了：没办。"),
        ("没做到", "记下了：没办。"),
        ("1", "1号件·楼道灯不亮，只问一句"),
        ("嗯", "1号件·楼道灯不亮，只问一句"),
        ("再看看", "好，不着急。"),
    ],
)
def test_whether_a_promise_was_kept_never_closes_or_reopens(
    town: Town, promised: Person, said: str, begins: str
) -> None:
    assert promised.says(said).startswith(begins)
    assert (town.case(1).state, town.case(1).round) == ("working", 1)
