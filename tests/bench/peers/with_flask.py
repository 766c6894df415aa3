"""Flask, wechatpy and gunicorn with one SQLAlchemy commit a message: what most services of this kind are made of."""

from __future__ import annotations

import os
import sys

from flask import Flask, Response, request  # type: ignore[import-not-found]
from gunicorn.app.base import BaseApplication  # type: ignore[import-not-found]
from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from wechatpy import create_reply, parse_message
from wechatpy.utils import check_signature

TOKEN = os.environ["BENCH_TOKEN"]
engine = create_engine(f"sqlite:///{sys.argv[2]}/flask.db")


@event.listens_for(engine, "connect")
def durable(connection: object, _record: object) -> None:
    """The same promise as ours: what is acknowledged survives a power cut."""
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]
    connection.execute("PRAGMA synchronous=FULL")  # type: ignore[attr-defined]


class Base(DeclarativeBase):
    """Tables of this peer."""


class Row(Base):
    """One message."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(primary_key=True)
    msg_id: Mapped[str] = mapped_column(unique=True)
    sender: Mapped[str]
    text: Mapped[str]


app = Flask(__name__)


@app.post("/wechat")
def answer() -> Response:
    """Check, parse, store, reply."""
    check_signature(TOKEN, request.args["signature"], request.args["timestamp"], request.args["nonce"])
    message = parse_message(request.data)
    with Session(engine) as session:
        session.add(Row(msg_id=str(message.id), sender=message.source, text=message.content))
        session.commit()
    return Response(create_reply("记下了", message).render(), mimetype="application/xml")


class Server(BaseApplication):
    """gunicorn with one worker on one core."""

    def load_config(self) -> None:
        """One gthread worker, as a small installation has it."""
        self.cfg.set("bind", f"127.0.0.1:{sys.argv[1]}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", 8)
        self.cfg.set("keepalive", 30)
        self.cfg.set("loglevel", "error")

    def load(self) -> Flask:
        """The application."""
        return app


if __name__ == "__main__":
    Base.metadata.create_all(engine)
    Server().run()
