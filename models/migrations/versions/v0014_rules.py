"""Routing decisions: what they rest on, and when and why one was ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # the defaults stay: the program before this one goes on inserting without these columns
    with op.batch_alter_table("routing_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("basis", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("ended_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("ended_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("ended_why", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("routing_decision", schema=None) as batch_op:
        for name in ("ended_why", "ended_by", "ended_at", "basis"):
            batch_op.drop_column(name)
