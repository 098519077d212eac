"""Status of schools as the results and the context say it: a hint beside the official one (domain notes 2)."""

from setvzaim.analysis.status.context import Index, Measured, Weighed, indices
from setvzaim.analysis.status.hints import ADVERSE, LOW, Hint, Why, hint
from setvzaim.analysis.status.low import Judged, Outcome, Procedure, Sign, StatusRule, Verdict, judge

__all__ = [
    "ADVERSE", "LOW", "Hint", "Index", "Judged", "Measured", "Outcome", "Procedure", "Sign", "StatusRule", "Verdict",
    "Weighed", "Why", "hint", "indices", "judge",
]  # fmt: skip
