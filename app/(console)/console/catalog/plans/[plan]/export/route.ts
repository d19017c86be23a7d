import { type NextRequest, NextResponse } from "next/server";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { exportPlan } from "@/lib/features/catalog/plans/drafts/export-plan";
import { refusalStatus } from "@/lib/http/status";

/** A plan as the JSON that import and the API take, for download: `?version=2`, or without it the draft. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ plan: string }> }) {
  const person = await currentPerson();
  if (!person) return new NextResponse(null, { status: refusalStatus.unauthenticated });
  const { plan: key } = await params;
  const asked = request.nextUrl.searchParams.get("version");
  const version = asked === null ? {} : { version: Number(asked) };
  const exported = await exportPlan(await contextOf(person), { key, ...version });
  if (!exported.ok) return new NextResponse(null, { status: refusalStatus.not_found });
  const { fileName, document } = exported.value;
  return new NextResponse(`${JSON.stringify(document, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
