/** The editors' table: what the house says of the story, kept fresh, and every step of this page's curator. */
import {
  type Change,
  did,
  didAgain,
  leading,
  NO_STEPS,
  reversed,
  type Steps,
  tookBack,
} from "../core/curation";
import { storyTable } from "../wire/http";
import type { Params, StoryTable, Why } from "../wire/messages";
import type { Party } from "./party.svelte";

/** How long nothing must have changed before the house is asked again. */
const CALM_MS = 400;

export class Curation {
  #party: Party;
  #language: () => string;
  #table: StoryTable | null = $state.raw(null);
  #trouble: { reason: Why; params: Params } | null = $state.raw(null);
  #steps: Steps = $state.raw(NO_STEPS);
  #stale = $state(true);
  #asking = false;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #touches = 0;
  #left = false;

  /** `language` says which one the reader speaks. */
  constructor(party: Party, language: () => string) {
    this.#party = party;
    this.#language = language;
  }

  /** The story as the house would tell it, `null` until it has said so. */
  get table() {
    return this.#table;
  }
  /** Why the story cannot be had just now. */
  get trouble() {
    return this.#trouble;
  }
  /** What is on the table is not all that was said. */
  get stale() {
    return this.#stale;
  }
  get canUndo() {
    return this.#steps.past.length > 0;
  }
  get canRedo() {
    return this.#steps.future.length > 0;
  }

  /** The pictures that are in, in order: the chosen ones, else the house's draft. */
  get pictures(): readonly string[] {
    const chosen = this.#party.view.session?.chosen ?? [];
    return chosen.length ? chosen : (this.#table?.picks.map((pick) => pick.artwork) ?? []);
  }

  /** A number for one sitting in one field. */
  touch() {
    return ++this.#touches;
  }

  /** Everything asked for so far has been answered. */
  get settled() {
    return this.#queue;
  }

  /** Makes a change; refused, nothing is remembered of it. */
  change(change: Change): Promise<boolean> {
    return this.#in(async () => {
      const done = await this.#lead(change);
      if (done) this.#steps = did(this.#steps, change);
      return done;
    });
  }

  /** Puts these pictures in, in this order. */
  arrange(after: readonly string[]) {
    return this.change({ of: "pictures", before: this.#party.view.session?.chosen ?? [], after });
  }

  undo() {
    return this.#in(async () => {
      const last = this.#steps.past.at(-1);
      const done = last !== undefined && (await this.#lead(reversed(last)));
      if (done) this.#steps = tookBack(this.#steps);
      return done;
    });
  }

  redo() {
    return this.#in(async () => {
      const next = this.#steps.future.at(-1);
      const done = next !== undefined && (await this.#lead(next));
      if (done) this.#steps = didAgain(this.#steps);
      return done;
    });
  }

  /** Something changed: ask the house again once it is calm. */
  refresh() {
    this.#stale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), CALM_MS);
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#timer);
  }

  #in(work: () => Promise<boolean>): Promise<boolean> {
    const done = this.#queue.then(work);
    this.#queue = done;
    return done;
  }

  async #lead(change: Change): Promise<boolean> {
    for (const command of leading(this.#party.view, change)) {
      const answer = await this.#party.do(command);
      if (!answer.done) return false;
    }
    return true;
  }

  /** One question at a time; what changes meanwhile is asked for afterwards. */
  async #ask(): Promise<void> {
    this.#again = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    const reply = await storyTable(this.#party.view.code, this.#language());
    this.#asking = false;
    if (this.#left) return;
    this.#trouble = reply.ok ? null : { reason: reply.reason, params: reply.params };
    if (reply.ok) this.#table = reply.value;
    if (this.#again) return this.#ask();
    this.#stale = false;
  }
}
