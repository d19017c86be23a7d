import { expect, test } from "vitest";
import { meterUnits } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { makePlan, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { namesInLog } from "./names-in-log";

useDatabase();

const fee = { en: "Fee", ja: "料金" };
const calls = { en: "API calls", ja: "API呼び出し" };

test("plans, their components and meter units are named by what the log keeps of them", async () => {
  const id = await makePlan({
    key: "team",
    rank: 1,
    components: [{ ...blank.base("fee"), name: fee, amountMinor: { month: "9000", year: null } }],
  });
  await acrossTenants((tx) =>
    tx.insert(meterUnits).values({
      id: "mtr_00000001",
      unitName: "api_calls",
      displayName: calls,
      unitLabel: calls,
      description: "",
      eventName: "call",
      aggregation: "count",
      createdAt: testNow,
    }),
  );
  const names = await namesInLog((await makeTenant()).id);
  expect(names.component.fee).toEqual(fee);
  expect(names.unit.api_calls).toEqual(calls);
  expect(names.plan[id]).toEqual(names.plan.team);
  expect(names.plan.team).toBeDefined();
});
