"use server";

import type { LocalTerms } from "@/components/contracts/draft";
import { onTenant } from "@/lib/auth/guard";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { instantOfLocal } from "@/lib/domain/time/local-instant";
import type { Context } from "@/lib/features/foundation/context/context";
import { cancelScheduled as cancel } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract as preview } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract as set } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract as end } from "@/lib/features/license/contracts/course/end-contract";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";

/*
 * The writes of a tenant's license by its desk. Local times are read in the tenant's zone; permission and input are
 * checked by the use-case, and the answer is a Result in plain JSON.
 */

export async function previewContract(slug: string, terms: LocalTerms) {
  return inItsZone(slug, (ctx, tenantId, at) => preview(ctx, tenantId, withInstants(terms, at)));
}

export async function setContract(slug: string, terms: LocalTerms) {
  return inItsZone(slug, (ctx, tenantId, at) => set(ctx, tenantId, withInstants(terms, at)));
}

export async function cancelScheduled(slug: string) {
  return onTenant(slug, (ctx, tenantId) => cancel(ctx, tenantId, {}));
}

export async function endContract(slug: string, input: { at: string | null; reason: string }) {
  return inItsZone(slug, (ctx, tenantId, at) => end(ctx, tenantId, { ...input, at: at(input.at) }));
}

type At = (local: string | null) => string | null;

const withInstants = (terms: LocalTerms, at: At) => ({
  ...terms,
  startsAt: at(terms.startsAt),
  endsAt: at(terms.endsAt),
});

function inItsZone<T>(
  slug: string,
  act: (ctx: Context, tenantId: Id<"tenant">, at: At) => Promise<Result<T>>,
): Promise<Result<T>> {
  return onTenant(slug, async (ctx, tenantId) => {
    const tenant = await readTenant(ctx, tenantId, {});
    if (!tenant.ok) return tenant;
    // What is no date stays as it is, so that the use-case names the field.
    const at: At = (local) =>
      local === null ? null : (instantOfLocal(local, tenant.value.timeZone)?.toISOString() ?? local);
    return act(ctx, tenantId, at);
  });
}
