"""A closed loop of keep-alive connections: each sends its next request when the answer to the last one is there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run of requests took."""

    requests: int
    seconds: float
    latencies: list[float]
    failures: int
    """Answers that were not 200 or did not hold what was expected."""

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        """Latency in milliseconds below which this share lies."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Connection(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], expected: bytes, run: _Run) -> None:
        self._requests = requests
        self._expected = expected
        self._run = run
        self._buffer = b""
        self._sent = 0.0
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            if not self.finished.done():
                self.finished.set_result(None)
            return
        self._sent = time.perf_counter()
        self._transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head_end = self._buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = self._buffer[:head_end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._buffer) < head_end + 4 + length:
            return
        self._run.latencies.append(time.perf_counter() - self._sent)
        if not head.startswith(b"http/1.1 200") or self._expected not in self._buffer:
            self._run.failures += 1
        self._buffer = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.finished.done():
            self.finished.set_exception(exc or ConnectionError("the server closed the connection"))


class _Run:
    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.failures = 0


async def send(port: int, requests: Sequence[bytes], expected: bytes, connections: int = CONNECTIONS) -> Measured:
    """Send all requests over `connections` connections and measure; `expected` must be in every answer."""
    loop = asyncio.get_running_loop()
    run, source = _Run(), iter(requests)
    started = time.perf_counter()
    opened = []
    for _ in range(connections):
        _, connection = await loop.create_connection(lambda: _Connection(source, expected, run), "127.0.0.1", port)
        opened.append(connection)
    await asyncio.gather(*(connection.finished for connection in opened))
    return Measured(len(requests), time.perf_counter() - started, run.latencies, run.failures)
