/** What changed between two wordings while one of them is still being typed; joined as the house joins it. */
import { diffArrays } from "diff/lib/diff/array.js";
import type { Span } from "../wire/messages";

interface Stretch {
  before: string;
  after: string;
}

/** Spans that spell `after` when the removed are left out. */
export function liveDiff(before: string, after: string): Span[] {
  return joined(stretches(before, after)).flatMap(spans);
}

/** Words, the spaces between them, and single letters where a script has no spaces: as the house cuts them. */
const WORDS =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|(?:(?![\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])[\p{L}\p{N}_])+|\s+|[^\p{L}\p{N}_\s]/gu;
const wordsOf = (text: string) => text.match(WORDS) ?? [];

/** What was removed and what was added in its place, side by side; what stayed is the same on both sides. */
function stretches(before: string, after: string): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  for (const part of diffArrays(wordsOf(before), wordsOf(after))) {
    const changed = part.added || part.removed;
    const stretch: Stretch = (changed && open) || { before: "", after: "" };
    if (stretch !== open) found.push(stretch);
    if (!part.added) stretch.before += part.value.join("");
    if (!part.removed) stretch.after += part.value.join("");
    open = changed ? stretch : null;
  }
  return found;
}

/** A space that stayed between two changed words belongs to the change: phrases are replaced, not single words. */
function joined(all: Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of all) {
    const [change, space] = found.slice(-2);
    const between = change && space && stayed(space) && space.before.trim() === "" && !stayed(stretch);
    if (between) {
      found.splice(-2, 2, {
        before: change.before + space.before + stretch.before,
        after: change.after + space.after + stretch.after,
      });
    } else found.push(stretch);
  }
  return found;
}

const stayed = (stretch: Stretch) => stretch.before === stretch.after;

function spans({ before, after }: Stretch): Span[] {
  if (before === after) return [{ change: "same", text: before }];
  const both: Span[] = [
    { change: "removed", text: before },
    { change: "added", text: after },
  ];
  return both.filter((span) => span.text);
}
