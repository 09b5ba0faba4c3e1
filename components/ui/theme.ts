export const THEMES = ["auto", "dark", "light"] as const;
/** `auto` follows the system. */
export type Theme = (typeof THEMES)[number];

const YEAR_SECONDS = 31_536_000;

/** What the cookie `theme` says; anything else is `auto`. */
export function readTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? "auto";
}

/** Shows a theme at once and remembers it, so that the server paints it from the next page on. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Calls back whenever the shown theme changes, by the viewer or by the system. Returns how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const system = window.matchMedia("(prefers-color-scheme: light)");
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}
