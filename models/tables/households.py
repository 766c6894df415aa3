"""People without WeChat: who filed for them, how they are asked, and which word of the household counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, maybe_instant, reference


class Household(SQLModel, table=True):
    """One case filed for somebody who has no WeChat; the household has one voice and one vote."""

    __tablename__ = "household"
    __table_args__ = (UniqueConstraint("case_id"),)
    id: int = identity()
    case_id: int = reference("case_file.id")
    voice_id: int = Field(sa_type=BigInteger)
    """The old person's own voice; members of the family have voices of their own that point here."""
    post: str = ""
    """Post that filed it, `` for an import; neither it nor its account ever asks whether it is solved."""
    filer: str = ""
    """Account id of who filed it."""
    channel: str
    """proxy (代报) | phone | walk_in | 12345"""
    way: str
    """Who can say whether it is solved: family | phone | visit"""
    made_at: datetime = instant()
    tries: int = 0
    """Wrong codes tried on it by anybody."""
    answered_round: int = 0
    answered_by: str = ""
    """Account id of the member of the family that answered in `answered_round`; `elder` for the old person."""
    scene_url: str = ""
    """Address behind the printed QR code, as WeChat gave it."""
    scene_until: datetime | None = maybe_instant()
