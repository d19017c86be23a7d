/**
 * Whether a write comes from our own pages. Next checks this for server actions, not for route handlers.
 * Browsers say it in Sec-Fetch-Site; older ones only in Origin, which must name the host that was asked.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
