/** What rises from a picture when people answer it: one face for each new reaction, never a storm. Pure. */
import type { ArtworkView, Reaction } from "../../wire/messages";

export type Felt = Reaction | "nailed";

export const FACES: Record<Felt, string> = {
  love: "❤️",
  wow: "🤩",
  laugh: "😄",
  moved: "🥹",
  puzzled: "🤔",
  nailed: "🎯",
};

const MOST_AT_ONCE = 6;

const counts = (artwork: ArtworkView): [Felt, number][] => [
  ...artwork.reactions.map(({ reaction, guests }): [Felt, number] => [reaction, guests]),
  ["nailed", artwork.nailed],
];

/** What is new since `before`: faces as often as they were given, a few at most. Of another picture nothing is new. */
export function risen(before: ArtworkView | null, now: ArtworkView): Felt[] {
  if (before?.id !== now.id) return [];
  const known = new Map(counts(before));
  return counts(now)
    .flatMap(([felt, count]) => Array<Felt>(Math.max(0, count - (known.get(felt) ?? 0))).fill(felt))
    .slice(0, MOST_AT_ONCE);
}
