"""Color grades of the moods. Pictures are (height, width, 3) float32, 0 to 255."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.finish.canvas import blurred
from party.studio.engines.pochade_engine.finish.tools import saturated

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.finish.tools import Picture


def _tint(picture: Picture, *gains: float) -> Picture:
    return picture * np.array(gains, np.float32)


def _lonely(picture: Picture) -> Picture:
    return _tint(saturated(picture, 0.66), 0.9, 0.96, 1.05)


def _joyful(picture: Picture) -> Picture:
    return saturated(picture, 1.3) * 1.05 + 7


def _gloomy(picture: Picture) -> Picture:
    return _tint(saturated(picture, 0.52), 0.7, 0.74, 0.82)


def _dreamy(picture: Picture) -> Picture:
    glow = blurred(picture, picture.shape[0] / 36)
    screened = 255 - (255 - picture) * (255 - glow * 0.5) / 255
    return screened * 0.84 + np.array([35, 29, 38], np.float32)


def _mysterious(picture: Picture) -> Picture:
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    far = (x / columns - 0.5) ** 2 + (y / rows - 0.5) ** 2
    return _tint(saturated(picture, 0.74), 0.68, 0.84, 0.88) * np.clip(1.15 - 1.9 * far, 0.15, 1)[..., None].astype(
        np.float32
    )


def _romantic(picture: Picture) -> Picture:
    return _tint(picture, 1.04, 0.9, 0.94) + np.array([16, 3, 8], np.float32)


def _peaceful(picture: Picture) -> Picture:
    return picture * 0.82 + np.array([40, 42, 40], np.float32)


def _dramatic(picture: Picture) -> Picture:
    return _tint((picture - 118) * 1.38 + 106, 1.08, 0.9, 0.85)


def _nostalgic(picture: Picture) -> Picture:
    return _tint(saturated(picture, 0.58), 1.02, 0.94, 0.79) + np.array([21, 16, 9], np.float32)


MOODS = {
    "lonely": _lonely,
    "joyful": _joyful,
    "gloomy": _gloomy,
    "dreamy": _dreamy,
    "mysterious": _mysterious,
    "romantic": _romantic,
    "peaceful": _peaceful,
    "dramatic": _dramatic,
    "nostalgic": _nostalgic,
}


def graded(picture: Picture, mood: str) -> Picture:
    """The picture in the light of a mood; unknown or empty moods change nothing."""
    return MOODS[mood](picture) if mood in MOODS else picture
