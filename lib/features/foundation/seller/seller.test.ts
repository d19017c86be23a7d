import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { asSystem } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readDocumentLogo, saveLogo } from "./logo";
import { readSeller, saveSeller } from "./save-seller";

useDatabase();

const both = (en: string, ja: string) => ({ en, ja });
const given = {
  name: both("Choba Inc.", "帳場株式会社"),
  address: both("1-2-3 Ginza\nTokyo", "東京都中央区\n銀座1-2-3"),
  phone: "03-0000-0000",
  registrationNumber: "ｔ7000012050002",
  bankDetails: both("", "見本銀行 銀座支店 普通 0000001"),
  invoiceFooter: both("", ""),
  mail: { name: "Choba", address: "billing@choba.example" },
};
const actions = async () => {
  const rows = await acrossTenants((tx) => tx.select({ action: auditLog.action }).from(auditLog));
  return rows.map(({ action }) => action);
};

test("who sells is saved once with its number as the tax office writes it, and a wrong number is refused", async () => {
  for (let time = 0; time < 2; time++)
    expect(await saveSeller(asSystem(), given)).toMatchObject({ ok: true });
  expect(await readSeller(asSystem(), {})).toMatchObject({
    value: { ...given, registrationNumber: "T7000012050002", logoHash: null },
  });
  expect(await actions()).toEqual(["seller.save"]);
  const wrong = {
    ...given,
    registrationNumber: "T7000012050003",
    name: both("", ""),
    mail: { name: "", address: "x" },
  };
  const refused = await saveSeller(asSystem(), wrong);
  expect(refused.ok ? [] : refused.refusal.fields?.map(({ field, rule }) => [field, rule]).sort()).toEqual([
    ["mail.address", "email"],
    ["name.en", "required"],
    ["registrationNumber", "tax_id_check"],
  ]);
});

test("a logo is kept as it is; what a document could not show is refused", async () => {
  const png = pngOf(2, 2);
  const saved = await saveLogo(asSystem(), { image: png.toString("base64") });
  const hash = (saved.ok && saved.value.logoHash) || "";
  const shown = async () => {
    const seller = await readSeller(asSystem(), {});
    return seller.ok ? seller.value.logoHash : "";
  };
  const kept = { value: { contentType: "image/png", bytes: png } };
  expect(await readDocumentLogo(asSystem(), { hash })).toMatchObject(kept);
  const cut = Buffer.concat([png.subarray(0, 45), png.subarray(50)]);
  for (const bytes of [cut, pngOf(3000, 1), Buffer.from("<svg/>")])
    expect(await saveLogo(asSystem(), { image: bytes.toString("base64") })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "image", rule: "not_a_logo" }] },
    });
  expect(await saveLogo(asSystem(), { image: "A".repeat(300_000) })).toMatchObject({ ok: false });
  // A change of the texts keeps it.
  await saveSeller(asSystem(), { ...given, phone: "03-1111-1111" });
  expect(await shown()).toBe(hash);
  await saveLogo(asSystem(), { image: "" });
  expect(await shown()).toBeNull();
  // A document that was made with it still has it.
  expect(await readDocumentLogo(asSystem(), { hash })).toMatchObject(kept);
});

/** A grey picture, 8 bits a pixel. Nobody here reads checksums. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(height * (1 + width), 0x80))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
