import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { dashboardPageNames, dashboardPages } from "@/lib/domain/access/dashboard-pages";
import { siteOrigin } from "@/lib/domain/access/site-origin";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { returnAddress } from "@/lib/features/foundation/input/return-address";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findMemberId } from "@/lib/features/people/members/find-member-id";
import { embeddingSettingsOf } from "./embedding-settings";
import { type NewDashboardSession, writeLink } from "./write-link";

/**
 * A link by which the SaaS's server sends one of a tenant's people to a page, without a second sign-in. It opens once;
 * what it opens reaches that tenant only. Staff sign in themselves.
 */
export const createDashboardSession = useCase(tenant("dashboard_session.create", { locks: true }), {
  input: z.strictObject({
    /** `usr_…`, `external:…` or a mail address. */
    member: z.string().min(1).max(320),
    page: z.enum(dashboardPageNames),
    locale: z.enum(["en", "ja"]).nullable().default(null),
    returnUrl: returnAddress.nullable().default(null),
    /** The site that shows the page in a frame; null: it is opened as a page. */
    embedOrigin: z.string().max(300).nullable().default(null),
  }),
  async write({ input, tx, tenantId, audit }): Promise<NewDashboardSession> {
    const userId = await memberOf(tx, tenantId, input.member);
    const { page, locale, returnUrl } = input;
    const embedOrigin = await requireAllowed(tx, returnUrl, input.embedOrigin);
    const path = dashboardPages[page];
    const made = await writeLink(tx, { tenantId, userId, path, locale, returnUrl, embedOrigin });
    await audit({
      action: "dashboard_session.create",
      after: { dashboardSessionId: made.id, userId, page, embedOrigin },
    });
    return made;
  },
});

async function memberOf(tx: Transaction, tenantId: Id<"tenant">, reference: string): Promise<Id<"user">> {
  const userId = await findMemberId(tx, tenantId, reference);
  if (!userId) throw new Refused("not_a_member");
  const [user] = await tx.select({ staffRole: users.staffRole }).from(users).where(eq(users.id, userId));
  if (user?.staffRole) throw new Refused("staff_are_no_members");
  return userId;
}

/** Only sites of the settings may show a page or be returned to: an address in a request proves nothing. */
async function requireAllowed(tx: Transaction, returnUrl: string | null, embedOrigin: string | null) {
  const { origins } = await embeddingSettingsOf(tx);
  const notAllowed = (field: string) =>
    new Refused("invalid_input", { fields: [{ field, rule: "origin_not_allowed" }] });
  if (returnUrl !== null && !origins.includes(new URL(returnUrl).origin)) throw notAllowed("returnUrl");
  if (embedOrigin === null) return null;
  const origin = siteOrigin(embedOrigin);
  if (origin === null || !origins.includes(origin)) throw notAllowed("embedOrigin");
  return origin;
}
