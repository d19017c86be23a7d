import { expect, test } from "vitest";
import { InvalidJobPayload, parseJobPayload } from "./job-payloads";

const tenantId = "ten_0190000000007000";
const messageId = "msg_0190000000007000";
const allZero = "00000000-0000-0000-0000-000000000000";

test("a payload is what its job asks for; fields of another version are dropped", () => {
  expect(parseJobPayload("outbox-message", { tenantId, messageId, locale: "ja" })).toEqual({
    tenantId,
    messageId,
  });
  expect(parseJobPayload("recount", { tenantId: allZero, unitId: allZero })).toEqual({
    tenantId: allZero,
    unitId: allZero,
  });
  expect(parseJobPayload("expire-quotes", {})).toEqual({});
});

test.each([
  ["outbox-message", { tenantId }, "messageId"],
  ["outbox-message", { tenantId: messageId, messageId: tenantId }, "tenantId"],
  ["stripe-event", { eventId: "" }, "eventId"],
  ["recount", { tenantId, unitId: allZero }, "tenantId"],
  ["contract", null, "contract"],
] as const)("a job %s with %j is refused, and the error names what is wrong", (name, payload, wrong) => {
  const parse = () => parseJobPayload(name, payload);
  expect(parse).toThrow(InvalidJobPayload);
  expect(parse).toThrow(wrong);
});
