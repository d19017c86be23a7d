import { expect, test } from "vitest";
import { readRegistrationNumber } from "./registration-number";

test("a registration number is read as the tax office writes it, with its check digit", () => {
  expect(readRegistrationNumber(" ｔ7000012050002 ")).toEqual({ number: "T7000012050002", problem: null });
  expect(readRegistrationNumber("T1-1803-0101-8771").number).toBe("T1180301018771");
  expect(readRegistrationNumber("T7000012050003").problem).toBe("tax_id_check");
  expect(readRegistrationNumber("7000012050002").problem).toBe("tax_id_form");
  expect(readRegistrationNumber("T70000120500021").problem).toBe("tax_id_form");
});
