/** Focus that is never lost: when what was pressed goes away, the section it stood in takes its place. */

export function keepsFocus(panel: HTMLElement): () => void {
  let pressed: Element | null = null;
  let section: HTMLElement = panel;

  function remember(event: FocusEvent) {
    pressed = event.target as Element;
    section = pressed.closest<HTMLElement>("section, article, form, details") ?? panel;
  }

  function restore() {
    const lost = pressed !== null && (!pressed.isConnected || pressed.matches(":disabled"));
    const elsewhere = document.activeElement !== document.body && document.activeElement !== pressed;
    if (!lost || elsewhere) return;
    const next = section.isConnected ? section : panel;
    pressed = null;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  const watch = new MutationObserver(restore);
  watch.observe(panel, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  panel.addEventListener("focusin", remember);
  return () => {
    watch.disconnect();
    panel.removeEventListener("focusin", remember);
  };
}
