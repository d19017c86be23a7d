export type TrustedCallers = {
  has(caller: string): boolean;
  add(caller: string): void;
  delete(caller: string): void;
};

/** The callers whose key was valid the last time, at most `most`. The oldest are forgotten first. */
export function trustedCallers(most = 10_000): TrustedCallers {
  const callers = new Set<string>();
  return {
    has: (caller) => callers.has(caller),
    delete: (caller) => callers.delete(caller),
    add(caller) {
      if (callers.has(caller)) return;
      for (const first of callers) {
        if (callers.size < most) break;
        callers.delete(first);
      }
      callers.add(caller);
    },
  };
}
