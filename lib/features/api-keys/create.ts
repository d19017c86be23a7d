import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { apiScopes } from "@/lib/domain/access/actions";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "../audit/record";
import { authoriseDesk } from "../shared/authorise";
import { answerRefusal } from "../shared/command";
import type { Context } from "../shared/context";
import { deskTenant } from "../shared/desk";
import { parseInput } from "../shared/parse-input";
import { requiredLine } from "../shared/rules";
import { hashOf, newSecret } from "./secret";

const schema = z.strictObject({ name: requiredLine(100), scopes: z.array(z.enum(apiScopes)).min(1) });

/**
 * Makes a key for the SaaS's own servers; it works for every tenant, within its scopes. The secret is in this answer
 * and nowhere else: only its hash is kept.
 */
export async function createApiKey(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<Result<{ keyId: Id<"apiKey">; secret: string }>> {
  try {
    authoriseDesk(ctx, "api_keys.manage");
    const { name, scopes } = parseInput(schema, input);
    const keyId = newId("apiKey");
    const secret = newSecret();
    const row = { id: keyId, name, scopes: [...new Set(scopes)], secretHash: hashOf(secret) };
    await acrossTenants(async (tx) => {
      await tx.insert(apiKeys).values({ ...row, createdAt: ctx.now });
      await recordAudit(tx, ctx, deskTenant, { action: "api_key.create", after: { keyId, name, scopes } });
    });
    return succeeded({ keyId, secret });
  } catch (error) {
    return answerRefusal(error);
  }
}
