import type { FieldError } from "../../errors";
import type { Problem } from "../problem";

type Params = FieldError["params"];

/** Collects what is wrong at one place of a plan. Fields are named relative to that place. */
export type Report = {
  error: (field: string, rule: string, params?: Params) => void;
  warning: (field: string, rule: string, params?: Params) => void;
  /** The same collection, for a place further inside. */
  at: (place: string) => Report;
};

export function reportInto(problems: Problem[], place = ""): Report {
  const path = (field: string) => [place, field].filter((part) => part !== "").join(".");
  const add = (severity: Problem["severity"]) => (field: string, rule: string, params?: Params) => {
    problems.push({ severity, field: path(field), rule, ...(params ? { params } : {}) });
  };
  return {
    error: add("error"),
    warning: add("warning"),
    at: (inner) => reportInto(problems, path(inner)),
  };
}
