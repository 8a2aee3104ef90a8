/** Several clients act, drop, reload and come back, and agree with the house in the end. Every seed is a party. */
import { expect, test } from "vitest";
import { reduce } from "../../src/core/reduce";
import { nothingYet, type View } from "../../src/core/view";
import { openLine, type Line } from "../../src/wire/line";
import type { Command } from "../../src/wire/messages";
import { House, type Cable } from "./house";
import { memoryShelf } from "./network";

const SEEDS = 300;
const STEPS = 220;
/** Two tabs of one guest, and two more guests. */
const TABS = ["g1", "g1", "g2", "g3"];

/** mulberry32: small, seeded, good enough for dice. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Clock {
  now_ms = 0;
  #timers = new Set<{ due_ms: number; then: () => void }>();

  later(wait_ms: number, then: () => void) {
    const timer = { due_ms: this.now_ms + wait_ms, then };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  pass(wait_ms: number) {
    this.now_ms += wait_ms;
    for (const timer of [...this.#timers].sort((one, other) => one.due_ms - other.due_ms)) {
      if (timer.due_ms > this.now_ms || !this.#timers.delete(timer)) continue;
      timer.then();
    }
  }
}

class Tab {
  view: View = nothingYet("CODE");
  shelf = memoryShelf();
  said: string[] = [];
  #line: Line;

  constructor(
    readonly guest: string,
    readonly name: string,
    readonly house: House,
    readonly clock: Clock,
    readonly random: () => number,
  ) {
    this.#line = this.#open();
  }

  #ids = 0;
  #open(): Line {
    const world = {
      dial: () => this.house.dial(this.guest),
      later: (wait_ms: number, then: () => void) => this.clock.later(wait_ms, then),
      random: this.random,
      now_ms: () => this.clock.now_ms,
      freshId: () => `${this.name}-${++this.#ids}`,
      shelf: this.shelf,
    };
    return openLine("CODE", "room", world, {
      message: (message) => (this.view = reduce(this.view, message, this.clock.now_ms)),
      preview: () => undefined,
      state: () => undefined,
      late: () => undefined,
    });
  }

  reload() {
    this.#line.hangUp();
    this.view = nothingYet("CODE");
    this.#line = this.#open();
  }

  wake() {
    this.#line.wake();
  }

  do(command: Command) {
    if (command.kind === "Associate") this.said.push(command.text);
    void this.#line.do(command);
  }
}

class Evening {
  house = new House();
  clock = new Clock();
  tabs: Tab[];

  constructor(readonly random: () => number) {
    this.tabs = TABS.map((guest, at) => new Tab(guest, `t${at}`, this.house, this.clock, random));
  }

  one<T>(of: readonly T[]): T | undefined {
    return of[Math.floor(this.random() * of.length)];
  }

  act(tab: Tab, step: number) {
    const known = this.one(Object.keys(tab.view.association)) ?? "a1";
    const support = this.random() < 0.6;
    const commands: Command[] = [
      { kind: "Associate", text: `${tab.name} says ${step}` },
      { kind: "Associate", text: `${tab.name} adds ${step}` },
      { kind: "SupportAssociation", association: known, support },
      { kind: "SupportAssociation", association: known, support },
      { kind: "TakeBackAssociation", association: known },
      { kind: "ChangeTheme", theme: `theme ${step}` },
    ];
    const command = this.one(commands);
    if (command) tab.do(command);
  }

  /** The network misbehaves: told twice, not told, or half of it. */
  disturb(cable: Cable) {
    const at = Math.floor(this.random() * cable.down.length);
    const message = cable.down[at];
    if (message?.kind === "Facts" && this.random() < 0.5) cable.down.splice(at, 0, message);
    else if (message?.kind === "Facts") cable.down.splice(at, 1);
    else cable.onmessage?.({ data: '{"kind":"Facts","fir' });
  }

  step(step: number) {
    const tab = this.one(this.tabs);
    const cable = this.one(this.house.cables);
    const chance = this.random();
    if (chance < 0.2 && tab) this.act(tab, step);
    else if (chance < 0.5 && cable) this.house.listen(cable);
    else if (chance < 0.75 && cable) this.house.speak(cable);
    else if (chance < 0.82 && cable) this.house.tick(cable);
    else if (chance < 0.91) this.clock.pass(this.random() * 4_000);
    else if (chance < 0.94 && cable) this.house.cut(cable);
    else if (chance < 0.96 && cable) this.disturb(cable);
    else if (chance < 0.98) tab?.reload();
    else if (chance < 0.99) tab?.wake();
    else this.house.restart();
  }

  /** No more trouble: everything on its way arrives, and everybody who is out comes back. */
  calm() {
    for (let round = 0; round < 40; round += 1) {
      for (const cable of [...this.house.cables]) {
        for (let n = 0; n < 60; n += 1) this.house.listen(cable);
        this.house.tick(cable);
        while (cable.down.length) this.house.speak(cable);
      }
      this.clock.pass(1_000);
    }
  }
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed))("party %i", (seed) => {
  const evening = new Evening(dice(seed));
  for (let step = 0; step < STEPS; step += 1) evening.step(step);
  evening.calm();
  // A fact more, so that a page that missed the last one can know it.
  evening.tabs[3]?.do({ kind: "ChangeTheme", theme: "the end" });
  evening.calm();

  const { house } = evening;
  for (const tab of evening.tabs) {
    const things = Object.fromEntries(house.things.slice(1).map((thing) => [thing.id, thing]));
    expect(tab.view.association).toEqual(things);
    expect(tab.view.session?.theme).toBe("the end");
    expect(tab.view.mine).toEqual(house.mine(tab.guest));
    expect(tab.view.online).toEqual(["g1", "g2", "g3"]);
    expect(tab.shelf.kept).toEqual({});
    const heard = house.journal.filter(({ text }) => text.startsWith(tab.name)).map(({ text }) => text);
    expect(heard).toEqual(tab.said);
  }
});
