"""Places, times of day, weather and moods: how they are said as part of a sentence and as a subject of their own."""

from __future__ import annotations

from dataclasses import dataclass

Phrases = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a picture plays: said as an addition ("by a lake") and as the subject itself ("a lake").

    `outdoors` places have a sky, a time of day and weather; `horizon` is the range of its height in pixels.
    """

    within: Phrases
    alone: Phrases
    outdoors: bool = True
    horizon: tuple[float, float] = (132.0, 184.0)
    weight: float = 1.0


PLACES = {
    "sea": Place(
        ("on the sea", "on the ocean", "at sea", "on the water", "on the waves"),
        ("the sea", "the ocean", "ocean waves", "a seascape", "open water"),
        weight=1.4,
    ),
    "lake": Place(("by a lake", "on a lake", "at the lakeside", "on a pond"), ("a lake", "a calm lake", "a pond", "a lake between hills")),
    "meadow": Place(
        ("in a meadow", "in a field", "on the grass", "on green grass", "in a pasture", "in the countryside"),
        ("a meadow", "a green field", "grassland", "the countryside", "a prairie"),
        weight=1.4,
    ),
    "hills": Place(("on a hill", "in the hills", "in a green valley", "among hills"), ("rolling hills", "green hills", "a valley")),
    "garden": Place(
        ("in a garden", "among flowers", "in a field of flowers", "in a park"), ("a field of flowers", "a flower garden", "wildflowers", "a garden", "a park")
    ),
    "desert": Place(("in the desert", "on sand dunes", "in a sandy desert", "in a wasteland"), ("a desert", "sand dunes", "the sahara")),
    "snow": Place(
        ("in a snowy landscape", "on the snow", "in the arctic", "on the ice"),
        ("a snowy landscape", "a winter landscape", "snow fields", "the north pole", "a winter day"),
    ),
    "beach": Place(
        ("on the beach", "by the seaside", "on a sandy shore", "at the seashore", "on the coast"), ("a beach", "a sandy shore", "the seaside", "the coast")
    ),
    "mountains": Place(
        ("in front of mountains", "in the mountains", "below snowy mountains", "in the alps"),
        ("mountains", "a mountain range", "snowy mountain peaks", "a mountain landscape", "the alps"),
        horizon=(150, 190),
    ),
    "forest": Place(
        ("in a forest", "in the woods", "among trees", "in a jungle", "in a grove"),
        ("a forest", "the woods", "many trees", "a jungle", "a deep forest"),
        horizon=(150, 190),
    ),
    "city": Place(
        ("in a city", "in front of a skyline", "downtown", "in the big city", "in town"),
        ("a city", "a city skyline", "skyscrapers", "a big city", "a metropolis", "a town"),
        horizon=(160, 195),
    ),
    "village": Place(
        ("in a village", "in a small town", "between small houses"),
        ("a village", "a small town", "some houses", "a row of houses", "a hamlet"),
        horizon=(140, 180),
        weight=0.7,
    ),
    "street": Place(
        ("in the street", "on a city street", "on the sidewalk", "on an empty street"),
        ("a city street", "an empty street", "a street", "an avenue"),
        horizon=(160, 190),
    ),
    "road": Place(
        ("on a road", "on a highway", "on a long road", "on a country road"), ("a long road", "an empty road to the horizon", "a highway", "a country road")
    ),
    "river": Place(("by a river", "by a stream", "at the riverside"), ("a river", "a winding river", "a stream through fields")),
    "space": Place(
        ("in space", "in outer space", "among the stars", "in the galaxy", "floating in the cosmos", "in the universe"),
        ("outer space", "the galaxy", "stars and planets", "a nebula", "the universe", "the cosmos"),
        outdoors=False,
        horizon=(200, 208),
        weight=2,
    ),
    "underwater": Place(
        ("underwater", "under the sea", "at the bottom of the ocean", "in the deep sea"),
        ("an underwater scene", "the bottom of the sea", "the deep sea"),
        outdoors=False,
        horizon=(212, 222),
        weight=1.4,
    ),
    "room": Place(
        ("in a room", "indoors", "inside a house", "at home", "in the living room"),
        ("a room", "an empty room", "an interior", "a living room"),
        outdoors=False,
        horizon=(170, 192),
        weight=2,
    ),
    "plain": Place(("", "", "", "on a plain background", "in front of a wall"), ("an empty wall", "nothing"), outdoors=False, horizon=(200, 208), weight=5),
    "sky": Place(
        ("in the sky", "above the clouds", "flying in the sky", "high in the air"),
        ("the sky", "clouds in the sky", "an open sky"),
        horizon=(248, 254),
        weight=1.4,
    ),
}

TIMES = {
    "day": ("at noon", "on a sunny day", "by day", "in daylight", "under a blue sky", "in bright sunshine", "on a summer day"),
    "sunset": ("at sunset", "at dusk", "in the evening", "in the golden hour", "at twilight", "in evening light"),
    "night": ("at night", "by night", "at midnight", "under the stars", "in the moonlight", "in the dark", "on a starry night"),
    "dawn": ("at dawn", "in the morning", "at sunrise", "in early morning light", "at daybreak", "at first light"),
    "overcast": ("under a stormy sky", "on a cloudy day", "under dark clouds", "on a grey day", "under an overcast sky"),
}

WEATHERS = {
    "rain": ("in the rain", "on a rainy day", "in heavy rain", "while it rains", "in a downpour"),
    "snowfall": ("in the snow", "while snow falls", "on a snowy day", "in winter", "in a blizzard", "in falling snow"),
    "fog": ("in the fog", "in mist", "on a foggy day", "on a misty morning", "in haze"),
    "storm": ("in a storm", "in a thunderstorm", "during a tempest", "in stormy weather"),
    "aurora": ("with northern lights", "under the aurora", "under polar lights", "under the northern lights"),
}

MOODS = {
    "lonely": ("lonely", "solitary", "lonesome", "isolated", "abandoned", "forlorn", "all alone"),
    "joyful": ("joyful", "happy", "cheerful", "festive", "merry", "bright", "playful", "funny"),
    "gloomy": ("gloomy", "dark", "melancholic", "sad", "somber", "depressing", "bleak", "sorrowful"),
    "dreamy": ("dreamy", "surreal", "ethereal", "magical", "whimsical", "dreamlike", "fantastic"),
    "mysterious": ("mysterious", "eerie", "spooky", "haunted", "scary", "creepy", "strange"),
    "romantic": ("romantic", "loving", "tender", "affectionate", "sweet"),
    "peaceful": ("peaceful", "calm", "serene", "quiet", "tranquil", "still", "gentle"),
    "dramatic": ("dramatic", "angry", "intense", "epic", "violent", "wild", "powerful"),
    "nostalgic": ("nostalgic", "vintage", "faded", "old-fashioned", "retro", "wistful"),
}
