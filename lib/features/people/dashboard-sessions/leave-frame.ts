import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { dashboardSessions } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { writeLink } from "./write-link";

/**
 * Goes on outside the frame, as the same person: with a page of Stripe, which no frame may show, or with one of ours. The
 * frame's cookie is not sent there, so the way leads through a link of its own; coming back from Stripe, the reader is
 * still signed in and finds the way back to the SaaS.
 */
export const leaveFrame = useCase(tenant("tenant.view"), {
  input: z.strictObject({
    /** Of the frame's own session. */
    sessionToken: z.string().min(1).max(200),
    /** A path below the tenant's, or an address at Stripe. */
    to: z.string().max(4_000),
  }),
  async write({ ctx, input: { sessionToken, to }, tx, tenantId, audit }): Promise<{ url: string }> {
    const [from] = await tx
      .select()
      .from(dashboardSessions)
      .where(
        and(
          eq(dashboardSessions.tenantId, tenantId),
          eq(dashboardSessions.sessionHash, tokenHash(sessionToken)),
          isNotNull(dashboardSessions.embedOrigin),
        ),
      );
    if (ctx.actor.kind !== "user" || !from || from.userId !== ctx.actor.userId)
      throw new Refused("forbidden");
    const { userId, locale, returnUrl } = from;
    const made = await writeLink(tx, { tenantId, userId, locale, returnUrl, ...targetOf(to) });
    await audit({ action: "dashboard_session.leave_frame", after: { dashboardSessionId: made.id } });
    return { url: made.url };
  },
});

function targetOf(to: string): { path: string; outsideUrl: string | null } {
  if (/^\/(?![/\\])/.test(to) && !to.includes("..")) return { path: to, outsideUrl: null };
  if (isAtStripe(to)) return { path: "", outsideUrl: to };
  throw new Refused("invalid_input", { fields: [{ field: "to", rule: "not_offered" }] });
}

function isAtStripe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  const { STRIPE_API_BASE } = env();
  if (STRIPE_API_BASE && origin === new URL(STRIPE_API_BASE).origin) return true;
  return protocol === "https:" && hostname.endsWith(".stripe.com");
}
