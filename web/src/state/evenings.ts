/** The parties this browser was let into, newest first, so that nobody needs the code again. */
import { browserShelf } from "../wire/shelf";

export interface Evening {
  readonly code: string;
  readonly theme: string;
}

const shelf = browserShelf();
const KEPT = "evenings";
const MOST = 4;

const isEvening = (kept: unknown): kept is Evening =>
  typeof kept === "object" && kept !== null && "code" in kept && "theme" in kept;

export function myEvenings(): Evening[] {
  try {
    const kept: unknown = JSON.parse(shelf.get(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEvening) : [];
  } catch {
    return [];
  }
}

export function rememberEvening(evening: Evening) {
  const others = myEvenings().filter(({ code }) => code !== evening.code);
  shelf.set(KEPT, JSON.stringify([evening, ...others].slice(0, MOST)));
}

export function forgetEvening(code: string) {
  shelf.set(KEPT, JSON.stringify(myEvenings().filter((evening) => evening.code !== code)));
}
