"""A state machine that lives many random lives of cases; `--long` makes them ten thousand steps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from models.store.db import Database
from tests.machine.life import Life
from tests.machine.people import (
    ACCUSATIONS,
    BARE,
    CADRES,
    COMMENTS,
    MATTERS,
    NUMBERS,
    PEOPLE,
    POLL_WORDS,
    RESIDENTS,
    STRANGER,
    TAILS,
    VERBS,
)
from tests.town import make_town

residents = st.sampled_from([one.openid for one in RESIDENTS])
cadres = st.sampled_from(list(CADRES))
anybody = st.sampled_from(list(PEOPLE))
pick = st.integers(min_value=0, max_value=9_999)
spans = st.sampled_from(
    [
        {"minutes": 1},
        {"minutes": 12},
        {"hours": 1},
        {"hours": 2.5},
        {"hours": 10},
        {"days": 1},
        {"days": 3},
        {"days": 8},
    ]
)
command = st.builds(
    lambda verb, number, tail: f"{verb} {number} {tail}".strip(),
    st.sampled_from(VERBS),
    st.sampled_from(NUMBERS),
    st.sampled_from(TAILS),
)


def machine(new_database: Callable[[], Database]) -> type[RuleBasedStateMachine]:
    """The machine on databases of one kind."""

    class Lives(RuleBasedStateMachine):
        """One rule a kind of step; the checks stand in `Life`."""

        def __init__(self) -> None:
            super().__init__()
            self.database = new_database()
            self.life = Life(make_town(self.database))

        @initialize(who=residents, matter=st.sampled_from(MATTERS))
        def begins(self, who: str, matter: str) -> None:
            self._do(lambda: (self.life.says(who, matter), self.life.says(who, "1")))

        @rule(who=residents, matter=st.sampled_from(MATTERS))
        def tells(self, who: str, matter: str) -> None:
            self._do(lambda: (self.life.says(who, matter), self.life.says(who, "1")))

        @rule(who=anybody, matter=st.sampled_from(MATTERS + ACCUSATIONS))
        def says(self, who: str, matter: str) -> None:
            self._do(lambda: self.life.says(who, matter))

        @rule(who=anybody, matter=st.sampled_from(ACCUSATIONS))
        def names_somebody(self, who: str, matter: str) -> None:
            self._do(lambda: (self.life.says(who, matter), self.life.says(who, "1")))

        @rule(who=anybody, word=st.sampled_from(BARE))
        def bare(self, who: str, word: str) -> None:
            self._do(lambda: self.life.says(who, word))

        @rule(who=residents, word=st.sampled_from(POLL_WORDS + COMMENTS))
        def votes(self, who: str, word: str) -> None:
            self._do(lambda: self.life.says(who, word))

        @rule(who=cadres, words=command)
        def acts(self, who: str, words: str) -> None:
            self._do(lambda: self.life.says(who, words))

        @rule(who=cadres, number=st.sampled_from(NUMBERS), verb=st.sampled_from(["签收", "办结", "答复"]))
        def works(self, who: str, number: int, verb: str) -> None:
            self._do(
                lambda: (self.life.says(who, f"{verb} {number} 换好了灯泡和声控开关，已恢复"), self.life.says(who, "1"))
            )

        @rule(number=st.sampled_from(NUMBERS), times=st.integers(min_value=1, max_value=3))
        def goes_round(self, number: int, times: int) -> None:
            """Reported done and contested, up to the district's review."""
            for _ in range(times):
                for who in ("oCADRE-li", "oCADRE-zhao", "oCADRE-zhou"):
                    done = f"办结 {number} 换好了灯泡和声控开关，没照片：居民家里不让拍"
                    self._do(lambda who=who, done=done: self.life.says(who, done))  # type: ignore[misc]
                for one in RESIDENTS:
                    self._do(lambda one=one: self.life.says(one.openid, f"评价 {number}"))  # type: ignore[misc]
                    self._do(lambda one=one: self.life.says(one.openid, "没解决"))  # type: ignore[misc]

        @rule(
            number=st.sampled_from(NUMBERS),
            words=st.sampled_from(
                ["复核 {n} 解决 去看了，好了", "复核 {n} 办不到 归供电公司", "剔除 {n} 3 去看过，是好的"]
            ),
            who=st.sampled_from(["oCADRE-zhou", "oCADRE-inspector", "oCADRE-streethead", "oCADRE-li"]),
        )
        def decides(self, number: int, words: str, who: str) -> None:
            """Asked for by one, agreed to by whoever may."""
            self._do(lambda: self.life.says(who, words.format(n=number)))
            for other in ("oCADRE-streethead", "oCADRE-zhou", "oCADRE-duty", "oCADRE-inspector"):
                self._do(lambda other=other: self.life.says(other, f"同意 {number}"))  # type: ignore[misc]

        @rule(who=st.sampled_from([*(one.openid for one in RESIDENTS), STRANGER]), words=command)
        def tries(self, who: str, words: str) -> None:
            self._do(lambda: self.life.says(who, words))

        @rule(who=anybody, at=pick)
        def taps(self, who: str, at: int) -> None:
            self._do(lambda: self.life.taps(who, at))

        @rule(who=anybody, what=st.sampled_from(["photo", "voice", "follow", "unfollow"]))
        def sends(self, who: str, what: str) -> None:
            self._do(lambda: self.life.sends(who, what))

        @rule(
            who=anybody,
            at=pick,
            text=st.sampled_from(TAILS + COMMENTS),
            answer=st.sampled_from(POLL_EFFECTS),
            date=st.sampled_from(["", "2026-12-20"]),
        )
        def visits(self, who: str, at: int, text: str, answer: str, date: str) -> None:
            fields = {
                "text": text,
                "comment": text,
                "answer": answer,
                "date": date,
                "reason": "no_power",
                "unit": "chengguan",
            }
            self._do(lambda: self.life.visits(who, at, fields))

        @rule()
        def repeats(self) -> None:
            self._do(self.life.again)

        @rule(span=spans)
        def passes(self, span: dict[str, float]) -> None:
            self._do(lambda: self.life.passes(**span))

        @rule(code=st.sampled_from([-1, 45015, 45047, 43004, 40037]))
        def wechat_fails(self, code: int) -> None:
            self.life.town.courier.fails = [code]

        @rule()
        def inspect(self) -> None:
            self._do(self.life.inspect)

        def _do(self, step: Callable[[], object]) -> None:
            try:
                step()
            except BaseException:
                note("\n".join(self.life.trace[-60:]))
                raise

        def teardown(self) -> None:
            try:
                self._do(self.life.inspect)
            finally:
                self.database.close()

    return Lives


