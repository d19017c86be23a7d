import { z } from "zod";
import { dayOf } from "@/lib/domain/time/calendar";
import { firstOfMonth } from "@/lib/domain/time/day-span";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PromiseView, promiseView } from "@/lib/features/license/charges/promise-view";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { pricedCharge, whatIsCharged } from "./priced-charge";
import { promiseOfWork } from "./promise-of-work";
import { pendingBefore } from "./queries";

/** Any id will do: nothing is kept. */
const notKept = "odc_preview0000" as const;

/**
 * What a charge would come to by itself, with discounts and tax, worked out as its invoice is. On the next invoice its tax
 * is rounded together with that of the other lines.
 */
export const previewOnDemand = useCase(tenant("on_demand.charge"), {
  input: z.strictObject({ what: whatIsCharged, when: z.enum(["now", "next_invoice"]) }),
  async read({ ctx, tx, tenantId, standing, input }): Promise<PromiseView> {
    const { currency, timeZone } = standing.tenant;
    const license = await getLicense(tx, tenantId);
    const day = dayOf(ctx.now, timeZone);
    const monthFrom = firstOfMonth(day);
    const wanted = { id: notKept, day, currency, description: "–", what: input.what };
    const charge = await pricedCharge(tx, license, wanted);
    // What waits was there first, and takes its part of what is included.
    const before = input.when === "now" ? [] : await pendingBefore(tx, tenantId, firstOfMonth(day, 1));
    const row = { tenantId, id: notKept, monthFrom, charge };
    const { promise } = await promiseOfWork(tx, tenantId, charge, [...before, row], notKept);
    return promiseView(promise);
  },
});
