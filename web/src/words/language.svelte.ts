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
const WORDS = import.meta.glob<{ default: Words }>(["./made/*/*.js", "!./made/messages/*.js"]);

const wordsOf = async (part: string, code: string) => (await WORDS[`./made/${part}/${code}.js`]?.())?.default;

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
  /** Whether what is said on an occasion is here too. */
  #whole = false;
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

  /** What this page says on an occasion only, for when the occasion is near, or here; rejected as `at` is. */
  async rest() {
    if (this.#whole) return;
    const [page, code] = [this.#page, this.#code];
    const rest = await wordsOf(`${page}-later`, code);
    if (!rest || this.#whole || page !== this.#page || code !== this.#code) return;
    this.#whole = true;
    this.#words = { ...this.#words, ...rest };
  }

  /** A part that has such words, once they are here too. */
  async saying<Part>(part: Promise<Part>): Promise<Part> {
    const [loaded] = await Promise.all([part, this.rest()]);
    return loaded;
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
    const page = this.#page;
    const wanted = `${page} ${code}`;
    this.#wanted = wanted;
    const later = this.#whole ? wordsOf(`${page}-later`, code) : undefined;
    const [words, rest] = await Promise.all([wordsOf(page, code), later]);
    if (!words || this.#wanted !== wanted) return;
    this.#whole = rest !== undefined;
    this.#words = { ...words, ...rest };
    this.#code = code;
    document.documentElement.lang = code;
  }
}

export const language = new Language();
