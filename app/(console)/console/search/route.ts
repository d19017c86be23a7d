import { type NextRequest, NextResponse } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ShellCommand } from "@/components/shell/shell-types";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { findTenants } from "@/lib/features/console/tenant-list/find-tenants";
import { refusalStatus } from "@/lib/http/status";

/** Tenants for staff's ⌘K: `?q=words` answers `{ found: ShellCommand[] }`, exact hits first, saying by what. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new NextResponse(null, { status: refusalStatus.unauthenticated });
  const words = request.nextUrl.searchParams.get("q") ?? "";
  const [locale, t, tenants] = await Promise.all([
    getLocale(),
    getTranslations("tenants.foundBy"),
    findTenants(await contextOf(person), { words }),
  ]);
  // Staff's search does not exist for others, like the rest of the console.
  if (!tenants.ok) return new NextResponse(null, { status: refusalStatus.not_found });
  const found: ShellCommand[] = tenants.value.map(({ name, slug, planName, by, text }) => ({
    label: name,
    href: `/console/tenants/${slug}`,
    hint: by === "name" ? planName[locale] : t(by, { text }),
  }));
  return NextResponse.json({ found }, { headers: { "cache-control": "no-store" } });
}
