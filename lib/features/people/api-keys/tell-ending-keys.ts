import { and, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { staffOf } from "@/lib/features/people/staff/queries";
import { warnedBeforeMs } from "./ends-soon";

const dayMs = 86_400_000;

/**
 * Tells admins by mail, once, which keys end within two weeks. Of a key that has a successor only if a program still uses
 * it on the day before. Needs the staff role.
 */
export async function tellEndingKeys(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const before = (ms: number) => new Date(ctx.now.getTime() + ms);
  const ending = await tx
    .select({ id: apiKeys.id, name: apiKeys.name, endsAt: apiKeys.endsAt })
    .from(apiKeys)
    .where(
      and(
        isNull(apiKeys.revokedAt),
        isNull(apiKeys.endToldAt),
        gt(apiKeys.endsAt, ctx.now),
        or(
          and(isNull(apiKeys.replacedBy), lte(apiKeys.endsAt, before(warnedBeforeMs))),
          and(lte(apiKeys.endsAt, before(dayMs)), gt(apiKeys.lastUsedAt, before(-dayMs))),
        ),
      ),
    )
    .orderBy(apiKeys.id)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (ending.length === 0) return;
  const ids = ending.map(({ id }) => id);
  await tx.update(apiKeys).set({ endToldAt: ctx.now }).where(inArray(apiKeys.id, ids));
  const admins = (await staffOf(tx)).filter(({ role }) => role === "admin");
  for (const { name, email, locale } of admins)
    for (const key of ending)
      await enqueueMail(tx, ctx, backOffice, {
        to: email,
        locale,
        template: "api_key_ends",
        values: {
          name,
          key: key.name,
          at: `${key.endsAt?.toISOString().slice(0, 16).replace("T", " ")} UTC`,
        },
        path: "/console/settings/keys",
      });
}
