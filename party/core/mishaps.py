"""Why a picture was not made, by name: its words live in the locale files, as those of refusals do.

The English sentence, with whatever it tells of folders and hosts, stays in the log and before the host.
"""

from dataclasses import dataclass
from enum import StrEnum


class Mishap(StrEnum):
    """The closed list of what can go wrong in the studio."""

    HELD_BACK = "HeldBack"
    """By the model's own safety checker."""
    LIBRARIES_MISSING = "LibrariesMissing"
    MODEL_MISSING = "ModelMissing"
    """Not on this machine, and not to be fetched."""
    MODEL_UNUSABLE = "ModelUnusable"
    """Altered, or of a kind no engine knows."""
    NOT_STORED = "NotStored"
    OUT_OF_MEMORY = "OutOfMemory"
    PAINTER_DIED = "PainterDied"
    """The model process, again and again."""
    RECIPE_IMPOSSIBLE = "RecipeImpossible"
    SCHEDULER_MISSING = "SchedulerMissing"
    SIZE_IMPOSSIBLE = "SizeImpossible"


@dataclass(frozen=True, slots=True)
class Setback:
    """What went wrong, and with what: the `SchedulerMissing`, the `SizeImpossible` or `OutOfMemory` in pixels."""

    mishap: Mishap
    what: str = ""
