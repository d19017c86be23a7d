/** Users of days that are certainly counted, so that nearly all authentications, which repeat, write nothing. */
export type KnownUsers = {
  has(day: string): boolean;
  add(day: string): void;
  /** Empties it, and changes `revision`. */
  forget(): void;
  /** Another one after each emptying: what was looked up before it no longer holds. */
  revision(): number;
};

/**
 * An exact set of at most `most` entries: when it is half full the older half is left behind, and entries in use come
 * along. What is in it was committed; what is not in it is asked of the database.
 */
export function knownUsers(most: number): KnownUsers {
  let young = new Set<string>();
  let old = new Set<string>();
  let revision = 0;
  const add = (entry: string) => {
    young.add(entry);
    if (young.size * 2 < most) return;
    old = young;
    young = new Set();
  };
  return {
    has(entry) {
      if (young.has(entry)) return true;
      if (!old.has(entry)) return false;
      add(entry);
      return true;
    },
    add,
    forget() {
      young = new Set();
      old = new Set();
      revision++;
    },
    revision: () => revision,
  };
}
