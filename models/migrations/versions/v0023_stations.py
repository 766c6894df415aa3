"""代办站: errands, Friday duty, the book of what is done; deeds, conflicts, projects, services that were used"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "service_use project_link project_amount project conflict deed duty_listener duty_swap duty_turn errand_paper "
    "errand field_event"
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _to(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _create(table: str, *columns: Any, indexes: str = "") -> None:
    key = sa.Column("id", KEY, autoincrement=False, nullable=False)
    op.create_table(table, key, *columns, sa.PrimaryKeyConstraint("id"))
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name in indexes.split():
            batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)


def upgrade() -> None:
    _create(
        "field_event",
        _text("subject"),
        _to("subject_id", nullable=True),
        _text("kind"),
        _instant("at", nullable=False),
        _text("unit"),
        _text("theme"),
        _text("post"),
        sa.Column("data", sa.Text(), nullable=False),
        indexes="subject_id kind at",
    )
    _create(
        "errand",
        _whole("number"),
        _text("station"),
        _text("account_id"),
        _text("matter"),
        _text("theme"),
        _text("agent"),
        _text("state"),
        _instant("asked_at", nullable=False),
        _instant("due_at", nullable=False),
        _whole("round"),
        _text("result"),
        _instant("reported_at"),
        _instant("ended_at"),
        _text("ended_by"),
        _text("code"),
        _whole("tries"),
        indexes="number station account_id state",
    )
    _create(
        "errand_paper",
        _to("errand_id"),
        _text("name"),
        _instant("handed_at", nullable=False),
        _text("taken_by"),
        _instant("returned_at"),
        _text("returned_by"),
        sa.ForeignKeyConstraint(["errand_id"], ["errand.id"]),
        indexes="errand_id",
    )
    _create(
        "duty_turn",
        _text("station"),
        sa.Column("day", sa.Date(), nullable=False),
        _text("post"),
        _text("status"),
        _instant("signed_at"),
        _text("signed_by"),
        _text("how"),
        sa.UniqueConstraint("station", "day"),
        indexes="day",
    )
    _create(
        "duty_swap",
        _to("turn_id"),
        _text("post"),
        _text("other"),
        _to("other_turn_id", nullable=True),
        _text("status"),
        _instant("asked_at", nullable=False),
        _instant("answered_at"),
        sa.ForeignKeyConstraint(["turn_id"], ["duty_turn.id"]),
        indexes="turn_id other",
    )
    _create(
        "duty_listener",
        _text("account_id"),
        _text("station"),
        _instant("since", nullable=False),
        _instant("ended_at"),
        sa.UniqueConstraint("account_id", "station"),
        indexes="account_id station",
    )
    _create(
        "deed",
        _whole("number"),
        _text("kind"),
        _text("unit"),
        _text("by_unit"),
        _text("post"),
        _text("theme"),
        _text("what"),
        _text("place"),
        sa.Column("money_fen", sa.BigInteger(), nullable=False),
        _text("status"),
        _to("before_id", nullable=True),
        _to("after_id", nullable=True),
        sa.Column("photos_public", sa.Boolean(), nullable=False),
        _instant("made_at", nullable=False),
        _instant("done_at"),
        indexes="number unit",
    )
    _create(
        "conflict",
        _whole("number"),
        _text("unit"),
        _text("mediator"),
        _text("kind"),
        _text("state"),
        _instant("opened_at", nullable=False),
        _instant("ended_at"),
        indexes="number unit",
    )
    _create(
        "project",
        _whole("number"),
        _text("name"),
        _text("unit"),
        _text("kind"),
        _text("place"),
        _text("stage"),
        _instant("opened_at", nullable=False),
        _instant("stage_at", nullable=False),
        indexes="number unit",
    )
    _create(
        "project_amount",
        _to("project_id"),
        _text("what"),
        sa.Column("milli", sa.BigInteger(), nullable=False),
        _text("unit"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"]),
        sa.UniqueConstraint("project_id", "what", "unit"),
        indexes="project_id",
    )
    _create(
        "project_link",
        _to("project_id"),
        _to("case_id"),
        _text("post"),
        _instant("at", nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.UniqueConstraint("project_id", "case_id"),
        indexes="project_id case_id",
    )
    _create(
        "service_use",
        _text("provider"),
        _text("unit"),
        _text("account_id"),
        _text("post"),
        _instant("used_at", nullable=False),
        _instant("asked_at"),
        _text("answer"),
        _instant("answered_at"),
        indexes="provider account_id",
    )


def downgrade() -> None:
    for table in TABLES.split():
        op.drop_table(table)
