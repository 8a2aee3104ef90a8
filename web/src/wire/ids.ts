/** Ids made in the browser. `crypto.randomUUID` is missing on plain http, `getRandomValues` is not. */

/** A fresh id of 24 hexadecimal digits. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
