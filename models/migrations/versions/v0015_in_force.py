"""Find leaves and leaders' marks that are in force without going through those that are over"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_leave_ended_at", "leave", ["ended_at"])
    op.drop_index("ix_leave_to_on", "leave")
    op.create_index("ix_supervision_lifted_at", "supervision", ["lifted_at"])


def downgrade() -> None:
    op.drop_index("ix_supervision_lifted_at", "supervision")
    op.create_index("ix_leave_to_on", "leave", ["to_on"])
    op.drop_index("ix_leave_ended_at", "leave")
