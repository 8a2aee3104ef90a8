import { afterEach, describe, expect, test, vi } from "vitest";
import { backOff } from "../../src/wire/line";
import type { Command } from "../../src/wire/messages";
import { memoryShelf, Network } from "./network";

const SAY: Command = { kind: "Associate", text: "an empty chair" };
afterEach(() => vi.restoreAllMocks());
const facts = (network: Network) => network.messages.filter((message) => message.kind === "Facts");

describe("coming back", () => {
  test("waits double from try to try, up to a bound", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 20].map((tries) => backOff(tries, 1));
    expect(waits).toEqual([300, 600, 1200, 2400, 4800, 9600, 10_000, 10_000]);
  });

  test("leaves half of every wait to chance, so that a room does not come back at once", () => {
    expect(backOff(3, 0)).toBe(1200);
    expect(backOff(3, 0.5)).toBe(1800);
  });

  test("a dropped line is dialed again after the wait, and not before", () => {
    const network = new Network();
    network.connect();
    network.socket.drop();
    network.pass(299);
    expect(network.sockets).toHaveLength(1);
    network.pass(1);
    expect(network.sockets).toHaveLength(2);
  });

  test("a welcome starts the counting of tries anew", () => {
    const network = new Network();
    network.socket.drop();
    network.pass(300);
    network.socket.drop();
    network.pass(600);
    network.connect();
    network.socket.drop();
    expect(network.states.at(-1)).toEqual({ is: "lost", tries: 0 });
  });

  test("waking up dials at once", () => {
    const network = new Network();
    network.connect();
    network.socket.drop();
    network.line.wake();
    expect(network.sockets).toHaveLength(2);
    network.pass(60_000);
    expect(network.sockets.filter((socket) => !socket.closed)).toHaveLength(1);
  });

  test("a line that was silent while the phone slept is not trusted on waking", () => {
    const network = new Network();
    network.connect();
    network.now_ms += 20_000;
    network.line.wake();
    expect(network.sockets).toHaveLength(2);
    expect(network.sockets[0]?.closed).toBe(true);
  });

  test("a line that spoke a moment ago is left alone on waking", () => {
    const network = new Network();
    network.connect();
    network.line.wake();
    expect(network.sockets).toHaveLength(1);
  });

  test("a house that is silent for long is dialed again, one that speaks is left alone", () => {
    const network = new Network();
    network.connect();
    for (let beat = 0; beat < 8; beat += 1) {
      network.pass(15_000);
      network.socket.hear({
        kind: "Gauges",
        now_ms: network.now_ms,
        things: [],
        places: null,
        online: null,
        studio: null,
        radar: null,
      });
    }
    expect(network.sockets).toHaveLength(1);
    network.pass(60_000);
    expect(network.sockets[0]?.closed).toBe(true);
    expect(network.sockets.length).toBeGreaterThan(1);
  });

  test("a house that never welcomes is given up and tried again", () => {
    const network = new Network();
    network.socket.open();
    network.pass(10_000 + 300);
    expect(network.sockets).toHaveLength(2);
  });

  test("a close that says not again is the end", () => {
    const network = new Network();
    network.connect();
    network.socket.drop(4003);
    network.pass(60_000);
    expect(network.sockets).toHaveLength(1);
    expect(network.states.at(-1)).toEqual({ is: "ended", why: "NOT_A_GUEST" });
  });

  test("a close that says again comes back", () => {
    const network = new Network();
    network.connect();
    network.socket.drop(4012);
    network.pass(300);
    expect(network.sockets).toHaveLength(2);
  });

  test("whoever was too fast waits longer", () => {
    const network = new Network();
    network.connect();
    network.socket.drop(4029);
    network.pass(2_999);
    expect(network.sockets).toHaveLength(1);
    network.pass(1);
    expect(network.sockets).toHaveLength(2);
  });

  test("a house of another protocol ends the line with the word to reload", () => {
    const network = new Network();
    network.socket.open();
    network.socket.hearRaw(JSON.stringify({ kind: "Welcome", protocol: 99, things: [] }));
    expect(network.states.at(-1)).toEqual({ is: "ended", why: "WRONG_PROTOCOL" });
    expect(network.messages).toHaveLength(0);
  });

  test("after hanging up nobody dials", () => {
    const network = new Network();
    network.connect();
    network.socket.drop();
    network.line.hangUp();
    network.pass(60_000);
    expect(network.sockets).toHaveLength(1);
  });
});

