"use server";

import type { LocalTerms } from "@/components/license/contracts/contract-draft";
import { onTenant } from "@/lib/auth/guard";
import { tenantAction } from "@/lib/auth/server-actions";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { instantOfLocal } from "@/lib/domain/time/local-instant";
import type { Context } from "@/lib/features/foundation/context/context";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import { cancelScheduled as cancel } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract as preview } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract as set } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract as end } from "@/lib/features/license/contracts/course/end-contract";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";

/*
 * What the console does with a tenant's contract. The form sends local times, which are read here in the tenant's zone.
 */

export async function previewContract(slug: string, terms: LocalTerms) {
  return inItsZone(slug, (ctx, tenantId, at) => preview(ctx, tenantId, withInstants(terms, at)));
}

export async function setContract(slug: string, terms: LocalTerms) {
  return inItsZone(slug, (ctx, tenantId, at) => set(ctx, tenantId, withInstants(terms, at)));
}

export const cancelScheduled = tenantAction(cancel);

export async function endContract(slug: string, input: InputOf<typeof end>) {
  return inItsZone(slug, (ctx, tenantId, at) => end(ctx, tenantId, { ...input, at: at(input.at ?? null) }));
}

type At = (local: string | null) => string | null;

const withInstants = (terms: LocalTerms, at: At) => ({
  ...terms,
  startsAt: at(terms.startsAt),
  endsAt: at(terms.endsAt),
});

function inItsZone<T>(
  slug: string,
  run: (ctx: Context, tenantId: Id<"tenant">, at: At) => Promise<Result<T>>,
): Promise<Result<T>> {
  return onTenant(slug, async (ctx, tenantId) => {
    const tenant = await readTenant(ctx, tenantId, {});
    if (!tenant.ok) return tenant;
    // Text that is not a date is passed on, so that the use-case names the field.
    const at: At = (local) =>
      local === null ? null : (instantOfLocal(local, tenant.value.timeZone)?.toISOString() ?? local);
    return run(ctx, tenantId, at);
  });
}
