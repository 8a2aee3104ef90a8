/** `@name` in what people write: what is being typed, who could be meant, and where a comment names somebody. Pure. */

export interface Typed {
  /** Where the `@` stands, in UTF-16 units. */
  readonly at: number;
  readonly name: string;
}

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

/** A comment cut where it names one of these people; of names that begin alike, the longest is meant. */
export function saidTo(text: string, names: readonly string[]): Said[] {
  const longest = names.filter(Boolean).sort((one, other) => other.length - one.length);
  const found: Said[] = [];
  let plain = "";
  const flush = () => {
    if (plain) found.push({ text: plain, mention: false });
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const name =
      text[at] === "@" ? longest.find((one) => fold(text.slice(at + 1)).startsWith(fold(one))) : undefined;
    if (name === undefined) plain += text[at++];
    else {
      flush();
      found.push({ text: text.slice(at, at + 1 + name.length), mention: true });
      at += 1 + name.length;
    }
  }
  flush();
  return found;
}
