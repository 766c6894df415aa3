"""民意专报 as they were counted, and their corrections"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "brief",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.Column("doubted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit", "month"),
    )
    with op.batch_alter_table("brief", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_unit"), ["unit"], unique=False)
    op.create_table(
        "brief_erratum",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("brief_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("brief_erratum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_erratum_brief_id"), ["brief_id"], unique=False)


def downgrade() -> None:
    op.drop_table("brief_erratum")
    op.drop_table("brief")
