/** How far the files of a write-up are, asked for while somebody waits for them. */
import { makingOf } from "../../wire/http";
import type { Making } from "../../wire/messages";

const EVERY_MS = 500;

export class Progress {
  #code: string;
  #now: Making | null = $state.raw(null);

  constructor(code: string) {
    this.#code = code;
  }

  /** `null` while nobody waits. */
  get now() {
    return this.#now;
  }

  /** Waits for something that is made, and watches meanwhile. */
  async during<T>(made: Promise<T>): Promise<T> {
    this.#now = { done: 0, total: 0 };
    const timer = setInterval(() => void this.#ask(), EVERY_MS);
    try {
      return await made;
    } finally {
      clearInterval(timer);
      this.#now = null;
    }
  }

  async #ask() {
    const reply = await makingOf(this.#code);
    if (this.#now && reply.ok && reply.value.done >= this.#now.done) this.#now = reply.value;
  }
}
