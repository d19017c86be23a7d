import { beforeAll, expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

let tenant: TestTenant;
const send = async (scope: "read" | "manage", body: object) => {
  const path = `/api/v1/tenants/${tenant.id}/dashboard-sessions`;
  const headers = { "content-type": "application/json" };
  const { secret } = await makeKey(scope);
  return caller(createApi(), secret).send("POST", path, JSON.stringify(body), headers);
};
beforeAll(async () => {
  tenant = await makeTenant();
});

test("a server makes a link for a member, with the right scope alone", async () => {
  const sent = { member: tenant.ownerId, page: "billing" };
  expect(await send("manage", sent)).toMatchObject({
    status: 201,
    body: {
      id: expect.stringMatching(/^dbs_/),
      url: expect.stringMatching(/\/open\/[\w-]{43}$/),
      expires_at: expect.stringMatching(/Z$/),
    },
  });
  expect(await send("read", sent)).toMatchObject({ status: 403, body: { type: "forbidden" } });
});

test("what is wrong is named as it was sent", async () => {
  const sent = { member: tenant.ownerId, page: "billing" };
  for (const field of ["return_url", "embed_origin"])
    expect(await send("manage", { ...sent, [field]: "https://elsewhere.example" })).toMatchObject({
      status: 422,
      body: { fields: [{ field, rule: "origin_not_allowed" }] },
    });
  expect(await send("manage", { ...sent, member: "external:nobody" })).toMatchObject({
    body: { type: "not_a_member" },
  });
});
