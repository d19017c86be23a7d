import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { value } from "../../support/buyer";
import { callsUnit } from "../usage-book";
import type { Invariant } from "./invariant";

export const usageCounted: Invariant = {
  name: "counts are what was acknowledged",
  says: "What a tenant's servers were told is counted, is counted: once, and nothing else.",
  async broken({ tenants, world }) {
    const broken: string[] = [];
    const ctx = await world.asSystem();
    const period = { type: "days", from: "2026-11-01", to: "2027-12-31" } as const;
    for (const { tenantId, number, usage } of tenants) {
      const { unitName } = callsUnit;
      const { counts } = value(await readCounts(ctx, tenantId, { unitName, period }));
      const counted = Number(counts[0]?.count ?? 0);
      const expected = usage.acknowledgedSum();
      if (counted !== expected)
        broken.push(`tenant ${number} has ${counted} calls, and reported ${expected}`);
    }
    return broken;
  },
};
