"use client";

import { type PageAct, useOfferedActs } from "./page-acts";

/** For pages that are made on the server: what ⌘K can do from here. */
export function PageActsOffer({ acts }: { acts: readonly (PageAct & { href: string })[] }) {
  useOfferedActs(acts);
  return null;
}
