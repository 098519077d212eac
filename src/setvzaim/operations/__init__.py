"""What a user can do, each as one short named function (mechanism 2)."""

from setvzaim.errors import Refusal
from setvzaim.operations.operation import Outcome, operation

__all__ = ["Outcome", "Refusal", "operation"]
