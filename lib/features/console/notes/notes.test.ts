import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { tenantNotes } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import type { Context } from "@/lib/features/foundation/context/context";
import { value } from "@/tests/support/buyer";
import { asUser, auditedActions, makeTenant, makeUser, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { listNotes } from "./list-notes";
import { addNote, deleteNote, editNote, pinNote } from "./write-notes";

useDatabase();

let tenant: TestTenant;
let rep: Context;
let admin: Context;
beforeEach(async () => {
  tenant = await makeTenant();
  rep = asUser(await makeUser("sales"), "sales");
  admin = asUser(await makeUser("admin"), "admin");
});

const write = async (ctx: Context, body: string, requestKey = crypto.randomUUID()) =>
  value(await addNote(ctx, tenant.id, { body, requestKey })).id;
const read = async (ctx: Context) => value(await listNotes(ctx, tenant.id, {})).notes;

test("a note is written once however often it is sent, rewritten, pinned above newer ones, and deleted", async () => {
  const key = crypto.randomUUID();
  const first = await write(rep, "Renews in March", key);
  expect(await write(rep, "Renews in March", key)).toBe(first);
  await write(rep, "Prefers the telephone");
  value(await editNote(rep, tenant.id, { id: first, body: "Renews in April" }));
  value(await pinNote(admin, tenant.id, { id: first, isPinned: true }));
  expect(await read(rep)).toMatchObject([
    { body: "Renews in April", isPinned: true, isOwn: true, editedAt: expect.any(String) },
    { body: "Prefers the telephone", isPinned: false },
  ]);
  value(await deleteNote(rep, tenant.id, { id: first }));
  expect(await read(rep)).toMatchObject([{ body: "Prefers the telephone" }]);
  expect(await auditedActions(tenant.id)).toEqual([
    "tenant.create",
    "note.add",
    "note.add",
    "note.edit",
    "note.pin",
    "note.delete",
  ]);
});

test("only its author rewrites or deletes a note", async () => {
  const id = await write(rep, "Mine");
  for (const action of [
    editNote(admin, tenant.id, { id, body: "Yours" }),
    deleteNote(admin, tenant.id, { id }),
  ])
    expect(await action).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  expect(await read(admin)).toMatchObject([{ body: "Mine", isOwn: false }]);
});

test("a note's text is named when it is empty, too long, unkeepable or holds a card number", async () => {
  const refused = (rule: string) => ({ refusal: { fields: [{ field: "body", rule }] } });
  const requestKey = crypto.randomUUID();
  expect(await addNote(rep, tenant.id, { body: "  ", requestKey })).toMatchObject(refused("required"));
  const long = "x".repeat(4001);
  expect(await addNote(rep, tenant.id, { body: long, requestKey })).toMatchObject(refused("too_long"));
  const card = "pays with 4242 4242 4242 4242";
  expect(await addNote(rep, tenant.id, { body: card, requestKey })).toMatchObject(refused("card_number"));
  for (const body of ["a\u0000b", "bell \u0007"])
    expect(await addNote(rep, tenant.id, { body, requestKey })).toMatchObject(refused("control_characters"));
  const lines = "One line\r\nand another\nand a third";
  value(await addNote(rep, tenant.id, { body: lines, requestKey }));
  expect(await read(rep)).toMatchObject([{ body: lines }]);
});

describe("the tenant never sees a note", () => {
  test("not in its own transactions, whatever they ask", async () => {
    await write(rep, "Secret");
    expect(await inTenant(tenant.id, (tx) => tx.select().from(tenantNotes))).toEqual([]);
    await expect(
      inTenant(tenant.id, (tx) =>
        tx.execute(
          sql`insert into tenant_notes (tenant_id, id, author_id, author_name, body, created_at)
              values (${tenant.id}, 'note_1', 'usr_1', 'x', 'x', now())`,
        ),
      ),
    ).rejects.toThrow();
  });

  test("nor that there is one, in its timeline; and the log never holds the text", async () => {
    await write(rep, "Secret");
    const own = value(await readTimeline(asUser(tenant.ownerId), tenant.id, {}));
    expect(own.entries.map(({ action }) => action)).toEqual(["tenant.create"]);
    expect(own.actors.map(({ name }) => name)).toEqual(["Choba"]);
    const staff = value(await readTimeline(rep, tenant.id, {}));
    expect(staff.entries.map(({ action }) => action)).toEqual(["note.add", "tenant.create"]);
    expect(JSON.stringify(staff)).not.toContain("Secret");
  });
});
