"""`verify-log`: the stored state is the fold of the events, and whoever writes past them is found."""

from __future__ import annotations

import pytest

from handlers.context import Context
from models.tables import Case
from tests.cadre.conftest import FileCase, file_case, li, zhao, zhou
from tests.commands.conftest import Run
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao", "zhou"]


def test_a_life_of_moves_folds_to_what_is_stored(
    town: Town, run: Run, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    li.says("撤销")
    li.says("退单 1")
    li.says("2 路灯由区城管局管，小区外主路")
    zhou.says("同意 1 城管局 主路路灯归城管")
    file_case("刘强")
    li.says("上报 2 物业已撤，没人换灯")
    li.says("撤销")
    li.says("代报 6号楼3单元楼道灯不亮")
    li.says("3")
    town.advance(days=12)
    assert run("verify-log") == 0


@pytest.mark.parametrize("change", [{"unit": "gongre"}, {"state": "closed"}, {"closure": "solved", "round": 7}])
def test_a_changed_row_is_noticed(
    town: Town, run: Run, file_case: FileCase, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    case = file_case()
    town.advance(days=12)

    def tamper(ctx: Context) -> None:
        row = ctx.tx.get(Case, case.id)
        assert row is not None
        ctx.tx.update(row, **change)

    assert run("verify-log") == 0
    town.do(tamper)
    assert run("verify-log") == 1
    assert all(name in capsys.readouterr().out for name in list(change)[:1])
