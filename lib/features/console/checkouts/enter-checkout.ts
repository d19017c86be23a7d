import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { checkouts } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, personName } from "@/lib/features/foundation/input/input-rules";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { newToken, tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { tenantLocale, tenantName, timeZoneName } from "@/lib/features/people/tenants/tenant-rules";
import { getCheckout } from "./queries";

/** As long as any sign-in link. */
const linkLivesMs = 15 * 60 * 1000;

/**
 * Somebody whom Choba does not know enters themselves on a checkout, and is mailed a link. Nothing is made of it before
 * the link proves the mailbox. The newest entry holds, so a mistyped address is entered again.
 */
export const enterCheckout = useCase(bearer(), {
  input: z.strictObject({
    id: id("checkout"),
    email: emailAddress.transform((email) => email.toLowerCase()),
    name: personName(100).min(1),
    company: tenantName,
    timeZone: timeZoneName.catch("UTC"),
    locale: tenantLocale,
  }),
  async write({ ctx, tx, input: { id, ...visitor } }): Promise<{ mailed: true }> {
    const checkout = await getCheckout(tx, id, { locks: true });
    if (checkout.tenantId !== backOffice) throw new Refused("unauthenticated");
    if (checkout.expiresAt <= ctx.now) throw new Refused("too_late");
    const token = newToken();
    await tx
      .update(checkouts)
      .set({
        visitor,
        visitorTokenHash: tokenHash(token),
        visitorTokenExpiresAt: new Date(ctx.now.getTime() + linkLivesMs),
      })
      .where(and(eq(checkouts.tenantId, checkout.tenantId), eq(checkouts.id, id)));
    await recordAudit(tx, ctx, backOffice, { action: "checkout.enter", after: { company: visitor.company } });
    await enqueueMail(tx, ctx, backOffice, {
      to: visitor.email,
      locale: visitor.locale,
      template: "sign_in",
      values: {},
      path: `/checkout/${id}?enter=${token}`,
    });
    return { mailed: true };
  },
});
