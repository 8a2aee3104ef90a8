"""What lies behind all items: sky, land, water, space, a room, a plain wall. Only soft areas; every single thing is an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party.studio.engines.pochade_engine.composition import CANVAS_PX

from training.drawing.pen import Ink, Pen, rough_line
from training.vocabulary.colors import RGB, mix, rgb_of, scaled

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.composition import Composition

S = CANVAS_PX
WHITE: RGB = (255, 255, 255)
SKIES: dict[str, tuple[tuple[RGB, RGB, RGB], ...]] = {
    "day": (((70, 140, 230), (150, 205, 250), (215, 238, 252)), ((90, 170, 240), (170, 220, 250), (235, 246, 250))),
    "sunset": (((80, 55, 130), (240, 115, 80), (255, 205, 110)), ((70, 44, 100), (226, 84, 90), (255, 172, 84))),
    "night": (((6, 8, 34), (18, 24, 70), (36, 46, 104)), ((10, 6, 30), (30, 18, 70), (58, 40, 110))),
    "dawn": (((140, 170, 225), (245, 195, 200), (255, 226, 190)), ((176, 198, 236), (250, 212, 214), (255, 238, 214))),
    "overcast": (((58, 62, 74), (94, 99, 112), (138, 144, 150)), ((70, 72, 80), (108, 112, 120), (156, 158, 160))),
}
LIGHT: dict[str, RGB] = {"day": (1, 1, 1), "sunset": (1.0, 0.78, 0.66), "night": (0.42, 0.47, 0.7), "dawn": (1.0, 0.94, 0.93), "overcast": (0.7, 0.73, 0.78)}
GROUNDS: dict[str, tuple[RGB, ...]] = {
    "meadow": ((98, 162, 72), (122, 172, 72), (84, 150, 88)), "hills": ((98, 162, 72), (122, 172, 72), (84, 150, 88)), "garden": ((92, 156, 74), (110, 166, 80)),
    "desert": ((234, 194, 124), (226, 178, 110)), "snow": ((240, 244, 252), (230, 238, 250)), "mountains": ((96, 142, 84), (124, 142, 94), (226, 232, 244)),
    "forest": ((72, 112, 60), (62, 102, 62)), "city": ((98, 98, 104), (112, 110, 112)), "village": ((108, 156, 80), (142, 150, 90)), "street": ((98, 98, 104), (110, 108, 112)),
    "road": ((112, 160, 82), (208, 180, 122), (130, 150, 92)), "river": ((102, 156, 82), (88, 146, 80)),
}  # fmt: skip
WATERS: tuple[RGB, ...] = ((32, 106, 172), (24, 128, 154), (50, 118, 190))


def light_of(plan: Composition) -> RGB:
    """How the place and the hour tint every color."""
    if plan.get("time"):
        return LIGHT[plan.get("time")]
    return {"space": (0.92, 0.9, 1.0), "underwater": (0.8, 0.94, 1.0)}.get(plan.get("place"), (1.0, 1.0, 1.0))


def backdrop(pen: Pen, plan: Composition) -> None:
    """Fill the whole picture with place, hour and weather."""
    place = plan.get("place")
    special = {"space": _space, "underwater": _underwater, "room": _room, "plain": _plain}.get(place, _land)
    special(pen, plan)


def _color(plan: Composition, name: str) -> RGB | None:
    return rgb_of(plan.get(name)) if plan.get(name) else None


def _plain(pen: Pen, plan: Composition) -> None:
    walls: tuple[RGB, ...] = ((236, 228, 212), (240, 240, 240), (62, 66, 82), (202, 220, 230), (245, 216, 192), (220, 234, 212), (42, 40, 46), (230, 212, 230))
    wall = _color(plan, "sky") or walls[int(pen.rng.integers(8))]
    pen.radial((0, 0, S, S), mix(wall, WHITE, 0.18), scaled(wall, 0.82))


def _space(pen: Pen, plan: Composition) -> None:
    deep = _color(plan, "sky")
    dark = scaled(deep, 0.25) if deep else ((8, 6, 24), (14, 6, 34), (4, 10, 26), (20, 8, 30))[int(pen.rng.integers(4))]
    pen.rect(0, 0, S, S, Ink(dark, glow=True))
    mists: tuple[RGB, ...] = ((deep,) * 4) if deep else ((120, 40, 160), (40, 80, 180), (200, 60, 120), (30, 140, 150))
    for _ in range(int(pen.rng.integers(3, 9))):
        x, y, radius = pen.rng.uniform(0, S), pen.rng.uniform(0, S), pen.rng.uniform(24, 60)
        pen.circle(x, y, radius, Ink(mists[int(pen.rng.integers(4))], int(pen.rng.integers(24, 74)), blur=22, glow=True))
    _stars(pen, S, int(pen.rng.integers(70, 150)))


def _stars(pen: Pen, depth: float, count: int) -> None:
    for _ in range(count):
        x, y = pen.rng.uniform(0, S), pen.rng.uniform(0, depth)
        pen.circle(x, y, pen.rng.uniform(0.5, 1.6), Ink((255, 255, 236), int(pen.rng.integers(120, 255)), glow=True))


def _underwater(pen: Pen, plan: Composition) -> None:
    waters: tuple[tuple[RGB, RGB], ...] = (((60, 180, 210), (6, 60, 110)), ((30, 130, 180), (4, 30, 80)), ((70, 200, 190), (10, 80, 110)))
    top, low = waters[int(pen.rng.integers(3))]
    asked = _color(plan, "sky")
    if asked:
        top, low = mix(asked, WHITE, 0.25), scaled(asked, 0.45)
    pen.gradient((0, 0, S, S), (top, low), glow=True)
    for _ in range(4):
        x = pen.rng.uniform(0, S)
        pen.polygon([(x, 0), (x + 14, 0), (x + 46, S), (x + 8, S)], Ink(WHITE, 26, blur=4))
    sand = _color(plan, "ground") or ((202, 182, 122), (64, 96, 94))[int(pen.rng.integers(2))]
    _rolling(pen, plan.horizon, 5, sand)
    for _ in range(7):
        x, height = float(pen.rng.uniform(0, S)), float(pen.rng.uniform(20, 60))
        weed: RGB = ((40, 140, 80), (30, 110, 90), (200, 80, 90))[int(pen.rng.integers(3))]
        pen.curve([(x, 240), (x + 7, 240 - height * 0.4), (x - 6, 240 - height * 0.7), (x + 5, 240 - height)], weed, float(pen.rng.uniform(3, 6)))
    for _ in range(14):
        pen.circle(pen.rng.uniform(0, S), pen.rng.uniform(0, 210), pen.rng.uniform(1.5, 4), Ink((220, 245, 255), 150, stroke=1))


def _room(pen: Pen, plan: Composition) -> None:
    walls: tuple[RGB, ...] = ((214, 196, 170), (170, 190, 190), (202, 172, 160), (152, 162, 190), (226, 216, 200), (124, 142, 114))
    floors: tuple[RGB, ...] = ((140, 96, 60), (110, 80, 60), (162, 132, 102))
    wall = _color(plan, "sky") or walls[int(pen.rng.integers(6))]
    floor = _color(plan, "ground") or floors[int(pen.rng.integers(3))]
    pen.gradient((0, 0, S, plan.horizon), (mix(wall, WHITE, 0.08), scaled(wall, 0.94)))
    pen.gradient((0, plan.horizon, S, S), (scaled(floor, 0.88), floor))
    pen.rect(0, plan.horizon - 4, S, plan.horizon, scaled(wall, 0.78))
    for step in range(-3, 4):
        pen.line([(128 + step * 44, plan.horizon + 1), (128 + step * 92, S)], scaled(floor, 0.78), 1.4)


def _land(pen: Pen, plan: Composition) -> None:
    hour = plan.get("time") or "day"
    tones = SKIES[hour][int(pen.rng.integers(2))]
    asked = _color(plan, "sky")
    if asked:
        tones = (scaled(asked, 0.72), asked, mix(asked, WHITE, 0.4))
    pen.gradient((0, 0, S, plan.horizon + 16), [pen.vary(tone, 0.05) for tone in tones], glow=True)
    if hour == "night":
        _stars(pen, plan.horizon, int(pen.rng.integers(30, 100)))
    if plan.get("weather") == "aurora":
        _aurora(pen)
    painter = {"sea": _water, "lake": _water, "beach": _beach, "sky": _cloud_floor}.get(plan.get("place"), _ground)
    painter(pen, plan, tones[2])


def _aurora(pen: Pen) -> None:
    veils: tuple[RGB, ...] = ((80, 240, 160), (90, 220, 220), (170, 110, 240))
    for _ in range(4):
        veil = veils[int(pen.rng.integers(3))]
        for x, y in rough_line(pen.rng, -10, S + 10, float(pen.rng.uniform(40, 84)), 14):
            top = y - pen.rng.uniform(24, 54)
            pen.rect(x - 8, top, x + 10, y, Ink(veil, 54, blur=6, glow=True))


def _rolling(pen: Pen, y: float, swing: float, color: RGB) -> None:
    line = rough_line(pen.rng, -5, S + 5, y, swing)
    pen.polygon([*line, (S + 5, S + 5), (-5, S + 5)], color)


def _water(pen: Pen, plan: Composition, haze: RGB) -> None:
    water = _color(plan, "ground") or WATERS[int(pen.rng.integers(3))]
    far = mix(pen.lit(mix(water, WHITE, 0.15)), haze, 0.35)
    pen.gradient((0, plan.horizon, S, S), (far, pen.lit(water), scaled(pen.lit(water), 0.72)), glow=True)
    rough = plan.get("weather") == "storm"
    for _ in range(44):
        y = plan.horizon + 3 + float(pen.rng.random() ** 1.5) * (S - plan.horizon)
        length, x = 4 + (y - plan.horizon) * 0.3, float(pen.rng.uniform(-10, S))
        lift = 5.0 if rough else 2.0
        pen.curve([(x, y), (x + length / 2, y - lift), (x + length, y)], mix(water, WHITE, float(pen.rng.uniform(0.2, 0.5))), 1.3)


def _beach(pen: Pen, plan: Composition, haze: RGB) -> None:
    water = WATERS[int(pen.rng.integers(3))]
    pen.gradient((0, plan.horizon, S, S), (mix(pen.lit(water), haze, 0.3), pen.lit(mix(water, WHITE, 0.25))), glow=True)
    shore = rough_line(pen.rng, -5, S + 5, plan.horizon + 32, 6)
    pen.polygon([*shore, (S + 5, S + 5), (-5, S + 5)], _color(plan, "ground") or (238, 214, 160))
    pen.line(shore, (250, 252, 252), 3)


def _cloud_floor(pen: Pen, plan: Composition, haze: RGB) -> None:
    vapour = WHITE if plan.get("time") == "day" else mix(haze, WHITE, 0.4)
    for _ in range(26):
        x, y, radius = pen.rng.uniform(-10, S + 10), pen.rng.uniform(222, 262), pen.rng.uniform(14, 30)
        pen.circle(x, y, radius, Ink(vapour, 225, blur=3, glow=True))


def _ground(pen: Pen, plan: Composition, haze: RGB) -> None:
    place, horizon = plan.get("place"), plan.horizon
    tones = GROUNDS.get(place, GROUNDS["meadow"])
    soil = _color(plan, "ground") or tones[int(pen.rng.integers(len(tones)))]
    swing = {"hills": 12.0, "desert": 11.0, "snow": 9.0, "city": 0.0, "street": 0.0}.get(place, 4.0)
    for step in range(3 if swing > 8 else 1):
        _rolling(pen, horizon - 4 + step * 24, swing, scaled(mix(soil, haze, max(0.0, 0.24 - 0.14 * step)), 1 - 0.05 * step))
    if place in {"meadow", "hills", "garden", "river", "village", "road"}:
        _grass(pen, horizon, soil)
    if place == "garden":
        _meadow_flowers(pen, horizon)
    if place == "street":
        for step in range(6):
            pen.rect(step * 50 + 8, horizon + 44, step * 50 + 34, horizon + 50, (236, 230, 202))


def _grass(pen: Pen, horizon: float, soil: RGB) -> None:
    for _ in range(60):
        x, y = float(pen.rng.uniform(0, S)), horizon + 12 + float(pen.rng.random() ** 0.7) * (S - horizon - 10)
        pen.line([(x, y), (x + float(pen.rng.uniform(-2, 2)), y - float(pen.rng.uniform(3, 8)))], pen.vary(soil, 0.25), 1.3)


def _meadow_flowers(pen: Pen, horizon: float) -> None:
    tones: tuple[RGB, ...] = ((232, 60, 70), (250, 214, 60), (244, 244, 250), (240, 120, 176), (150, 90, 210))
    chosen = [tones[int(pen.rng.integers(5))] for _ in range(3)]
    for _ in range(38):
        y = horizon + 10 + float(pen.rng.random()) * (S - horizon - 12)
        size = 1.6 + (y - horizon) * 0.04
        x = float(pen.rng.uniform(0, S))
        pen.circle(x, y, size, chosen[int(pen.rng.integers(3))])
        pen.circle(x, y, size * 0.4, (250, 210, 70))


def weather(pen: Pen, plan: Composition) -> None:
    """What falls or drifts in front of everything."""
    draw = {"rain": _rain, "storm": _rain, "snowfall": _snowfall, "fog": _fog}.get(plan.get("weather"))
    if draw:
        draw(pen)


def _rain(pen: Pen) -> None:
    pen.rect(0, 0, S, S, Ink((60, 70, 90), 50))
    for _ in range(110):
        x, y, length = pen.rng.uniform(0, S + 30), pen.rng.uniform(-10, S), pen.rng.uniform(9, 19)
        paint = pen.paint(Ink((215, 228, 242), 150, stroke=1.3))
        pen.canvas.drawLine(float(x), float(y), float(x - length * 0.3), float(y + length), paint)


def _snowfall(pen: Pen) -> None:
    for _ in range(100):
        pen.circle(pen.rng.uniform(0, S), pen.rng.uniform(0, S), pen.rng.uniform(1, 3), Ink(WHITE, 228))


def _fog(pen: Pen) -> None:
    for _ in range(10):
        x, y = float(pen.rng.uniform(-80, 180)), float(pen.rng.uniform(60, 220))
        pen.oval(x, y, x + float(pen.rng.uniform(120, 220)), y + float(pen.rng.uniform(20, 44)), Ink((226, 230, 235), 115, blur=14))
    pen.rect(0, 0, S, S, Ink((220, 225, 230), 78))
