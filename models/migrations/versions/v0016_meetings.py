"""Meetings (民情分析会): agenda, records, swapped turns of hosts; commitments made at one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "meeting",
        _key(),
        _text("unit"),
        _text("level"),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        _instant("starts_at", nullable=False),
        _text("host"),
        _text("place"),
        _text("status"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        _text("reason"),
        _instant("invited_at"),
        _instant("noticed_at"),
        _instant("opened_at"),
        _text("opened_by"),
        _instant("closed_at"),
        _text("closed_by"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit", "nominal_on"),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_unit"), ["unit"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "agenda_item",
        _key(),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        _text("why"),
        _text("hard"),
        _text("unit"),
        _instant("added_at", nullable=False),
        _text("added_by"),
        _instant("dropped_at"),
        _text("dropped_by"),
        _text("dropped_how"),
        _text("reason"),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        _text("draft_by"),
        _instant("draft_at"),
        _text("measure"),
        sa.Column("due_on", sa.Date(), nullable=True),
        _text("person"),
        _text("to_unit"),
        sa.Column("commitment_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "case_id"),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_case_id"), ["case_id"], unique=False)

    op.create_table(
        "meeting_record",
        _key(),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        _text("stage"),
        _text("kind"),
        _instant("at", nullable=False),
        _text("post"),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("meeting_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_record_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_record_case_id"), ["case_id"], unique=False)

    op.create_table(
        "host_swap",
        _key(),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        _text("post"),
        _text("reason"),
        _instant("at", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meeting_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_column("meeting_id")
    op.drop_table("host_swap")
    op.drop_table("meeting_record")
    op.drop_table("agenda_item")
    op.drop_table("meeting")
