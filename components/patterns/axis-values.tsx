import { useLocale } from "next-intl";
import { formatCompact } from "@/lib/i18n/format";
import { axisValues, heightPercent } from "./bar-heights";

/** Room for the numbers at the left of the bars, and of what stands below them. */
export const axisRoom = "pl-10";

/** Lines at round values with their numbers, behind the bars of a chart. The same numbers stand in the chart's table. */
export function AxisValues({ top }: { top: string }) {
  const locale = useLocale();
  return axisValues(top).map((value) => (
    <div
      key={value}
      className="pointer-events-none absolute inset-x-0 border-line border-t"
      style={{ bottom: heightPercent(value, top) }}
    >
      <span className="figures absolute top-0 left-0 w-9 -translate-y-1/2 bg-surface text-ink-quiet text-xs leading-4">
        {formatCompact(value, locale)}
      </span>
    </div>
  ));
}
