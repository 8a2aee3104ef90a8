/** The language on screen: the browser's until somebody chooses. Only its own words are fetched. */
import { spokenOf } from "../core/language";
import { browserShelf } from "../wire/shelf";

export type Words = typeof import("./made/messages/_index.js");

/** What a file is called is the language it holds: `../ru.json` is `ru`. */
const byCode = <T>(files: Record<string, T>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, held]) => [/([^/]+)\.\w+$/.exec(path)?.[1] ?? "", held]),
  );

const NAMES = byCode(
  import.meta.glob<string>("../../messages/*.json", { eager: true, import: "language_name" }),
);
const WORDS = byCode(import.meta.glob<Words>(["./made/messages/*.js", "!./made/messages/_index.js"]));

const KEPT = "language";
const shelf = browserShelf();
const codes = ["en", ...Object.keys(NAMES).filter((code) => code !== "en")];

/** Every language there is, by its own name. */
export const LANGUAGES = codes.map((code) => ({ code, name: NAMES[code] ?? code }));

class Language {
  #chosen = shelf.get(KEPT);
  #code = $state(spokenOf([...(this.#chosen ? [this.#chosen] : []), ...navigator.languages], codes));
  #words = $state.raw({} as Words);
  #wanted = this.#code;
  #numbers = $derived(new Intl.NumberFormat(this.#code));
  #lists = $derived(new Intl.ListFormat(this.#code, { style: "narrow" }));

  /** Fulfilled when the first words are here, rejected when they cannot be fetched. */
  readonly ready = this.#speak(this.#code);

  get code() {
    return this.#code;
  }
  get words() {
    return this.#words;
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
    this.#wanted = code;
    const words = await WORDS[code]?.();
    if (!words || this.#wanted !== code) return;
    this.#words = words;
    this.#code = code;
    document.documentElement.lang = code;
  }
}

export const language = new Language();
