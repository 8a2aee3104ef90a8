import { expect, test } from "vitest";
import { heldThings } from "../../src/core/ask";
import {
  everythingSaid,
  landing,
  lastFailure,
  needs,
  saidBy,
  saying,
  stillness,
  wishes,
} from "../../src/core/desk";
import { spots, neighbor } from "../../src/core/layout";
import { isPhrase, marking, stretchOf, textOf } from "../../src/core/marks";
import { fork, lineage } from "../../src/core/merge";
import { radar } from "../../src/core/radar";
import { shapeOf, sizes } from "../../src/core/sizes";
import { tree } from "../../src/core/tree";
import type { GuestView, PhraseView, Role, SessionView } from "../../src/wire/messages";
import { artwork, association, job, refinement, round, session, viewOf } from "./things";

const guest = (id: string, over: Partial<GuestView> = {}): GuestView => ({
  kind: "guest",
  id,
  seq: Number(id.slice(1)),
  name: `guest ${id}`,
  roles: ["participant"],
  asks: [],
  muted: false,
  removed: false,
  screening: "shown",
  ...over,
});

test("the desk begins with the way in for a host who is alone, and with their own page for an expert", () => {
  const host = guest("g1", { roles: ["moderator", "prompt_master"] });
  const at = (phase: SessionView["phase"], roles: Role[], ...others: GuestView[]) =>
    landing(viewOf([session({ phase }), host, ...others], { roles }));
  const runs: Role[] = ["moderator", "prompt_master"];
  expect(at("lobby", runs)).toBe("invite");
  expect(at("lobby", runs, guest("g2", { removed: true }))).toBe("invite");
  expect(at("lobby", runs, guest("g2"))).toBe("prompt");
  expect(at("gather", runs)).toBe("evening");
  expect(at("refine", runs)).toBe("prompt");
  expect(at("lobby", ["art_expert"])).toBe("expert");
  expect(at("refine", ["art_expert", "prompt_master"])).toBe("prompt");
});

const root = refinement("r1", { parent: null, status: "accepted" });

test("a name that waits is a held thing, said by nobody; who was shown out waits for nothing", () => {
  const ada = guest("g2", { screening: "held", name: "Ada" });
  const view = viewOf([guest("g1"), ada, guest("g3", { screening: "held", removed: true })]);
  expect(heldThings(view)).toEqual([ada]);
  expect([saying(view, ada), saidBy(view, ada)]).toEqual(["Ada", null]);
});

test("the moderator is told of wishes and held things, the prompt master of neither", () => {
  const things = [
    session(),
    guest("g1", { asks: ["art_expert", "prompt_master"] }),
    { ...association("a1", 1), screening: "held" as const },
  ];
  const told = (roles: ("moderator" | "prompt_master")[]) =>
    needs(viewOf(things, { roles })).map(({ need, count }) => [need, count]);
  expect(told(["moderator"])).toEqual([
    ["held", 1],
    ["wishes", 2],
  ]);
  expect(told(["prompt_master"])).toEqual([]);
});

test("a tie is more pressing than anything, and wordings on offer are news only between votes", () => {
  const things = (status: "open" | "tied" | "closed") => [
    session({ round: "v1" }),
    root,
    refinement("r2"),
    round({ status, winners: status === "tied" ? ["r2", "r3"] : [] }),
  ];
  const told = (status: "open" | "tied" | "closed") =>
    needs(viewOf(things(status), { roles: ["prompt_master"] })).map(({ need }) => need);
  expect([told("tied"), told("open"), told("closed")]).toEqual([["tie"], ["voting"], ["offers"]]);
});

test("after the close nothing about votes is pressing any more", () => {
  const view = viewOf([session({ phase: "closed" }), root, refinement("r2")], { roles: ["moderator"] });
  expect(needs(view)).toEqual([]);
  expect(stillness(view)).toBe("closed");
});

test("wishes come with who has them", () => {
  const view = viewOf([guest("g2", { asks: ["art_expert"] }), guest("g1")]);
  expect(wishes(view).map((wish) => [wish.guest.id, wish.role])).toEqual([["g2", "art_expert"]]);
});

test("a failure is forgotten once something else is painted", () => {
  const failed = job("j1", { status: "failed", why: { mishap: "OutOfMemory", what: "" } });
  expect(lastFailure(viewOf([failed, job("j2")]))?.why?.mishap).toBe("OutOfMemory");
  expect(lastFailure(viewOf([failed, job("j2", { status: "done" })]))).toBeNull();
});

