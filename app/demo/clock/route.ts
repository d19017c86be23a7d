import { NextResponse } from "next/server";
import { currentPerson } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readDemoClock } from "@/lib/features/demo/clock/move-demo-clock";

/** The demo's time now, and how far a move of it has come; read again and again while time passes. */
export async function GET() {
  if (!env().CHOBA_DEMO) return new NextResponse(null, { status: 404 });
  const person = await currentPerson();
  if (!person || person.onlyIn) return new NextResponse(null, { status: 401 });
  return NextResponse.json(await readDemoClock(null), { headers: { "cache-control": "no-store" } });
}
