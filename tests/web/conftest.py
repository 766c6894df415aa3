"""The pages over HTTP, on both databases: a case of the model dialogues, its complainant and its cadre."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application
from lxml import html
from PIL import Image

from bot.media_store import MediaStore
from bot.web.pages import page_routes
from handlers.context import Context
from handlers.services import accounts, filing, routing
from handlers.services.filing import Filing
from models.tables import Case, Outbox
from tests.town import Person, Town

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
COMMUNITY = "binhai.binhai"
HANDLER, HEAD, STREET = f"{COMMUNITY}/handler", f"{COMMUNITY}/head", "binhai/duty"
DESK = "wuda/dispatcher"


@dataclass
class Page:
    """An answer of the service."""

    status: int
    text: str
    headers: Any
    url: str

    @property
    def words(self) -> str:
        """What a person reads."""
        return re.sub(r"\s+", " ", html.fromstring(self.text).text_content())

    def form(self, name: str) -> Any | None:
        """The form with this name, None when it is not on the page."""
        for form in html.fromstring(self.text).forms:
            if form.fields.get("do") == name:
                return form
        return None

    def forms(self) -> set[str]:
        """Names of all forms."""
        return {form.fields["do"] for form in html.fromstring(self.text).forms}

    def images(self) -> list[str]:
        """Addresses of the pictures."""
        return [str(one.get("src")) for one in html.fromstring(self.text).iter("img")]


@dataclass
class Site:
    """The pages of a town."""

    town: Town
    client: TestClient[Any, Any]
    store: MediaStore
    woken: list[int] = field(default_factory=list)

    def path(self, purpose: str, subject: int, holder: str) -> str:
        """A link as it stands in a letter, without the host."""
        return f"/{purpose}/{self.town.registry.links.token(purpose, subject, holder, self.town.clock.now)}"

    def case_path(self, case: Case, who: Person | str) -> str:
        """The link of a person (or `post:code`) to a case."""
        return self.path("c", case.id, who if isinstance(who, str) else who.key)

    async def get(self, path: str, **options: Any) -> Page:
        """GET without following redirects."""
        answer = await self.client.get(path, allow_redirects=False, **options)
        return Page(answer.status, await answer.text(errors="replace"), answer.headers, str(answer.url))

    async def post(self, path: str, fields: dict[str, str], photos: tuple[bytes, ...] = ()) -> Page:
        """POST these very fields."""
        data = FormData(fields, default_to_multipart=bool(photos))
        for at, photo in enumerate(photos):
            data.add_field("photo", io.BytesIO(photo), filename=f"{at}.jpg", content_type="image/jpeg")
        answer = await self.client.post(path, data=data, allow_redirects=False)
        return Page(answer.status, await answer.text(), answer.headers, str(answer.url))

    async def send(self, path: str, name: str, *, photos: tuple[bytes, ...] = (), **fields: str) -> Page:
        """Fill in the form of this name as it stands on the page, send it, follow the redirect."""
        form = (await self.get(path)).form(name)
        assert form is not None, f"the page has no form {name}"
        given = {key: value or "" for key, value in form.fields.items() if key != "photo"}
        sent = await self.post(path, {**given, **fields}, photos)
        if sent.status != 303:
            return sent
        return await self.get(path + sent.headers["Location"])


def picture(
    colour: str = "orange", size: tuple[int, int] = (640, 480), *, kind: str = "JPEG", exif: bool = True
) -> bytes:
    """A photo as a phone writes it, with a place and a camera in its EXIF."""
    image, out = Image.new("RGB", (640, 480), colour), io.BytesIO()
    notes = Image.Exif()
    if exif:
        notes[0x010F] = "Secret Camera"
        notes.get_ifd(0x8825)[1] = "N"
    image.save(out, kind, **({"exif": notes} if exif else {}))
    return out.getvalue()


@pytest.fixture
async def site(town: Town, tmp_path: Path) -> AsyncIterator[Site]:
    store = MediaStore(tmp_path / "media")
    woken: list[int] = []
    app = Application(client_max_size=12 << 20)
    app.add_routes(page_routes(town.database, town.registry, lambda: town.clock.now, store))
    town.database.watch(Outbox, lambda: woken.append(1))
    async with TestClient(TestServer(app)) as client:
        yield Site(town, client, store, woken)


@pytest.fixture
def wang(town: Town) -> Person:
    return town.person("王桂芳")


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", HANDLER)


@pytest.fixture
def lamp(town: Town, wang: Person) -> Case:
    """7号件·楼道灯不亮, at 滨海社区 since Monday 09:10, with a phone and a flat in the vault."""
    return file_lamp(town, wang)


def file_lamp(town: Town, who: Person, **more: Any) -> Case:
    """File the lamp for somebody."""

    def work(ctx: Context) -> Case:
        account, _ = accounts.meet(ctx, who.openid)
        route = routing.route(ctx, "路灯照明/楼道灯", COMMUNITY)
        facts: dict[str, Any] = {
            "account": account,
            "words": f"{LAMP}，电话13904730001",
            "category": "路灯照明/楼道灯",
            "title": "楼道灯不亮",
            "community": COMMUNITY,
            "detail": "3号楼2单元501",
            "tier": "3d",
            "phone": "13904730001",
            "route": route,
        }
        return filing.file_case(ctx, Filing(**{**facts, **more}))

    found: Case = town.do(work)
    return found
