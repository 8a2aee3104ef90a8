/** The refinement tree laid out for a page: every branch under its parent, the accepted path first. */
import type { RefinementView } from "../wire/messages";
import { refinements } from "./ask";
import type { View } from "./view";

export interface Branch {
  readonly refinement: RefinementView;
  readonly onTrunk: boolean;
  readonly branches: readonly Branch[];
}

/** The tree from its root, or `null` before anything is known. */
export function tree(view: View): Branch | null {
  const trunk = new Set(view.session?.trunk);
  const below = new Map<string | null, RefinementView[]>();
  for (const refinement of refinements(view)) {
    const siblings = below.get(refinement.parent) ?? [];
    below.set(refinement.parent, [...siblings, refinement]);
  }
  const grow = (refinement: RefinementView): Branch => {
    const branches = (below.get(refinement.id) ?? []).map(grow);
    branches.sort((one, other) => Number(other.onTrunk) - Number(one.onTrunk));
    return { refinement, onTrunk: trunk.has(refinement.id), branches };
  };
  const root = below.get(null)?.[0];
  return root ? grow(root) : null;
}
