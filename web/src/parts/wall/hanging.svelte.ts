/** What hangs on the wall just now: the newest picture, the show that goes on by itself, and what the keyboard asked for. */
import { untrack } from "svelte";
import { latestRound, shownArtworks } from "../../core/ask";
import type { Party } from "../../state/party.svelte";
import type { ArtworkView, Show } from "../../wire/messages";
import { layoutOf, sceneOf, type Scene } from "./scene";
import { stepped, theShow } from "./show";

const NEW_MS = 30_000;
const SHOW_MS = 12_000;
const LOCAL_MS = 60_000;
const HELD_MS = 600_000;
const WINNER_MS = 10_000;

/** Scenes that go through the show from its beginning. */
const LOOKING_BACK: readonly Scene[] = ["gallery", "paused", "thanks"];

export class Hanging {
  #party: Party;
  #local: Show | null = $state(null);
  #at: string | null = $state(null);
  #held = $state(false);
  #celebrating = $state(false);
  #let_go: ReturnType<typeof setTimeout> | undefined;

  readonly scene: Scene = $derived.by(() =>
    sceneOf(this.#party.view, { local: this.#local, celebrating: this.#celebrating }),
  );
  readonly layout = $derived.by(() => layoutOf(this.#party.view, this.scene));
  readonly #show = $derived.by(() => theShow(this.#party.view));
  readonly #newest = $derived.by(() => shownArtworks(this.#party.view)[0]?.id ?? null);
  /** The moderator's picture, while that is what is shown. */
  readonly #picked = $derived.by(() => {
    const wall = this.#party.view.session?.wall;
    return this.#local === null && this.scene === "picture" ? (wall?.artwork ?? null) : null;
  });
  readonly artwork: ArtworkView | null = $derived.by(
    () => this.#party.view.artwork[this.#picked ?? this.#at ?? this.#newest ?? ""] ?? null,
  );
  /** Whether a picture being made may come first. */
  readonly live = $derived.by(() => !this.#picked && !this.#held && this.scene !== "gallery");
  /** Whether the picture is the newest, seen for the first time. */
  readonly fresh = $derived.by(() => this.scene !== "gallery" && this.artwork?.id === this.#newest);

  /** Made while a component is set up: its clocks stop with it. */
  constructor(party: Party) {
    this.#party = party;
    $effect(() => {
      this.#at = this.#newest;
    });
    $effect(() => {
      const looksBack = LOOKING_BACK.includes(this.scene);
      if (looksBack) untrack(() => this.#local ?? this.#begin());
    });
    $effect(() => this.#turnPages());
    $effect(() => this.#watchRound());
    $effect(() => () => clearTimeout(this.#let_go));
  }

  get held() {
    return this.#held;
  }
  get local() {
    return this.#local;
  }

  /** Shows something for a while, whatever the evening does; `null` goes back to the evening. */
  ask(show: Show | null) {
    this.#local = show;
    this.#held = false;
    if (show === null || show === "picture") this.#at = this.#newest;
    if (show === "gallery") this.#begin();
    this.#forgetLater();
  }

  /** Goes through the show by hand. */
  step(steps: number) {
    this.#at = stepped(this.#show, this.artwork?.id ?? null, steps);
    this.#local = "gallery";
    this.#forgetLater();
  }

  /** Holds the picture that hangs there, or lets the show go on. */
  hold() {
    this.#held = !this.#held;
    if (this.#held) this.#local ??= "gallery";
    this.#forgetLater();
  }

  #begin() {
    this.#at = this.#show[0]?.id ?? null;
  }

  #forgetLater() {
    clearTimeout(this.#let_go);
    if (this.#local) this.#let_go = setTimeout(() => this.ask(null), this.#held ? HELD_MS : LOCAL_MS);
  }

  #turnPages() {
    const at = this.artwork?.id ?? null;
    const still = this.#held || this.#picked || this.scene === "vote" || this.#show.length < 2;
    if (still || at === null) return;
    const wait_ms = this.fresh ? NEW_MS : SHOW_MS;
    const timer = setTimeout(() => (this.#at = stepped(this.#show, at, 1)), wait_ms);
    return () => clearTimeout(timer);
  }

  #round = "";
  /** A win is celebrated by those who saw the vote, not by a wall that was opened later. */
  #watchRound() {
    const round = latestRound(this.#party.view);
    const won = round?.status === "closed" && round.winners.length === 1;
    const before = untrack(() => this.#round);
    this.#round = round ? `${round.id} ${won ? "won" : "on"}` : "";
    if (!round || !won || before !== `${round.id} on`) return;
    this.#celebrating = true;
    setTimeout(() => (this.#celebrating = false), WINNER_MS);
  }
}
