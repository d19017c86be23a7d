import { expect, test } from "vitest";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { asKey, asSystem, asUser, auditedActions, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { archiveMeterUnit } from "./archive-meter-unit";
import { createMeterUnit } from "./create-meter-unit";
import { listMeterUnits } from "./list-meter-units";

useDatabase();

const made = async (unitName: string) => {
  const words = { en: unitName, ja: unitName };
  const unit = { unitName, displayName: words, unitLabel: words, eventName: unitName };
  const answer = await createMeterUnit(asSystem(), unit);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
};
const archivedAt = async (id: string) => {
  const answer = await listMeterUnits(asSystem(), {});
  return answer.ok ? answer.value.units.find((unit) => unit.id === id)?.archivedAt : undefined;
};

test("a unit is archived and brought back; repeating either changes and records nothing", async () => {
  const id = await made("faxes");
  expect(await archivedAt(id)).toBeNull();
  for (const archived of [true, true, false, false]) {
    const later = new Date(Date.now() + 60_000);
    expect(
      await archiveMeterUnit(archived ? asKey(["manage"]) : asSystem(later), { id, archived }),
    ).toMatchObject({
      ok: true,
    });
    expect((await archivedAt(id)) !== null).toBe(archived);
  }
  const recorded = (await auditedActions(backOffice)).filter((action) => /archive|restore/.test(action));
  expect(recorded).toEqual(["meter_unit.archive", "meter_unit.restore"]);
});

test("only who may define units may archive them, and only units that there are", async () => {
  const id = await made("telexes");
  const support = asUser(await makeUser("support"), "support");
  const owner = asUser((await makeTenant()).ownerId);
  for (const ctx of [support, owner, asKey(["read", "ingest"])])
    expect(await archiveMeterUnit(ctx, { id, archived: true })).toMatchObject({
      refusal: { code: "forbidden" },
    });
  expect(await archivedAt(id)).toBeNull();
  expect(await archiveMeterUnit(asSystem(), { id: "mtr_00000000", archived: true })).toMatchObject({
    refusal: { code: "not_found" },
  });
});
