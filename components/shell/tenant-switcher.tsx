"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuLink } from "@/components/ui/menu";
import type { TenantChoice } from "./shell-types";

/** The tenant of the page; a menu if the reader has several. */
export function TenantSwitcher({
  tenants,
  currentId,
}: {
  tenants: readonly TenantChoice[];
  currentId?: string;
}) {
  const t = useTranslations("shell");
  const current = tenants.find((tenant) => tenant.id === currentId);
  if (current && tenants.length === 1)
    return <span className="min-w-0 truncate px-1 font-medium">{current.name}</span>;
  return (
    <Menu
      align="start"
      trigger={
        <Button
          variant="quiet"
          className="min-w-0 text-ink"
          aria-label={t("switchTenant", { name: current?.name ?? "–" })}
          iconEnd={<ChevronsUpDown aria-hidden="true" className="text-ink-quiet" />}
        >
          <span className="max-w-28 truncate sm:max-w-52">{current?.name ?? t("tenant")}</span>
        </Button>
      }
    >
      {tenants.map((tenant) => (
        <MenuLink key={tenant.id} href={tenant.href} current={tenant.id === currentId}>
          <span className="block truncate">{tenant.name}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
