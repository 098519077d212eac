"""Rows written many at once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.storage import Base, Changes


def test_values_land_in_their_own_columns_in_whatever_order_the_columns_are_named(tmp_path: Path) -> None:
    """Else an office finds the telephone of a school where its address was."""
    table = TABLES["municipalities"]
    values = {"head_name": "Очирова", "office": "Отдел образования", "name_fold": "целинный", "name": "Целинный"}
    with Base.create(tmp_path / "base.setvzaim") as base:
        with base.write() as connection:
            Changes(connection).insert(table, [values])
        with base.read() as connection:
            found = connection.execute(sa.select(table)).mappings().one()
    assert {key: found[key] for key in values} == values


def test_a_column_the_table_lacks_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    with Base.create(tmp_path / "base.setvzaim") as base, base.write() as connection:
        values = {"name": "Целинный", "name_fold": "целинный", "telephone": "1"}
        with pytest.raises(sa.exc.CompileError, match="telephone"):
            Changes(connection).insert(TABLES["municipalities"], [values])
