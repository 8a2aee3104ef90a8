/** The catalogue of chips: fetched once for each language, and only when somebody wants it. */
import { writtenIn } from "../core/catalogue";
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

  /** The catalogue as far as it is here: explained in one language, with words for the prompt in another. */
  in(language: string, prompt = language): Catalogue | null {
    const told = this.#editions[language];
    const written = this.#editions[prompt];
    if (!told || !written) return null;
    return told === written ? told : writtenIn(told, written);
  }

  /** Fetches what of it was not fetched yet; `null` when it cannot be had. */
  async open(language: string, prompt = language): Promise<Catalogue | null> {
    await Promise.all([this.#edition(language), this.#edition(prompt)]);
    return this.in(language, prompt);
  }

  #edition(language: string): Promise<Catalogue | null> {
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
