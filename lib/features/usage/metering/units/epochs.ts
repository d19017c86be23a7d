import type { KnownEpoch } from "@/lib/db/known-epoch";

/**
 * What a write relies on and its statement checks: how it counts, and what was known of its callers. `known` is null where
 * the database itself was asked who calls.
 */
export type Epochs = { counting: number; known: KnownEpoch | null };
