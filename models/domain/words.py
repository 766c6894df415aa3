"""What a short message means at the question that is open: closed lists, digits in all forms, never a guess.

An answer changes something, asking back changes nothing, None means that the message does not answer this question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from models.domain.wordlists import (
    ALONE,
    BEFORE_A_WORD,
    BEFORE_VERDICT,
    CONTRASTS,
    FAULT_WORDS,
    OWN_WORDS,
    SHARED_MEANING,
    SHARED_WORDS,
    SIGNS_OF_A_REASON,
    SIGNS_OF_A_RESULT,
    SMALL_TALK,
    STANDARD_OPTIONS,
    WORKING_WORDS,
    QuestionKind,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a live question."""

    digit: int
    """What people send for it: 1, 2, 3 or a case number where the options are cases."""
    effect: str
    words: tuple[str, ...] = ()
    """The words the option was shown with, and names it goes by."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The message answers the question."""

    effect: str
    comment: str = ""
    """What was said beside the answer, in the person's own words."""
    digit: int | None = None
    """The option's digit when it was chosen by digit."""
    also: tuple[str, ...] = ()
    """Side meanings to store: pleased, displeased."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """The message looks like an answer but does not decide; nothing may change."""

    why: str
    """digits | number | vague | polite | contrary | pleased | displeased | thanks | mixed | unclear | cancel | ..."""
    comment: str = ""
    number: int | None = None
    """The number that is no option (perhaps a case of theirs)."""


SIDE_MEANINGS = ("pleased", "displeased")
GOOD_NEWS = frozenset({"solved", "understood", "gone"})
_SKIPPED = frozenset({"polite", "thanks", "received", *SIDE_MEANINGS})
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DIGIT = re.compile(r"(?:选择?|回复?|按|第|就)?(\d{1,6}|[一二两三四五六七八九十])(?:吧|个|了)?")
_CLAUSE = re.compile(r"[^,，。!！?？;；:：、~～….\s]+")
_MEASURE = re.compile(r"[号栋幢层个月日年户件次块元度米盏排]|楼(?!道)|单元|天(?![气花然])|点(?![上下])|路(?!灯)")
"""With one of these behind it a digit counts something (3 号楼) and chooses nothing."""
_BEFORE_A_WORD = re.compile(rf"^(?:{'|'.join(BEFORE_A_WORD.split())})+")
_LONGEST = 24
"""No listed word said twice is longer."""
_SOUNDS = str.maketrans("啦嘞咧", "了了了")
_NO_WORD = re.compile(r"[\W_]")
_ASKED_AGAIN = 16
"""Texts whose normal form is at hand: one message is asked for it by one list after the other."""
_FINAL_PARTICLE = re.compile(r"[呀啊嘛哈哦]+$")


@lru_cache(maxsize=_ASKED_AGAIN)
def normalise(text: str) -> str:
    """Full width, blanks, punctuation and final 呀啊嘛哈哦 removed; 啦嘞咧 become 了; 了吧呢 are never touched."""
    flat = unicodedata.normalize("NFKC", text).translate(_SOUNDS)
    kept = _NO_WORD.sub(_emoji, flat)
    return _FINAL_PARTICLE.sub("", kept).upper() or kept.upper()


def _emoji(match: re.Match[str]) -> str:
    """Emoji count as words; blanks, punctuation and marks do not."""
    return match[0] if unicodedata.category(match[0]) == "So" else ""


def readings_of(word: str) -> tuple[str, ...]:
    """The normalised word and, if it is one word said several times (好了好了), that word: longest first."""
    if len(word) > _LONGEST:
        return (word,)
    units = [word[:size] for size in range(len(word) // 2, 0, -1) if len(word) % size == 0]
    return (word, *(unit for unit in units if unit * (len(word) // len(unit)) == word))


@cache
def words_of(kind: QuestionKind) -> Mapping[str, str]:
    """Every listed word of a question with its effect (`?reason` asks back)."""
    found: dict[str, str] = {}
    for group, effect in SHARED_MEANING[kind].items():
        found.update(dict.fromkeys(map(normalise, SHARED_WORDS[group].split()), effect))
    for effect, words in OWN_WORDS.get(kind, {}).items():
        found.update(dict.fromkeys(map(normalise, words.split()), effect))
    return found


def standard_options(kind: QuestionKind) -> tuple[Option, ...]:
    """Options 1, 2, 3 of a question that has always the same; empty for a choice, which brings its own."""
    return tuple(Option(n, effect) for n, effect in enumerate(STANDARD_OPTIONS.get(kind, ()), start=1))


def digit_of(text: str) -> int | None:
    """The one digit a message consists of: `1` `１` `①` `1。` `选1` `回1` `1吧` `一`; None if there is more in it."""
    match = _DIGIT.fullmatch(normalise(text))
    if match is None:
        return None
    return _NUMERALS.get(match[1]) or int(match[1])


def meaning(
    kind: QuestionKind, text: str, options: Sequence[Option] | None = None, about: str = ""
) -> Answer | AskBack | None:
    """What `text` means at a live question of this kind.

    `options` are those that were shown, the standard ones if None; a digit outside them never answers. `about` is the
    case's title: 灯亮了 answers a question about 楼道灯不亮 and is a new matter at one about 暖气不热.
    Source: dialogue rules 2.2 and 2.6; a sentence whose verdict is unclear is asked about with its words kept.
    """
    shown = standard_options(kind) if options is None else tuple(options)
    number = digit_of(text)
    if number is not None:
        chosen = _option(number, shown)
        return Answer(chosen.effect, digit=number) if chosen else AskBack("number", number=number)
    word = normalise(text)
    if not word:
        return None
    effect = _lookup(kind, word, shown)
    if effect is not None:
        return AskBack(effect[1:]) if effect.startswith("?") else Answer(effect)
    return _sentence(kind, text, shown, frozenset(about))


def small_talk(text: str) -> str | None:
    """greeting, thanks or polite when the whole message is that, for when no question is open."""
    forms = readings_of(normalise(text)) if normalise(text) else (text.strip(),)
    return next((sort for sort, words in _small_talk().items() for form in forms if form in words), None)


@cache
def _small_talk() -> Mapping[str, frozenset[str]]:
    return {sort: frozenset(normalise(word) or word for word in words.split()) for sort, words in SMALL_TALK.items()}


def alone(text: str) -> str | None:
    """good, pleased, drop or polite when the whole message is a listed word and nothing is asked."""
    forms = readings_of(normalise(text)) if normalise(text) else ()
    return next((sort for sort, listed in _alone().items() for form in forms if form in listed), None)


@cache
def _alone() -> Mapping[str, frozenset[str]]:
    return {sort: frozenset(map(normalise, listed.split())) for sort, listed in ALONE.items()}


def _lookup(kind: QuestionKind, word: str, shown: Sequence[Option]) -> str | None:
    for form in readings_of(word):
        named = {option.effect for option in shown if form in map(normalise, option.words)}
        if len(named) == 1:
            return named.pop()
        listed = words_of(kind).get(form)
        if listed is not None:
            return listed
    return None


def _option(number: int | None, shown: Sequence[Option]) -> Option | None:
    return next((option for option in shown if option.digit == number), None)


def _verdict(kind: QuestionKind, clause: str, shown: Sequence[Option], about: frozenset[str]) -> str | None:
    """Effect of one clause: by the lists, by negation + the matter's word (不热, 没修, 还漏), its subject taken off."""
    listed = _lookup(kind, clause, shown)
    if listed is not None or kind != "solved":
        return listed
    for rest in _without_subject(clause, about):
        for form in (rest, _BEFORE_A_WORD.sub("", rest)):
            effect = _lookup(kind, form, shown) if form != clause and len(form) > 1 else None
            if effect is not None and not effect.startswith("?"):
                return effect
        by_rule = next((effect for pattern, effect in _verdict_patterns() if pattern.fullmatch(rest)), None)
        if by_rule is not None:
            return by_rule
    return None


