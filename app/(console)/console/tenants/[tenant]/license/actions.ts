"use server";

import type { DatedTerms } from "@/components/license/contracts/contract-draft";
import { onTenant } from "@/lib/auth/guard";
import { fieldsOf } from "@/lib/auth/sent";
import { tenantAction } from "@/lib/auth/server-actions";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isDay } from "@/lib/domain/quote/quote";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { Context } from "@/lib/features/foundation/context/context";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import { cancelScheduled as cancel } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract as preview } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract as set } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract as end } from "@/lib/features/license/contracts/course/end-contract";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";

/*
 * What the console does with a tenant's contract. The form sends whole days, which begin and end in the tenant's zone.
 */

export async function previewContract(slug: string, terms: DatedTerms) {
  return inItsZone(slug, (ctx, tenantId, days) => preview(ctx, tenantId, withInstants(terms, days)));
}

export async function setContract(slug: string, terms: DatedTerms) {
  return inItsZone(slug, (ctx, tenantId, days) => set(ctx, tenantId, withInstants(terms, days)));
}

export const cancelScheduled = tenantAction(cancel);

/** `at` is the last day. */
export async function endContract(slug: string, input: InputOf<typeof end>) {
  return inItsZone(slug, (ctx, tenantId, { endOf }) =>
    end(ctx, tenantId, { ...input, at: endOf(fieldsOf(input).at ?? null) }),
  );
}

/** Text that is not a day is passed on, so that the use-case names the field. */
type Days = Record<"startOf" | "endOf", (day: string | null) => string | null>;

function withInstants(sent: DatedTerms, { startOf, endOf }: Days) {
  const { firstDay = null, lastDay = null, ...terms } = fieldsOf(sent);
  return {
    ...(terms as Omit<DatedTerms, "firstDay" | "lastDay">),
    startsAt: startOf(firstDay),
    endsAt: endOf(lastDay),
  };
}

function inItsZone<T>(
  slug: string,
  run: (ctx: Context, tenantId: Id<"tenant">, days: Days) => Promise<Result<T>>,
): Promise<Result<T>> {
  return onTenant(slug, async (ctx, tenantId) => {
    const tenant = await readTenant(ctx, tenantId, {});
    if (!tenant.ok) return tenant;
    const edge = (which: "start" | "end") => (day: string | null) =>
      day !== null && isDay(day) ? dayWindow(day, tenant.value.timeZone)[which].toISOString() : day;
    return run(ctx, tenantId, { startOf: edge("start"), endOf: edge("end") });
  });
}
