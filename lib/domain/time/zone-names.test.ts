import { expect, test } from "vitest";
import { isTimeZone } from "./calendar";
import { groupedZones, zoneLabel } from "./zone-names";

test("every zone stands once, by today's name, below its part of the world", () => {
  expect(groupedZones(["UTC", "Asia/Calcutta", "Asia/Kolkata", "Europe/Kiev", "Asia/Tokyo"])).toEqual([
    { region: "Asia", zones: ["Asia/Kolkata", "Asia/Tokyo"] },
    { region: "Europe", zones: ["Europe/Kyiv"] },
    { region: "other", zones: ["UTC"] },
  ]);
  expect(zoneLabel("America/Argentina/Buenos_Aires")).toBe("Argentina – Buenos Aires");
});

test("all that is offered is a zone", () => {
  const offered = groupedZones(Intl.supportedValuesOf("timeZone")).flatMap(({ zones }) => zones);
  expect(offered.filter((zone) => !isTimeZone(zone))).toEqual([]);
});
