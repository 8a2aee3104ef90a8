/** The language on screen: the browser's until somebody chooses. Only its words for the page at hand are fetched. */
import { spokenOf } from "../core/language";
import { browserShelf } from "../wire/shelf";

export type Words = typeof import("./made/messages/_index.js");

/** What a file is called is the language it holds: `../ru.json` is `ru`. */
const NAMES = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>("../../messages/*.json", { eager: true, import: "language_name" }),
  ).map(([path, name]) => [/([^/]+)\.\w+$/.exec(path)?.[1] ?? "", name]),
);
const WORDS = import.meta.glob<Words>(["./made/*/*.js", "!./made/messages/*.js"]);

const KEPT = "language";
const shelf = browserShelf();
const codes = ["en", ...Object.keys(NAMES).filter((code) => code !== "en")];

/** Every language there is, by its own name. */
export const LANGUAGES = codes.map((code) => ({ code, name: NAMES[code] ?? code }));

class Language {
  #chosen = shelf.get(KEPT);
  #code = $state(spokenOf([...(this.#chosen ? [this.#chosen] : []), ...navigator.languages], codes));
  #words = $state.raw({} as Words);
  #page = "";
  #wanted = "";
  #numbers = $derived(new Intl.NumberFormat(this.#code));
  #lists = $derived(new Intl.ListFormat(this.#code, { style: "narrow" }));

  get code() {
    return this.#code;
  }
  get words() {
    return this.#words;
  }

  /** Fulfilled when the words of a page are here, rejected when they cannot be fetched. */
  async at(page: string) {
    this.#page = page;
    await this.#speak(this.#code);
  }

  /** Somebody's own choice, remembered by this browser; what cannot be fetched changes nothing. */
  async choose(code: string) {
    await this.#speak(code).then(
      () => this.#code === code && this.#keep(code),
      () => undefined,
    );
  }

  /** A party's language, for a screen where nobody chose one. */
  async follow(code: string) {
    if (this.#chosen !== null) return;
    await this.#speak(spokenOf([code, ...navigator.languages], codes)).catch(() => undefined);
  }

  /** A number as this language writes it. */
  number(value: number) {
    return this.#numbers.format(value);
  }

  /** Names in a row, without an "and". */
  list(names: readonly string[]) {
    return this.#lists.format(names);
  }

  #keep(code: string) {
    this.#chosen = code;
    shelf.set(KEPT, code);
  }

  async #speak(code: string) {
    const wanted = `./made/${this.#page}/${code}.js`;
    this.#wanted = wanted;
    const words = await WORDS[wanted]?.();
    if (!words || this.#wanted !== wanted) return;
    this.#words = words;
    this.#code = code;
    document.documentElement.lang = code;
  }
}

export const language = new Language();
