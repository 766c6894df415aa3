"""Closed cases that look unsolved, and acts that were due and not done"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "doubt",
        sa.Column("id", key, autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("doubt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doubt_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_doubt_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_doubt_unit"), ["unit"], unique=False)
    op.create_table(
        "omission",
        sa.Column("id", key, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("cleared_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("omission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_omission_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("omission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_omission_case_id"))
    op.drop_table("omission")
    with op.batch_alter_table("doubt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doubt_unit"))
        batch_op.drop_index(batch_op.f("ix_doubt_status"))
        batch_op.drop_index(batch_op.f("ix_doubt_case_id"))
    op.drop_table("doubt")
