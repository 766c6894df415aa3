"""大走访: households, campaigns, visits, duty days, 座谈会, questionnaires, opinions and the issues they make"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "campaign",
    "home",
    "home_visit",
    "duty_day",
    "forum",
    "survey",
    "survey_paper",
    "survey_turn",
    "opinion",
    "topic",
    "topic_move",
)
INDEXES = {
    "home": (
        "account_id",
        "post",
    ),
    "home_visit": (
        "campaign_id",
        "community",
        "day",
        "home_id",
        "post",
    ),
    "forum": (
        "campaign_id",
        "day",
        "unit",
    ),
    "survey_paper": ("survey_id",),
    "opinion": (
        "account_id",
        "case_id",
        "community",
        "topic_id",
    ),
    "topic": (
        "case_id",
        "status",
        "unit",
    ),
    "topic_move": ("opinion_id",),
}


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "campaign",
        _key(),
        _text("unit"),
        _text("name"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        _text("post"),
        _instant("made_at", nullable=False),
        _instant("ended_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit", "name"),
    )
    op.create_table(
        "home",
        _key(),
        _text("community"),
        _text("code"),
        _text("building"),
        _text("post"),
        _text("account_id"),
        _instant("joined_at"),
        _instant("added_at", nullable=False),
        _instant("gone_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("community", "code"),
    )
    op.create_table(
        "home_visit",
        _key(),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("home_id", sa.BigInteger(), nullable=True),
        _text("community"),
        _text("post"),
        _text("account_id"),
        _text("mode"),
        sa.Column("day", sa.Date(), nullable=False),
        _instant("at", nullable=False),
        _instant("asked_at"),
        _text("answer"),
        _instant("undone_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "duty_day",
        _key(),
        _text("post"),
        sa.Column("day", sa.Date(), nullable=False),
        _instant("at", nullable=False),
        _text("words"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("post", "day"),
    )
    op.create_table(
        "forum",
        _key(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        _text("unit"),
        sa.Column("day", sa.Date(), nullable=False),
        _text("topic"),
        sa.Column("people", sa.Integer(), nullable=False),
        _text("post"),
        _instant("at", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "survey",
        _key(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        _text("unit"),
        _text("name"),
        sa.Column("items", sa.Text(), nullable=False),
        _text("post"),
        _instant("opened_at", nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        _instant("closed_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "survey_paper",
        _key(),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        _text("community"),
        _text("channel"),
        _text("post"),
        sa.Column("a1", sa.Integer(), nullable=False),
        sa.Column("a2", sa.Integer(), nullable=False),
        sa.Column("a3", sa.Integer(), nullable=False),
        sa.Column("a4", sa.Integer(), nullable=False),
        sa.Column("a5", sa.Integer(), nullable=False),
        sa.Column("a6", sa.Integer(), nullable=False),
        sa.Column("a7", sa.Integer(), nullable=False),
        sa.Column("a8", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "survey_turn",
        _text("key"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "opinion",
        _key(),
        _text("source"),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        _text("community"),
        _text("category"),
        _text("title"),
        _text("text"),
        _instant("at", nullable=False),
        _text("account_id"),
        _text("post"),
        sa.Column("topic_id", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        _instant("told_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "source_id", "part"),
    )
    op.create_table(
        "topic",
        _key(),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("unit"),
        _text("category"),
        _text("title"),
        _text("status"),
        _instant("made_at", nullable=False),
        _instant("confirmed_at"),
        _text("confirmed_by"),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        _text("outcome"),
        _instant("over_at"),
        _text("over_by"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "topic_move",
        _key(),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=True),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        _text("kind"),
        _text("post"),
        _instant("at", nullable=False),
        _instant("undone_at"),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for table, columns in INDEXES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
