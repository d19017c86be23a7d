import { type NextRequest, NextResponse } from "next/server";
import { getLocale } from "next-intl/server";
import type { ShellCommand } from "@/components/shell/shell-types";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { listTenants } from "@/lib/features/tenants/list";
import { refusalStatus } from "@/lib/http/status";

const shownInMenu = 8;

/** Tenants for staff's ⌘K: `?q=words` answers `{ found: ShellCommand[] }`, the first few by name. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new NextResponse(null, { status: refusalStatus.unauthenticated });
  const search = request.nextUrl.searchParams.get("q") ?? "";
  const [locale, list] = await Promise.all([
    getLocale(),
    listTenants(await contextOf(person), { search, page: 1 }),
  ]);
  // Staff's search does not exist for others, like the rest of the console.
  if (!list.ok) return new NextResponse(null, { status: refusalStatus.not_found });
  const found: ShellCommand[] = list.value.rows.slice(0, shownInMenu).map((row) => ({
    label: row.name,
    href: `/console/tenants/${row.slug}`,
    hint: row.planName[locale],
  }));
  return NextResponse.json({ found }, { headers: { "cache-control": "no-store" } });
}
