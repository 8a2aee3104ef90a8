/** Keeps a screen lit where the browser can; on plain http it cannot, and nothing is lost. */
export function keepAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") {
      void navigator.wakeLock?.request("screen").catch(() => undefined);
    }
  };
  ask();
  document.addEventListener("visibilitychange", ask);
}
