import { afterEach, expect, test, vi } from "vitest";
import { rememberPasscode, rememberedPasscode } from "../../src/state/passcode";

afterEach(() => vi.unstubAllGlobals());

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("a passcode is told again to whoever set it, and to no other party", () => {
  vi.stubGlobal("localStorage", storage());
  rememberPasscode("QUIET", "amber");
  expect(rememberedPasscode("QUIET")).toBe("amber");
  expect(rememberedPasscode("OTHER")).toBeNull();
});

test("a passcode that was taken away is forgotten", () => {
  vi.stubGlobal("localStorage", storage());
  rememberPasscode("QUIET", "amber");
  rememberPasscode("QUIET", "");
  expect(rememberedPasscode("QUIET")).toBeNull();
});

test("where nothing may be stored it is told as long as the page lives", () => {
  vi.stubGlobal("localStorage", undefined);
  rememberPasscode("QUIET", "amber");
  expect(rememberedPasscode("QUIET")).toBe("amber");
});
