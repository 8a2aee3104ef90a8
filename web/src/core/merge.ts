/** Two wordings side by side: where their ways parted. */
import type { RefinementView } from "../wire/messages";
import type { View } from "./view";

/** A wording and everything it came from, nearest first. */
export function lineage(view: View, refinement: string): RefinementView[] {
  const path: RefinementView[] = [];
  for (
    let next = view.refinement[refinement];
    next;
    next = next.parent ? view.refinement[next.parent] : undefined
  )
    path.push(next);
  return path;
}

/** The last wording two paths share. */
export function fork(view: View, one: string, other: string): RefinementView | null {
  const path = new Set(lineage(view, one).map((step) => step.id));
  return lineage(view, other).find((step) => path.has(step.id)) ?? null;
}
