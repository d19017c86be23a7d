import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

export type CardProps = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  /** Under the title, quiet. */
  description?: ReactNode;
  /** At the right of the title: a chip, or one quiet button. */
  actions?: ReactNode;
  /** Below a hairline, at the bottom. */
  footer?: ReactNode;
  /** `lead` is the card that answers the question of the page. */
  emphasis?: "plain" | "lead";
  headingLevel?: 2 | 3;
  /** Without inner padding, for a table that reaches the edges. */
  flush?: boolean;
};

/** A framed block of a page. With a `title` it is a named region. */
export function Card({
  title,
  description,
  actions,
  footer,
  emphasis = "plain",
  headingLevel = 2,
  flush,
  className,
  children,
  ...rest
}: CardProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      {...rest}
      className={cx("flex min-w-0 flex-col rounded-lg border bg-surface shadow-card", className)}
    >
      {(title || actions) && (
        <header
          className={cx(
            "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 sm:px-6 sm:pt-5",
            emphasis === "lead" && "double-rule pb-3.5 sm:pb-4",
          )}
        >
          <div className="min-w-0">
            {title && (
              <Heading
                id={titleId}
                className={cx("font-semibold", emphasis === "lead" ? "text-xl" : "text-lg")}
              >
                {title}
              </Heading>
            )}
            {description && <p className="mt-0.5 text-ink-quiet text-sm">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div
        className={cx(
          "min-w-0 flex-1",
          flush ? "overflow-clip rounded-b-lg pt-3" : "px-5 py-4 sm:px-6 sm:py-5",
        )}
      >
        {children}
      </div>
      {footer && <footer className="border-t px-5 py-3 sm:px-6">{footer}</footer>}
    </section>
  );
}
