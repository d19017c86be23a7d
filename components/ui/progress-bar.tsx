import { cx } from "./cx";

type ProgressBarProps = {
  /** What is being done. */
  label: string;
  /** 0 to 100; without it the end is unknown and the bar only says that work goes on. */
  percent?: number;
  /** Beside the label: "312 of 1,204". */
  note?: string;
  className?: string;
};

/** Long work under way. */
export function ProgressBar({ label, percent, note, className }: ProgressBarProps) {
  return (
    <div className={className}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <span>{label}</span>
        {note && <span className="figures text-ink-quiet">{note}</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={note}
        className="h-1.5 overflow-hidden rounded-full bg-wash"
      >
        <div
          className={cx(
            "h-full rounded-full bg-action-fill transition-[width]",
            percent === undefined && "w-2/5 animate-slide motion-reduce:w-full motion-reduce:opacity-40",
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
