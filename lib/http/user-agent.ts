import Bowser from "bowser";

/** What a browser says of itself, as people call it: Chrome, macOS. Null where it is not known. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  // Its name of an unknown browser is empty.
  return { browser: browser.name || null, system: os.name || null };
}
