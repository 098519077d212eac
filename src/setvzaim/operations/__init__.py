"""What a user can do, each as one short named function (mechanism 2)."""

from setvzaim.operations.operation import Outcome, Refusal, operation

__all__ = ["Outcome", "Refusal", "operation"]
