"""Code words of accusations, merged cases, second calls"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code_word", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("main_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_file_code_word"), ["code_word"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_main_id"), ["main_id"], unique=False)
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "spot_check",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_check_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_check_case_id"))
    op.drop_table("spot_check")
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.drop_column("origin_id")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_file_main_id"))
        batch_op.drop_index(batch_op.f("ix_case_file_code_word"))
        batch_op.drop_column("main_id")
        batch_op.drop_column("code_word")
