"""What the office knows: the tables of the base.

Registers are declared in `registers/` and become tables in `tables`; the few things kept beside them are mapped
classes in `office`; the journal of all changes stands in `journal`.
"""

from setvzaim.model.base import Base, Record, new_id, new_ids
from setvzaim.model.journal import JournalChunk, JournalEntry
from setvzaim.model.office import Attachment, Blob, HeaderMemory, NameMemory, SchoolYearState, Setting, WordForm
from setvzaim.model.tables import BETWEEN, TABLES, between_name

__all__ = [
    "BETWEEN", "TABLES", "Attachment", "Base", "Blob", "HeaderMemory", "JournalChunk", "JournalEntry", "NameMemory",
    "Record", "SchoolYearState", "Setting", "WordForm", "between_name", "new_id", "new_ids",
]  # fmt: skip
