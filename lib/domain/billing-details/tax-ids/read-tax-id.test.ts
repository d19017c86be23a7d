import { describe, expect, test } from "vitest";
import { readTaxId } from "./read-tax-id";
import { taxIdKinds } from "./tax-id-kinds";
import { taxIdTypesOf } from "./tax-id-types-of";

const ruleOf = (type: string, value: string) => readTaxId({ type, value }).problem?.rule ?? "good";

/** Numbers of real bodies or of the authorities' own documentation. None of them is taken from our table. */
const good: [type: string, value: string][] = [
  ["jp_trn", "T7000012050002"],
  ["jp_trn", "Ｔ１１８０３０１０１８７７１"],
  ["jp_cn", "5010401067252"],
  ["au_abn", "83 914 571 673"],
  ["au_acn", "004 499 987"],
  ["in_gst", "27AAPFU0939F1ZV"],
  ["ch_uid", "CHE-100.155.212"],
  ["ch_vat", "CHE-107.787.577 IVA"],
  ["no_vat", "995 525 828 MVA"],
  ["kr_brn", "116-82-00276"],
  ["nz_gst", "136-410-132"],
  ["br_cnpj", "16.727.230/0001-97"],
  ["br_cpf", "390.533.447-05"],
  ["hr_oib", "33392005961"],
  ["pl_nip", "856-734-62-15"],
  ["fr_siren", "552 008 443"],
  ["fr_siret", "732 829 320 00074"],
  ["eu_vat", "DE 136 695 976"],
  ["eu_vat", "FR40303265045"],
  ["eu_vat", "NL004495445B01"],
  ["eu_vat", "EL094259216"],
  ["eu_vat", "IE6433435F"],
  ["gb_vat", "GB 980 7806 84"],
  ["ca_gst_hst", "123456789 RT0001"],
  ["sg_gst", "M90370015F"],
  ["us_ein", "91-1144442"],
  // Ids of companies may pass the check of card numbers, and begin like them.
  ["fr_siret", "380 129 866 46850"],
  ["fr_siret", "38347481400019"],
  ["fr_siret", "30116075000016"],
  ["br_cnpj", "12.ABC.345/01DE-35"],
  ["in_gst", "9922JPN29001OSU"],
  ["in_gst", "0717UNO00157UNO"],
  ["vn_tin", "001234567890"],
];

describe("a good number is accepted with any separators", () => {
  test.each(good)("%s %s", (type, value) => expect(ruleOf(type, value)).toBe("good"));
});

/** As invoices, registers and spreadsheets print them, and what is kept. */
const pasted: [type: string, value: string, kept: string][] = [
  ["jp_trn", "T7000\u2212012050002", "T7000012050002"],
  ["jp_trn", "T7000\u2013012050002", "T7000012050002"],
  ["jp_trn", "T7000ー012050002", "T7000012050002"],
  ["jp_trn", "T7000012050002\u200b", "T7000012050002"],
  ["jp_trn", "登録番号：Ｔ７０００-０１２０-５０００２", "T7000012050002"],
  ["no_vat", "NO 923 609 016 MVA", "923609016MVA"],
  ["ch_vat", "CHE-116.281.710 MWST", "CHE-116.281.710 MWST"],
  ["ch_uid", "CHE-116.281.710 MWST", "CHE-116.281.710"],
  ["li_uid", "CHE-116.281.710 TVA", "CHE116281710"],
  ["eu_vat", "USt-IdNr.: DE\u00a0136\u202f695\u202f976", "DE136695976"],
  ["eu_vat", "\u202aNL004495445B01\u202c", "NL004495445B01"],
  ["gb_vat", "980 7806 84", "GB980780684"],
  ["gb_vat", "VAT No: GB 980 7806 84", "GB980780684"],
  ["fr_siret", "SIRET : 732 829 320 00074", "73282932000074"],
  ["au_abn", "ABN 83 914 571 673", "83914571673"],
  ["in_gst", "GSTIN: 27AAPFU0939F1ZV", "27AAPFU0939F1ZV"],
  ["br_cnpj", "CNPJ nº 16.727.230/0001−97", "16.727.230/0001-97"],
];

test.each(pasted)("%s %j is kept as %s", (type, value, kept) =>
  expect(readTaxId({ type, value })).toEqual({ taxId: { type, value: kept }, problem: null }),
);

const bad: [type: string, value: string, rule: string][] = [
  ["jp_trn", "7000012050002", "tax_id_form"],
  ["jp_trn", "T700001205000", "tax_id_form"],
  ["jp_trn", "T7000012050003", "tax_id_check"],
  ["jp_trn", "T8000012050002", "tax_id_check"],
  ["jp_cn", "5010401067253", "tax_id_check"],
  ["fr_siret", "38347481400018", "tax_id_check"],
  ["br_cnpj", "12.ABC.345/01DE-36", "tax_id_check"],
  ["au_abn", "83914571674", "tax_id_check"],
  ["au_acn", "004499988", "tax_id_check"],
  ["in_gst", "27AAPFU0939F1ZW", "tax_id_check"],
  ["ch_vat", "CHE-107.787.578 IVA", "tax_id_check"],
  ["ch_vat", "CHE-107.787.577", "tax_id_form"],
  ["no_vat", "995525829MVA", "tax_id_check"],
  ["kr_brn", "116-82-00277", "tax_id_check"],
  ["nz_gst", "136410133", "tax_id_check"],
  ["eu_vat", "DE12345678", "tax_id_form"],
  ["eu_vat", "GR094259216", "tax_id_form"],
  ["eu_vat", "SE556012579002", "tax_id_form"],
  ["gb_vat", "GB12345678", "tax_id_form"],
  ["ca_gst_hst", "123456789RP0001", "tax_id_form"],
  ["sg_gst", "12345", "tax_id_form"],
  ["xx_tin", "1", "not_offered"],
  ["constructor", "1", "not_offered"],
];

test.each(bad)("%s %s: %s", (type, value, rule) => expect(ruleOf(type, value)).toBe(rule));

test("one wrong digit never makes another valid qualified-invoice number", () => {
  const number = "T7000012050002";
  for (let at = 1; at < number.length; at++)
    for (const digit of "123456789") {
      if (digit === number[at]) continue;
      const typed = number.slice(0, at) + digit + number.slice(at + 1);
      // Modulo 9 does not distinguish a 0 from a 9.
      if ((digit === "9" && number[at] === "0") || (digit === "0" && number[at] === "9")) continue;
      expect(ruleOf("jp_trn", typed)).not.toBe("good");
    }
});

describe("every kind", () => {
  test.each(Object.keys(taxIdKinds))(
    "%s: its example has the right form and is written as it is kept",
    (type) => {
      const example = taxIdKinds[type]?.example ?? "";
      expect(["good", "tax_id_check"]).toContain(ruleOf(type, example));
      if (taxIdKinds[type]?.layout) expect(readTaxId({ type, value: example }).taxId.value).toBe(example);
    },
  );
});

test("a country's usual number comes first", () => {
  expect(taxIdTypesOf("JP")[0]).toBe("jp_trn");
  expect(taxIdTypesOf("DE")[0]).toBe("eu_vat");
  expect(taxIdTypesOf("GR")[0]).toBe("eu_vat");
  expect(taxIdTypesOf("GB")[0]).toBe("gb_vat");
  expect(taxIdTypesOf("AQ")).toEqual([]);
});
