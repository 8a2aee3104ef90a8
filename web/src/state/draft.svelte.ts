/** What somebody is typing: kept in this tab across reconnects and reloads. */
import { tabShelf } from "../wire/shelf";
import { hasArrived, isTyped, watchField } from "./arrivals";

const shelf = tabShelf();

export class Draft {
  #key: string;
  #text = $state("");

  constructor(key: string, otherwise = "") {
    this.#key = `draft:${key}`;
    const kept = shelf.get(this.#key);
    this.#text = kept === null || hasArrived(kept) ? otherwise : kept;
    watchField(this);
  }

  get text() {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    isTyped(text);
    shelf.set(this.#key, text);
  }

  /** What was sent has arrived: clear it, unless more has been typed meanwhile. */
  arrived(sent: string) {
    if (this.#text === sent) this.clear();
  }

  clear() {
    this.text = "";
  }
}
