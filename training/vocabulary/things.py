"""The things drawn by program: what they are called, how tall they stand and where they belong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """Something an item can be.

    `aspect` is width over height, `size` the usual height in pixels of a 256 px picture, `where` one of
    ground, air, water, table, wall or sky; `weight` says how often it is chosen as a subject (0: never by chance).
    """

    name: str
    group: str
    words: tuple[str, ...]
    aspect: float = 1.0
    size: float = 90.0
    where: str = "ground"
    weight: float = 1.0
    colorable: bool = True


def _thing(group: str, spec: str, **traits: float | str | bool) -> Thing:
    name, *words = spec.split("|")
    return Thing(name, group, (name, *words), **traits)  # type: ignore[arg-type]


NATURE = (
    _thing("nature", "tree|oak tree|green tree|leafy tree|maple", aspect=0.74, size=140, weight=5),
    _thing("nature", "pine tree|fir tree|pine|spruce|conifer", aspect=0.6, size=140, weight=3),
    _thing("nature", "bare tree|dead tree|leafless tree|winter tree|tree without leaves", aspect=0.8, size=140, weight=2, colorable=False),
    _thing("nature", "palm tree|palm|coconut palm", aspect=0.78, size=140, weight=2),
    _thing("nature", "bush|shrub|hedge", aspect=1.5, size=45, weight=0.4),
    _thing("nature", "mountain|peak|mountain peak|rocky mountain", aspect=1.7, size=110, weight=2),
    _thing("nature", "snowy mountain|snow-capped mountain|alpine peak|icy mountain", aspect=1.7, size=110, weight=1.5, colorable=False),
    _thing("nature", "hill|green hill|grassy hill|knoll", aspect=3.2, size=52, weight=1),
    _thing("nature", "rock|boulder|stone", aspect=1.4, size=50, weight=0.6),
    _thing("nature", "flower|blossom|bloom|big flower|daisy|poppy", aspect=0.52, size=120, weight=3),
    _thing("nature", "waterfall|cascade", aspect=0.6, size=130, weight=0.8, colorable=False),
    _thing("nature", "road|path|long road|highway|track|empty road", aspect=1.6, size=95, weight=0.5, colorable=False),
    _thing("nature", "river|stream|brook|winding river", aspect=1.5, size=95, weight=0.5, colorable=False),
    _thing("nature", "fire|bonfire|flames|campfire|burning fire|blaze", aspect=0.72, size=105, weight=2, colorable=False),
    _thing("nature", "smoke|cloud of smoke", aspect=0.6, size=100, weight=0.3),
)
SKY = (
    _thing("sky", "sun", size=60, where="sky", weight=1.5),
    _thing("sky", "moon|full moon", size=60, where="sky", weight=1.5),
    _thing("sky", "crescent moon|crescent|half moon|new moon|sickle moon", size=60, where="sky", weight=0.8),
    _thing("sky", "star|big star|bright star|shining star", size=60, where="sky", weight=1),
    _thing("sky", "planet|alien planet|strange planet", size=90, where="sky", weight=1.2),
    _thing("sky", "saturn|ringed planet|planet with rings", aspect=1.7, size=80, where="sky", weight=1),
    _thing("sky", "cloud|fluffy cloud", aspect=1.9, size=50, where="sky", weight=0.8),
    _thing("sky", "rainbow", aspect=2.0, size=112, where="sky", weight=0.6, colorable=False),
    _thing("sky", "lightning|lightning bolt|thunderbolt|bolt of lightning", aspect=0.4, size=130, where="sky", weight=0.5, colorable=False),
    _thing("sky", "birds|flock of birds|flying birds|gulls|seagulls|swallows", aspect=1.9, size=45, where="sky", weight=0.6),
)
BUILDINGS = (
    _thing("building", "house|home|cottage|little house|cabin|small house", aspect=1.06, size=100, weight=6),
    _thing("building", "tower block|skyscraper|high-rise|tall building|apartment building", aspect=0.42, size=140, weight=1.2),
    _thing("building", "church|chapel|cathedral", aspect=0.72, size=130, weight=1.5),
    _thing("building", "castle|fortress|palace|fort", aspect=1.1, size=130, weight=3),
    _thing("building", "lighthouse", aspect=0.62, size=150, weight=2.5),
    _thing("building", "windmill|mill|old windmill", aspect=0.85, size=130, weight=1.2),
    _thing("building", "stone tower|tower|watchtower|old tower", aspect=0.42, size=140, weight=0.8),
    _thing("building", "ruin|ruins|ruined building|destroyed house|bombed house", aspect=1.1, size=100, weight=0.7),
    _thing("building", "pyramid|egyptian pyramid", aspect=1.7, size=95, weight=0.8),
    _thing("building", "bridge|suspension bridge|old bridge", aspect=3.2, size=78, weight=2),
    _thing("building", "stairs|staircase|stairway|steps|staircase to the sky", aspect=0.85, size=150, weight=1.2),
    _thing("building", "fence|wooden fence", aspect=3.2, size=42, weight=0.5),
    _thing("building", "street lamp|lamp post|streetlight|lantern post", aspect=0.3, size=125, weight=1),
    _thing("building", "bench|park bench|empty bench", aspect=1.8, size=52, weight=0.8),
    _thing("building", "cross|stone cross|grave cross", aspect=0.62, size=80, weight=0.6),
    _thing("building", "door|old door|wooden door|closed door|gate", aspect=0.52, size=150, weight=1.6),
    _thing("building", "open door|doorway|half-open door", aspect=0.62, size=150, weight=0.8),
)
VEHICLES = (
    _thing("vehicle", "sailing boat|sailboat|boat|yacht|small boat|sailing ship", aspect=0.92, size=105, where="water", weight=4),
    _thing("vehicle", "rowing boat|rowboat|wooden boat|dinghy", aspect=2.6, size=34, where="water", weight=1.2),
)
ROOM_THINGS = (
    _thing("room", "window|big window|open window", aspect=0.74, size=130, where="wall", weight=1.8),
    _thing("room", "painting|picture on the wall|framed painting|portrait on the wall", aspect=0.85, size=60, where="wall", weight=0.3),
    _thing("room", "table|wooden table|desk", aspect=1.7, size=70, where="ground", weight=1),
    _thing("room", "wooden chair|empty chair|kitchen chair", aspect=0.58, size=95, where="ground", weight=1),
    _thing("room", "vase|flower vase|vase of flowers|vase with flowers", aspect=0.62, size=95, where="table", weight=1.5),
    _thing("room", "lamp|table lamp|desk lamp", aspect=0.7, size=75, where="table", weight=0.8),
    _thing("room", "glass ball|bubble|soap bubble|sphere", aspect=1.0, size=80, where="air", weight=0.5),
)
SIGNS = (
    _thing("sign", "heart|love heart|big heart|red heart", aspect=1.14, size=110, where="air", weight=5),
    _thing("sign", "eye|human eye|giant eye|single eye", aspect=1.9, size=90, where="air", weight=1.5),
    _thing("sign", "wings|pair of wings|angel wings", aspect=1.6, size=90, where="air", weight=0.8),
    _thing("sign", "question mark|big question mark", aspect=0.62, size=130, where="air", weight=0.6),
    _thing("sign", "infinity sign|infinity|endless loop", aspect=2.0, size=70, where="air", weight=0.4),
    _thing("sign", "big clock|clock face|round clock", aspect=1.0, size=110, where="wall", weight=1.0),
)
SHAPES = (
    _thing("shape", "circle|disc|dot", where="flat", weight=0),
    _thing("shape", "square|rectangle|box", where="flat", weight=0),
    _thing("shape", "triangle", where="flat", weight=0),
    _thing("shape", "line|stroke|bar", aspect=3.0, where="flat", weight=0),
    _thing("shape", "wave line|curve|wavy line", aspect=3.0, where="flat", weight=0),
    _thing("shape", "spiral|swirl", where="flat", weight=0),
)

PEOPLE_WORDS = {
    "man": ("man", "gentleman", "young man", "guy", "male figure", "fellow"),
    "woman": ("woman", "lady", "young woman", "female figure"),
    "old man": ("old man", "elderly man", "grandfather", "old gentleman", "grandpa", "aged man", "senior"),
    "old woman": ("old woman", "elderly woman", "grandmother", "old lady", "grandma", "granny"),
    "boy": ("boy", "child", "little boy", "kid", "lad", "son"),
    "girl": ("girl", "child", "little girl", "kid", "daughter", "young girl"),
}
_HEIGHTS = {"man": 128, "woman": 122, "old man": 118, "old woman": 114, "boy": 84, "girl": 82}
FIGURES = tuple(Thing(name, "figure", words, aspect=0.42, size=_HEIGHTS[name], weight=1.5) for name, words in PEOPLE_WORDS.items())
PORTRAITS = tuple(Thing(f"face of {name}", "portrait", words, aspect=0.86, size=200, where="flat", weight=0) for name, words in PEOPLE_WORDS.items())
PROFILES = tuple(Thing(f"profile of {name}", "profile", words, aspect=0.64, size=205, where="flat", weight=0) for name, words in PEOPLE_WORDS.items())
DRAWN = NATURE + SKY + BUILDINGS + VEHICLES + ROOM_THINGS + SIGNS + SHAPES + FIGURES + PORTRAITS + PROFILES

TRAITS = ("shadow", "happy", "sad", "angry", "beard", "glasses", "hat", "dark", "side", "reach", "lit", "sitting", "raised", "long hair", "reach back")
