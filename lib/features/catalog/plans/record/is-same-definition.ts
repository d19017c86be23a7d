import type { PlanDefinition } from "@/lib/domain/catalog/plan";

/** Postgres orders the keys of jsonb its own way, so definitions are compared with their keys sorted. */
export function isSameDefinition(a: PlanDefinition, b: PlanDefinition): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
