import { expect, test } from "vitest";
import { eraseUser } from "@/lib/features/usage/mau/erase-user";
import { forgetUserKeys } from "@/lib/features/usage/mau/user-keys";
import { listEvents, readSentEvent } from "@/lib/features/usage/metering/events/list-events";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

useDatabase({ DATABASE_POOL: "1" });

test("one connection is enough for what asks for a tenant or for the users' key", async () => {
  const { id, slug } = await makeTenant();
  forgetDirectory();
  const listed = await listEvents(asSystem(), { tenant: slug, limit: 10, offset: 0 });
  expect(listed).toEqual({ ok: true, value: [] });
  forgetDirectory();
  const read = await readSentEvent(asSystem(), { tenant: slug, eventId: "none" });
  expect(read).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  forgetUserKeys();
  const erased = await eraseUser(asSystem(), id, { userId: "somebody" });
  expect(erased).toEqual({ ok: true, value: { months: 0, days: 0 } });
});

test("a page too far back and a name that nobody has are refused", async () => {
  const far = await listEvents(asSystem(), { limit: 10, offset: 100_001 });
  expect(far).toMatchObject({ ok: false, refusal: { fields: [{ field: "offset", rule: "too_big" }] } });
  const unknown = await listEvents(asSystem(), { tenant: "nobody", limit: 10, offset: 0 });
  expect(unknown).toMatchObject({ ok: false, refusal: { fields: [{ rule: "unknown_tenant" }] } });
});
