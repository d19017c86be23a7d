import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { outboxMessages, sentMails } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { enqueueMessage } from "./enqueue-message";
import { processMessage } from "./process-message";

useDatabase();

test("a message exists if its transaction commits, and is carried out once", async () => {
  const ctx = asSystem();
  const { id: tenantId } = await makeTenant();
  const mail = { to: "ken@example.com", locale: "ja", template: "sign_in", values: {}, path: "/" } as const;
  const messages = () =>
    inTenant(tenantId, (tx) => tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenantId)));

  const undone = inTenant(tenantId, async (tx) => {
    await enqueueMessage(tx, ctx, tenantId, "mail.send", mail);
    throw new Error("the change fails");
  });
  await expect(undone).rejects.toThrow("the change fails");
  expect(await messages()).toEqual([]);

  const message = await inTenant(tenantId, (tx) => enqueueMessage(tx, ctx, tenantId, "mail.send", mail));
  expect(await messages()).toMatchObject([{ state: "pending", attempts: 0, parameters: mail }]);
  const both = await Promise.all([processMessage(ctx, message), processMessage(ctx, message)]);
  expect(both).toContainEqual({ state: "done" });
  expect(await processMessage(ctx, message)).toEqual({ state: "done" });
  expect(await messages()).toMatchObject([{ state: "done", attempts: 1 }]);
  expect((await messages())[0]?.parameters).toEqual({ to: mail.to, template: "sign_in", locale: "ja" });
  expect(await acrossTenants((tx) => tx.select().from(sentMails))).toHaveLength(1);
});
