import { cache } from "react";
import { orNotFound } from "@/lib/auth/guard";
import { readPlan } from "@/lib/features/catalog/plans/overview/read-plan";
import { openCatalog } from "../../open-catalog";

/** For the pages of one plan. */
export const openPlan = cache(async (key: string) => {
  const opened = await openCatalog();
  return { ...opened, plan: orNotFound(await readPlan(opened.ctx, { key })) };
});

/** The first tenants that hold a version. */
export async function holdersOf(key: string, version: number) {
  const { ctx } = await openCatalog();
  return orNotFound(await readPlan(ctx, { key, holdersOf: version })).holders.shown;
}
