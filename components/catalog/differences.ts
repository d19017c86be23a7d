export type Fact = { label: string; value: string };

/** The facts of a plan (key "") or of one of its components. */
export type FactGroup = { key: string; title: string; kind?: string; facts: readonly Fact[] };

export type FactChange = { label: string; before: string | null; after: string | null };
export type GroupChange = {
  key: string;
  title: string;
  kind?: string;
  change: "added" | "removed" | "changed";
  facts: FactChange[];
};

/**
 * What is new in one plan compared with another, component by component; what is the same is left out. A component is
 * the same one as long as it has its key, whatever it is called.
 */
export function differences(before: readonly FactGroup[], after: readonly FactGroup[]): GroupChange[] {
  const changes: GroupChange[] = after.flatMap((group): GroupChange[] => {
    const { key, kind } = group;
    const named = { key, title: group.title, ...(kind ? { kind } : {}) };
    const old = before.find((candidate) => candidate.key === key);
    if (!old) return [{ ...named, change: "added", facts: added(group.facts) }];
    const facts = factChanges(old, group);
    return facts.length > 0 ? [{ ...named, change: "changed", facts }] : [];
  });
  const removed = before
    .filter((old) => !after.some(({ key }) => key === old.key))
    .map(
      ({ key, title, kind }): GroupChange => ({
        key,
        title,
        ...(kind ? { kind } : {}),
        change: "removed",
        facts: [],
      }),
    );
  return [...changes, ...removed];
}

const added = (facts: readonly Fact[]): FactChange[] =>
  facts.map(({ label, value }) => ({ label, before: null, after: value }));

function factChanges(old: FactGroup, group: FactGroup): FactChange[] {
  const labels = [...new Set([...group.facts, ...old.facts].map(({ label }) => label))];
  const valueIn = (facts: readonly Fact[], label: string) =>
    facts.find((fact) => fact.label === label)?.value ?? null;
  // The title is a fact, too: it stands on invoices.
  const title = old.title === group.title ? [] : [{ label: "", before: old.title, after: group.title }];
  const changed = labels.flatMap((label): FactChange[] => {
    const [before, after] = [valueIn(old.facts, label), valueIn(group.facts, label)];
    return before === after ? [] : [{ label, before, after }];
  });
  return [...title, ...changed];
}
