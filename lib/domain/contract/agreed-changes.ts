import type { Component } from "../catalog/component";
import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { type NegotiableField, negotiableFields, read } from "./negotiable";

/** One price, allowance or limit that was agreed otherwise than it is published. Values are as a definition has them. */
export type AgreedChange = {
  field: NegotiableField;
  /** The part of the plan as agreed; null for a limit of the whole plan. */
  component: Component | null;
  published: string | number | null;
  agreed: string | number | null;
};

/** What a negotiation changed, in the order of the plan. Parts that it left out are not there to differ. */
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

/** True for what matters to somebody who pays at this interval: the price of a year is none of a monthly license. */
export const concernsInterval = ({ field }: AgreedChange, interval: PaidInterval): boolean =>
  !otherInterval[interval].has(field.label);

function valueAt(value: unknown, path: string): string | number | null {
  const found = read(value, path);
  return typeof found === "string" || typeof found === "number" ? found : null;
}
