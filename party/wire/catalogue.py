"""What the catalogue offers, in one language: chips to add to a prompt, question cards, themes, names for guests.

The bounds hold for the files it is read from, a host's own included.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from party.core.values import LIMITS

_TIDY = StringConstraints(strip_whitespace=True, min_length=1)

Label = Annotated[str, _TIDY, Field(max_length=28)]
About = Annotated[str, _TIDY, Field(max_length=120)]
Addition = Annotated[str, _TIDY, Field(max_length=160)]
Question = Annotated[str, _TIDY, Field(max_length=LIMITS.question - LIMITS.theme)]
Prompt = Annotated[str, _TIDY, Field(max_length=LIMITS.prompt)]
Name = Annotated[str, _TIDY, Field(max_length=LIMITS.name)]


class Facet(StrEnum):
    """Which side of a picture a modifier speaks of."""

    LIGHT = "light"
    COMPOSITION = "composition"
    VIEWPOINT = "viewpoint"
    COLOR = "color"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Chip:
    """A technique, period or mood. `adds` goes into the prompt, `about` explains it in one line."""

    id: str
    label: Label
    about: About
    adds: Addition


@dataclass(frozen=True, slots=True)
class ArtistChip:
    """An artist. `died` is null for the living; `circa`: a year is not known exactly."""

    id: str
    label: Label
    about: About
    adds: Addition
    born: int
    died: int | None = None
    circa: bool = False


@dataclass(frozen=True, slots=True)
class ModifierChip:
    """Light, composition, viewpoint, color or detail."""

    id: str
    label: Label
    about: About
    adds: Addition
    facet: Facet


@dataclass(frozen=True, slots=True)
class StylePreset:
    """A whole look with one tap. `negative` is what should then not be in the picture; often empty."""

    id: str
    label: Label
    about: About
    adds: Addition
    negative: Annotated[str, Field(max_length=160)] = ""


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question to get people talking; `{theme}` in it stands for the party's theme."""

    id: str
    text: Question


@dataclass(frozen=True, slots=True)
class ThemeIdea:
    """A theme to start a party with, and a very simple first prompt."""

    id: str
    label: Label
    about: About
    first_prompt: Prompt


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`GET /api/catalogue?language=…`: everything on offer, in the order it is to be shown."""

    language: str
    techniques: tuple[Chip, ...]
    artists: tuple[ArtistChip, ...]
    periods: tuple[Chip, ...]
    moods: tuple[Chip, ...]
    modifiers: tuple[ModifierChip, ...]
    styles: tuple[StylePreset, ...]
    questions: tuple[QuestionCard, ...]
    themes: tuple[ThemeIdea, ...]
    names: tuple[Name, ...]
