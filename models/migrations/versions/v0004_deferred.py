"""Messages that wait to be handled"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITING = sa.text("waits IS NOT NULL")


def upgrade() -> None:
    op.add_column("inbox", sa.Column("waits", sa.String(), nullable=True))
    op.create_index("inbox_waits", "inbox", ["waits", "received_at"], sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("inbox_waits", "inbox")
    op.drop_column("inbox", "waits")
