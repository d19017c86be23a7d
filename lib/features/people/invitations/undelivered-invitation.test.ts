import type { AddressInfo } from "node:net";
import { and, eq } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, outboxMessages } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { forgetEnvironment } from "@/lib/env";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { inviteMember, resendInvitation } from "@/lib/features/people/members/invite-member";
import { readMembers } from "@/lib/features/people/members/read-members";
import { asSystem, asUser, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

useDatabase();

/** A mail server that knows nobody called `gone`. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, done) =>
    done(
      address.startsWith("gone")
        ? Object.assign(new Error("no such user here"), { responseCode: 550 })
        : null,
    ),
  onData(stream, _session, done) {
    stream.on("end", () => done()).resume();
  },
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  forgetEnvironment();
});
afterAll(() => {
  server.close();
  process.env.SMTP_URL = "";
  forgetEnvironment();
});

/** Sends what waits for the tenant, as the worker does. */
async function send(tenantId: Id<"tenant">) {
  const waiting = await acrossTenants((tx) =>
    tx
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.state, "pending"))),
  );
  for (const { id } of waiting) await processMessage(asSystem(), { tenantId, messageId: id });
}

test("an invitation whose mail is refused for good says so until another one arrives; the log keeps it", async () => {
  const { id: tenantId, ownerId } = await makeTenant();
  const owner = asUser(ownerId);
  const invite = (email: string) => inviteMember(owner, tenantId, { email, name: "A", role: "member" });
  for (const email of ["gone@x.example", "here@x.example"])
    expect(await invite(email)).toMatchObject({ ok: true });
  await send(tenantId);
  const look = async () => {
    const members = await readMembers(owner, tenantId, {});
    return members.ok ? members.value.invitations : [];
  };
  const [gone, here] = await look();
  expect(gone).toMatchObject({ undelivered: { to: "gone@x.example", smtpCode: "550" } });
  expect(here).toMatchObject({ undelivered: null });

  const log = await acrossTenants((tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.action, "message.mail_not_delivered"))),
  );
  expect(log).toMatchObject([{ after: { email: "gone@x.example", mail: "invitation", reason: "smtp_550" } }]);
  const stored = await acrossTenants((tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenantId)),
  );
  // The link of a refused invitation lets in nobody who reads the database.
  expect(JSON.stringify(stored)).not.toContain("/invitations/");

  const later = { ...owner, now: new Date(owner.now.getTime() + 60_000) };
  const again = await resendInvitation(later, tenantId, { invitationId: gone?.id as Id<"invitation"> });
  expect(again).toMatchObject({ ok: true });
  expect((await look())[0]).toMatchObject({ undelivered: null });
});
