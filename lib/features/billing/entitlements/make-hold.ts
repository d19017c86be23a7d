import { z } from "zod";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { insertHold } from "@/lib/features/license/holds/queries";
import { aboutSchema, askedQuantity, type Judgement, judge, subjectOf } from "./judge";
import { lockSubject } from "./lock-subject";
import { readHeldState } from "./read-held-state";

export type HeldJudgement = Judgement & { hold: { id: Id<"hold">; expiresAt: Date } | null };

/** An hour at most: what is held is not there for others. */
const longestSeconds = 3600;

/**
 * Keeps so many places free, if there are so many, until the hold is closed or has expired. Asked by many at once, no more
 * are held than there are: they are judged one after the other, together with registrations.
 */
export const makeHold = useCase(tenant("registrations.change"), {
  input: z.strictObject({
    about: aboutSchema,
    quantity: askedQuantity,
    seconds: z.int().min(1).max(longestSeconds).default(60),
  }),
  async write({ ctx, tx, tenantId, standing, input, audit }): Promise<HeldJudgement> {
    const { about, quantity, seconds } = input;
    const subject = subjectOf(about);
    if (subject === null)
      throw new Refused("invalid_input", { fields: [{ field: "hold", rule: "not_countable" }] });
    await lockSubject(tx, tenantId, subject);
    const judgement = judge(await readHeldState(tx, standing, ctx.now), about, quantity);
    if (!judgement.allowed) return { ...judgement, hold: null };
    const id = newId("hold");
    const expiresAt = new Date(ctx.now.getTime() + seconds * 1000);
    await insertHold(tx, { tenantId, id, subject, quantity, createdAt: ctx.now, expiresAt });
    await audit({ action: "hold.made", after: { holdId: id, subject, quantity, seconds } });
    return { ...judgement, hold: { id, expiresAt } };
  },
});