describe("resuming", () => {
  test("the first hello knows nothing", () => {
    const network = new Network();
    network.socket.open();
    expect(network.socket.sent).toEqual([{ kind: "Hello", protocol: 1, place: "room" }]);
  });

  test("the next hello says how far we had heard", () => {
    const network = new Network();
    network.connect(7);
    network.facts(8, 9);
    network.socket.drop();
    network.pass(300);
    network.socket.open();
    expect(network.socket.sent).toEqual([{ kind: "Hello", protocol: 1, place: "room", epoch: "e1", seq: 9 }]);
  });

  test("facts heard twice are told once", () => {
    const network = new Network();
    network.connect(7);
    network.facts(8, 9);
    network.facts(8, 9);
    expect(facts(network)).toHaveLength(1);
  });

  test("facts that overlap what is known are told, for they bring news", () => {
    const network = new Network();
    network.connect(7);
    network.facts(6, 9);
    expect(facts(network)).toHaveLength(1);
  });

  test("missing facts are not papered over: the line is dialed again from where we stood", () => {
    const network = new Network();
    network.connect(7);
    network.facts(9, 9);
    expect(facts(network)).toHaveLength(0);
    expect(network.socket.closed).toBe(true);
    network.pass(300);
    network.socket.open();
    expect(network.socket.sent[0]).toMatchObject({ epoch: "e1", seq: 7 });
  });

  test("half a message, an unknown kind and a broken preview change nothing", () => {
    const network = new Network();
    network.connect();
    network.socket.hearRaw('{"kind":"Facts","fir');
    network.socket.hearRaw('{"kind":"Fireworks"}');
    network.socket.hearRaw("null");
    network.socket.hearRaw(new ArrayBuffer(3));
    expect(network.messages).toHaveLength(1);
    expect(network.states.at(-1)).toEqual({ is: "open" });
  });

  test("a message that cannot be followed has everything told anew", () => {
    vi.spyOn(console, "error").mockReturnValue();
    const network = new Network();
    network.connect(7);
    network.deaf = true;
    network.facts(8, 8);
    network.deaf = false;
    network.pass(300);
    network.socket.open();
    expect(network.socket.sent).toEqual([{ kind: "Hello", protocol: 1, place: "room" }]);
  });

  test("a welcome that cannot be followed is tried again ever more seldom", () => {
    vi.spyOn(console, "error").mockReturnValue();
    const network = new Network();
    network.deaf = true;
    for (const wait_ms of [300, 600, 1_200]) {
      network.connect();
      network.pass(wait_ms);
    }
    expect(network.states.at(-1)).toEqual({ is: "lost", tries: 2 });
    expect(network.sockets).toHaveLength(4);
  });

  test("a second welcome on the same line is passed on and sends nothing again", () => {
    const network = new Network();
    network.connect();
    void network.line.do(SAY);
    network.welcome(4);
    expect(network.messages).toHaveLength(2);
    expect(network.socket.commands).toHaveLength(1);
  });
});

