"""/healthz and /metrics: whether the service does its work, in figures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

Health = Callable[[], Awaitable[dict[str, Any]]]
"""{"ok": bool, "database": ..., "timer_lag": seconds, "outbox_lag": seconds, "alarms": [...]}"""
Counts = Callable[[], Mapping[str, int]]


def health_routes(health: Health, counts: Counts) -> list[web.RouteDef]:
    """Routes of the two pages."""

    async def healthz(_request: web.Request) -> web.Response:
        found = await health()
        return web.json_response(found, status=200 if found["ok"] else 503)

    async def metrics(_request: web.Request) -> web.Response:
        registry = CollectorRegistry()
        registry.register(_Figures(await health(), counts()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]


class _Figures(Collector):
    def __init__(self, health: Mapping[str, Any], counts: Mapping[str, int]) -> None:
        self._health = health
        self._counts = counts

    def collect(self) -> Any:
        """Yield the figures of this moment."""
        for name, text in (
            ("timer_lag", "seconds the oldest due timer waits"),
            ("outbox_lag", "seconds the oldest due message waits"),
            ("timers_due", "timers that are due"),
            ("outbox_due", "messages that are due"),
            ("inbox_deferred", "messages that were kept to be handled later"),
            ("inbox_lag", "seconds the oldest of them waits"),
            ("waiting", "units of work that wait for a writer"),
        ):
            if name in self._health:
                yield GaugeMetricFamily(f"minqing_{name}", text, value=float(self._health[name]))
        events = CounterMetricFamily("minqing_events", "what happened since the start", labels=["what"])
        for what, number in sorted(self._counts.items()):
            events.add_metric([what], number)
        yield events
