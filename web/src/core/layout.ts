/** Where the wordings of a tree stand on a drawing: the accepted path straight down, branches to its right. */
import type { Branch } from "./tree";

export interface Spot {
  readonly branch: Branch;
  readonly column: number;
  readonly row: number;
  readonly parent: Spot | null;
}

/** Every wording with its place, parents before their branches. No two stand on the same spot. */
export function spots(root: Branch): Spot[] {
  const placed: Spot[] = [];
  const free: number[] = [];
  const put = (branch: Branch, row: number, least: number, parent: Spot | null): void => {
    const column = Math.max(least, ...depths(branch).map((depth) => free[row + depth] ?? 0));
    const spot = { branch, column, row, parent };
    placed.push(spot);
    reserve(row, column);
    branch.branches.forEach((next, index) => put(next, row + 1, index === 0 ? column : column + 1, spot));
  };
  const reserve = (row: number, column: number) => (free[row] = Math.max(free[row] ?? 0, column + 1));
  put(root, 0, 0, null);
  return placed;
}

/** The rows below a wording that its first line of descent needs. */
function depths(branch: Branch): number[] {
  let depth = 0;
  for (let next = branch.branches[0]; next; next = next.branches[0]) depth += 1;
  return Array.from({ length: depth + 1 }, (_, row) => row);
}

export type Way = "up" | "down" | "left" | "right";

/** The wording an arrow key leads to: parent, first branch, or the nearest in the same row. */
export function neighbor(all: readonly Spot[], from: Spot, way: Way): Spot | null {
  if (way === "up") return from.parent;
  if (way === "down") return all.find((spot) => spot.parent === from) ?? null;
  const side = way === "right" ? 1 : -1;
  const row = all.filter((spot) => spot.row === from.row && (spot.column - from.column) * side > 0);
  return row.sort((one, other) => side * (one.column - other.column))[0] ?? null;
}
