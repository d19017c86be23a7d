import { expect, test } from "vitest";
import { nameProblem } from "./name-problem";

test.each([
  "Minato Books",
  "株式会社みなと書房",
  "Dr. J.R. Smith, Jr.",
  "St.John Smith",
  "A/B Testing K.K.",
  "営業部／東京",
  "Müller & Söhne GmbH",
  "O’Brien",
  "می‌خواهم",
  "S.p.A./Milano",
  "株式会社A.B.",
])("%s is a name", (name) => {
  expect(nameProblem(name, "person")).toBeNull();
  expect(nameProblem(name, "organisation")).toBeNull();
});

test.each(["Booking.com B.V.", "kakaku.com", "Amazon.co.jp"])("%s names a company", (name) =>
  expect(nameProblem(name, "organisation")).toBeNull(),
);

test.each([
  "https://evil.example",
  "evil.example/login",
  "Sign in at evil.example/login now",
  "ｅｖｉｌ．ｅｘａｍｐｌｅ／login",
  "evil。example/login",
  "evil.example:8080",
  "evil.example?next",
  "www.evil.example",
  "ren@evil.example",
])("%s leads somewhere", (name) => {
  expect(nameProblem(name, "person")).toBe("no_web_address");
  expect(nameProblem(name, "organisation")).toBe("no_web_address");
});

test("nobody is called like a host", () => expect(nameProblem("evil.com", "person")).toBe("no_web_address"));

test.each([
  "Ren \u202eotaS",
  "Ren\u200bSato",
  "Ren\u200dSato",
  "\ufeffRen",
  "Ren\u00adSato",
  "\u3164",
  "Ren\u2066",
])("%j hides something", (name) => expect(nameProblem(name, "organisation")).toBe("hidden_characters"));
