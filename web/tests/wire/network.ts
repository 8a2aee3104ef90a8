/** A network that moves only when told to: sockets, clock and dice in the test's hand. */
import { openLine, type Line, type LineState, type Wire, type World } from "../../src/wire/line";
import type { Answer, Command, Do, FromGuest, Mine, Thing, ToGuest } from "../../src/wire/messages";
import { PROTOCOL } from "../../src/wire/messages";
import type { Preview } from "../../src/wire/preview";
import type { Shelf } from "../../src/wire/shelf";

export const ME: Mine = {
  guest: "g1",
  name: "Ana",
  roles: ["participant"],
  round: null,
  ballot: null,
  supports: [],
  reactions: [],
  asks: [],
  muted: false,
  nailed: [],
  pushes: [],
  held: [],
  nudge: null,
  credit_as: "name",
  pen_name: "",
};

export class FakeSocket implements Wire {
  onmessage: Wire["onmessage"] = null;
  onclose: Wire["onclose"] = null;
  onopen: Wire["onopen"] = null;
  sent: FromGuest[] = [];
  closed = false;

  send(text: string) {
    this.sent.push(JSON.parse(text) as FromGuest);
  }
  close() {
    this.closed = true;
  }

  open() {
    this.onopen?.();
  }
  hear(message: ToGuest) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  hearRaw(data: unknown) {
    this.onmessage?.({ data });
  }
  drop(code = 1006) {
    this.onclose?.({ code });
  }
  get commands(): Do[] {
    return this.sent.filter((message) => message.kind === "Do");
  }
}

export function memoryShelf(kept: Record<string, string> = {}): Shelf & { kept: Record<string, string> } {
  return {
    kept,
    get: (key) => kept[key] ?? null,
    set(key, value) {
      if (value === null) Reflect.deleteProperty(kept, key);
      else kept[key] = value;
    },
  };
}

interface Timer {
  due_ms: number;
  then: () => void;
}

export class Network {
  sockets: FakeSocket[] = [];
  messages: ToGuest[] = [];
  previews: Preview[] = [];
  states: LineState[] = [];
  late: { command: Command; answer: Answer }[] = [];
  now_ms = 0;
  /** Whether the page fails at every message it hears. */
  deaf = false;
  #timers: Timer[] = [];
  #ids = 0;
  readonly line: Line;

  constructor(shelf: Shelf = memoryShelf(), first = 0) {
    this.#ids = first;
    const world: World = {
      dial: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      later: (wait_ms, then) => {
        const timer = { due_ms: this.now_ms + wait_ms, then };
        this.#timers.push(timer);
        return () => (this.#timers = this.#timers.filter((other) => other !== timer));
      },
      random: () => 1,
      now_ms: () => this.now_ms,
      freshId: () => `c${++this.#ids}`,
      shelf,
    };
    this.line = openLine("CODE", "room", world, {
      message: (message) => {
        if (this.deaf) throw new Error("what does that mean?");
        this.messages.push(message);
      },
      preview: (preview) => this.previews.push(preview),
      state: (state) => this.states.push(state),
      late: (command, answer) => this.late.push({ command, answer }),
    });
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("nobody dialed");
    return last;
  }

  /** Lets time pass; timers fire in order. */
  pass(wait_ms: number) {
    const until = this.now_ms + wait_ms;
    for (;;) {
      const next = this.#timers.toSorted((one, other) => one.due_ms - other.due_ms)[0];
      if (!next || next.due_ms > until) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now_ms = next.due_ms;
      next.then();
    }
    this.now_ms = until;
  }

  welcome(seq: number, resumed = false, things: Thing[] = []) {
    this.socket.hear({
      kind: "Welcome",
      protocol: PROTOCOL,
      code: "CODE",
      epoch: "e1",
      seq,
      now_ms: 1_000,
      resumed,
      mine: ME,
      things,
    });
  }

  /** Opens the newest socket and has the house welcome it. */
  connect(seq = 0, resumed = false) {
    this.socket.open();
    this.welcome(seq, resumed);
  }

  facts(first: number, last: number, things: Thing[] = []) {
    this.socket.hear({ kind: "Facts", first, last, things });
  }
}
