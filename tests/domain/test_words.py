from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.wordlists import OWN_WORDS, SHARED_MEANING, SHARED_WORDS, STANDARD_OPTIONS, QuestionKind
from models.domain.words import Answer, AskBack, Option, digit_of, meaning, normalise, small_talk, words_of

KINDS = tuple(SHARED_MEANING)


def effect_of(kind: QuestionKind, text: str, options: list[Option] | None = None) -> str | None:
    found = meaning(kind, text, options)
    if found is None:
        return None
    return found.effect if isinstance(found, Answer) else f"?{found.why}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_question_stands_in_two_of_its_lists(kind: QuestionKind) -> None:
    seen: dict[str, str] = {}
    for effect, words in OWN_WORDS.get(kind, {}).items():
        for word in words.split():
            assert seen.setdefault(normalise(word), effect) == effect, word


@pytest.mark.parametrize("group", SHARED_WORDS)
def test_no_word_stands_in_two_shared_groups(group: str) -> None:
    others = {w for name, words in SHARED_WORDS.items() if name != group for w in words.split()}
    assert not others & set(SHARED_WORDS[group].split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_listed_word_has_its_effect_bare_punctuated_and_said_twice(kind: QuestionKind) -> None:
    for word, effect in words_of(kind).items():
        for form in (word, f" {word}。", f"{word}！！", f"{word}啊", word * 2):
            assert effect_of(kind, form) == effect, form


@pytest.mark.parametrize("kind", STANDARD_OPTIONS)
def test_digits_choose_options_in_every_form_and_never_beyond_them(kind: QuestionKind) -> None:
    effects = STANDARD_OPTIONS[kind]
    for number, forms in enumerate(
        (("1", "１", "①", "一", "1。", "选1", "回1", "1吧"), ("2", "２", "②", "二", "按2")), 1
    ):
        for form in forms:
            assert meaning(kind, form) == Answer(effects[number - 1], digit=number), form
    assert meaning(kind, "7") == AskBack("number", number=7)
    assert meaning(kind, str(len(effects) + 1)) == AskBack("number", number=len(effects) + 1)


# the table of the dialogue rules, column by column: group of words -> effect
TABLE: dict[QuestionKind, str] = {
    "draft": """是 file|对着了 file|对着嘞 file|OK file|没错 file|不是 change|错了 change|没有 ?digits
        |没事了 cancel|不满意 change|谢谢 ?thanks|再看看 later|取消 cancel|算了 cancel
        |好了 ?cancel""",
    "solved": """好 ?polite|好的 ?polite|嗯 ?polite|对着了 ?polite|收到 ?polite|不 unsolved|不行 unsolved
        |不是 ?contrary|不对 ?contrary|错了 ?contrary|没有 unsolved|没呢 unsolved|还没 unsolved
        |没事了 solved|没问题了 solved|不用了 ?vague|满意 ?pleased|挺好 ?pleased
        |不满意 ?displeased|太差 ?displeased|好了 solved|热了 solved|修好了 solved|亮了 solved
        |谢谢 ?thanks|辛苦了 ?thanks|再看看 later|过两天 later|不知道 later|取消 drop|算了 drop
        |还行 ?vague|差不多 ?vague|没问题 solved|没 unsolved|不热了 unsolved|又不热了 unsolved
        |不太热 partial|没全好 partial""",
    "explained": """清楚 understood|明白 understood|知道了 understood|好 ?polite|可以 ?polite|不 again
        |不是 again|没有 again|还没 again|没问题了 understood|满意 ?pleased|不满意 ?displeased
        |谢谢 ?thanks|过两天 later|取消 drop|不认可 rejected""",
    "satisfied": """好 satisfied|可以 satisfied|没问题 satisfied|是 ?vague|嗯 ?vague|不是 ?vague|没有 ?vague
        |满意 satisfied|不满意 unsatisfied|太差 unsatisfied|还行 fair|差不多 fair|谢谢 ?thanks
        |再看看 skip|取消 drop|不行 unsatisfied""",
    "danger": """没有 gone|没 gone|没呢 gone|没事了 gone|不用了 gone|好 ?vague|是 ?vague|不 ?vague
        |不是 ?vague|满意 ?vague|谢谢 ?thanks|不知道 still|取消 ?must_answer|还有 still
        |没味了 gone""",
    "order": """收下 accept|收到 accept|接单 accept|好 ?received|嗯 ?received|不是 return|没有 ?idle
        |谢谢 ?thanks|取消 ?stays|修好了 ?finish""",
    "final": "是 ?digits|不 ?digits|没有 ?digits|好了 ?final|谢谢 ?thanks|取消 drop",
    "neighbour": "是 follow|好 follow|不是 separate|没有 separate|谢谢 ?thanks|取消 drop",
    "place": "是 ?digits|不是 none_of_these|没有 unknown|不知道 unknown|谢谢 ?thanks|取消 drop",
    "yesno": "是 yes|对 yes|不是 no|谢谢 ?thanks",
    "which": "谢谢 ?thanks|取消 drop",
    "withdraw": "修好了 self_solved|不报了 withdrawn|继续 keep|取消 keep",
}  # fmt: skip
CELLS = [(kind, *cell.split()) for kind, cells in TABLE.items() for cell in cells.split("|")]


@pytest.mark.parametrize(("kind", "said", "effect"), CELLS)
def test_bare_words_mean_what_the_table_says(kind: QuestionKind, said: str, effect: str) -> None:
    assert effect_of(kind, said) == effect


def test_every_question_has_a_column_in_this_table() -> None:
    assert set(TABLE) == set(KINDS)


def test_no_word_means_good_news_at_one_and_bad_news_at_the_other_question_by_itself() -> None:
    assert effect_of("solved", "没有") == "unsolved"
    assert effect_of("danger", "没有") == "gone"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("没有，还是不亮", Answer("unsolved", "还是不亮")),
        ("没有，还是不热", Answer("unsolved", "还是不热")),
        ("解决了，谢谢", Answer("solved")),
        ("谢谢，修好了", Answer("solved")),
        ("嗯 解决了", Answer("solved")),
        ("解决了 挺好", Answer("solved", also=("pleased",))),
        ("没解决，太差", Answer("unsolved", also=("displeased",))),
        ("还是不热！！", Answer("unsolved")),
        ("家里还是不热", Answer("unsolved", "家里还是不热")),
        ("又堵了", Answer("unsolved", "又堵了")),
        ("没换", Answer("unsolved", "没换")),
        ("不响了", Answer("solved", "不响了")),
        ("没解决，师傅来看了一眼就走了，再也没见人影", Answer("unsolved", "师傅来看了一眼就走了，再也没见人影")),
        ("热了，不过后半夜凉", AskBack("mixed", "热了，不过后半夜凉")),
        ("好了，没修好", AskBack("mixed", "好了，没修好")),
        ("好了，还行", AskBack("mixed", "好了，还行")),
        ("修了但是还响", AskBack("unclear", "修了但是还响")),
        ("好了吧", AskBack("unclear", "好了吧")),
        ("好，谢谢", AskBack("polite")),
        ("路灯坏了，黑得看不见走路", None),
        ("小区门口垃圾堆成山了", None),
    ],
)
def test_the_first_clause_answers_and_the_rest_is_its_comment(text: str, found: Answer | AskBack | None) -> None:
    assert meaning("solved", text) == found