def _without_subject(clause: str, about: frozenset[str]) -> Iterator[str]:
    """The clause, then the clause without a subject of one to four characters that the case's title holds."""
    yield clause
    for size in range(1, min(5, len(clause))):
        if clause[size - 1] not in about:
            return
        yield clause[size:]


@cache
def _verdict_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    before, works, fault = ("|".join(map(re.escape, w.split())) for w in (BEFORE_VERDICT, WORKING_WORDS, FAULT_WORDS))
    end = "(?:了|呢|的|过|人)?"
    return (
        (re.compile(rf"(?:{before})*(?:还是|又|就是)?(?:不|没|没有|没人|没给)(?:{works}){end}"), "unsolved"),
        (re.compile(rf"(?:{before})*(?:还|又|还是|还在)(?:{fault}){end}"), "unsolved"),
        (re.compile(rf"(?:现在|今天)?不(?:{fault})了"), "solved"),
    )


def _sentence(kind: QuestionKind, text: str, shown: Sequence[Option], about: frozenset[str]) -> Answer | AskBack | None:
    """A message of several words: its first clause that says more than politeness decides, unless a later differs."""
    words = [(match, normalise(match[0])) for match in _CLAUSE.finditer(text)]
    spans, clauses = [match for match, word in words if word], [word for _, word in words if word]
    if not clauses:
        return None
    verdicts = [_verdict(kind, clause, shown, about) for clause in clauses]
    chosen = _option(digit_of(clauses[0]), shown)
    if chosen is not None and len(clauses) > 1 and not _MEASURE.match(clauses[1]):
        verdicts[0] = chosen.effect
    polite = [verdict is not None and verdict[0] == "?" and verdict[1:] in _SKIPPED for verdict in verdicts]
    first = next((at for at, skip in enumerate(polite) if not skip), None)
    if first is None:
        return AskBack(_strongest([verdict[1:] for verdict in verdicts if verdict]))
    decided = verdicts[first]
    if decided is None:
        return _unlisted(kind, text, answered=any(v is not None and v[0] != "?" for v in verdicts))
    later = [at for at in range(first + 1, len(clauses)) if not polite[at]]
    # "热了，不过……" takes back a part of the good news: closing on it would be a guess
    limits_it = decided in GOOD_NEWS and any(clauses[at].startswith(tuple(CONTRASTS.split())) for at in later)
    contradicts = limits_it or any(verdicts[at] not in (None, decided) for at in later)
    if decided.startswith("?") or contradicts:
        return AskBack("mixed" if contradicts else decided[1:], comment=text.strip())
    side = {verdict[1:] for verdict, skip in zip(verdicts, polite, strict=True) if skip and verdict}
    chosen = chosen if first == 0 and chosen is not None and chosen.effect == decided else None
    whole = chosen is None and _lookup(kind, clauses[first], shown) is None
    said = text[spans[first].start() :] if whole else text[spans[later[0]].start() :] if later else ""
    also = tuple(name for name in SIDE_MEANINGS if name in side)
    return Answer(decided, said.strip(), chosen.digit if chosen else None, also)


def _strongest(reasons: Sequence[str]) -> str:
    """Why to ask when nothing but politeness was said: what is worth storing first."""
    return next((name for name in ("displeased", "pleased", "polite", "received") if name in reasons), reasons[0])


@cache
def _signs(kind: QuestionKind) -> tuple[str, ...]:
    reasons = f" {SIGNS_OF_A_REASON}" if kind == "explained" else ""
    return tuple(map(normalise, f"{SIGNS_OF_A_RESULT}{reasons}".split()))


def _unlisted(kind: QuestionKind, text: str, *, answered: bool) -> AskBack | None:
    if kind not in ("solved", "explained"):
        return None
    word = normalise(text)
    speaks_of_result = answered or any(sign in word for sign in _signs(kind))
    return AskBack("unclear", comment=text.strip()) if speaks_of_result else None
