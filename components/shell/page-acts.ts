"use client";

import type { ReactNode } from "react";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** Something that a page, or a part of it, lets its reader do by ⌘K: a place to go to, or a function. */
export type PageAct = { label: string; hint?: string; icon?: ReactNode } & (
  | { href: string }
  | { id: string; run: () => void }
);

type Held = readonly PageAct[];

/** What the parts of the page in view have offered, each under a key of its own. */
const offered = new Map<object, Held>();
const listeners = new Set<() => void>();
const none: Held = [];
let all: Held = none;

function changed() {
  all = [...offered.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** All that the page in view offers. */
export const usePageActs = (): Held =>
  useSyncExternalStore(
    subscribe,
    () => all,
    () => none,
  );

/** Offers `acts` to ⌘K for as long as the caller is on the page. They are told apart by their labels. */
export function useOfferedActs(acts: Held) {
  const labels = acts.map(({ label }) => label).join("\n");
  const run = useEffectEvent((id: string) => {
    const act = acts.find((one) => "run" in one && one.id === id);
    if (act && "run" in act) act.run();
  });
  const held = useEffectEvent(() =>
    acts.map((act): PageAct => ("run" in act ? { ...act, run: () => run(act.id) } : act)),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other labels are other acts.
  useEffect(() => {
    const key = {};
    offered.set(key, held());
    changed();
    return () => {
      offered.delete(key);
      changed();
    };
  }, [labels]);
}
