/** The one rune holder: the view, the line's state, previews and what became of commands. */
import { reduce } from "../core/reduce";
import { nothingYet, type View } from "../core/view";
import { openLine, type Line, type LineState, type World } from "../wire/line";
import type { Answer, Command, Params, Place, PreviewHeader, ToGuest, Why } from "../wire/messages";
import type { Preview } from "../wire/preview";
import { arrive } from "./arrivals";

export interface ShownPreview {
  header: PreviewHeader;
  src: string;
}

export interface Notice {
  id: number;
  reason: Why;
  params: Params;
}

const NOTICE_MS = 6_000;
const FADE_MS = 1_500;

export class Party {
  #view: View = $state.raw(nothingYet(""));
  #line: LineState = $state.raw({ is: "connecting" });
  #preview: ShownPreview | null = $state.raw(null);
  #notices: Notice[] = $state.raw([]);
  #now_ms = $state(Date.now());
  #noticed = 0;
  #fading = false;
  #talk: Line;
  #clock: ReturnType<typeof setInterval>;

  constructor(code: string, place: Place, world: World) {
    this.#view = nothingYet(code);
    this.#clock = setInterval(() => (this.#now_ms = Date.now()), 250);
    this.#talk = openLine(code, place, world, {
      message: (message) => this.#hear(message),
      preview: (preview) => this.#show(preview),
      state: (state) => (this.#line = state),
      late: (command, answer) => this.#late(command, answer),
    });
  }

  get view() {
    return this.#view;
  }
  get line() {
    return this.#line;
  }
  get preview() {
    return this.#preview;
  }
  get notices() {
    return this.#notices;
  }
  /** Our own clock, moved four times a second for countdowns. */
  get now_ms() {
    return this.#now_ms;
  }

  /** Asks for something; a no is told to the person and handed back. */
  async do(command: Command): Promise<Answer> {
    const answer = await this.#talk.do(command);
    if (!answer.done) this.tell(answer.reason, answer.params);
    return answer;
  }

  tell(reason: Why, params: Params = {}) {
    const id = ++this.#noticed;
    this.#notices = [...this.#notices.slice(-2), { id, reason, params }];
    setTimeout(() => this.dismiss(id), NOTICE_MS);
  }

  dismiss(id: number) {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
  }

  wake() {
    this.#talk.wake();
  }

  leave() {
    clearInterval(this.#clock);
    this.#talk.hangUp();
    this.#forgetPreview();
  }

  /** Done before the page was loaded again: what was typed for it is no draft any more. */
  #late(command: Command, answer: Answer) {
    if (answer.done) arrive(wordsIn(command));
    else this.tell(answer.reason, answer.params);
  }

  #hear(message: ToGuest) {
    this.#view = reduce(this.#view, message, Date.now());
    const shown = this.#preview;
    // The last preview stays until the finished picture had time to arrive over it.
    if (shown && this.#view.job[shown.header.job]?.status !== "waiting" && !this.#fading) {
      this.#fading = true;
      setTimeout(() => {
        this.#fading = false;
        if (this.#preview?.header.job === shown.header.job) this.#forgetPreview();
      }, FADE_MS);
    }
  }

  #show({ header, picture }: Preview) {
    if (this.#view.job[header.job]?.status !== "waiting") return;
    const old = this.#preview?.src;
    this.#preview = { header, src: URL.createObjectURL(picture) };
    // The old picture is let go a moment later: the new one may not be decoded yet.
    if (old) setTimeout(() => URL.revokeObjectURL(old), 1_000);
  }

  #forgetPreview() {
    const old = this.#preview?.src;
    this.#preview = null;
    if (old) setTimeout(() => URL.revokeObjectURL(old), 1_000);
  }
}

/** Everything somebody wrote in a command. */
function wordsIn(command: Command): string[] {
  return Object.entries(command).flatMap(([field, value]) =>
    field !== "kind" && typeof value === "string" && value !== "" ? [value] : [],
  );
}
