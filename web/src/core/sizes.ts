/** Picture sizes offered by name: the model's own size, and shapes that are about as much work as it. */
import { LIMITS } from "../wire/messages";

export type Shape = "square" | "portrait" | "landscape" | "wide";

export interface Size {
  readonly shape: Shape;
  readonly width_px: number;
  readonly height_px: number;
}

const UNIT_PX = 32;
const RATIOS: Record<Shape, number> = { square: 1, portrait: 3 / 4, landscape: 4 / 3, wide: 16 / 9 };

/** The shapes at about as many pixels as the model likes, in steps every model takes. */
export function sizes(width_px: number, height_px: number): Size[] {
  const area = width_px * height_px;
  return (Object.keys(RATIOS) as Shape[]).map((shape) => ({
    shape,
    width_px: side(Math.sqrt(area * RATIOS[shape])),
    height_px: side(Math.sqrt(area / RATIOS[shape])),
  }));
}

/** What a picture's shape is called: the name of the nearest. */
export function shapeOf(width_px: number, height_px: number): Shape {
  const far = (shape: Shape) => Math.abs(Math.log(width_px / height_px / RATIOS[shape]));
  return (Object.keys(RATIOS) as Shape[]).reduce((best, shape) => (far(shape) < far(best) ? shape : best));
}

function side(px: number): number {
  const [least, most] = LIMITS.size_px;
  return Math.min(most, Math.max(least, Math.round(px / UNIT_PX) * UNIT_PX));
}
