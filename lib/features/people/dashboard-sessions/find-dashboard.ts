import { eq, type SQL } from "drizzle-orm";
import { dashboardSessions } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { type Id, isId } from "@/lib/domain/ids";
import { inLanguage } from "@/lib/domain/seller/seller";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { embeddingSettingsOf } from "./embedding-settings";

/** How the SaaS wants a page shown that it has opened. It gives nobody any rights. */
export type Dashboard = {
  id: Id<"dashboardSession">;
  locale: "en" | "ja" | null;
  /** Null as well if its site has been taken off the settings. */
  returnUrl: string | null;
  /** The site whose frame shows it; null: none, or not any more. */
  embedOrigin: string | null;
  isEmbedded: boolean;
  brandColour: string | null;
  sellerName: { en: string; ja: string };
  logoHash: string | null;
};

/** By the browser's cookie, also after its session has ended. */
export const dashboardOfCookie = (token: string): Promise<Dashboard | null> =>
  find(eq(dashboardSessions.sessionHash, tokenHash(token)));

/** By the link, used or not. */
export const dashboardOfLink = (token: string): Promise<Dashboard | null> =>
  find(eq(dashboardSessions.linkHash, tokenHash(token)));

export const dashboardOfId = async (id: string): Promise<Dashboard | null> =>
  isId("dashboardSession", id) ? find(eq(dashboardSessions.id, id)) : null;

const find = (named: SQL): Promise<Dashboard | null> =>
  acrossTenants(
    async (tx) => {
      const [row] = await tx.select().from(dashboardSessions).where(named);
      if (!row) return null;
      const { origins, brandColour } = await embeddingSettingsOf(tx);
      const { name, logoHash } = await sellerOf(tx);
      const isAllowed = (address: string) => origins.includes(new URL(address).origin);
      return {
        id: row.id,
        locale: row.locale,
        returnUrl: row.returnUrl && isAllowed(row.returnUrl) ? row.returnUrl : null,
        embedOrigin: row.embedOrigin && isAllowed(row.embedOrigin) ? row.embedOrigin : null,
        isEmbedded: row.embedOrigin !== null,
        brandColour,
        sellerName: { en: inLanguage(name, "en"), ja: inLanguage(name, "ja") },
        logoHash,
      };
    },
    { readsOnly: true },
  );
