"""A town with the cast of the model dialogues, and cases filed by the services themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handlers.context import Context
from handlers.services import accounts, filing, routing
from handlers.services.filing import Filing
from models.tables import Case
from tests.town import Person, Town

LAMP = "路灯照明/楼道灯"
MANHOLE = "道路设施/井盖松动"
FLYERS = "环境卫生/小广告"
ACCUSATION = "作风举报/窗口态度"
HEAT = "供热/室温不达标"
LI, ZHAO, ZHOU = "binhai.binhai/handler", "binhai/handler", "wuda/dispatcher"
FileCase = Callable[..., Case]


@pytest.fixture
def file_case(town: Town) -> FileCase:
    """File a case as a resident of 滨海社区."""

    def file(
        who: str = "王桂芳",
        category: str = LAMP,
        *,
        community: str = "binhai.binhai",
        place: str = "",
        words: str = "楼道灯坏了一个多星期了，晚上老人下楼看不见",
        phone: str = "",
        anonymous: bool = False,
        routed: bool = True,
    ) -> Case:
        def work(ctx: Context) -> Case:
            account, _ = accounts.meet(ctx, who)
            found = ctx.district.categories.get(category)
            units = {post.unit for post in accounts.posts_of(ctx, account.id)}
            route = routing.route(ctx, category, community, place, units) if routed else routing.Route(rule="none")
            return filing.file_case(
                ctx,
                Filing(
                    account=account,
                    words=words,
                    category=category if found else "",
                    title=found.title if found else "",
                    community=community,
                    place=place,
                    detail="3号楼2单元501",
                    phone=phone,
                    tier=found.tier if found else "7d",
                    anonymous=anonymous,
                    route=route,
                ),
            )

        case: Case = town.do(work)
        return case

    return file


@pytest.fixture
def li(town: Town) -> Person:
    """李晓, 滨海社区 网格员."""
    return town.bind("李晓", LI)


@pytest.fixture
def zhao(town: Town) -> Person:
    """赵敏, 滨海街道."""
    return town.bind("赵敏", ZHAO)


@pytest.fixture
def zhou(town: Town) -> Person:
    """周航, 区民情办."""
    return town.bind("周航", ZHOU)
