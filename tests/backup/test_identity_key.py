"""IDENTITY_KEY: another one is refused, and when it is lost for good the cases go on without the people."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from handlers.context import Registry
from handlers.services import accounts, identity_key
from handlers.services.audit import broken_chains, changed_states
from models.domain.links import Links
from models.store.sealing import Sealer
from models.tables import Account, Inbox, Vault
from tests.cadre.conftest import FileCase, file_case, li, zhao, zhou
from tests.commands.conftest import Run, run
from tests.town import DISTRICTS, Person, Town

__all__ = ["file_case", "li", "run", "zhao", "zhou"]

LAMP = "滨海社区5号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
NEW = "n" * 32


def _with_new_key(town: Town) -> Town:
    registry = Registry(Sealer(NEW), Links("s" * 32, "http://127.0.0.1"), os.urandom)
    return replace(town, registry=registry)


def test_a_database_is_opened_by_its_own_key_alone(
    town: Town, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    town.person("王桂芳").says(LAMP)
    monkeypatch.setenv("MINQING_IDENTITY_KEY", NEW)
    assert run("export", "cases") == 0, "what is not sealed needs no key"
    capsys.readouterr()
    assert run("load-district", DISTRICTS / "wuda.yaml") == 2
    assert "identity-lost" in capsys.readouterr().err
    town.do(lambda ctx: identity_key.remember(ctx.tx, ctx.sealer))
    assert run("invite", "--all") == 2
    monkeypatch.setenv("MINQING_IDENTITY_KEY", "k" * 32)
    assert run("invite", "--all") == 0
    assert run("identity-lost", "--give-up") == 2, "a key that fits is not lost"


def test_the_key_is_lost_and_the_cases_go_on(
    town: Town, run: Run, li: Person, file_case: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    assert "WD" in wang.says("1")
    file_case("刘强", phone="13904731234")
    li.says("签收 1")
    town.person("孙兰").says("解放路的下水道堵了")  # a draft that is not filed yet
    before = [(case.number, case.state, case.due_at, case.head) for case in town.cases()]
    events = town.database.read_now(broken_chains)

    monkeypatch.setenv("MINQING_IDENTITY_KEY", NEW)
    assert run("identity-lost") == 0, "it says what it means and does nothing"
    assert run("invite", "--all") == 2
    assert run("identity-lost", "--give-up") == 0
    assert run("invite", "--all") == 0
    assert run("verify-log") == 0

    after = _with_new_key(town)
    assert [(case.number, case.state, case.due_at, case.head) for case in after.cases()] == before
    assert after.database.read_now(broken_chains) == events
    _nothing_is_left_that_only_the_old_key_opens(after)

    # a cadre binds anew and works on
    again = after.bind("o-li-again", "binhai.binhai/handler")
    assert "1" in again.says("待办")
    assert "没改" not in again.says("进展 1 灯泡已经买好，明天装")
    again.says("办结 1 灯泡换了新的，已经亮了")
    again.sends_photo()
    assert after.case(1).state == "confirming"
    # a resident is new, and is served
    stranger = after.person("王桂芳")
    assert "WD" not in stranger.says("进度")
    stranger.says(LAMP.replace("5号楼", "9号楼"))
    assert "WD" in stranger.says("1")
    # what falls due, falls due
    after.advance(days=40)
    assert not after.broken()
    assert after.database.read_now(changed_states) == []
    assert after.database.read_now(broken_chains)[1] == []
    assert after.do(lambda ctx: accounts.accounts_of(ctx, "binhai.binhai/handler")) == (again.key,)


def _nothing_is_left_that_only_the_old_key_opens(town: Town) -> None:
    old = [row for row in town.database.read_now(lambda reader: reader.find(Vault)) if row.sealed is not None]
    assert old == []
    assert not [row for row in town.database.read_now(lambda reader: reader.find(Inbox)) if row.raw is not None]
    assert not [row for row in town.database.read_now(lambda reader: reader.find(Account)) if row.openid is not None]
