"""Meetings that were moved by hand: from when, and why"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_from", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("moved_why", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_column("moved_why")
        batch_op.drop_column("moved_from")
