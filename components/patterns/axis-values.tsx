import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { axisValues, heightPercent } from "./bar-heights";

type Props = {
  /** The value at the chart's upper edge, an exact decimal. */
  top: string;
  say?: (value: string) => string;
};

/** Lines at round values with their numbers, above the bars of a chart. The same numbers stand in the chart's table. */
export function AxisValues({ top, say }: Props) {
  const locale = useLocale();
  return axisValues(top).map((value) => (
    <div
      key={value}
      className="pointer-events-none absolute inset-x-0 border-line border-t"
      style={{ bottom: heightPercent(value, top) }}
    >
      <span className="figures absolute bottom-0 left-0 rounded-sm bg-raised/80 px-0.5 text-ink-quiet text-xs leading-4">
        {say ? say(value) : formatNumber(value as `${number}`, locale)}
      </span>
    </div>
  ));
}
