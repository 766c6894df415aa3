"""Rights over one's data and a log that can be verified: salts, erasure, the roots of days"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # the defaults stay: the program before this one goes on inserting without these columns
    op.create_table(
        "day_root",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("chained", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    for table in ("case_file", "statement"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("salt", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erase_asked_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("erase_asked_at")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
    for table in ("statement", "case_file"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("salt")
    op.drop_table("day_root")
