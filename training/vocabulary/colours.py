"""Named colours and the words people use for them. Values are ours; the names follow common use and the CSS list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Colour:
    """A colour the world knows: red, green and blue 0 to 255, how often it is drawn, and its other names."""

    name: str
    rgb: tuple[int, int, int]
    weight: float
    words: tuple[str, ...] = ()


COLOURS = (
    Colour("red", (214, 40, 40), 5, ("scarlet", "ruby", "vermilion", "cherry red", "bright red", "blood red", "reddish")),
    Colour("crimson", (160, 18, 48), 1.5, ("dark red", "burgundy", "maroon", "wine red", "carmine", "deep red")),
    Colour("orange", (244, 132, 30), 3, ("tangerine", "amber", "pumpkin orange", "bright orange")),
    Colour("yellow", (250, 214, 50), 3, ("lemon yellow", "canary yellow", "sunny yellow", "bright yellow", "yellowish")),
    Colour("golden", (226, 170, 40), 2, ("gold", "gilded", "ochre", "mustard")),
    Colour("green", (60, 160, 70), 4, ("leaf green", "grass green", "verdant", "greenish")),
    Colour("dark green", (24, 92, 52), 1.2, ("olive", "moss green", "forest green", "bottle green")),
    Colour("emerald", (16, 160, 108), 1, ("jade", "emerald green", "mint green")),
    Colour("turquoise", (50, 196, 190), 2, ("teal", "aquamarine", "cyan", "aqua")),
    Colour("blue", (45, 105, 220), 5, ("azure", "cobalt", "sapphire", "bright blue", "royal blue", "ultramarine", "bluish")),
    Colour("light blue", (130, 190, 242), 1.5, ("sky blue", "pale blue", "baby blue", "cerulean")),
    Colour("navy", (24, 38, 104), 1, ("dark blue", "navy blue", "midnight blue", "deep blue", "indigo")),
    Colour("purple", (126, 56, 176), 3, ("plum", "aubergine", "grape", "royal purple")),
    Colour("violet", (160, 120, 224), 1, ("lavender", "lilac", "mauve", "amethyst")),
    Colour("pink", (248, 130, 176), 3, ("rosy", "salmon pink", "light pink", "rose-coloured", "pinkish")),
    Colour("magenta", (216, 40, 150), 1, ("fuchsia", "hot pink", "neon pink")),
    Colour("white", (245, 245, 245), 3, ("ivory", "snow-white", "pearl", "pale", "whitish")),
    Colour("black", (30, 30, 34), 3, ("ebony", "jet-black", "pitch-black", "coal black")),
    Colour("grey", (132, 136, 142), 1.5, ("gray", "silver", "ash grey", "slate", "silvery")),
    Colour("brown", (128, 82, 46), 1.5, ("chestnut", "chocolate-coloured", "bronze", "coffee-coloured", "copper")),
    Colour("beige", (226, 204, 164), 0.7, ("cream", "sand-coloured", "tan", "cream-coloured")),
)

BY_NAME = {colour.name: colour for colour in COLOURS}
PLAIN = 0.6
"""How often a colour is called by its plain name."""
_NAMES = tuple(BY_NAME)
_WEIGHTS = np.array([colour.weight for colour in COLOURS])


def rgb_of(name: str) -> RGB:
    """Red, green and blue of a named colour."""
    return BY_NAME[name].rgb


def any_colour(rng: np.random.Generator) -> str:
    """A colour name, the common ones more often."""
    return _NAMES[int(rng.choice(len(_NAMES), p=_WEIGHTS / _WEIGHTS.sum()))]


def said(rng: np.random.Generator, name: str) -> str:
    """The colour as somebody might call it: mostly its plain name."""
    words = BY_NAME[name].words
    return name if rng.random() < PLAIN else words[int(rng.integers(len(words)))]


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """A blend with that share of the second colour."""
    red, green, blue = (a * (1 - share) + b * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def scaled(colour: RGB, factor: float) -> RGB:
    """The colour made darker (below 1) or lighter (above 1)."""
    red, green, blue = (min(255.0, part * factor) for part in colour)
    return red, green, blue
