"use client";

import { Field } from "@base-ui/react/field";
import { controlStyle } from "@/components/ui/control-style";

/** The browser's own list: with some 400 zones it is the one that can be typed into and scrolled on every device. */
export function TimeZoneSelect({ chosen }: { chosen: string }) {
  return (
    <Field.Control
      defaultValue={chosen}
      className={controlStyle}
      render={
        <select>
          {[...new Set([chosen, ...Intl.supportedValuesOf("timeZone"), "UTC"])].sort().map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      }
    />
  );
}
