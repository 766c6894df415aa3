"""Steps that many stories of residents begin with."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.services import handling
from models.domain.states import Act
from models.domain.working_time import SHANGHAI
from models.tables import Case, Statement, Timer, Vault, Voice
from tests.town import Person, Town

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
GARBAGE = "垃圾堆成山了没人拉，臭的不行"
COLD = "家里暖气冰凉 老人80多了冻的盖两床被 永昌佳苑5号楼1单元"
GAS = "楼道里一股煤气味 新达佳苑8号楼"
HANDLER = "binhai.binhai/handler"


def file_lamp(town: Town, name: str = "王桂芳") -> Person:
    """A lamp told and filed: case 1 at 滨海社区."""
    person = town.person(name)
    person.says(LAMP)
    person.says("1")
    return person


def finish(town: Town, running: int = 1, words: str = "灯泡和声控开关都换了", *, explained: bool = False) -> None:
    """The unit that has the case reports the end."""

    def work(ctx: Context) -> None:
        case = ctx.tx.get(Case, town.case(running).id)
        assert case is not None
        post = ctx.district.posts_of(case.unit, "handler", "duty", "dispatcher")[0]
        handling.report(ctx, case, post, words, how=Act.ANSWER, claim="explained" if explained else "solved")

    town.do(work)


def ask_now(town: Town) -> None:
    """Let the evening come in which the question is put."""
    town.advance(hours=12)


def shanghai(town: Town) -> datetime:
    """The present instant as people read it."""
    return town.clock.now.astimezone(SHANGHAI)


def voices(town: Town) -> list[Voice]:
    return town.database.read_now(lambda reader: reader.find(Voice, order="id"))


def statements(town: Town, *kinds: str) -> list[str]:
    rows = town.database.read_now(lambda reader: reader.find(Statement, order="id"))
    return [row.words for row in rows if not kinds or row.kind in kinds]


def vault(town: Town, field: str) -> list[str]:
    """Sealed texts of a kind, opened."""
    rows = town.database.read_now(lambda reader: reader.find(Vault, field=field, order="id"))
    return [town.registry.sealer.open(row.sealed) for row in rows if row.sealed is not None]


def timers(town: Town, subject: str) -> list[Timer]:
    return town.database.read_now(lambda reader: reader.find(Timer, subject=subject, order="id"))