describe("commands", () => {
  test("are answered once", async () => {
    const network = new Network();
    network.connect();
    const answer = network.line.do(SAY);
    network.socket.hear({ kind: "Done", id: "c1", seq: 3 });
    network.socket.hear({ kind: "Done", id: "c1", seq: 3 });
    expect(await answer).toEqual({ done: true, seq: 3 });
  });

  test("are declined with reason and parameters", async () => {
    const network = new Network();
    network.connect();
    const answer = network.line.do(SAY);
    network.socket.hear({ kind: "Declined", id: "c1", reason: "TextTooLong", params: { limit: 60 } });
    expect(await answer).toEqual({ done: false, reason: "TextTooLong", params: { limit: 60 } });
  });

  test("said while the line is down wait for the welcome", () => {
    const network = new Network();
    void network.line.do(SAY);
    network.socket.open();
    expect(network.socket.commands).toHaveLength(0);
    network.welcome(0);
    expect(network.socket.commands).toEqual([{ kind: "Do", id: "c1", command: SAY }]);
  });

  test("without an answer are sent again in order under the same ids", () => {
    const network = new Network();
    network.connect();
    void network.line.do(SAY);
    void network.line.do({ kind: "PauseSession" });
    network.socket.drop();
    network.pass(300);
    network.connect(0, true);
    expect(network.socket.commands.map((message) => message.id)).toEqual(["c1", "c2"]);
  });

  test("that were answered are not sent again", () => {
    const network = new Network();
    network.connect();
    void network.line.do(SAY);
    network.socket.hear({ kind: "Done", id: "c1", seq: 1 });
    network.socket.drop();
    network.pass(300);
    network.connect(1, true);
    expect(network.socket.commands).toHaveLength(0);
  });

  test("without an answer survive a reload of the page", () => {
    const shelf = memoryShelf();
    const before = new Network(shelf);
    before.connect();
    void before.line.do(SAY);
    const after = new Network(shelf, 10);
    after.connect();
    expect(after.socket.commands).toEqual([{ kind: "Do", id: "c1", command: SAY }]);
  });

  test("that a dead line swallows bring the line back", () => {
    const network = new Network();
    network.connect();
    void network.line.do(SAY);
    network.pass(10_000 + 300);
    expect(network.sockets).toHaveLength(2);
    network.connect(0, true);
    expect(network.socket.commands).toHaveLength(1);
  });

  test("that broke the line for good are not tried after the next reload", async () => {
    const shelf = memoryShelf();
    const network = new Network(shelf);
    network.connect();
    const answer = network.line.do(SAY);
    network.socket.drop(4000);
    expect(await answer).toMatchObject({ done: false, reason: "Unreachable" });
    expect(shelf.kept).toEqual({});
  });

  test("on a line that has ended are unreachable", async () => {
    const network = new Network();
    network.connect();
    network.socket.drop(4004);
    expect(await network.line.do(SAY)).toMatchObject({ done: false, reason: "Unreachable" });
  });

  test("answered after a reload are told as late, for nobody waits for them", async () => {
    const shelf = memoryShelf();
    const before = new Network(shelf);
    void before.line.do(SAY);
    const after = new Network(shelf, 10);
    after.connect();
    const own = after.line.do(SAY);
    after.socket.hear({ kind: "Done", id: "c1", seq: 4 });
    after.socket.hear({ kind: "Done", id: "c11", seq: 5 });
    await own;
    expect(after.late).toEqual([{ command: SAY, answer: { done: true, seq: 4 } }]);
    expect(shelf.kept).toEqual({});
  });

  test("given to a page too old for the house are kept for the page that comes after it", () => {
    const shelf = memoryShelf();
    const old = new Network(shelf);
    void old.line.do(SAY);
    old.socket.drop(4001);
    const renewed = new Network(shelf, 10);
    renewed.connect();
    expect(renewed.socket.commands).toEqual([{ kind: "Do", id: "c1", command: SAY }]);
  });

  test("left in a damaged store do no harm", () => {
    const network = new Network(memoryShelf({ "waiting:CODE": '{"not": "a list' }));
    network.connect();
    expect(network.socket.commands).toHaveLength(0);
    const other = new Network(memoryShelf({ "waiting:CODE": '[null, 3, {"id": "c1"}]' }));
    other.connect();
    expect(other.socket.commands).toHaveLength(0);
  });
});
