import { describe, expect, test } from "vitest";
import { risen } from "../../src/parts/wall/floats";
import { layoutOf, sceneOf, showOfKey, type Moment } from "../../src/parts/wall/scene";
import { fills, sheetOf, stepped, theShow } from "../../src/parts/wall/show";
import type { ArtworkView, RoundView, SessionView } from "../../src/wire/messages";
import { artwork, job, refinement, round, session, viewOf } from "../core/things";

const CALM: Moment = { local: null, celebrating: false };
const at = (over: Partial<SessionView>, ...things: Parameters<typeof viewOf>[0]) =>
  viewOf([session(over), refinement("r1"), refinement("r2"), refinement("r3"), ...things]);

describe("what the wall shows", () => {
  test("follows the evening, and before anything is known shows the way in", () => {
    const scenes = (["lobby", "gather", "refine", "curate", "closed"] as const).map((phase) =>
      sceneOf(at({ phase }), CALM),
    );
    expect(scenes).toEqual(["code", "ideas", "refine", "curate", "thanks"]);
    expect(sceneOf(viewOf([]), CALM)).toBe("code");
  });

  test("is the vote while it is open or tied, then the winner for a moment", () => {
    const during = (status: RoundView["status"]) => at({ round: "v1" }, round({ status, winners: ["r2"] }));
    expect(sceneOf(during("open"), CALM)).toBe("vote");
    expect(sceneOf(during("tied"), CALM)).toBe("vote");
    expect(sceneOf(during("closed"), { ...CALM, celebrating: true })).toBe("winner");
    expect(sceneOf(during("closed"), CALM)).toBe("refine");
  });

  test("is the moderator's choice before what goes on, but the end of the evening comes first", () => {
    const wall = { show: "ideas", artwork: null } as const;
    expect(sceneOf(at({ wall, round: "v1" }, round()), CALM)).toBe("ideas");
    expect(sceneOf(at({ wall, paused_ms: 1 }), CALM)).toBe("ideas");
    expect(sceneOf(at({ wall, phase: "closed" }), CALM)).toBe("thanks");
  });

  test("is what the keyboard asked for before everything, or the nearest to it", () => {
    const wall = { show: "ideas", artwork: null } as const;
    expect(sceneOf(at({ wall }), { ...CALM, local: "code" })).toBe("code");
    expect(sceneOf(at({}), { ...CALM, local: "vote" })).toBe("refine");
    expect(sceneOf(at({}), { ...CALM, local: "gallery" })).toBe("refine");
    expect(sceneOf(at({}, artwork("w1")), { ...CALM, local: "gallery" })).toBe("gallery");
  });

  test("rests while the party is paused, a vote included", () => {
    expect(sceneOf(at({ paused_ms: 1, round: "v1" }, round()), CALM)).toBe("paused");
  });

  test("gives many wordings the whole wall, and few a place beside a picture if there is one", () => {
    const ids = ["r1", "r2", "r3", "r4", "r5", "r6"];
    const voting = (refinements: string[], ...things: Parameters<typeof viewOf>[0]) =>
      layoutOf(
        viewOf([
          session({ round: "v1" }),
          round({ refinements }),
          ...ids.map((id) => refinement(id)),
          ...things,
        ]),
        "vote",
      );
    expect(voting(ids, artwork("w1"))).toBe("whole");
    expect(voting(ids.slice(0, 3), artwork("w1"))).toBe("split");
    expect(voting(ids.slice(0, 3))).toBe("whole");
  });

  test("knows its keys in both cases, and no others", () => {
    expect([showOfKey("g"), showOfKey("Q"), showOfKey("x"), showOfKey("Escape")]).toEqual([
      "gallery",
      "code",
      null,
      null,
    ]);
  });
});

describe("the show", () => {
  const ids = (artworks: readonly ArtworkView[]) => artworks.map((one) => one.id);

  test("goes through the pictures, the newest first, without the hidden ones", () => {
    const view = at({}, artwork("w3"), artwork("w1"), artwork("w2", { screening: "hidden" }));
    expect(ids(theShow(view))).toEqual(["w3", "w1"]);
  });

  test("of many keeps those that people liked, and always the newest", () => {
    const all = Array.from({ length: 40 }, (_, index) =>
      artwork(`w${index + 1}`, { nailed: index < 16 ? 2 : 0 }),
    );
    const shown = theShow(at({}, ...all));
    expect(ids(shown)).toEqual(["w40", ...ids(all.slice(0, 16).reverse())]);
  });

  test("is the choice in its own order when the evening is over", () => {
    const over = { phase: "closed", chosen: ["w3", "w1"] } as const;
    const view = at({ ...over, chosen: [...over.chosen] }, artwork("w1"), artwork("w2"), artwork("w3"));
    expect(ids(theShow(view))).toEqual(["w3", "w1"]);
  });

  test("goes round in both directions, and on from a picture that is gone", () => {
    const show = [artwork("w1"), artwork("w2"), artwork("w3")];
    expect([stepped(show, "w3", 1), stepped(show, "w1", -1), stepped(show, "w9", 1)]).toEqual([
      "w1",
      "w3",
      "w1",
    ]);
    expect(stepped([], null, 1)).toBeNull();
  });

  test("hangs the pictures of one job side by side, as they were made", () => {
    const one = artwork("w3", { job: "j2" });
    const view = at({}, job("j2", { count: 2 }), artwork("w1"), one, artwork("w2", { job: "j2" }));
    expect(ids(sheetOf(view, one))).toEqual(["w2", "w3"]);
  });

  test("cuts hardly anything off a picture to fill its frame", () => {
    expect([fills(1, 1), fills(1, 1.1), fills(1.5, 1), fills(1, 16 / 9)]).toEqual([true, true, false, false]);
  });
});

describe("answers that rise from a picture", () => {
  const felt = (guests: number, nailed = 0) =>
    artwork("w1", { reactions: [{ reaction: "love", guests }], nailed });

  test("are the new ones alone: none at first sight, none when taken back", () => {
    expect(risen(null, felt(3))).toEqual([]);
    expect(risen(felt(3), felt(5, 1))).toEqual(["love", "love", "nailed"]);
    expect(risen(felt(3), felt(1))).toEqual([]);
    expect(risen(artwork("w2"), felt(3))).toEqual([]);
  });

  test("are never a storm", () => {
    expect(risen(felt(0), felt(500))).toHaveLength(6);
  });
});