POLL_EFFECTS = (
    "solved",
    "unsolved",
    "partial",
    "satisfied",
    "unsatisfied",
    "self_solved",
    "withdrawn",
    "understood",
    "again",
    "disagree",
)


DECISIONS = ("复核 {n} 解决 去看了，好了", "复核 {n} 办不到 归供电公司", "剔除 {n} 3 去看过，是好的")


def test_nothing_is_lost_leaked_or_faked_whatever_people_do(
    request: pytest.FixtureRequest, database_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    """The invariants of issue 3 over random acts of residents, cadres, strangers, pages, WeChat and time."""
    long, numbers = bool(request.config.getoption("--long")), iter(range(1_000_000))

    def new_database() -> Database:
        if not database_url.startswith("sqlite"):
            return fresh_postgres(database_url)
        path = tmp_path / f"life{next(numbers)}.db"
        shutil.copy(sqlite_template, path)
        return Database(f"sqlite:///{path}", lanes=1)

    few = settings(
        max_examples=50 if long else 6,
        stateful_step_count=200 if long else 40,
        deadline=None,
        derandomize=not long,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(machine(new_database), settings=few)


def fresh_postgres(url: str) -> Database:
    """The same database, emptied."""
    database = Database(url, lanes=1)

    def empty(tx: object) -> None:
        from sqlalchemy import text

        names = [
            row[0]
            for row in tx.select(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
            )
        ]  # type: ignore[attr-defined]
        tx.execute(text("TRUNCATE " + ", ".join(f'"{name}"' for name in names) + " RESTART IDENTITY CASCADE"))  # type: ignore[attr-defined]

    database.write_now(empty)
    return database
