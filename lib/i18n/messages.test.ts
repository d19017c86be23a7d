import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { locales } from "./locales";
import { messagesOf } from "./messages";
import { sameInBothLanguages } from "./messages/same-in-both";

/** Every message by its dotted path. */
function flatten(node: unknown, path = ""): [path: string, text: string][] {
  if (typeof node === "string") return [[path, node]];
  return Object.entries(node as object).flatMap(([key, child]) =>
    flatten(child, path ? `${path}.${key}` : key),
  );
}

/** Arguments, plural and select names and tags of a message with their kind, in any order. */
function placeholders(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const own = `${TYPE[element.type]}:${element.value}`;
    if (element.type === TYPE.tag) return [own, ...placeholders(element.children)];
    if (element.type === TYPE.plural || element.type === TYPE.select)
      return [own, ...Object.values(element.options).flatMap((option) => placeholders(option.value))];
    return [own];
  });
  return [...new Set(found)].sort();
}

const en = new Map(flatten(messagesOf("en")));
const ja = new Map(flatten(messagesOf("ja")));

describe("the words of the interface", () => {
  test("are complete: both languages have exactly the same keys", () => {
    expect([...ja.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test("take the same arguments and tags in both languages", () => {
    for (const [key, text] of en)
      expect([key, placeholders(parse(ja.get(key) ?? ""))]).toEqual([key, placeholders(parse(text))]);
  });

  test.each(locales)("leave nothing empty and nothing with stray spaces (%s)", (locale) => {
    const untidy = flatten(messagesOf(locale)).filter(
      ([, text]) => text.trim() === "" || text !== text.trim(),
    );
    expect(untidy).toEqual([]);
  });

  test("in Japanese use no half-width katakana", () => {
    expect([...ja].filter(([, text]) => /[\uff61-\uff9f]/.test(text))).toEqual([]);
  });

  /**
   * The space between Japanese and foreign letters comes from typesetting (`text-autospace` in
   * app/globals.css) and is never typed. So a value may be a Japanese or a Latin name, and the sentence stays
   * right. Letters keep their space before 様 and 御中.
   */
  test("in Japanese have no typed space between Japanese and Latin letters, digits or values", () => {
    const script = "[\\u3001-\\u3003\\u3005-\\u301c\\u3040-\\u30ff\\u4e00-\\u9fff\\uff01-\\uff5e]";
    const typedSpace = new RegExp(`${script} [A-Za-z0-9{<#¥$]|[A-Za-z0-9}>#%_] (?!様|御中)${script}`);
    expect([...ja].filter(([, text]) => typedSpace.test(text))).toEqual([]);
  });

  test("in Japanese are Japanese, except for names that are the same everywhere", () => {
    const untranslated = [...ja].filter(([key, text]) => text === en.get(key)).map(([key]) => key);
    expect(untranslated.filter((key) => !sameInBothLanguages.has(key))).toEqual([]);
    expect([...sameInBothLanguages].filter((key) => en.get(key) !== ja.get(key))).toEqual([]);
  });

  /** Each of these is said in another way everywhere else; the right word stands behind. */
  test.each([
    ["ja", /支払済/, "支払い済み"],
    ["ja", /取り?込[みむんめ]/, "インポート"],
    ["ja", /時間帯/, "タイムゾーン"],
    ["ja", /お客さま/, "お客様"],
    ["ja", /ユーザ(?!ー)|サーバ(?!ー)|ブラウザー/, "ユーザー, サーバー, ブラウザ"],
    ["ja", /ログイン|ログアウト/, "サインイン, サインアウト"],
    ["ja", /サブスク(?!リプション)/, "サブスクリプション"],
    ["ja", /Eメール|電子メール/, "メール"],
    ["ja", /問合せ|問い合せ|下さい|(?<!一)致し/, "問い合わせ, ください, いたし"],
    ["en", /\be-mail/i, "email"],
    ["en", /cancel(ed|ing|ation)\b(?<!cancellation)/, "cancelled, cancelling, cancellation"],
    ["en", /\blog(ged)? (in|out)\b/i, "sign in, sign out"],
    ["en", /turn over|in step with/i, "switch, the same as"],
  ] as const)("in %s never say %s, but %s", (locale, variant, _instead) => {
    const said = flatten(messagesOf(locale)).filter(([, text]) => variant.test(text));
    expect(said).toEqual([]);
  });
});
