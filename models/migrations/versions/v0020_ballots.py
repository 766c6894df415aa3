"""民意测评: rounds, who was given a ballot, spent ballots, counts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _ballot() -> sa.Column[int]:
    return sa.Column("ballot_id", sa.BigInteger(), autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        _text("round"),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        _text("status"),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("eligible", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round"),
    )
    op.create_table(
        "ballot_issue",
        _ballot(),
        _text("account_id"),
        _text("unit"),
        sa.PrimaryKeyConstraint("ballot_id", "account_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_spent",
        _ballot(),
        _text("digest"),
        sa.PrimaryKeyConstraint("ballot_id", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_count",
        _ballot(),
        _text("unit"),
        _text("question"),
        _text("choice"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ballot_id", "unit", "question", "choice"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for name in ("ballot_count", "ballot_spent", "ballot_issue", "ballot"):
        op.drop_table(name)
