import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence: what this page answers. */
  lead?: ReactNode;
  /** Above the title: where this page belongs, a link back. */
  above?: ReactNode;
  actions?: ReactNode;
};

/** The head of a page; its title is the page's only h1. */
export function PageHeader({ title, lead, above, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {above && <div className="mb-1 text-ink-quiet text-sm print:hidden">{above}</div>}
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {lead && <p className="mt-1 max-w-prose text-ink-soft">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  );
}
