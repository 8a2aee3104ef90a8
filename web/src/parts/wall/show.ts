/** The calm show of the party so far: which pictures, and in which order. Pure. */
import { chosenArtworks, shownArtworks } from "../../core/ask";
import type { View } from "../../core/view";
import type { ArtworkView } from "../../wire/messages";

const MOST = 16;

/** How much the room, the expert and the curators made of a picture. */
export function merit(artwork: ArtworkView, chosen: boolean): number {
  const reactions = artwork.reactions.reduce((sum, said) => sum + said.guests, 0);
  return (
    reactions +
    2 * artwork.nailed +
    (artwork.worth ?? 0) +
    (artwork.of_note ? 4 : 0) +
    (chosen || artwork.caption ? 8 : 0)
  );
}

/** The best pictures, the newest first; after the end the chosen ones in their own order. */
export function theShow(view: View): ArtworkView[] {
  const chosen = chosenArtworks(view).filter((artwork) => artwork.screening === "shown");
  if (view.session?.phase === "closed" && chosen.length) return chosen;
  const newestFirst = shownArtworks(view);
  const worthOf = (artwork: ArtworkView) => merit(artwork, chosen.includes(artwork));
  const best = [...newestFirst].sort((one, other) => worthOf(other) - worthOf(one)).slice(0, MOST);
  const kept = new Set([...newestFirst.slice(0, 1), ...best]);
  return newestFirst.filter((artwork) => kept.has(artwork));
}

/** The picture `steps` on from `from` (backwards below 0), round and round; from a gone one it begins anew. */
export function stepped(show: readonly ArtworkView[], from: string | null, steps: number): string | null {
  const at = show.findIndex((artwork) => artwork.id === from);
  const start = at < 0 ? show.length - 1 : at;
  const index = (((start + steps) % show.length) + show.length) % show.length;
  return show[index]?.id ?? null;
}

/** The pictures of the same job, which were made to be seen side by side. */
export const sheetOf = (view: View, artwork: ArtworkView): ArtworkView[] =>
  shownArtworks(view)
    .filter((other) => other.job === artwork.job)
    .reverse();

/** Whether a picture may fill a frame: hardly anything of it is lost. */
export const fills = (picture_ratio: number, frame_ratio: number): boolean =>
  Math.min(picture_ratio, frame_ratio) / Math.max(picture_ratio, frame_ratio) > 0.85;
