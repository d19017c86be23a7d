import type { ReactNode } from "react";
import { cx } from "./cx";

type EmptyStateProps = {
  icon?: ReactNode;
  /** What is not there yet. */
  title: ReactNode;
  /** Why, and what would fill it. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Stands where a list would be: says why it is empty and what to do. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cx("flex flex-col items-center px-6 py-12 text-center", className)}>
      {icon && (
        <div
          aria-hidden="true"
          className="mb-3 grid size-10 place-items-center rounded-full bg-wash text-ink-quiet [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="font-medium">{title}</p>
      {children && <div className="mt-1 max-w-md text-ink-quiet text-sm">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
