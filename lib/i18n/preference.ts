import { isTheme, type Theme } from "./locales";

/** Names of the cookies that keep a reader's choice. They do not identify the reader. */
export const localeCookie = "choba_locale";
export const themeCookie = "choba_theme";
/** The language in which the SaaS has opened a tenant's pages; sent below the tenant's path alone. */
export const dashboardLocaleCookie = "choba_dashboard_locale";

/**
 * Options for both cookies; `secure` if the page came over https. One year, as browsers allow little more.
 */
export function preferenceCookieOptions(secure: boolean) {
  return { path: "/", maxAge: 365 * 24 * 60 * 60, sameSite: "lax", httpOnly: true, secure } as const;
}

export function readTheme(cookieValue: string | undefined): Theme {
  return isTheme(cookieValue) ? cookieValue : "system";
}
