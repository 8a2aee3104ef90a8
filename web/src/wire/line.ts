/** The line to the house: one websocket that comes back by itself, resumes where it was, and loses no command. */
import { CLOSES, PROTOCOL, type Answer, type Command, type Place, type ToGuest } from "./messages";
import { readPreview, type Preview } from "./preview";
import type { Shelf } from "./shelf";
import { waiting } from "./waiting";

export type CloseName = keyof typeof CLOSES;

/** `lost` counts the failed tries so far; `ended` says why coming back is no use. */
export type LineState =
  { is: "connecting" } | { is: "open" } | { is: "lost"; tries: number } | { is: "ended"; why: CloseName };

/** The part of a browser's WebSocket that is used. */
export interface Wire {
  send(text: string): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onopen: (() => void) | null;
}

/** Everything of the world that the line needs, so that tests can hand it a world of their own. */
export interface World {
  dial(): Wire;
  later(wait_ms: number, then: () => void): () => void;
  random(): number;
  now_ms(): number;
  freshId(): string;
  shelf: Shelf;
}

export interface Ears {
  message(message: ToGuest): void;
  preview(preview: Preview): void;
  state(state: LineState): void;
  /** The answer to a command that was given before the page was loaded again. */
  late(command: Command, answer: Answer): void;
}

export interface Line {
  /** Sends a command, now or when the line is back; the answer comes once, however often it is sent. */
  do(command: Command): Promise<Answer>;
  /** The page is looked at again: come back now instead of after the back-off, and distrust a silent line. */
  wake(): void;
  hangUp(): void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
const FAST_WAIT_MS = 3_000;
const PATIENCE_MS = 10_000;
/** The house is heard every 15 seconds at least, whatever happens: after three of them it is not there. */
const SILENCE_MS = 45_000;
const SLEEP_MS = 15_000;
const UNREACHABLE: Answer = { done: false, reason: "Unreachable", params: {} };

/** Doubling with jitter: half the wait is certain, half is left to chance, so a room does not come back at once. */
export function backOff(tries: number, random: number, least_ms = FIRST_WAIT_MS): number {
  const longest = Math.min(LONGEST_WAIT_MS, Math.max(least_ms, FIRST_WAIT_MS * 2 ** tries));
  return longest / 2 + (longest / 2) * random;
}

function closeName(code: number): CloseName | null {
  const names = Object.keys(CLOSES) as CloseName[];
  return names.find((name) => CLOSES[name].number === code) ?? null;
}

/** Opens the line to party `code` and keeps it open until `hangUp`. */
export function openLine(code: string, place: Place, world: World, ears: Ears): Line {
  const pending = waiting(code, world.shelf);
  let wire: Wire | null = null;
  let known: { epoch: string; seq: number } | null = null;
  let welcomed = false;
  let tries = 0;
  let over = false;
  let heard_ms = world.now_ms();
  let cancelRetry = () => {};
  let cancelPatience = () => {};

  function dial() {
    cancelRetry();
    drop();
    welcomed = false;
    heard_ms = world.now_ms();
    const mine = world.dial();
    wire = mine;
    mine.onopen = () => {
      const hello = { kind: "Hello", protocol: PROTOCOL, place, epoch: known?.epoch, seq: known?.seq };
      mine.send(JSON.stringify(hello));
    };
    mine.onmessage = (event) => hear(event.data);
    mine.onclose = (event) => closed(event.code);
    watch();
  }

  /** Lets go of the wire without hearing its farewell. */
  function drop() {
    cancelPatience();
    if (!wire) return;
    wire.onopen = wire.onmessage = wire.onclose = null;
    wire.close();
    wire = null;
  }

  /** An unanswered hello or command, or a long silence, means the line is dead, whatever the browser believes. */
  function watch() {
    cancelPatience();
    cancelPatience = world.later(PATIENCE_MS, () => {
      const asked = !welcomed || pending.all().length > 0;
      if (world.now_ms() - heard_ms >= (asked ? PATIENCE_MS : SILENCE_MS)) lose();
      else watch();
    });
  }

  function lose(least_ms?: number) {
    drop();
    if (over) return;
    welcomed = false;
    ears.state({ is: "lost", tries });
    cancelRetry = world.later(backOff(tries, world.random(), least_ms), dial);
    tries += 1;
  }

  function end(why: CloseName) {
    over = true;
    drop();
    cancelRetry();
    // A page too old for the house is loaded again, and says then what it has to say.
    if (why !== "WRONG_PROTOCOL") pending.giveUp(UNREACHABLE);
    ears.state({ is: "ended", why });
  }

  function closed(number: number) {
    const name = closeName(number);
    if (name && !CLOSES[name].again) end(name);
    else lose(name === "TOO_FAST" ? FAST_WAIT_MS : undefined);
  }

  function hear(data: unknown) {
    heard_ms = world.now_ms();
    if (data instanceof ArrayBuffer) {
      const preview = readPreview(data);
      if (preview) ears.preview(preview);
      return;
    }
    const message = read(data);
    if (message) understand(message);
  }

  /** Who cannot follow a message no longer knows where things stand, and asks for all of it. */
  function understand(message: ToGuest) {
    try {
      obey(message);
    } catch (trouble) {
      console.error(trouble);
      known = null;
      lose();
    }
  }

  function obey(message: ToGuest) {
    switch (message.kind) {
      case "Welcome":
        if (message.protocol !== PROTOCOL) return end("WRONG_PROTOCOL");
        return welcome(message.epoch, message.seq, message);
      case "Facts":
        return facts(message.first, message.last, message);
      case "Done":
        return answered(message.id, { done: true, seq: message.seq });
      case "Declined":
        return answered(message.id, { done: false, reason: message.reason, params: message.params });
      case "Gauges":
      case "Private":
        return ears.message(message);
    }
  }

  function answered(id: string, answer: Answer) {
    const command = pending.settle(id, answer);
    if (command) ears.late(command, answer);
  }

  function welcome(epoch: string, seq: number, message: ToGuest) {
    const again = !welcomed;
    ears.message(message);
    known = { epoch, seq };
    welcomed = true;
    tries = 0;
    ears.state({ is: "open" });
    if (again) for (const message of pending.all()) wire?.send(JSON.stringify(message));
  }

  function facts(first: number, last: number, message: ToGuest) {
    if (!known || last <= known.seq) return;
    if (first > known.seq + 1) return lose();
    ears.message(message);
    known = { ...known, seq: last };
  }

  dial();
  return {
    do(command) {
      if (over) return Promise.resolve(UNREACHABLE);
      const id = world.freshId();
      const answer = pending.keep(id, command);
      if (welcomed) wire?.send(JSON.stringify({ kind: "Do", id, command }));
      if (wire) watch();
      return answer;
    },
    wake() {
      if (over) return;
      const silent = world.now_ms() - heard_ms > SLEEP_MS;
      if (!wire || silent) {
        tries = 0;
        dial();
      }
    },
    hangUp() {
      over = true;
      drop();
      cancelRetry();
    },
  };
}

/** Half a message is no message: the gap it leaves shows at the next one. */
function read(data: unknown): ToGuest | null {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === "object" && message !== null && "kind" in message ? (message as ToGuest) : null;
  } catch {
    return null;
  }
}
