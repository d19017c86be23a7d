import { jsonForPerson } from "@/app/(console)/console/usage/json-for-person";
import { readEvent } from "@/lib/features/console/usage-events/read-event";

/** One event as JSON, for the sheet that opens from the list. */
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  const value = (name: string) => searchParams.get(name) ?? "";
  return jsonForPerson((ctx) => readEvent(ctx, { tenant: value("tenant"), eventKey: value("key") }));
}
