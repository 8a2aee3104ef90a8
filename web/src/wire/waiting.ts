/** Commands the house has not answered yet: sent again after every reconnect, under the same id, in order. */
import type { Answer, Command, Do } from "./messages";
import type { Shelf } from "./shelf";

export interface Waiting {
  /** Keeps a command; its answer comes through `settle`. */
  keep(id: string, command: Command): Promise<Answer>;
  /** Hands an answer to whoever waits for it. The command comes back if nobody does: it is from before a reload. */
  settle(id: string, answer: Answer): Command | null;
  /** Gives every command up with the same answer. */
  giveUp(answer: Answer): void;
  all(): Do[];
}

const KEY = "waiting";

function isDo(kept: unknown): kept is Do {
  return typeof kept === "object" && kept !== null && "id" in kept && "command" in kept;
}

function earlier(shelf: Shelf, key: string): Do[] {
  try {
    const kept: unknown = JSON.parse(shelf.get(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isDo) : [];
  } catch {
    return [];
  }
}

/** The unanswered commands of this tab in party `code`, those from before a reload included. */
export function waiting(code: string, shelf: Shelf): Waiting {
  const key = `${KEY}:${code}`;
  const messages = new Map(earlier(shelf, key).map((message) => [message.id, message]));
  const asked = new Map<string, (answer: Answer) => void>();

  const save = () => shelf.set(key, messages.size ? JSON.stringify([...messages.values()]) : null);
  const settle = (id: string, answer: Answer) => {
    const message = messages.get(id);
    messages.delete(id);
    save();
    const tell = asked.get(id);
    asked.delete(id);
    tell?.(answer);
    return tell || !message ? null : message.command;
  };
  return {
    keep(id, command) {
      messages.set(id, { kind: "Do", id, command });
      save();
      return new Promise((resolve) => asked.set(id, resolve));
    },
    settle,
    giveUp(answer) {
      for (const id of [...messages.keys()]) settle(id, answer);
    },
    all: () => [...messages.values()],
  };
}
