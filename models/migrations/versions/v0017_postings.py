"""回访 on the board, and objections to them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "posting",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("closure", sa.String(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "round"),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_posted_at"), ["posted_at"], unique=False)
    op.create_table(
        "posting_objection",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("posting_id", "account_id"),
    )
    with op.batch_alter_table("posting_objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_objection_posting_id"), ["posting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_objection_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("posting_objection")
    op.drop_table("posting")
