"""The model card: figures of the last evaluation and a contact sheet, next to the weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from party.studio.engines.pochade_engine.weights import TENSORS, WORDS
from PIL import Image

from training import export, judge, near_judge, speed
from training.vocabulary.subjects import glyph_records

if TYPE_CHECKING:
    from training.settings import Settings

HERE = Path(__file__).parent
TEMPLATE, LIMITS = HERE / "card_template.md", HERE / "card_limits.md"
SHEETS = ("gallery_path.png", "gallery_things.png", "gallery_people.png", "gallery_hard.png", "gallery_foreign.png")
SHEET_PX = 1200
AIMS = {
    "subject": 0.75,
    "subject, among five": 0.75,
    "style": 0.9,
    "place": 0.9,
    "time": 0.9,
    "color": 0.85,
    "color, basic term": 0.85,
    "count": 0.7,
    "both subjects": 0.6,
    "both subjects, among five": 0.6,
}
TWIN_AIMS = {"unseen words": 0.8, "ru": 0.9, "zh": 0.9}
COMPARED = """  Compared at about equal cost on held-out plans (`python -m training styles`; a sheet is in `training/styles.webp`), with what the judges recognize in the pictures: {told}.
  *Stylist*: a small network that learned the filters from pairs of pictures, {stylist:.0f} minutes of one core. *Painter*: ours, told the style, trained on for {painter:.0f} minutes on styled
  pictures. *Drawn through the latents*: what 16 numbers for every 192 can carry of a drawn picture with its filter, so the most any such painter can reach.
  By eye and by the judges the filter is ahead: the stylist only tints, the painter's strokes are blurs. The judges were trained on the filter's pictures, which favors it."""
JUDGES = """- **The judges are small, too**: {renders:,} renders, an hour of one core. On real renders the first guess among 535 subjects is right in {subject:.0%}, one of five in {five:.0%}; the color of 21
  in {color:.0%}. A ratio near one says that our pictures and real ones look alike *to such a judge*, not that they are equally good: faint differences stay unseen."""
TWIN_NAMES = {"unseen words": "unseen words against seen ones", "ru": "Russian against English", "zh": "Chinese against English"}


def _step(path: Path) -> int:
    return int(torch.load(path, weights_only=True)["step"]) if path.exists() else 0


def table(figures: dict[str, dict[str, float]]) -> str:
    """Aim and figure per question as a Markdown table; a note if the judge has not been trained yet."""
    if "real" not in figures:
        return "*Not measured yet: the judge has not been trained.*"
    rows = ["| figure | aim | reached | made | real renders | asked | from the true plan |", "|---|---|---|---|---|---|---|"]
    for name, aim in AIMS.items():
        real, made, asked = (figures[column].get(name, 0) for column in ("real", "made", "asked"))
        ratio, painted = made / max(real, 1e-6), figures["painted"].get(name, 0) / max(figures["real, first"].get(name, 0), 1e-6)
        rows.append(f"| {name} | {aim} | {_reached(ratio, aim)} | {made:.2f} | {real:.2f} | {asked:.0f} | {painted:.2f} |")
    twins = figures["judged twins"]
    for name, aim in TWIN_AIMS.items():
        ratio = twins[f"{name}: ratio"]
        rows.append(f"| {TWIN_NAMES[name]} | {aim} | {_reached(ratio, aim)} | {twins[name]:.2f} | twins: {twins[f'{name}: twin']:.2f} | | |")
    return "\n".join(rows)


def _reached(ratio: float, aim: float) -> str:
    return f"**{ratio:.2f}** {'yes' if ratio >= aim else 'missed'}"


def styles(settings: Settings) -> str:
    """What came out when the ways to paint in style were compared."""
    path = settings.workshop / "styles.json"
    if not path.exists():
        return "  They have not been compared with a painter that paints in style, nor with a small neural stylist."
    measured: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    told = "; ".join(f"{name}: style {shares['style']:.2f}, subject {shares['subject']:.2f}" for name, shares in measured.items())
    return COMPARED.format(told=told, stylist=measured["stylist"]["minutes"], painter=measured["painter"]["minutes"])


def judges(settings: Settings, figures: dict[str, dict[str, float]]) -> str:
    """How far the judges themselves can be trusted."""
    own = figures.get("judge", {})
    return JUDGES.format(
        renders=settings.renders.shard * settings.renders.shards,
        subject=own.get("subject", 0),
        five=own.get("subject, among five", 0),
        color=own.get("color", 0),
    )


def seconds(settings: Settings) -> str:
    """How long pictures take here."""
    path = speed.file(settings)
    if not path.exists():
        return "*Not measured yet.*"
    kept = json.loads(path.read_text("utf-8"))
    return speed.table(kept["measured"], kept["load"], kept["cores"])


def contact_sheet(settings: Settings, path: Path) -> None:
    """All pages of the gallery, one above the other."""
    pages = [Image.open(settings.workshop / "sheets" / name) for name in SHEETS if (settings.workshop / "sheets" / name).exists()]
    if not pages:
        return
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    y = 0
    for page in pages:
        whole.paste(page, (0, y))
        y += page.height
    whole.resize((SHEET_PX, round(whole.height * SHEET_PX / whole.width)), Image.Resampling.LANCZOS).save(path, quality=80, method=6)


def run(settings: Settings) -> None:
    """Write CARD.md and sheet.webp."""
    folder = export.newest(settings)
    figures: dict[str, Any] = json.loads((settings.workshop / "figures.json").read_text("utf-8"))
    described = json.loads((folder / WORDS).read_text("utf-8"))
    steps = described["steps"] | {"judge": _step(judge.file(settings)), "near_judge": _step(near_judge.file(settings))}
    filled = TEMPLATE.read_text("utf-8").format(
        size_mb=f"{((folder / TENSORS).stat().st_size + (folder / WORDS).stat().st_size) / 1e6:.1f}",
        revision=described["sha256"][:12],
        painter_fresh=settings.painter.fresh,
        **{f"{name}_steps": f"{count:,}" for name, count in steps.items()},
        painter_batch=settings.painter.batch,
        planner_batch=settings.planner.batch,
        prompts=settings.evaluation.prompts,
        seeds_per_twin=settings.evaluation.seeds_per_twin,
        figures=table(figures),
        twins=", ".join(f"{value:.2f} ({name})" for name, value in figures["twins"].items()),
        speed=seconds(settings),
        judge="; ".join(f"{name} {value:.2f}" for name, value in figures.get("judge", {}).items()) or "not measured",
        painted=settings.evaluation.painted,
        scorer=", ".join(f"{name} {value:.2f}" for name, value in figures.get("scorer", {}).items()) or "not measured",
        planned="\n".join(f"- {name}: {value:.2f}" for name, value in figures["planned"].items()),
        glyphs=len(glyph_records()),
        limits=LIMITS.read_text("utf-8").strip().format(styles=styles(settings), judges=judges(settings, figures)),
    )
    (folder / "CARD.md").write_text(filled, "utf-8")
    contact_sheet(settings, folder / "sheet.webp")
