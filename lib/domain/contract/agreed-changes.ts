import type { Component } from "../catalog/component";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { type NegotiableField, negotiableFields, read } from "./negotiable-fields";

/**
 * One price, allowance or limit that was agreed otherwise than it is published. Values are as in a
 * definition.
 */
export type AgreedChange = {
  field: NegotiableField;
  /** The component as agreed; null for a limit of the whole plan. */
  component: Component | null;
  published: string | number | null;
  agreed: string | number | null;
};

/** What a negotiation changed, in the order of the plan. Components that were left out are not compared. */
export function agreedChanges(published: PlanDefinition, negotiated: PlanDefinition): AgreedChange[] {
  return negotiableFields(published).flatMap(({ component, fields }): AgreedChange[] => {
    const partner = negotiated.components.find(({ key }) => key === component?.key) ?? null;
    if (component && !partner) return [];
    return fields.flatMap((field): AgreedChange[] => {
      const before = valueAt(published, field.path);
      const after = partner
        ? valueAt(partner, field.path.replace(/^components\.\d+\./, ""))
        : valueAt(negotiated, field.path);
      return before === after ? [] : [{ field, component: partner, published: before, agreed: after }];
    });
  });
}

const otherInterval = {
  month: new Set<NegotiableField["label"]>(["year", "unitYear"]),
  year: new Set<NegotiableField["label"]>(["month", "unitMonth"]),
} satisfies Record<PaidInterval, unknown>;

/** True for a change that matters at this interval: a yearly price does not matter to a monthly license. */
export const concernsInterval = ({ field }: AgreedChange, interval: PaidInterval): boolean =>
  !otherInterval[interval].has(field.label);

function valueAt(value: unknown, path: string): string | number | null {
  const found = read(value, path);
  return typeof found === "string" || typeof found === "number" ? found : null;
}
