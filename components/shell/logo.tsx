import { cx } from "@/components/ui/cx";

/** The mark: an account book hung by its cord, as on the wall of a 帳場. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cx("size-7", className)}>
      <path d="M12 1.5v3" className="stroke-action-fill" strokeWidth="1.75" strokeLinecap="round" />
      <rect x="4" y="4" width="16" height="18.5" rx="2.5" className="fill-action-fill" />
      <path
        d="M8 9.5h8M8 13.25h8M8 17h4.5"
        className="stroke-on-fill"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="flex items-center gap-2">
      <LogoMark />
      <span className="font-semibold text-lg tracking-tight">Choba</span>
    </span>
  );
}