test("everything said comes newest first, without the first words, and a picture says its wording", () => {
  const view = viewOf([
    root,
    refinement("r2", { text: "two", by: "g7" }),
    artwork("w3", { refinement: "r2" }),
  ]);
  const said = everythingSaid(view);
  expect(said.map((thing) => thing.id)).toEqual(["w3", "r2"]);
  expect(said.map((thing) => [saying(view, thing), saidBy(view, thing)])).toEqual([
    ["two", "g7"],
    ["two", "g7"],
  ]);
});

test("a selection is told in characters, not in halves of them, and without the spaces around it", () => {
  const text = "😀 moon, sea";
  const picked = stretchOf(text, text.indexOf("moon") - 1, text.indexOf(","));
  expect(picked).toEqual({ start: 2, end: 6 });
  expect(picked && textOf(text, picked)).toBe("moon");
  expect(stretchOf(text, 2, 3)).toBeNull();
});

test("marking a phrase lets go of those it touches and keeps the others", () => {
  const phrase = (id: string, start: number, end: number): PhraseView => ({
    id,
    start,
    end,
    weight: 1,
    up: 0,
    down: 0,
  });
  const known = [phrase("p1", 0, 4), phrase("p2", 6, 10), phrase("p3", 12, 16)];
  expect(marking(known, { start: 3, end: 8 })).toEqual([
    { start: 3, end: 8 },
    { start: 12, end: 16 },
  ]);
  expect(isPhrase(known, { start: 6, end: 10 })).toBe(true);
});

test("shapes keep about the model's number of pixels in steps of 32", () => {
  const offered = sizes(512, 512);
  expect(offered.map(({ width_px, height_px }) => [width_px, height_px])).toEqual([
    [512, 512],
    [448, 576],
    [576, 448],
    [672, 384],
  ]);
});

const grown = viewOf([
  session({ head: "r4", trunk: ["r1", "r2", "r4"] }),
  root,
  refinement("r2", { parent: "r1", status: "accepted" }),
  refinement("r3", { parent: "r1" }),
  refinement("r4", { parent: "r2", status: "accepted" }),
  refinement("r5", { parent: "r2" }),
  refinement("r6", { parent: "r3" }),
]);

test("the accepted path stands straight and no two wordings on one spot", () => {
  const branch = tree(grown);
  const placed = branch ? spots(branch) : [];
  const at = Object.fromEntries(placed.map((one) => [one.branch.refinement.id, [one.column, one.row]]));
  expect([at["r1"], at["r2"], at["r4"]]).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
  ]);
  expect(new Set(placed.map((one) => `${one.column} ${one.row}`)).size).toBe(6);
});

test("arrow keys walk to the parent, the first branch and the next in the row", () => {
  const branch = tree(grown);
  const placed = branch ? spots(branch) : [];
  const spot = (id: string) => placed.find((one) => one.branch.refinement.id === id);
  const from = spot("r2");
  const to = (way: "up" | "down" | "left" | "right") =>
    from && neighbor(placed, from, way)?.branch.refinement.id;
  expect([to("up"), to("down"), to("right"), to("left")]).toEqual(["r1", "r4", "r3", undefined]);
});

test("two wordings fork at the last one they share", () => {
  expect(lineage(grown, "r6").map((step) => step.id)).toEqual(["r6", "r3", "r1"]);
  expect([fork(grown, "r4", "r5")?.id, fork(grown, "r6", "r4")?.id]).toEqual(["r2", "r1"]);
});

test("the radar tells the silent from those just heard, on the house's clock, without who was shown out", () => {
  const things = [guest("g1"), guest("g2"), guest("g3"), guest("g4", { removed: true })];
  const heard = (id: string, heard_ms: number) => ({ guest: id, said: 2, tapped: 1, heard_ms });
  const view = { ...viewOf(things), radar: [heard("g1", 600_000), heard("g2", 100_000)] };
  const bands = radar(view, 630_000);
  expect(Object.entries(bands).map(([band, blips]) => [band, blips.map((blip) => blip.guest.id)])).toEqual([
    ["now", ["g1"]],
    ["lately", ["g2"]],
    ["long", []],
    ["never", ["g3"]],
  ]);
  expect(bands.now[0]?.size).toBeGreaterThan(bands.never[0]?.size ?? 9);
});

test("a picture's shape has the nearest name", () => {
  expect([shapeOf(256, 256), shapeOf(224, 288), shapeOf(300, 224), shapeOf(352, 192)]).toEqual([
    "square",
    "portrait",
    "landscape",
    "wide",
  ]);
});
