"""Find what neighbours told already without going through all cases of a community"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MERGED = sa.text("main_id IS NOT NULL")


def upgrade() -> None:
    op.create_index("case_same_matter", "case_file", ["community", "category", "detail"])
    op.create_index("case_merged", "case_file", ["main_id"], sqlite_where=MERGED, postgresql_where=MERGED)
    op.drop_index("ix_case_file_community", "case_file")
    op.drop_index("ix_case_file_main_id", "case_file")


def downgrade() -> None:
    op.create_index("ix_case_file_main_id", "case_file", ["main_id"])
    op.create_index("ix_case_file_community", "case_file", ["community"])
    op.drop_index("case_merged", "case_file")
    op.drop_index("case_same_matter", "case_file")
