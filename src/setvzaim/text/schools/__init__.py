"""Names of schools as different people write them: what they say, how alike they are, which are one school."""

from setvzaim.text.schools.alike import Likeness, alike
from setvzaim.text.schools.assigning import Candidate
from setvzaim.text.schools.joining import Joining, join_names
from setvzaim.text.schools.parts import SchoolName, school_name
from setvzaim.text.schools.places import same_places

__all__ = ["Candidate", "Joining", "Likeness", "SchoolName", "alike", "join_names", "same_places", "school_name"]
