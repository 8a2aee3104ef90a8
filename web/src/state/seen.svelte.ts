/** What this browser was told of a party already, so that nobody is told twice. */
import type { Role } from "../wire/messages";
import { browserShelf } from "../wire/shelf";

const shelf = browserShelf();

export class Seen {
  #key: string;
  #kept: string | null = $state(null);

  constructor(code: string, what: string) {
    this.#key = `seen:${what}:${code}`;
    this.#kept = shelf.get(this.#key);
  }

  /** `null`: never asked before. */
  get words(): string | null {
    return this.#kept;
  }
  set words(words: string) {
    this.#kept = words;
    shelf.set(this.#key, words);
  }

  /** A place in the party's order; 0 before anything was seen. */
  get seq(): number {
    return Number(this.#kept ?? 0) || 0;
  }
  set seq(seq: number) {
    this.words = String(seq);
  }
}

/** The roles somebody knows to have, by whatever way they came to know. */
export class KnownRoles {
  #seen: Seen;

  constructor(code: string) {
    this.#seen = new Seen(code, "roles");
  }

  /** `null`: nothing was told yet. */
  get told(): Role[] | null {
    return this.#seen.words === null ? null : (this.#seen.words.split(" ") as Role[]);
  }
  set told(roles: readonly Role[]) {
    this.#seen.words = roles.join(" ");
  }

  /** Whoever stands at the desk sees what came; what went is still to be told. */
  meet(roles: readonly Role[]) {
    const told = this.told ?? [];
    const fresh = roles.filter((role) => !told.includes(role));
    if (fresh.length) this.told = [...told, ...fresh];
  }
}