@pytest.mark.parametrize(
    ("text", "effect", "comment"),
    [("1，满意", "solved", ""), ("1 谢谢", "solved", ""), ("2 还是不热", "unsolved", "还是不热"),
     ("2。夜里20度不到，白天还行些", "unsolved", "夜里20度不到，白天还行些"), ("选3 后半夜凉", "partial", "后半夜凉")],
)  # fmt: skip
def test_a_digit_may_stand_before_its_comment(text: str, effect: str, comment: str) -> None:
    found = meaning("solved", text)
    assert isinstance(found, Answer)
    assert (found.effect, found.comment) == (effect, comment)
    assert found.digit in (1, 2, 3)


def test_a_digit_that_counts_something_or_contradicts_its_words_chooses_nothing() -> None:
    assert meaning("solved", "3 号楼漏水") is None
    assert meaning("solved", "1 没解决") == AskBack("mixed", "1 没解决")
    assert meaning("solved", "12 路车不来") is None


def test_a_reason_is_written_behind_the_digit_of_its_choice() -> None:
    reasons = [Option(n, effect) for n, effect in enumerate(("place", "power", "twice", "unclear"), start=1)]
    assert meaning("place", "2 路灯由区城管局管，小区外主路", reasons) == Answer(
        "power", "路灯由区城管局管，小区外主路", digit=2
    )


