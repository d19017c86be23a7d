import { z } from "zod";
import { newId } from "@/lib/db/ids";
import { apiScopes } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { requiredLine } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { chosenTenants } from "./chosen-tenants";
import { type NewApiKey, writeKey } from "./write-key";

/** More are better served by a key for all. */
const mostTenants = 200;

/**
 * Makes a key for the SaaS's own servers; within its scopes it works for every tenant, or for the chosen ones. The secret is in this answer
 * and nowhere else: a bearer's is kept as a hash, a signature's sealed, since it is needed to check signatures.
 */
export const createApiKey = useCase(staff("api_keys.manage"), {
  input: z.strictObject({
    name: requiredLine(100),
    scopes: z.array(z.enum(apiScopes)).min(1),
    kind: z.enum(["bearer", "signature"]).default("bearer"),
    /** The key ends when this day, in UTC, is over. Left out: it has no end. */
    lastDay: z.iso.date().optional(),
    /** Ids or slugs of the tenants that it reaches. Left out: all, those to come too. */
    tenants: z.array(z.string().max(100)).min(1).max(mostTenants).optional(),
  }),
  async write({ ctx, input, tx, audit }): Promise<NewApiKey> {
    const { name, kind } = input;
    const endsAt = input.lastDay ? endOf(input.lastDay) : null;
    if (endsAt && endsAt <= ctx.now)
      throw new Refused("invalid_input", { fields: [{ field: "lastDay", rule: "ends_in_past" }] });
    const keyId = newId("apiKey");
    const scopes = [...new Set(input.scopes)];
    const tenantIds = input.tenants ? await chosenTenants(tx, input.tenants) : null;
    const maker = { createdBy: actorName(ctx), createdAt: ctx.now };
    const made = await writeKey(tx, { id: keyId, name, kind, scopes, tenantIds, endsAt, ...maker });
    await audit({
      action: "api_key.create",
      after: {
        keyId,
        name,
        kind,
        scopes,
        ...(input.lastDay ? { lastDay: input.lastDay } : {}),
        ...(tenantIds ? { tenantIds } : {}),
      },
    });
    return made;
  },
});

const dayMs = 86_400_000;
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs);
