"""Cost of a delivery at the edge beside wechatpy: python -m tests.wechat.bench_edge.

Prints the least CPU microseconds of forty rounds and their ratio; both run in the same process, in turns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from urllib.parse import parse_qsl

from wechatpy import create_reply
from wechatpy import parse_message as oracle_parse
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from bot.wechat.gate import Gate
from bot.wechat.parse import parse_message
from bot.wechat.reply import render_encrypted, render_text
from tests.wechat.deliveries import AES_KEY, APP_ID, NOW, PLAIN, SAFE, TOKEN, make_query, make_safe, make_text

REPLY = "收到了，编号 WD261122-007，滨海社区会在11月26日18:00前答复您。"


def measure(*steps: Callable[[], object], rounds: int = 40, calls: int = 250) -> list[float]:
    """Give the least CPU microseconds of one call of each step, measured in turns (others share the machine)."""
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(rounds):
        for step, found in zip(steps, times, strict=True):
            started = time.process_time_ns()
            for _ in range(calls):
                step()
            found.append((time.process_time_ns() - started) / calls / 1000)
    return [min(found) for found in times]


def main() -> None:
    """Measure parse alone, the plain way and the safe way."""
    plain_query, plain_body = dict(parse_qsl(make_query())), make_text()
    text, body = make_safe(make_text())
    safe_query = dict(parse_qsl(text))
    plain_gate, safe_gate = Gate(PLAIN, lambda: NOW), Gate(SAFE, lambda: NOW)
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    parts = (safe_query["timestamp"], safe_query["nonce"])

    def ours_plain() -> bytes:
        message = plain_gate.open(plain_query, plain_body).message
        return render_text(message.sender, message.account, REPLY, NOW)

    def theirs_plain() -> str:
        check_signature(TOKEN, plain_query["signature"], plain_query["timestamp"], plain_query["nonce"])
        rendered: str = create_reply(REPLY, message=oracle_parse(plain_body)).render()
        return rendered

    def ours_safe() -> bytes:
        delivery = safe_gate.open(safe_query, body)
        reply = render_text(delivery.message.sender, delivery.message.account, REPLY, NOW)
        assert delivery.cipher is not None
        return render_encrypted(reply, delivery.cipher, TOKEN, NOW)

    def theirs_safe() -> str:
        xml = crypto.decrypt_message(body, safe_query["msg_signature"], *parts)
        sealed: str = crypto.encrypt_message(create_reply(REPLY, message=oracle_parse(xml)).render(), parts[1])
        return sealed

    rows = {
        "parse": (lambda: parse_message(plain_body), lambda: oracle_parse(plain_body)),
        "plain verify+parse+reply": (ours_plain, theirs_plain),
        "safe verify+decrypt+parse+reply+encrypt": (ours_safe, theirs_safe),
    }
    for name, steps in rows.items():
        ours, theirs = measure(*steps)
        sys.stdout.write(f"{name}: ours {ours:.1f} us, wechatpy {theirs:.1f} us, {theirs / ours:.1f} times\n")


if __name__ == "__main__":
    main()
