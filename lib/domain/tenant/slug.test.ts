import fc from "fast-check";
import { expect, test } from "vitest";
import { isInKana, nameAlone, proposeSlug, proposeSlugOfEmail, slugLength, slugProblem } from "./slug";

test.each([
  ["Kaede Foods", "kaede-foods"],
  ["Café Müller K.K.", "cafe-muller-k-k"],
  ["  ＡＢＣ 商事 2  ", "abc-2"],
  ["さくらクリニック", ""],
])("%s is proposed the address %s", (name, slug) => {
  expect(proposeSlug(name)).toBe(slug);
});

test("for any name, a proposal is empty or valid, and proposing from it again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
      const slug = proposeSlug(name);
      expect(slug.length).toBeLessThanOrEqual(slugLength.maximum);
      expect(slug === "" || slugProblem(slug) !== "slug_form").toBe(true);
      expect(proposeSlug(slug)).toBe(slug);
    }),
  );
});

test.each(["Kaede", "kaede foods", "-kaede", "kaede-", "ka--ede", "ka_ede", "楓", ""])(
  "%s is not a valid address",
  (slug) => {
    expect(slugProblem(slug)).toBe("slug_form");
  },
);

test("words of Choba's own pages are reserved", () => {
  expect(slugProblem("new")).toBe("reserved");
});

test("a Japanese name is read without the kind of its company", () => {
  expect(nameAlone("株式会社ミナト書店")).toBe("ミナト書店");
  expect(nameAlone("さくら(株)")).toBe("さくら");
  expect([isInKana("ミナト書店"), isInKana("白川"), isInKana("Minato")]).toEqual([true, false, false]);
});

test("a name that cannot be read gives way to the owner's domain, unless everybody has mail there", () => {
  expect(proposeSlugOfEmail("aoi@shirakawa.co.jp")).toBe("shirakawa");
  expect(proposeSlugOfEmail("aoi@mail.shirakawa.example")).toBe("shirakawa");
  expect(proposeSlugOfEmail("aoi@gmail.com")).toBe("");
  expect(proposeSlugOfEmail("aoi@")).toBe("");
});
