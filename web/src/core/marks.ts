/** Marking phrases in a prompt. The house counts characters, browsers count halves of some of them. */
import type { PhraseView, Stretch } from "../wire/messages";

/** A stretch of `text` given in UTF-16 units, in characters, without the spaces at its ends; `null` if nothing is left. */
export function stretchOf(text: string, from: number, to: number): Stretch | null {
  const before = text.slice(0, from);
  const inside = text.slice(from, to);
  const trimmed = inside.trim();
  if (!trimmed) return null;
  const start = [...before].length + [...inside.slice(0, inside.indexOf(trimmed))].length;
  return { start, end: start + [...trimmed].length };
}

/** The text of a stretch. */
export const textOf = (text: string, { start, end }: Stretch): string => [...text].slice(start, end).join("");

/** The phrases with one more: those it touches give way, the house cuts what is left of them. */
export function marking(phrases: readonly PhraseView[], stretch: Stretch): Stretch[] {
  const kept = phrases
    .filter(({ start, end }) => end <= stretch.start || start >= stretch.end)
    .map(({ start, end }) => ({ start, end }));
  return [...kept, stretch].sort((one, other) => one.start - other.start);
}

/** Whether this very stretch is a phrase already. */
export const isPhrase = (phrases: readonly PhraseView[], stretch: Stretch): boolean =>
  phrases.some(({ start, end }) => start === stretch.start && end === stretch.end);
