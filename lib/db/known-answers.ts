import { groupCommit } from "./group-commit";
import { type KnownEpoch, knownEpoch } from "./known-epoch";

export type Answer<Value> = {
  value: Value | null;
  /** As long as this is what `knownEpoch` answers the value is right; null: it was right when it was asked. */
  known: KnownEpoch | null;
};

export type KnownAnswers<Value> = {
  /** `asks`: of the database, whatever is known. */
  find(name: string, options?: { asks?: boolean }): Promise<Answer<Value>>;
};

/**
 * Answers that are kept in memory until something changes that they depend on (drizzle/known-changes). What is not there is
 * not kept. Requests that have to ask at the same time ask together.
 */
export function knownAnswers<Value>({
  ask,
  most = 50_000,
}: {
  ask: (names: string[]) => Promise<ReadonlyMap<string, Value>>;
  /** Answers in memory; beyond it those that were asked first are left out. */
  most?: number;
}): KnownAnswers<Value> {
  const questions = groupCommit<string, Value | null>({
    lanes: 2,
    mostAtOnce: 1_000,
    mostWaiting: 100_000,
    mayBeOneItem: () => false,
    async write(names) {
      const found = await ask([...new Set(names)]);
      return names.map((name) => found.get(name) ?? null);
    },
  });
  let kept = new Map<string, Value>();
  let keptUnder: KnownEpoch | null = null;

  function keep(name: string, value: Value, known: KnownEpoch): void {
    if (keptUnder !== known) {
      kept = new Map();
      keptUnder = known;
    }
    for (const first of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(first);
    }
    kept.set(name, value);
  }

  return {
    async find(name, { asks = false } = {}) {
      const known = knownEpoch();
      const value = known && known === keptUnder && !asks ? kept.get(name) : undefined;
      if (value !== undefined) return { value, known };
      const [asked = null] = await questions.submit([name]);
      // If something changed meanwhile nobody can say whether before or after.
      const stillKnown = known && known === knownEpoch() ? known : null;
      if (asked !== null && stillKnown) keep(name, asked, stillKnown);
      return { value: asked, known: stillKnown };
    },
  };
}
