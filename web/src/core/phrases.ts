/** A prompt in pieces: the phrases people push, and what stands between them. Joined again, the pieces spell the prompt. */
import type { PhraseView } from "../wire/messages";

export interface Piece {
  readonly text: string;
  /** `null`: commas and spaces between two phrases, which nobody pushes. */
  readonly phrase: PhraseView | null;
}

/** A prompt cut after its commas (Western and Chinese), before the house has cut it. */
export function phrases(prompt: string): string[] {
  return prompt.match(/[^,，、]+[,，、]*\s*|[,，、]+\s*/g) ?? [];
}

/** The prompt cut at its phrases, whose offsets count characters; one that does not fit the text is left out. */
export function pieces(text: string, known: readonly PhraseView[]): Piece[] {
  const marks = [...text];
  const found: Piece[] = [];
  const add = (start: number, end: number, phrase: PhraseView | null) => {
    if (start < end) found.push({ text: marks.slice(start, end).join(""), phrase });
  };
  let at = 0;
  for (const phrase of [...known].sort((one, other) => one.start - other.start)) {
    if (phrase.start < at || phrase.end > marks.length) continue;
    add(at, phrase.start, null);
    add(phrase.start, phrase.end, phrase);
    at = phrase.end;
  }
  add(at, marks.length, null);
  return found;
}

/** How large a text has to be set: letters of a square script take the room of two. */
export function lengthClass(text: string): "short" | "middle" | "long" | "endless" {
  const wide =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const length = [...text].length + wide;
  return length < 28 ? "short" : length < 80 ? "middle" : length < 200 ? "long" : "endless";
}

const CHINESE = /\p{Script=Han}/u;
const folded = (text: string) => text.trim().toLowerCase();
const ending = /[,，、\s]+$/u;

/** Whether a prompt already says this between two commas. */
export const says = (prompt: string, adds: string): boolean => bounds(prompt, adds) !== null;

/** The prompt with one more phrase at its end, joined by the comma of its script. */
export function withPhrase(prompt: string, adds: string): string {
  const before = prompt.replace(ending, "");
  if (before === "") return adds;
  return before + (CHINESE.test(before + adds) ? "，" : ", ") + adds;
}

/** A phrase put at the end of the prompt, or taken out again where it stands. */
export function toggled(prompt: string, adds: string): string {
  const found = bounds(prompt, adds);
  if (!found) return withPhrase(prompt, adds);
  const before = prompt.slice(0, found[0]);
  const after = prompt.slice(found[1]).replace(/^[,，、\s]+/u, "");
  return after === "" ? before.replace(ending, "") : before + after;
}

/** Where a phrase stands in the prompt, from comma to comma, in UTF-16 units. */
function bounds(prompt: string, adds: string): [number, number] | null {
  const wanted = folded(adds);
  if (wanted === "") return null;
  for (
    let at = prompt.toLowerCase().indexOf(wanted);
    at >= 0;
    at = prompt.toLowerCase().indexOf(wanted, at + 1)
  ) {
    const end = at + wanted.length;
    const opens = /(^|[,，、])\s*$/u.test(prompt.slice(0, at));
    const closes = /^\s*([,，、]|$)/u.test(prompt.slice(end));
    if (opens && closes) return [at, end];
  }
  return null;
}
