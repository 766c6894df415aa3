"""Second calls say why they are made and to whom"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default="random"))
        batch_op.add_column(sa.Column("voice_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_spot_check_status"), ["status"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_check_status"))
        batch_op.drop_column("voice_id")
        batch_op.drop_column("reason")
