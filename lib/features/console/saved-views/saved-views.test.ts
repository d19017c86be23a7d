import { beforeAll, expect, test } from "vitest";
import { viewQuery } from "@/lib/domain/saved-views/view-query";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { asKey, asUser, auditedActions, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { changeView } from "./change-view";
import { deleteView } from "./delete-view";
import { listSavedViews, type SavedView } from "./list-saved-views";
import { saveView } from "./save-view";

useDatabase();

let me: Context;
let other: Context;
beforeAll(async () => {
  me = asUser(await makeUser("sales"), "sales");
  other = asUser(await makeUser("support"), "support");
});

async function save(ctx: Context, name: string, query: string): Promise<SavedView> {
  const answer = await saveView(ctx, { name, query });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

test("a view is kept without page and strange parts, renamed, changed and deleted, each in the log", async () => {
  const view = await save(me, " Due soon ", "?sort=-ends&ends=30&page=7&view=view_x&evil=1");
  expect(view).toMatchObject({ name: "Due soon", query: "ends=30&sort=-ends" });
  expect(await changeView(me, { id: view.id, name: "due SOON" })).toMatchObject({ ok: true });
  expect(await changeView(me, { id: view.id, query: "rep=mine" })).toMatchObject({
    value: { name: "due SOON" },
  });
  expect(await listSavedViews(me, {})).toEqual({
    ok: true,
    value: [{ id: view.id, name: "due SOON", query: "rep=mine" }],
  });
  expect(await deleteView(me, { id: view.id })).toEqual({ ok: true, value: { deleted: true } });
  expect(await deleteView(me, { id: view.id })).toEqual({ ok: true, value: { deleted: false } });
  expect((await auditedActions(backOffice)).filter((action) => action.startsWith("saved_view"))).toEqual([
    "saved_view.saved",
    "saved_view.changed",
    "saved_view.changed",
    "saved_view.deleted",
  ]);
});

test("a name is a person's own once, however it is written; other people have their own", async () => {
  const first = await save(me, "Mine", "");
  const second = await save(me, "Second", "mau=over");
  const taken = { refusal: { code: "invalid_input", fields: [{ field: "name", rule: "key_taken" }] } };
  expect(await saveView(me, { name: "MINE", query: "" })).toMatchObject(taken);
  expect(await changeView(me, { id: second.id, name: "mine" })).toMatchObject(taken);
  await save(other, "Mine", "");
  expect(await saveView(me, { name: "  ", query: "" })).toMatchObject({
    refusal: { fields: [{ field: "name", rule: "required" }] },
  });
  const atOnce = await Promise.all([1, 2, 3].map(() => saveView(me, { name: "At once", query: "" })));
  expect(atOnce.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await changeView(other, { id: first.id, name: "Taken over" })).toMatchObject({
    refusal: { code: "not_found" },
  });
  expect(await deleteView(other, { id: first.id })).toEqual({ ok: true, value: { deleted: false } });
  expect((await listSavedViews(me, {})).ok && (await listSavedViews(other, {}))).toMatchObject({
    value: [{ name: "Mine" }],
  });
});

test("members of tenants and keys have no views", async () => {
  for (const ctx of [asUser(await makeUser()), asKey(["read", "manage"])])
    for (const call of [
      saveView(ctx, { name: "X", query: "" }),
      listSavedViews(ctx, {}),
      changeView(ctx, { id: "view_00000000", name: "X" }),
      deleteView(ctx, { id: "view_00000000" }),
    ])
      expect(await call).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
});

test("two addresses of one view are the same text", () => {
  expect(viewQuery("tenants", "?rep=mine&q=a&page=2")).toBe(viewQuery("tenants", "q=a&rep=mine"));
  expect(viewQuery("tenants", "")).toBe("");
});

test("each list has views of its own: names and filters of one are none of the other", async () => {
  await save(me, "Late ones", "owes=late");
  const kept = await saveView(me, {
    list: "receivables",
    name: "Late ones",
    query: "ageing=to_30&mau=over&page=3",
  });
  expect(kept).toMatchObject({ ok: true, value: { query: "ageing=to_30" } });
  expect(await listSavedViews(me, { list: "receivables" })).toMatchObject({ value: [{ name: "Late ones" }] });
  if (kept.ok)
    expect(await changeView(me, { id: kept.value.id, query: "license=free&state=trial" })).toMatchObject({
      value: { query: "license=free" },
    });
});
