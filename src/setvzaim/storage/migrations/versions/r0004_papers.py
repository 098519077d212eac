"""Papers that get signed: versions of plans and the answers to them, files kept with any record, word forms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from setvzaim.text.fold import fold

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("documents", ("signed_by", "approved_by")),
    ("municipalities", ("settlement",)),
    ("schools", ("requisites",)),
)
"""Tables with the text columns they get, each with its folded second."""


def upgrade() -> None:
    """Bring the schema from the revision before to this one."""
    for table, names in _ADDED:
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
            op.add_column(table, sa.Column(f"{name}_fold", sa.Text(), nullable=True))
    op.add_column("documents", sa.Column("approved_on", sa.Date(), nullable=True))
    op.execute(  # Alembic adds no column with a foreign key to a table of SQLite, which can
        "ALTER TABLE measures ADD COLUMN continues VARCHAR(32) "
        "CONSTRAINT fk_measures_continues REFERENCES measures (id)"
    )
    op.create_index("ix_measures_continues", "measures", ["continues"])
    _word_forms()
    _versions()
    _files()


def downgrade() -> None:
    """Take the schema from this revision back to the one before; only files of legal documents have a place there."""
    op.drop_index("ix_measures_continues", table_name="measures")
    op.drop_column("measures", "continues")
    op.drop_column("documents", "approved_on")
    for table, names in _ADDED:
        for name in names:
            op.drop_column(table, f"{name}_fold")
            op.drop_column(table, name)
    op.drop_table("word_forms")
    _files_back()
    _versions_back()


def _word_forms() -> None:
    op.create_table(
        "word_forms",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_word_forms"),
        sa.UniqueConstraint("kind", "text", "case", name="uq_word_forms_kind"),
    )


def _versions() -> None:
    """Make the versions, and put the answers that were kept by the number of a version under them."""
    op.create_table(
        "plan_versions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_fold", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("digest_fold", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_fold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name="fk_plan_versions_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_versions"),
    )
    op.create_index("ix_plan_versions_plan", "plan_versions", ["plan"])
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT * FROM approvals ORDER BY id")).mappings().all()
    versions: dict[tuple[str, int], str] = {}
    for row in kept:
        key = row["plan"], row["plan_version"]
        if key not in versions:
            versions[key] = hashlib.sha256(f"{key}".encode()).hexdigest()[:32]
            connection.execute(
                sa.text(
                    "INSERT INTO plan_versions (id, version, plan, number, code, code_fold, state) "
                    "VALUES (:id, 1, :plan, :number, :code, :code, 'sent')"
                ),
                {"id": versions[key], "plan": key[0], "number": key[1], "code": "—"},
            )
    for index in ("ix_approvals_plan", "ix_approvals_school"):
        op.drop_index(index, table_name="approvals")
    op.drop_table("approvals")
    op.create_table(
        "approvals",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_version", sa.String(32), nullable=False),
        sa.Column("school", sa.String(32), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("remark_fold", sa.Text(), nullable=True),
        sa.Column("reopened", sa.Text(), nullable=True),
        sa.Column("reopened_fold", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("note_fold", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_version"], ["plan_versions.id"], name="fk_approvals_plan_version"),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name="fk_approvals_school"),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_plan_version", "approvals", ["plan_version"])
    op.create_index("ix_approvals_school", "approvals", ["school"])
    _insert(
        "approvals",
        ("id", "version", "plan_version", "school", "decision", "decided_on", "remark", "remark_fold"),
        [
            (row["id"], row["version"], versions[row["plan"], row["plan_version"]], row["school"], row["decision"],
             row["decided_on"], row["remark"], row["remark"] and fold(row["remark"]))
            for row in kept
        ],
    )  # fmt: skip


def _versions_back() -> None:
    connection = op.get_bind()
    kept = connection.execute(
        sa.text(
            "SELECT approvals.*, plan_versions.plan, plan_versions.number FROM approvals "
            "JOIN plan_versions ON plan_versions.id = approvals.plan_version ORDER BY approvals.id"
        )
    )
    rows = [
        (row["id"], row["version"], row["plan"], row["number"], row["school"], row["decision"], row["decided_on"],
         row["remark"])
        for row in kept.mappings()
    ]  # fmt: skip
    op.drop_index("ix_approvals_school", table_name="approvals")
    op.drop_table("approvals")
    op.drop_table("plan_versions")
    op.create_table(
        "approvals",
        sa.Column("plan", sa.String(32), nullable=False),
        sa.Column("school", sa.String(32), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name="fk_approvals_plan"),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name="fk_approvals_school"),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_plan", "approvals", ["plan"])
    op.create_index("ix_approvals_school", "approvals", ["school"])
    _insert("approvals", ("id", "version", "plan", "plan_version", "school", "decision", "decided_on", "remark"), rows)


def _files() -> None:
    """Keep the bytes apart from the rows that name them, and let any record have files."""
    op.create_table(
        "blobs",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT * FROM attachments ORDER BY id")).mappings().all()
    contents = {hashlib.sha256(row["content"]).hexdigest(): row["content"] for row in kept}
    _insert("blobs", ("digest", "size", "content"), [(digest, len(held), held) for digest, held in contents.items()])
    op.drop_index("ix_attachments_document", table_name="attachments")
    op.drop_table("attachments")
    op.create_table(
        "attachments",
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("record", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_record", "attachments", ["record"])
    op.create_index("ix_attachments_digest", "attachments", ["digest"])
    _insert(
        "attachments",
        ("id", "version", "register", "record", "name", "digest"),
        [
            (row["id"], row["version"], "documents", row["document"], row["name"],
             hashlib.sha256(row["content"]).hexdigest())
            for row in kept
        ],
    )  # fmt: skip


def _files_back() -> None:
    connection = op.get_bind()
    kept = connection.execute(
        sa.text(
            "SELECT attachments.*, blobs.size, blobs.content FROM attachments "
            "JOIN blobs ON blobs.digest = attachments.digest WHERE register = 'documents' ORDER BY id"
        )
    )
    rows = [
        (row["id"], row["version"], row["record"], row["name"], row["size"], row["digest"], row["content"])
        for row in kept.mappings()
    ]
    op.drop_table("attachments")
    op.drop_table("blobs")
    op.create_table(
        "attachments",
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_attachments_document"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_document", "attachments", ["document"])
    _insert("attachments", ("id", "version", "document", "name", "size", "digest", "content"), rows)


def _insert(table: str, names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{n}' for n in names)})"  # noqa: S608 - names of this file
        op.get_bind().execute(sa.text(statement), [dict(zip(names, row, strict=True)) for row in rows])
