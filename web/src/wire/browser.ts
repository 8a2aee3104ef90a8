/** The real world for the line: the browser's WebSocket, clock and dice. */
import { freshId } from "./ids";
import type { Wire, World } from "./line";
import { tabShelf } from "./shelf";

/** The world as this browser has it, dialing party `code` on the server the page came from. */
export function browserWorld(code: string): World {
  return {
    dial() {
      const scheme = location.protocol === "https:" ? "wss:" : "ws:";
      const socket = new WebSocket(`${scheme}//${location.host}/ws/${encodeURIComponent(code)}`);
      socket.binaryType = "arraybuffer";
      return socket as unknown as Wire;
    },
    later(wait_ms, then) {
      const timer = setTimeout(then, wait_ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    now_ms: Date.now,
    freshId,
    shelf: tabShelf(),
  };
}
