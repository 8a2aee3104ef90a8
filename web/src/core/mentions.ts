/** `@name` in what people write: what is being typed, who could be meant, and where a comment names somebody. Pure. */
import type { CommentView } from "../wire/messages";

export interface Typed {
  /** Where the `@` stands, in UTF-16 units. */
  readonly at: number;
  readonly name: string;
}

/** What a comment has where the one it names has no name for us. */
const NAMELESS = "@…";
const LONGEST = 40;
const FEW = 5;
const fold = (text: string) => text.toLocaleLowerCase();

/** The name being typed at the caret, `null` when none is. Names may have spaces in them. */
export function typedMention(text: string, caret: number): Typed | null {
  const at = text.lastIndexOf("@", caret - 1);
  if (at < 0 || caret - at > LONGEST + 1) return null;
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return null;
  return { at, name: text.slice(at + 1, caret) };
}

/** Whose name begins so, or has a word that does; those whose first letters fit come first. */
export function namesLike<T extends { name: string }>(people: readonly T[], typed: string): T[] {
  const wanted = fold(typed);
  const starts = people.filter((one) => fold(one.name).startsWith(wanted));
  const later = people.filter((one) => !starts.includes(one) && fold(one.name).includes(` ${wanted}`));
  return [...starts, ...later].filter((one) => fold(one.name) !== wanted.trim()).slice(0, FEW);
}

/** The text with the name completed, and where the caret goes. */
export function completed(text: string, typed: Typed, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, typed.at)}@${name} `;
  const rest = text.slice(typed.at + 1 + typed.name.length);
  return { text: before + rest.replace(/^ /, ""), caret: before.length };
}

export interface Said {
  readonly text: string;
  readonly mention: boolean;
}

/** A comment cut where it names people. Whoever has no name any more is called `somebody`. */
export function saidTo(comment: Pick<CommentView, "text" | "mentions">, somebody: string): Said[] {
  const marks = [...comment.text];
  const cut = (start: number, end?: number) => marks.slice(start, end).join("");
  const found: Said[] = [];
  let at = 0;
  for (const { start, end } of comment.mentions) {
    const name = cut(start, end);
    found.push({ text: cut(at, start), mention: false });
    found.push({ text: name === NAMELESS ? somebody : name, mention: true });
    at = end;
  }
  return [...found, { text: cut(at), mention: false }].filter((part) => part.text !== "");
}

/** The same in one piece. */
export const asSaid = (comment: Pick<CommentView, "text" | "mentions">, somebody: string): string =>
  saidTo(comment, somebody)
    .map((part) => part.text)
    .join("");
