"""Named colors and the words people use for them. Values are ours; the names follow common use and the CSS list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Color:
    """A color the world knows: red, green and blue 0 to 255, how often it is drawn, and its other names."""

    name: str
    rgb: tuple[int, int, int]
    weight: float
    words: tuple[str, ...] = ()


COLORS = (
    Color("red", (214, 40, 40), 5, ("scarlet", "ruby", "vermilion", "cherry red", "bright red", "blood red", "reddish")),
    Color("crimson", (160, 18, 48), 1.5, ("dark red", "burgundy", "maroon", "wine red", "carmine", "deep red")),
    Color("orange", (244, 132, 30), 3, ("tangerine", "amber", "pumpkin orange", "bright orange")),
    Color("yellow", (250, 214, 50), 3, ("lemon yellow", "canary yellow", "sunny yellow", "bright yellow", "yellowish")),
    Color("golden", (226, 170, 40), 2, ("gold", "gilded", "ochre", "mustard")),
    Color("green", (60, 160, 70), 4, ("leaf green", "grass green", "verdant", "greenish")),
    Color("dark green", (24, 92, 52), 1.2, ("olive", "moss green", "forest green", "bottle green")),
    Color("emerald", (16, 160, 108), 1, ("jade", "emerald green", "mint green")),
    Color("turquoise", (50, 196, 190), 2, ("teal", "aquamarine", "cyan", "aqua")),
    Color("blue", (45, 105, 220), 5, ("azure", "cobalt", "sapphire", "bright blue", "royal blue", "ultramarine", "bluish")),
    Color("light blue", (130, 190, 242), 1.5, ("sky blue", "pale blue", "baby blue", "cerulean")),
    Color("navy", (24, 38, 104), 1, ("dark blue", "navy blue", "midnight blue", "deep blue", "indigo")),
    Color("purple", (126, 56, 176), 3, ("plum", "aubergine", "grape", "royal purple")),
    Color("violet", (160, 120, 224), 1, ("lavender", "lilac", "mauve", "amethyst")),
    Color("pink", (248, 130, 176), 3, ("rosy", "salmon pink", "light pink", "rose-colored", "pinkish")),
    Color("magenta", (216, 40, 150), 1, ("fuchsia", "hot pink", "neon pink")),
    Color("white", (245, 245, 245), 3, ("ivory", "snow-white", "pearl", "pale", "whitish")),
    Color("black", (30, 30, 34), 3, ("ebony", "jet-black", "pitch-black", "coal black")),
    Color("gray", (132, 136, 142), 1.5, ("grey", "silver", "ash gray", "slate", "silvery")),
    Color("brown", (128, 82, 46), 1.5, ("chestnut", "chocolate-colored", "bronze", "coffee-colored", "copper")),
    Color("beige", (226, 204, 164), 0.7, ("cream", "sand-colored", "tan", "cream-colored")),
)

BASIC_TERMS = {
    "crimson": "red",
    "golden": "yellow",
    **dict.fromkeys(("dark green", "emerald"), "green"),
    **dict.fromkeys(("turquoise", "light blue", "navy"), "blue"),
    "violet": "purple",
    "magenta": "pink",
    "beige": "brown",
}
"""Shades under the eleven basic color terms of English (Berlin and Kay, 1969); the others are such terms themselves."""

BY_NAME = {color.name: color for color in COLORS}
PLAIN = 0.6
"""How often a color is called by its plain name."""
_NAMES = tuple(BY_NAME)
_WEIGHTS = np.array([color.weight for color in COLORS])


def rgb_of(name: str) -> RGB:
    """Red, green and blue of a named color."""
    return BY_NAME[name].rgb


def any_color(rng: np.random.Generator) -> str:
    """A color name, the common ones more often."""
    return _NAMES[int(rng.choice(len(_NAMES), p=_WEIGHTS / _WEIGHTS.sum()))]


def said(rng: np.random.Generator, name: str) -> str:
    """The color as somebody might call it: mostly its plain name."""
    words = BY_NAME[name].words
    return name if rng.random() < PLAIN else words[int(rng.integers(len(words)))]


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """A blend with that share of the second color."""
    red, green, blue = (a * (1 - share) + b * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def scaled(color: RGB, factor: float) -> RGB:
    """The color made darker (below 1) or lighter (above 1)."""
    red, green, blue = (min(255.0, part * factor) for part in color)
    return red, green, blue
