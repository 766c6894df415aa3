"""Units that are called in (吹哨): the kind, who called, when their part was done"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # the defaults stay: the program before this one goes on inserting without these columns
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("help", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("called_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("done_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("done_at")
        batch_op.drop_column("called_by")
        batch_op.drop_column("help")
