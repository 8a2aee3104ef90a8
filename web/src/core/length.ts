/** How long the house takes a text to be: white space folded, and characters counted, not halves of them. */

const WIDTHLESS = /[\u00ad\u200b\u2060\ufeff]/g;

/** Characters as the rules count them. */
export const lengthOf = (text: string): number =>
  [...text.normalize("NFC").replace(WIDTHLESS, "").replace(/\s+/gu, " ").trim()].length;

/** How many characters a text has too many; 0 when it fits. */
export const tooLong = (text: string, limit: number): number => Math.max(0, lengthOf(text) - limit);
