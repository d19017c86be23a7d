import { type NextRequest, NextResponse } from "next/server";
import { ownPath } from "@/lib/http/own-path";
import { isLocale, isTheme } from "@/lib/i18n/locales";
import { localeCookie, preferenceCookieOptions, themeCookie } from "@/lib/i18n/preference";
import { isSameOrigin } from "./is-same-origin";

/**
 * Keeps the reader's language or theme: form fields `locale` (en, ja) and `theme` (system, light, dark), each optional.
 * 204, or a redirect to `back` (a path of ours) for forms sent without script; 403 from another site; 422 for
 * a value that is none of these.
 */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request.headers)) return new NextResponse(null, { status: 403 });
  const form = await request.formData().catch(() => new FormData());
  const [locale, theme] = [form.get("locale"), form.get("theme")];
  const back = ownPath(form.get("back"));
  if ((locale !== null && !isLocale(locale)) || (theme !== null && !isTheme(theme)))
    return new NextResponse(null, { status: 422 });

  const secure = (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https");
  const options = preferenceCookieOptions(secure);
  const response = back
    ? new NextResponse(null, { status: 303, headers: { location: back } })
    : new NextResponse(null, { status: 204 });
  if (locale) response.cookies.set(localeCookie, locale, options);
  if (theme === "system") response.cookies.delete(themeCookie);
  else if (theme) response.cookies.set(themeCookie, theme, options);
  return response;
}
