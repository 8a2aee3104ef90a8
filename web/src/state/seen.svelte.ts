/** What this browser was told of a party already, so that nobody is told twice. */
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
