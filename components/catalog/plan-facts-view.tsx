"use client";

import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { KindIcon } from "./editor/kind-icon";
import { usePlanFacts } from "./use-plan-facts";

/** A plan to read: what it says of itself, then each component with all that it says. */
export function PlanFactsView({ definition }: { definition: PlanDefinition }) {
  const factsOf = usePlanFacts();
  const [plan, ...components] = factsOf(definition);
  return (
    <div className="grid gap-4">
      {plan && (
        <Card title={plan.title}>
          <Facts facts={plan.facts} />
        </Card>
      )}
      {components.map((group, index) => {
        const kind = definition.components[index]?.kind;
        return (
          <Card
            key={group.key}
            headingLevel={3}
            title={
              <span className="flex items-center gap-2.5">
                {kind && (
                  <span className="text-ink-quiet">
                    <KindIcon kind={kind} />
                  </span>
                )}
                {group.title}
                {group.kind !== group.title && (
                  <span className="font-normal text-ink-quiet text-sm">{group.kind}</span>
                )}
              </span>
            }
          >
            <Facts facts={group.facts} />
          </Card>
        );
      })}
    </div>
  );
}

function Facts({ facts }: { facts: readonly { label: string; value: string }[] }) {
  return (
    <KeyValueList>
      {facts.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options of a group may be called the same.
        <KeyValue key={index} label={label} figures>
          {value}
        </KeyValue>
      ))}
    </KeyValueList>
  );
}
