"""Identifiers survive exchange between offices and keep indexes compact."""

from __future__ import annotations

import uuid

import pytest

from setvzaim.model import new_id, new_ids


@pytest.mark.parametrize("count", [0, 1, 4096, 10_000])
def test_they_are_different_uuids_of_version_7_that_ascend(count: int) -> None:
    ids = new_ids(count)
    assert len(set(ids)) == count
    assert ids == sorted(ids)
    assert {(uuid.UUID(id_).version, uuid.UUID(id_).variant) for id_ in ids} <= {(7, uuid.RFC_4122)}


def test_one_is_32_hexadecimal_digits_and_its_own_each_time() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert len(new_id()) == 32
