/** A model of the house, as small as it can be and still keep its word: facts with seq, gauges, private news, epochs. */
import type { Wire } from "../../src/wire/line";
import {
  PROTOCOL,
  type Command,
  type Do,
  type Hello,
  type Mine,
  type Thing,
  type ToGuest,
} from "../../src/wire/messages";
import { association, session } from "../core/things";
import { ME } from "./network";

interface Said {
  seq: number;
  text: string;
  by: string;
  supports: Set<string>;
}

/** One connection: what is on its way in both directions moves only when told to. */
export class Cable implements Wire {
  onmessage: Wire["onmessage"] = null;
  onclose: Wire["onclose"] = null;
  onopen: Wire["onopen"] = null;
  up: string[] = [];
  down: ToGuest[] = [];
  moved = new Set<string>();
  opened = false;
  greeted = false;
  cut = false;

  constructor(readonly guest: string) {}

  send(text: string) {
    if (!this.cut) this.up.push(text);
  }
  close() {
    this.cut = true;
  }
}

export class House {
  epoch = 1;
  seq = 0;
  theme = "loneliness";
  names = new Map<string, string>();
  said = new Map<string, Said>();
  /** Every text that was ever said, in the order of the journal. */
  journal: { by: string; text: string }[] = [];
  cables: Cable[] = [];
  #touched: string[][] = [];
  #told = 0;
  #answers = new Map<string, ToGuest>();

  dial(guest: string): Cable {
    const cable = new Cable(guest);
    this.cables.push(cable);
    return cable;
  }

  /** Everybody is out, what was journaled is kept. */
  restart() {
    this.epoch += 1;
    this.#told = this.seq;
    for (const cable of this.cables) this.cut(cable, 1012);
  }

  /** What was on its way is lost. */
  cut(cable: Cable, code = 1006) {
    const alive = !cable.cut;
    cable.cut = true;
    cable.up = cable.down = [];
    this.cables = this.cables.filter((other) => other !== cable);
    this.#moveOnline();
    if (alive) cable.onclose?.({ code });
  }

  /** Opens the cable, or reads one message of it, in which the guest may have hung up meanwhile. */
  listen(cable: Cable) {
    if (cable.cut) return this.cut(cable);
    if (!cable.opened) {
      cable.opened = true;
      return cable.onopen?.();
    }
    const text = cable.up.shift();
    if (text === undefined) return;
    const message = JSON.parse(text) as Hello | Do;
    if (message.kind === "Hello") this.#greet(cable, message);
    else this.#do(cable, message);
  }

  speak(cable: Cable) {
    const message = cable.down.shift();
    if (message && !cable.cut) cable.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The counters that moved, as they are now. */
  tick(cable: Cable) {
    if (!cable.greeted || cable.moved.size === 0) return;
    const online = cable.moved.delete("online") ? this.online : null;
    const things = [...cable.moved].map((ref) => this.thing(ref));
    cable.moved.clear();
    cable.down.push({ kind: "Gauges", now_ms: 0, things, online, places: null, studio: null, radar: null });
  }

  get online(): string[] {
    return [...new Set(this.cables.filter((cable) => cable.greeted).map((cable) => cable.guest))].sort();
  }

  mine(guest: string): Mine {
    const supports = [...this.said].filter(([, said]) => said.supports.has(guest)).map(([id]) => id);
    return { ...ME, guest, name: this.names.get(guest) ?? "", supports };
  }

  thing(ref: string): Thing {
    if (ref === "session") return session({ theme: this.theme });
    const said = this.said.get(ref);
    if (!said) return { kind: "gone", of: "association", id: ref };
    return { ...association("a0", said.supports.size), id: ref, seq: said.seq, text: said.text, by: said.by };
  }

  get things(): Thing[] {
    return [this.thing("session"), ...[...this.said.keys()].map((ref) => this.thing(ref))];
  }

  #greet(cable: Cable, hello: Hello) {
    const seq = hello.seq ?? 0;
    const resumed = hello.epoch === `e${this.epoch}` && seq <= this.seq;
    const refs = new Set(this.#touched.slice(seq).flat());
    cable.greeted = true;
    cable.down.push({
      kind: "Welcome",
      protocol: PROTOCOL,
      code: "CODE",
      epoch: `e${this.epoch}`,
      seq: this.seq,
      now_ms: 0,
      resumed,
      mine: this.mine(cable.guest),
      things: resumed ? [...refs].map((ref) => this.thing(ref)) : this.things,
    });
    this.#moveOnline();
  }

  #moveOnline() {
    for (const cable of this.cables) cable.moved.add("online");
  }

  /** Done once, however often it is asked for. */
  #do(cable: Cable, { id, command }: Do) {
    const key = `${cable.guest} ${id}`;
    const answer = this.#answers.get(key) ?? this.#judge(cable.guest, id, command);
    this.#answers.set(key, answer);
    cable.down.push(answer);
  }

  #judge(guest: string, id: string, command: Command): ToGuest {
    const done = this.#apply(guest, command);
    if (!done) return { kind: "Declined", id, reason: "UnknownAssociation", params: {} };
    return { kind: "Done", id, seq: this.seq };
  }

  #apply(guest: string, command: Command): boolean {
    switch (command.kind) {
      case "Associate": {
        const ref = `a${this.seq + 1}`;
        this.said.set(ref, { seq: this.seq + 1, text: command.text, by: guest, supports: new Set([guest]) });
        this.journal.push({ by: guest, text: command.text });
        return this.#commit(guest, ref, true);
      }
      case "SupportAssociation": {
        const said = this.said.get(command.association);
        if (!said) return false;
        if (command.support === false) said.supports.delete(guest);
        else said.supports.add(guest);
        return this.#commit(guest, command.association, false);
      }
      case "TakeBackAssociation": {
        const said = this.said.get(command.association);
        const others = [...(said?.supports ?? [])].some((supporter) => supporter !== guest);
        if (said?.by !== guest || others) return false;
        return this.said.delete(command.association) && this.#commit(guest, command.association, true);
      }
      case "ChangeTheme":
        this.theme = command.theme;
        return this.#commit(guest, "session", true);
      default:
        return false;
    }
  }

  /** A fact is told with all that was not told yet; a counter waits for the next tick. */
  #commit(guest: string, ref: string, fact: boolean): true {
    this.seq += 1;
    this.#touched.push([ref]);
    const refs = new Set(this.#touched.slice(this.#told).flat());
    for (const cable of this.cables.filter((open) => open.greeted)) {
      if (fact) {
        const things = [...refs].map((touched) => this.thing(touched));
        cable.down.push({ kind: "Facts", first: this.#told + 1, last: this.seq, things });
      } else cable.moved.add(ref);
      if (cable.guest === guest) cable.down.push({ kind: "Private", mine: this.mine(guest) });
    }
    if (fact) this.#told = this.seq;
    return true;
  }
}
