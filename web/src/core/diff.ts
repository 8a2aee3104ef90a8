/** What changed between two wordings while one of them is still being typed. */
import { diffWordsWithSpace } from "diff";
import type { Span } from "../wire/messages";

/** Spans that spell `after` when the removed are left out. */
export function liveDiff(before: string, after: string): Span[] {
  return diffWordsWithSpace(before, after).map((part) => ({
    text: part.value,
    change: part.added ? "added" : part.removed ? "removed" : "same",
  }));
}
