import { Armchair, Clock, Gauge, Puzzle, Receipt } from "lucide-react";
import type { ComponentKind } from "@/lib/domain/catalog/component";

const icons = { base: Receipt, seats: Armchair, usage: Gauge, addon: Puzzle, on_demand: Clock } as const;

/** The sign of a kind of component; its word stands beside it. */
export function KindIcon({ kind }: { kind: ComponentKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" className="size-4 shrink-0" />;
}
