import { nil } from "../core/json";

export function newTestClock(id: string, created: number, frozenTime: number) {
  return {
    id,
    object: "test_helpers.test_clock" as const,
    created,
    deletes_after: created + 30 * 86_400,
    frozen_time: frozenTime,
    livemode: false,
    name: nil<string>(),
    status: "ready" as "ready" | "advancing",
    status_details: {} as { advancing?: { target_frozen_time: number } },
  };
}
export type TestClock = ReturnType<typeof newTestClock>;
