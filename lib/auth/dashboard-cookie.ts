import { publicUrl } from "@/lib/env";

const framed = "choba-frame";
const opened = "choba-dashboard";

type Jar = { get: (name: string) => { value: string } | undefined };

/**
 * The token of the dashboard session that this browser has here. Its cookie is sent below its tenant's path alone, and
 * there it counts before whoever is signed in: their own session stays as it is everywhere else. In a frame only the
 * frame's own cookie arrives, if the frame stands in another site.
 */
export const dashboardToken = (jar: Jar): string | undefined =>
  jar.get(framed)?.value || jar.get(opened)?.value || undefined;

/** The same for what asks about frames alone. */
export const framedToken = (jar: Jar): string | undefined => jar.get(framed)?.value || undefined;

/**
 * The cookie of a dashboard session. It has no age: it ends with the browser. A frame's is partitioned (CHIPS), so
 * browsers that block other sites' cookies keep it for frames within that one site.
 */
export function dashboardCookie({ tenantPath, isEmbedded }: { tenantPath: string; isEmbedded: boolean }) {
  const secure = publicUrl().startsWith("https://");
  const options = { httpOnly: true, path: tenantPath };
  return isEmbedded
    ? { name: framed, ...options, secure: true, sameSite: "none" as const, partitioned: true }
    : { name: opened, ...options, secure, sameSite: "lax" as const };
}
