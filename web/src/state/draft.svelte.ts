/** What somebody is typing: kept in this tab across reconnects and reloads. */
import { tabShelf } from "../wire/shelf";

const shelf = tabShelf();

export class Draft {
  #key: string;
  #text = $state("");

  constructor(key: string, otherwise = "") {
    this.#key = `draft:${key}`;
    this.#text = shelf.get(this.#key) ?? otherwise;
  }

  get text() {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
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
