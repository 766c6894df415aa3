"""The nginx of the manual lets through every path the service has, and keeps what must not be seen."""

from __future__ import annotations

import re
from pathlib import Path

from bot.app import build_app, open_service
from bot.settings import Settings
from tests.docs.pages import DOCS, ROOT

LOCATION = re.compile(r"^    location (=|~|) ?(\S+) \{", re.MULTILINE)


def fits(path: str, how: str, what: str) -> bool:
    """Whether nginx takes a path by this location."""
    if how == "=":
        return path == what
    return re.search(what, path) is not None if how == "~" else path.startswith(what)


def test_every_path_of_the_service_comes_through(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        env="development",
        database_url=f"sqlite:///{tmp_path}/minqing.db",
        district=ROOT / "districts" / "wuda.yaml",
        data_dir=tmp_path,
        secret_key="s" * 40,
        identity_key="i" * 40,
        wechat_app_id="wxnginx",
        wechat_app_secret="nginx",
        wechat_token="nginxtoken",
    )
    service = open_service(settings)
    try:
        routes = build_app(service, clock_control=True).router.resources()
        paths = {re.sub(r"\{\w+\}", "abc", route.canonical) for route in routes}
    finally:
        service.database.close()
    told = (DOCS / "operations.md").read_text(encoding="utf-8")
    open_to_all = [(how, what) for how, what in LOCATION.findall(told) if what not in {"/", "@silent"}]
    hidden = {path for path in paths if not any(fits(path, how, what) for how, what in open_to_all)}
    assert {path for path in hidden if not path.startswith("/sim/")} == set()
    assert "/sim/clock" in hidden
