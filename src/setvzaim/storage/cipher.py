"""What encryption adds to a base: its driver, its key, and telling a wrong password from a damaged file.

The file is SQLCipher 4 with its usual settings: pages of 4 096 bytes, each ending in a random vector (16 bytes) and an
HMAC-SHA-512 (64); the first begins with 16 bytes of salt. Nothing in it says so: without the key it looks like noise.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import unicodedata
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from setvzaim.errors import WorldError

PAGE = 4096
"""Bytes of a page, the file's size is a multiple of."""
_SALT, _HMAC, _KEY, _ROUNDS, _MASK = 16, 64, 32, 256_000, 0x3A
"""Settings of SQLCipher 4: bytes, rounds of PBKDF2, and what each byte of the salt is crossed with for the HMAC's."""
_NOISE = 250
"""Of 256 byte values a page of noise holds all but one in thirty thousand times; a page of anything else far fewer."""
_TRIES = 16
"""Pages looked at to find a sound one: damage seldom spares the password and spoils so many."""
_CACHE = 64_000
"""KiB of deciphered pages kept, twice those of a plain base: reading one again costs more."""


def looks_encrypted(head: bytes) -> bool:
    """Tell whether a file that begins so, with `PAGE` bytes, may be an encrypted base: it looks like noise."""
    return len(head) == PAGE and len(set(head)) >= _NOISE


def checked_password(password: str) -> str:
    """Return the password as it becomes the key. Raises `WorldError` when it cannot be one.

    One letter can be written in two ways («й», or «и» with a mark); keyboards differ in that, the key must not.
    """
    if not password:
        raise WorldError("Пароль пустой. Наберите хотя бы один знак.")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in password):
        raise WorldError("В пароле есть знак, которого нет на клавиатуре. Наберите пароль без него.")
    return unicodedata.normalize("NFC", password)


def cipher_engine(path: Path, password: str) -> sa.Engine:
    """Return an engine over an encrypted file; it knows whether the password fits when it first reads.

    The dialect's own pool would open a connection for each thread, and each costs the derivation of the key.
    """
    url = sa.URL.create("sqlite+pysqlcipher", database=str(path), password=checked_password(password))
    engine = sa.create_engine(url, poolclass=sa.QueuePool, connect_args={"timeout": 5, "check_same_thread": False})
    event.listen(engine, "connect", _silence, insert=True)  # before SQLAlchemy itself reads for the first time
    return engine


def _silence(connection: sqlite3.Connection, _record: object) -> None:
    """Keep the driver from writing to standard error: whoever asks is told by an exception."""
    connection.execute("PRAGMA cipher_log_level = NONE")


def cipher_pragmas() -> tuple[str, ...]:
    """Return what an encrypted connection is told besides: nothing plain goes to the disk."""
    return "PRAGMA temp_store = MEMORY", f"PRAGMA cache_size = -{_CACHE}"


def password_fits(path: Path, password: str) -> bool:
    """Tell whether the password of a file that does not open is right, so that the file must be damaged.

    Pages carry a keyed sum each: one that agrees proves the password, even when the first page is spoilt. Where the
    salt itself is, no page agrees, and a right password cannot be told from a wrong one.
    """
    with path.open("rb") as file:
        salt = file.read(_SALT)
        key = hashlib.pbkdf2_hmac("sha512", checked_password(password).encode(), salt, _ROUNDS, _KEY)
        sum_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _MASK for byte in salt), 2, _KEY)
        last = path.stat().st_size // PAGE
        for number in {*range(1, min(_TRIES, last) + 1), last}:
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
            if number == 1:
                page = page[_SALT:]
            known = hmac.new(sum_key, page[:-_HMAC] + number.to_bytes(4, "little"), "sha512").digest()
            if hmac.compare_digest(known, page[-_HMAC:]):
                return True
    return False
