/** The catalogue of chips: fetched once for each language, and only when somebody wants it. */
import { catalogueIn } from "../wire/http";
import type { Catalogue } from "../wire/messages";

class Shelf {
  #editions: Readonly<Record<string, Catalogue>> = $state.raw({});
  #asked = new Map<string, Promise<Catalogue | null>>();
  #failed = $state(false);

  /** The last try failed; asking again tries again. */
  get failed() {
    return this.#failed;
  }

  /** The catalogue in this language, as far as it is here. */
  in(language: string): Catalogue | null {
    return this.#editions[language] ?? null;
  }

  /** Fetches it unless that was done; `null` when it cannot be had. */
  open(language: string): Promise<Catalogue | null> {
    const asked = this.#asked.get(language) ?? this.#fetch(language);
    this.#asked.set(language, asked);
    return asked;
  }

  async #fetch(language: string): Promise<Catalogue | null> {
    this.#failed = false;
    const reply = await catalogueIn(language);
    if (!reply.ok) {
      this.#asked.delete(language);
      this.#failed = true;
      return null;
    }
    this.#editions = { ...this.#editions, [language]: reply.value };
    return reply.value;
  }
}

export const catalogue = new Shelf();
