/** One catalogue told in two languages: explained to a guest in theirs, written into the prompt in the party's. Pure. */
import type { Catalogue } from "../wire/messages";

/** What goes into a picture: the words a chip adds, and those a whole look keeps out. */
interface Adding {
  readonly id: string;
  readonly adds: string;
  readonly negative?: string;
}

/** The catalogue with labels and explanations of `told`, and what goes into the prompt of `written`. */
export function writtenIn(told: Catalogue, written: Catalogue): Catalogue {
  return {
    ...told,
    techniques: shelf(told.techniques, written.techniques),
    artists: shelf(told.artists, written.artists),
    periods: shelf(told.periods, written.periods),
    moods: shelf(told.moods, written.moods),
    modifiers: shelf(told.modifiers, written.modifiers),
    styles: shelf(told.styles, written.styles),
  };
}

/** A chip only one of the languages has keeps its own words. */
function shelf<T extends Adding>(told: readonly T[], written: readonly T[]): T[] {
  const byId = new Map(written.map((chip) => [chip.id, chip]));
  return told.map((chip) => {
    const other = byId.get(chip.id);
    if (!other) return chip;
    return { ...chip, adds: other.adds, ...("negative" in other && { negative: other.negative }) };
  });
}
