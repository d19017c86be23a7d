import { expect, test } from "vitest";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { makeUnit } from "@/tests/metering/units";
import { asKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { voidEvent } from "./corrections/correct-event";
import { ingestEvents } from "./ingest/ingest-events";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

test("an event counts once, on its local day, and a void one does not count", async () => {
  await makeUnit({ unitName: "storage", aggregation: "max", property: "gb", eventName: "stored" });
  const { id: tenantId } = await makeTenant({ timeZone: "Asia/Tokyo" });
  const ctx = asKey(["manage"], new Date("2026-11-20T18:00:00Z"));
  const stored = (event_id: string, timestamp: string, gb: number) => {
    const event = { event_id, tenant_id: tenantId, event_name: "stored", timestamp, metadata: { gb } };
    return ingestEvents(ctx, { events: [event] });
  };
  const storage = async (day: string) => {
    const read = await readCounts(ctx, tenantId, { unitName: "storage", period: { type: "day", day } });
    return read.ok && read.value.counts[0]?.count;
  };

  await stored("a", "2026-11-20T00:00:00Z", 5);
  expect(await stored("b", "2026-11-20T03:00:00Z", 9)).toMatchObject({ value: { new: 1, known: 0 } });
  expect(await stored("b", "2026-11-20T03:00:00Z", 9)).toMatchObject({ value: { new: 0, known: 1 } });
  await stored("c", "2026-11-20T16:00:00Z", 7); // 01:00 on the 21st in Tokyo
  expect([await storage("2026-11-20"), await storage("2026-11-21")]).toEqual(["9", "7"]);

  await voidEvent(ctx, tenantId, { eventId: "b", reason: "sent for another tenant" });
  expect(await storage("2026-11-20")).toBe("5");
});
