/** A party's code as people type it: in small letters, with Cyrillic or full-width look-alikes, or as a whole link. */

const CYRILLIC = "АВЕКМНРСТУХЈЅԌԚԜѴ";
const LATIN = "ABEKMHPCTYXJSGQWV";

export interface WayIn {
  readonly code: string;
  /** The key of an invite link, if it was one. */
  readonly invite: string | null;
}

/** Letters and digits as codes have them. */
export function tidyCode(typed: string): string {
  const letters = [...typed.normalize("NFKC").toUpperCase()].map((letter) => {
    const at = CYRILLIC.indexOf(letter);
    return at < 0 ? letter : LATIN.charAt(at);
  });
  return letters.join("").replace(/[^A-Z0-9]/g, "");
}

/** What somebody typed or pasted: a code, or the link to a party with or without an invite. `null`: neither. */
export function wayIn(typed: string): WayIn | null {
  const [, linked, rest = ""] = /\/p\/([^/?#\s]+)(\S*)/.exec(typed) ?? [];
  const code = tidyCode(linked ?? typed);
  if (!code) return null;
  const invite = /[?&]invite=([\w.~-]+)/.exec(rest)?.[1] ?? null;
  return { code, invite };
}

/** Whether there is a sign in it that no code has, because it is so easily taken for another. */
export const hasLookAlike = (code: string) => /[IL1O0]/.test(code);
