"""`python -m training STAGE...`: run stages in order; each goes on where it stopped."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from training.settings import DEFAULT_FILE, WORKSHOP, read

STAGES = {
    "latents": "latent_basis",
    "words": "wording",
    "painter": "painting",
    "decoder": "decoding",
    "planner": "planning",
    "renders": "renders",
    "scorer": "scoring",
    "export": "export",
    "gallery": "gallery",
    "judge": "judge",
    "near_judge": "near_judge",
    "styles": "styling",
    "evaluate": "evaluate",
    "speed": "speed",
    "card": "card",
}
"""Stage names in the order of the whole chain, with their modules."""


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("stages", nargs="*", choices=[*STAGES, []], help="default: all")
    parser.add_argument("--settings", type=Path, default=DEFAULT_FILE)
    parser.add_argument("--workshop", type=Path, default=WORKSHOP)
    wanted = parser.parse_args()
    settings = read(wanted.settings, wanted.workshop)
    for stage in wanted.stages or STAGES:
        import_module(f"training.{STAGES[stage]}").run(settings)


if __name__ == "__main__":
    main()
