"use client";

import { NativeSelect } from "@/components/ui/native-select";

/** Some 400 zones by the names that the browser knows. */
export function TimeZoneSelect({ chosen }: { chosen: string }) {
  return (
    <NativeSelect defaultValue={chosen}>
      {[...new Set([chosen, ...Intl.supportedValuesOf("timeZone"), "UTC"])].sort().map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </NativeSelect>
  );
}
