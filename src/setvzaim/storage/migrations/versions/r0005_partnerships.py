"""Who helps whom: resources in use, ways between schools, rules of statuses, context and modes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema from the revision before to this one."""
    op.create_table(
        "context_indicators",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_fold", sa.Text(), nullable=True),
        sa.Column("worse", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_context_indicators")),
    )
    op.create_table(
        "mode_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("minutes_up_to", sa.Integer(), nullable=True),
        sa.Column("minutes_from", sa.Integer(), nullable=True),
        sa.Column("speed_from", sa.Float(), nullable=True),
        sa.Column("pupils_up_to", sa.Integer(), nullable=True),
        sa.Column("pupils_from", sa.Integer(), nullable=True),
        sa.Column("transport", sa.Boolean(), nullable=True),
        sa.Column("immovable", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_fold", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mode_rules")),
    )
    op.create_table(
        "status_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("assessments", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Text(), nullable=False),
        sa.Column("small", sa.Integer(), nullable=True),
        sa.Column("adverse_from", sa.Float(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("ground_fold", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_rules")),
    )
    op.create_table(
        "context_values",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=32), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=32), nullable=False),
        sa.Column("part", sa.Float(), nullable=True),
        sa.Column("whole", sa.Float(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_fold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["indicator"], ["context_indicators.id"], name=op.f("fk_context_values_indicator")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_context_values_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_context_values")),
    )
    op.create_index(op.f("ix_context_values_indicator"), "context_values", ["indicator"], unique=False)
    op.create_index(op.f("ix_context_values_school"), "context_values", ["school"], unique=False)
    op.create_table(
        "distances",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_school", sa.String(length=32), nullable=False),
        sa.Column("to_school", sa.String(length=32), nullable=False),
        sa.Column("kilometres", sa.Float(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("season", sa.Text(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_fold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["from_school"], ["schools.id"], name=op.f("fk_distances_from_school")),
        sa.ForeignKeyConstraint(["to_school"], ["schools.id"], name=op.f("fk_distances_to_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distances")),
    )
    op.create_index(op.f("ix_distances_from_school"), "distances", ["from_school"], unique=False)
    op.create_index(op.f("ix_distances_to_school"), "distances", ["to_school"], unique=False)
    op.create_table(
        "pair_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("giver", sa.String(length=32), nullable=False),
        sa.Column("receiver", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reason_fold", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["giver"], ["schools.id"], name=op.f("fk_pair_rules_giver")),
        sa.ForeignKeyConstraint(["receiver"], ["schools.id"], name=op.f("fk_pair_rules_receiver")),
        sa.ForeignKeyConstraint(["subject"], ["subjects.id"], name=op.f("fk_pair_rules_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_rules")),
    )
    op.create_index(op.f("ix_pair_rules_giver"), "pair_rules", ["giver"], unique=False)
    op.create_index(op.f("ix_pair_rules_receiver"), "pair_rules", ["receiver"], unique=False)
    op.create_index(op.f("ix_pair_rules_subject"), "pair_rules", ["subject"], unique=False)
    op.create_table(
        "resource_uses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=32), nullable=False),
        sa.Column("giver", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=True),
        sa.Column("method", sa.String(length=32), nullable=True),
        sa.Column("equipment", sa.String(length=32), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("agreement", sa.String(length=32), nullable=True),
        sa.Column("measure", sa.String(length=32), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("why_fold", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_fold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["agreement"], ["documents.id"], name=op.f("fk_resource_uses_agreement")),
        sa.ForeignKeyConstraint(["equipment"], ["equipment.id"], name=op.f("fk_resource_uses_equipment")),
        sa.ForeignKeyConstraint(["giver"], ["schools.id"], name=op.f("fk_resource_uses_giver")),
        sa.ForeignKeyConstraint(["measure"], ["measures.id"], name=op.f("fk_resource_uses_measure")),
        sa.ForeignKeyConstraint(["method"], ["methods.id"], name=op.f("fk_resource_uses_method")),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_resource_uses_need")),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_resource_uses_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_uses")),
    )
    op.create_index(op.f("ix_resource_uses_agreement"), "resource_uses", ["agreement"], unique=False)
    op.create_index(op.f("ix_resource_uses_equipment"), "resource_uses", ["equipment"], unique=False)
    op.create_index(op.f("ix_resource_uses_giver"), "resource_uses", ["giver"], unique=False)
    op.create_index(op.f("ix_resource_uses_measure"), "resource_uses", ["measure"], unique=False)
    op.create_index(op.f("ix_resource_uses_method"), "resource_uses", ["method"], unique=False)
    op.create_index(op.f("ix_resource_uses_need"), "resource_uses", ["need"], unique=False)
    op.create_index(op.f("ix_resource_uses_staff"), "resource_uses", ["staff"], unique=False)
    op.add_column("needs", sa.Column("category", sa.Text(), nullable=True))
    op.add_column("needs", sa.Column("mode", sa.Text(), nullable=True))
    op.add_column("needs", sa.Column("pupils", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the schema from this revision back to the one before."""
    op.drop_column("needs", "pupils")
    op.drop_column("needs", "mode")
    op.drop_column("needs", "category")
    op.drop_index(op.f("ix_resource_uses_staff"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_need"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_method"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_measure"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_giver"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_equipment"), table_name="resource_uses")
    op.drop_index(op.f("ix_resource_uses_agreement"), table_name="resource_uses")
    op.drop_table("resource_uses")
    op.drop_index(op.f("ix_pair_rules_subject"), table_name="pair_rules")
    op.drop_index(op.f("ix_pair_rules_receiver"), table_name="pair_rules")
    op.drop_index(op.f("ix_pair_rules_giver"), table_name="pair_rules")
    op.drop_table("pair_rules")
    op.drop_index(op.f("ix_distances_to_school"), table_name="distances")
    op.drop_index(op.f("ix_distances_from_school"), table_name="distances")
    op.drop_table("distances")
    op.drop_index(op.f("ix_context_values_school"), table_name="context_values")
    op.drop_index(op.f("ix_context_values_indicator"), table_name="context_values")
    op.drop_table("context_values")
    op.drop_table("status_rules")
    op.drop_table("mode_rules")
    op.drop_table("context_indicators")
