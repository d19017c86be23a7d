import { jsonForPerson } from "@/app/(console)/console/usage/json-for-person";
import { type HealthSpan, readIngestHealth } from "@/lib/features/console/ingest-health/ingest-health";

/** How events arrive, as JSON; read again and again while the page is open. */
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  return jsonForPerson((ctx) =>
    readIngestHealth(ctx, {
      span: (searchParams.get("span") ?? undefined) as HealthSpan | undefined,
      timeZone: searchParams.get("zone") ?? undefined,
    }),
  );
}
