"""The access token in the database, so that every process of one account uses the same."""

from __future__ import annotations

from datetime import datetime

from bot.wechat.token import Token
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Tx
from models.tables import Setting

TOKEN = "wechat_token"  # noqa: S105 - the name of a row


class DatabaseTokenStore:
    """Keeps the token sealed in the settings table."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def load(self) -> Token | None:
        """Give what was saved last, by any process."""
        row = await self._database.read(lambda reader: reader.get(Setting, TOKEN))
        if row is None:
            return None
        fresh = row.value["fresh_until"]
        return Token(
            value=self._sealer.open(bytes.fromhex(row.value["sealed"])),
            fresh_until=datetime.fromisoformat(fresh) if fresh else None,
            forced=tuple(datetime.fromisoformat(at) for at in row.value["forced"]),
        )

    async def save(self, token: Token) -> None:
        """Keep the token for all processes."""
        value = {
            "sealed": self._sealer.seal(token.value).hex(),
            "fresh_until": token.fresh_until.isoformat() if token.fresh_until else "",
            "forced": [at.isoformat() for at in token.forced],
        }

        def write(tx: Tx) -> None:
            row = tx.get(Setting, TOKEN)
            if row is None:
                tx.insert(Setting, key=TOKEN, value=value)
            else:
                tx.update(row, value=value)

        await self._database.write(write)
