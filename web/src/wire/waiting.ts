/** Commands the house has not answered yet: sent again after every reconnect, under the same id, in order. */
import type { Answer, Command, Do } from "./messages";
import type { Shelf } from "./shelf";

export interface Waiting {
  /** Keeps a command; its answer comes through `settle`. */
  keep(id: string, command: Command): Promise<Answer>;
  settle(id: string, answer: Answer): void;
  /** Gives every command up with the same answer. */
  giveUp(answer: Answer): void;
  all(): Do[];
}

const KEY = "waiting";

function earlier(shelf: Shelf, key: string): Do[] {
  try {
    const kept: unknown = JSON.parse(shelf.get(key) ?? "[]");
    return Array.isArray(kept) ? (kept as Do[]) : [];
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
    messages.delete(id);
    save();
    asked.get(id)?.(answer);
    asked.delete(id);
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
