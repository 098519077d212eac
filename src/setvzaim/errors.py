"""Errors of the outside world, told apart from our own mistakes."""

from __future__ import annotations


class WorldError(Exception):
    """The world said no: a full disk, a locked file, a damaged workbook.

    The message is one plain Russian sentence or two for the user: what happened, where, what to do next.
    Nothing was written. Every other exception that reaches the top is a mistake of ours.
    """
