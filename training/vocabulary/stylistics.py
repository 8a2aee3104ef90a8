"""The painterly styles and what people say when they want them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """A style by its short name, with the phrases that ask for it."""

    name: str
    phrases: tuple[str, ...]


def _style(name: str, phrases: str) -> Style:
    return Style(name, tuple(phrases.split("|")))


STYLES = (
    _style("oil", "oil painting|oil on canvas|impasto oil painting|painted in oil|oil colors"),
    _style("van gogh", "in the style of van gogh|van gogh style|post-impressionism|swirling brush strokes|van gogh|like starry night"),
    _style("monet", "in the style of monet|monet style|monet|like monet's water lilies"),
    _style("impressionism", "impressionist painting|impressionism|impressionistic|plein air painting"),
    _style("watercolor", "watercolor|watercolor painting|aquarelle|watercolour painting|painted in watercolor"),
    _style("pencil", "pencil sketch|pencil drawing|graphite drawing|sketch|drawing"),
    _style("ink", "ink drawing|black ink on paper|ink wash painting|sumi-e|pen and ink|calligraphy"),
    _style("charcoal", "charcoal drawing|charcoal|charcoal sketch"),
    _style("pixel art", "pixel art|8-bit pixel art|retro video game pixel art|8-bit|game boy graphics"),
    _style("mosaic", "mosaic|mosaic of small tiles|roman mosaic|byzantine mosaic"),
    _style("stained glass", "stained glass|stained glass window|church window"),
    _style("pointillism", "pointillism|pointillist painting|painted with dots|in the style of seurat"),
    _style("pop art", "pop art|pop art in the style of andy warhol|comic book halftone|warhol|lichtenstein"),
    _style("comic", "comic|cartoon|comic book drawing|cel shaded cartoon|anime|manga"),
    _style("woodcut", "woodcut|linocut print|black and white woodcut|linocut|engraving|in the style of dürer"),
    _style("ukiyo-e", "ukiyo-e|japanese woodblock print|in the style of hokusai|hokusai|japanese print"),
    _style("old photo", "sepia photograph|old photograph|vintage photo|sepia|daguerreotype|old photo"),
    _style("black and white", "black and white photograph|monochrome|black and white|film noir|grayscale"),
    _style("cubism", "cubism|cubist painting|in the style of picasso|picasso|braque"),
    _style("neon", "neon|cyberpunk|neon lights|synthwave|vaporwave|glowing neon"),
    _style("low poly", "low poly|polygon art|geometric low poly|made of triangles"),
    _style("pastel", "chalk pastel|soft pastel drawing|pastel colors|pastel|degas"),
    _style("blueprint", "blueprint|technical blueprint drawing|technical drawing"),
    _style("crayon", "crayon drawing|child's crayon drawing|colored pencils|wax crayons|drawn by a child"),
    _style("flat", "flat vector illustration|minimalist illustration|flat design|digital illustration|vector art|minimalism"),
    _style("expressionism", "expressionism|expressionist painting|kirchner|wild brush strokes"),
    _style("munch", "in the style of munch|munch|edvard munch|like the scream"),
    _style("klimt", "in the style of klimt|klimt|golden ornaments|art nouveau|gustav klimt"),
    _style("mondrian", "in the style of mondrian|mondrian|de stijl|neoplasticism"),
    _style("fresco", "fresco|cracked fresco|renaissance painting|old master painting|in the style of leonardo"),
    _style("etching", "etching|copper engraving|cross-hatching|hatching|in the style of rembrandt etchings"),
)
BY_NAME = {style.name: style for style in STYLES}
