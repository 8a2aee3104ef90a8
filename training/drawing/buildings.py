"""Houses, towers, bridges, doors and what stands around them, each in its own unit box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.drawing.pen import Ink
from training.vocabulary.colors import RGB, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

LAMPLIGHT: RGB = (255, 214, 110)
GLASS: RGB = (150, 190, 215)
STONE: RGB = (168, 162, 158)
WALLS: tuple[RGB, ...] = ((236, 222, 194), (222, 200, 180), (240, 235, 226), (206, 168, 140))
ROOFS: tuple[RGB, ...] = ((162, 62, 46), (112, 72, 56), (84, 84, 98))


def _pane(look: Look) -> Ink:
    return Ink(LAMPLIGHT, glow=True) if "lit" in look.traits else Ink(GLASS)


def house(pen: Pen, look: Look) -> None:
    """Gable roof, chimney, a door between two windows."""
    wall = look.color or WALLS[int(pen.rng.integers(4))]
    roof = look.second or ROOFS[int(pen.rng.integers(3))]
    pen.rect(-0.42, -0.56, 0.42, 0, wall)
    pen.rect(0.18, -0.56, 0.42, 0, scaled(wall, 0.88))
    pen.rect(0.2, -0.94, 0.3, -0.6, scaled(roof, 0.8))
    pen.polygon([(-0.52, -0.55), (0.52, -0.55), (0, -1)], roof)
    pen.rect(-0.08, -0.3, 0.09, 0, (98, 62, 42))
    for left in (-0.32, 0.17):
        pen.rect(left, -0.42, left + 0.16, -0.26, _pane(look))
        pen.rect(left, -0.42, left + 0.16, -0.26, Ink(scaled(wall, 0.6), stroke=0.016))


def tower_block(pen: Pen, look: Look) -> None:
    """A slab with rows of windows."""
    wall = look.color or ((112, 116, 132), (142, 122, 112), (92, 102, 126), (162, 142, 132))[int(pen.rng.integers(4))]
    pen.rect(-0.2, -1, 0.2, 0, wall)
    pen.rect(0.12, -1, 0.2, 0, scaled(wall, 0.85))
    for row in range(9):
        for column in range(4):
            if pen.rng.random() < 0.75:
                left, top = -0.165 + column * 0.086, -0.95 + row * 0.1
                pen.rect(left, top, left + 0.055, top + 0.055, _pane(look))


def church(pen: Pen, look: Look) -> None:
    """A nave and a pointed tower with a cross."""
    wall = look.color or (232, 224, 208)
    roof = look.second or (118, 66, 56)
    pen.rect(-0.08, -0.4, 0.35, 0, scaled(wall, 0.92))
    pen.polygon([(-0.08, -0.4), (0.36, -0.4), (0.28, -0.58), (-0.08, -0.58)], roof)
    pen.rect(-0.32, -0.6, -0.06, 0, wall)
    pen.polygon([(-0.35, -0.6), (-0.03, -0.6), (-0.19, -0.9)], roof)
    pen.line([(-0.19, -0.99), (-0.19, -0.89)], (70, 60, 50), 0.016)
    pen.line([(-0.23, -0.96), (-0.15, -0.96)], (70, 60, 50), 0.016)
    pen.rect(-0.25, -0.18, -0.13, 0.0, (90, 58, 40), corner=0.05)
    pen.circle(-0.19, -0.45, 0.045, _pane(look))
    for left in (0.03, 0.18):
        pen.rect(left, -0.3, left + 0.07, -0.12, _pane(look), corner=0.03)


def castle(pen: Pen, look: Look) -> None:
    """A wall with battlements between pointed towers."""
    stone = look.color or STONE
    roof = look.second or (96, 74, 128)
    pen.rect(-0.42, -0.42, 0.42, 0, stone)
    for left in range(6):
        pen.rect(-0.36 + left * 0.13, -0.48, -0.29 + left * 0.13, -0.41, stone)
    for x, top in ((-0.43, 0.58), (0.43, 0.58), (0, 0.74)):
        pen.rect(x - 0.11, -top, x + 0.11, 0, scaled(stone, 0.9))
        pen.polygon([(x - 0.145, -top), (x + 0.145, -top), (x, -top - 0.26)], roof)
        pen.rect(x - 0.025, -top + 0.1, x + 0.025, -top + 0.2, Ink((250, 215, 120), glow=True))
    pen.rect(-0.08, -0.2, 0.08, 0.0, (62, 46, 42), corner=0.07)


def lighthouse(pen: Pen, look: Look) -> None:
    """A striped tower with a lamp and two beams."""
    stripe = look.color or (205, 50, 45)
    for side in (-1, 1):
        pen.polygon([(0, -0.84), (side * 0.31, -0.94), (side * 0.31, -0.76)], Ink((255, 236, 150), 105, blur=0.012, glow=True))
    pen.polygon([(-0.24, 0), (0.24, 0), (0.15, -0.09), (-0.15, -0.09)], (92, 86, 82))
    for band in range(5):
        low, high = band / 5, (band + 1) / 5
        near, far = 0.115 * (1 - 0.4 * low), 0.115 * (1 - 0.4 * high)
        edges = [(-near, -0.08 - low * 0.7), (near, -0.08 - low * 0.7), (far, -0.08 - high * 0.7), (-far, -0.08 - high * 0.7)]
        pen.polygon(edges, stripe if band % 2 == 0 else (240, 238, 230))
    pen.rect(-0.06, -0.9, 0.06, -0.78, Ink((255, 226, 120), glow=True))
    pen.polygon([(-0.09, -0.89), (0.09, -0.89), (0, -1)], stripe)


def windmill(pen: Pen, look: Look) -> None:
    """A tapering mill with four sails."""
    wall = look.color or (214, 198, 172)
    pen.polygon([(-0.17, 0), (0.17, 0), (0.1, -0.55), (-0.1, -0.55)], wall)
    pen.polygon([(-0.12, -0.54), (0.12, -0.54), (0, -0.7)], look.second or (120, 68, 52))
    pen.rect(-0.05, -0.17, 0.05, 0, (90, 60, 42))
    for x, y in ((0.3, -0.3), (0.3, 0.3), (-0.3, 0.3), (-0.3, -0.3)):
        hub = (0.0, -0.57)
        pen.line([hub, (x * 1.35, hub[1] + y * 1.35)], (88, 66, 50), 0.022)
        pen.polygon(
            [
                (x * 0.35, hub[1] + y * 0.35),
                (x * 1.35, hub[1] + y * 1.35),
                (x * 1.1 + y * 0.3, hub[1] + y * 1.1 - x * 0.3),
                (x * 0.25 + y * 0.3, hub[1] + y * 0.25 - x * 0.3),
            ],
            (240, 234, 220),
        )


def stone_tower(pen: Pen, look: Look) -> None:
    """A round tower with battlements."""
    stone = look.color or STONE
    pen.polygon([(-0.16, 0), (0.16, 0), (0.13, -0.85), (-0.13, -0.85)], stone)
    pen.rect(-0.18, -0.93, 0.18, -0.83, scaled(stone, 0.9))
    for left in range(4):
        pen.rect(-0.18 + left * 0.1, -1, -0.12 + left * 0.1, -0.92, scaled(stone, 0.9))
    for top in (-0.7, -0.42):
        pen.rect(-0.03, top, 0.03, top + 0.12, (60, 52, 50), corner=0.02)
    pen.rect(-0.06, -0.16, 0.06, 0, (84, 56, 42), corner=0.05)


def ruin(pen: Pen, look: Look) -> None:
    """Broken walls with empty windows and rubble."""
    wall = look.color or (136, 126, 118)
    pen.polygon(
        [
            (-0.48, 0),
            (-0.48, -0.72),
            (-0.34, -0.6),
            (-0.26, -0.95),
            (-0.1, -0.8),
            (-0.04, -0.5),
            (0.1, -0.62),
            (0.2, -0.4),
            (0.3, -0.5),
            (0.46, -0.22),
            (0.46, 0),
        ],
        wall,
    )
    for left, top in ((-0.38, -0.52), (-0.2, -0.66), (-0.2, -0.34), (0.04, -0.36), (0.26, -0.28)):
        pen.rect(left, top, left + 0.1, top + 0.14, (44, 38, 38))
    for _ in range(8):
        x = float(pen.rng.uniform(-0.5, 0.5))
        pen.polygon([(x - 0.06, 0), (x - 0.02, -0.08), (x + 0.05, -0.06), (x + 0.07, 0)], pen.vary(scaled(wall, 0.8)))


def pyramid(pen: Pen, look: Look) -> None:
    """Two faces of sandstone."""
    stone = look.color or (226, 188, 118)
    pen.polygon([(-0.84, 0), (0.84, 0), (0, -1)], stone)
    pen.polygon([(0.3, 0), (0.84, 0), (0, -1)], scaled(stone, 0.78))
    for step in (0.25, 0.5, 0.75):
        pen.line([(-0.84 * (1 - step), -step), (0.3 * (1 - step), -step)], scaled(stone, 0.9), 0.012)


def bridge(pen: Pen, look: Look) -> None:
    """A deck hung from cables between two pylons."""
    steel = look.color or (156, 72, 58)
    pen.rect(-1.6, -0.36, 1.6, -0.25, steel)
    for x in (-0.85, 0.85):
        pen.rect(x - 0.06, -1, x + 0.06, 0, scaled(steel, 0.85))
    pen.curve([(-0.85, -0.97), (-0.4, -0.58), (0, -0.46), (0.4, -0.58), (0.85, -0.97)], steel, 0.04)
    for side in (-1, 1):
        pen.curve([(side * 0.85, -0.97), (side * 1.2, -0.62), (side * 1.6, -0.42)], steel, 0.04)
    for step in range(-9, 10):
        x = step * 0.165
        rise = 0.46 + 0.5 * (x / 0.85) ** 2 if abs(x) < 0.85 else 0.94 - 0.68 * (abs(x) - 0.85)
        pen.line([(x, -rise), (x, -0.34)], steel, 0.014)


def stairs(pen: Pen, look: Look) -> None:
    """Nine steps up to the right."""
    stone = look.color or (192, 182, 172)
    for step in range(9):
        left, top = -0.42 + step * 0.083, -0.11 * (step + 1)
        pen.rect(left, top, 0.42, top + 0.112, scaled(stone, 1.0 if step % 2 else 0.88))


def fence(pen: Pen, look: Look) -> None:
    """Pointed boards on two rails."""
    wood = look.color or (226, 220, 206)
    for y in (-0.7, -0.3):
        pen.rect(-1.6, y, 1.6, y + 0.1, scaled(wood, 0.85))
    for board in range(11):
        x = -1.5 + board * 0.3
        pen.polygon([(x - 0.08, 0), (x + 0.08, 0), (x + 0.08, -0.84), (x, -1), (x - 0.08, -0.84)], wood)


def street_lamp(pen: Pen, look: Look) -> None:
    """A post with a glowing lantern."""
    iron = look.color or (48, 50, 56)
    pen.circle(0, -0.88, 0.14, Ink((255, 226, 140), 80, blur=0.05, glow=True))
    pen.line([(0, -0.02), (0, -0.8)], iron, 0.03)
    pen.rect(-0.06, -0.04, 0.06, 0, iron)
    pen.polygon([(-0.05, -0.8), (0.05, -0.8), (0.08, -0.94), (-0.08, -0.94)], Ink((255, 232, 150), glow=True))
    pen.polygon([(-0.1, -0.93), (0.1, -0.93), (0, -1)], iron)


def bench(pen: Pen, look: Look) -> None:
    """A park bench seen from the front."""
    wood = look.color or (148, 96, 56)
    for y in (-0.95, -0.74, -0.45):
        pen.rect(-0.85, y, 0.85, y + 0.15, wood, corner=0.03)
    for x in (-0.7, 0.7):
        pen.line([(x, -0.4), (x, -0.03)], (56, 54, 56), 0.07)


def cross(pen: Pen, look: Look) -> None:
    """An upright beam and a bar."""
    stone = look.color or (150, 146, 140)
    pen.rect(-0.08, -1, 0.08, 0, stone)
    pen.rect(-0.3, -0.78, 0.3, -0.62, stone)


def door(pen: Pen, look: Look) -> None:
    """An arched door with panels."""
    wood = look.color or (128, 82, 46)
    pen.rect(-0.26, -1, 0.26, 0, scaled(wood, 0.5), corner=0.16)
    pen.rect(-0.22, -0.96, 0.22, 0, wood, corner=0.14)
    for left in (-0.17, 0.03):
        for top in (-0.82, -0.42):
            pen.rect(left, top, left + 0.14, top + 0.32, scaled(wood, 0.8), corner=0.02)
    pen.circle(0.17, -0.45, 0.025, (240, 205, 90))


def open_door(pen: Pen, look: Look) -> None:
    """A doorway full of light with its door swung aside."""
    wood = look.color or (128, 82, 46)
    pen.rect(-0.2, -1, 0.24, 0, scaled(wood, 0.5))
    pen.rect(-0.16, -0.96, 0.2, 0, Ink((255, 240, 190), glow=True))
    pen.polygon([(-0.16, -0.96), (-0.16, 0), (-0.31, 0.0), (-0.31, -0.88)], wood)
    pen.polygon([(-0.16, 0), (0.2, 0), (0.3, 0.0), (-0.06, 0.0)], Ink((255, 240, 190), 150, glow=True))


BUILDINGS = {
    "house": house, "tower block": tower_block, "church": church, "castle": castle, "lighthouse": lighthouse, "windmill": windmill, "stone tower": stone_tower,
    "ruin": ruin, "pyramid": pyramid, "bridge": bridge, "stairs": stairs, "fence": fence, "street lamp": street_lamp, "bench": bench, "cross": cross, "door": door,
    "open door": open_door,
}  # fmt: skip