@pytest.mark.parametrize(
    ("text", "about", "effect"),
    [
        ("灯亮了", "楼道灯不亮", "solved"),
        ("楼道灯还是不亮", "楼道灯不亮", "unsolved"),
        ("暖气热了", "暖气不热", "solved"),
        ("垃圾还没清", "垃圾没人清", "unsolved"),
        ("垃圾清走了", "垃圾没人清", "solved"),
        ("路灯不亮", "暖气不热", None),
        ("楼道灯不亮", "暖气不热", None),
        ("已经修好了", "", "solved"),
        ("现在还是不行", "", "unsolved"),
        ("都没来", "", "unsolved"),
        ("还在漏水", "", "unsolved"),
        ("已经好吧", "", None),
    ],
)
def test_a_subject_counts_only_if_it_is_the_matter_of_the_case(text: str, about: str, effect: str | None) -> None:
    found = meaning("solved", text, about=about)
    assert (found.effect if isinstance(found, Answer) else None) == effect


@pytest.mark.parametrize(
    ("text", "effects"),
    [("热是热了 后半夜又凉 不算好吧", {"?unclear", "partial"}), ("没人来过，谁说办好的", {"unsolved"})],
)
def test_answers_as_residents_wrote_them_are_never_taken_as_solved(text: str, effects: set[str]) -> None:
    assert effect_of("solved", text) in effects


def test_a_new_complaint_that_ends_with_a_listed_word_is_never_taken_as_a_vote() -> None:
    assert meaning("solved", "我们小区路灯坏了好几天，没人管") == AskBack("unclear", "我们小区路灯坏了好几天，没人管")


def test_listed_words_inside_longer_words_do_not_count() -> None:
    assert effect_of("solved", "不热了") == "unsolved"
    assert effect_of("draft", "是不是还要等好久才有人来") is None
    assert effect_of("satisfied", "好像没人来过") is None


def test_a_choice_is_answered_by_its_own_digits_and_words() -> None:
    options = [Option(1, "tuanjie", ("团结社区",)), Option(2, "tuanjiebeilu", ("团结北路社区", "团结北路"))]
    assert meaning("place", "团结北路", options) == Answer("tuanjiebeilu")
    assert meaning("place", "２", options) == Answer("tuanjiebeilu", digit=2)
    assert meaning("place", "3", options) == AskBack("number", number=3)


def test_where_options_are_case_numbers_only_these_count() -> None:
    options = [Option(7, "case:7"), Option(12, "case:12"), Option(0, "new", ("新", "新的", "新的事"))]
    assert meaning("which", "12", options) == Answer("case:12", digit=12)
    assert meaning("which", "新", options) == Answer("new")
    assert meaning("which", "2", options) == AskBack("number", number=2)


@pytest.mark.parametrize("text", ["1 明天修", "7号楼", "回复 1 明天修", "11月", "", "选", "一会儿"])
def test_a_digit_with_more_behind_it_is_no_bare_digit(text: str) -> None:
    assert digit_of(text) is None


@pytest.mark.parametrize(
    ("text", "sort"),
    [("你好", "greeting"), ("在吗？", "greeting"), ("谢谢谢谢", "thanks"), ("👍", "thanks"), ("好的！", "polite"),
     ("你好我家暖气不热", None), ("", None)],
)  # fmt: skip
def test_small_talk_is_only_small_talk_as_a_whole_message(text: str, sort: str | None) -> None:
    assert small_talk(text) == sort


@given(st.sampled_from(KINDS), st.text(max_size=40))
def test_any_text_has_a_meaning_without_an_error(kind: QuestionKind, text: str) -> None:
    found = meaning(kind, text)
    assert found is None or isinstance(found, Answer | AskBack)
    assert normalise(normalise(text)) == normalise(text) or re.search("[呀啊嘛哈哦]", text)
