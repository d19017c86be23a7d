"use client";

import type { Component } from "@/lib/domain/catalog/component";
import { AddonFields } from "./addon-fields";
import { BaseFields } from "./base-fields";
import { OnDemandFields } from "./on-demand-fields";
import { SeatsFields, SeatsMore } from "./seats-fields";
import { UsageFields, UsageMore } from "./usage-fields";

export type ComponentFieldsProps<Kind extends Component = Component> = {
  component: Kind;
  /** Where the component stands in the definition: `components.2`. */
  path: string;
  onChange: (component: Kind) => void;
};

/** The fields that only this kind of component has. */
export function ComponentFields({ component, ...rest }: ComponentFieldsProps) {
  switch (component.kind) {
    case "base":
      return <BaseFields {...rest} component={component} />;
    case "seats":
      return <SeatsFields {...rest} component={component} />;
    case "usage":
      return <UsageFields {...rest} component={component} />;
    case "addon":
      return <AddonFields {...rest} component={component} />;
    case "on_demand":
      return <OnDemandFields {...rest} component={component} />;
  }
}

/** The fields of this kind of component that few plans need. They are folded at first. */
export function ComponentMore({ component, ...rest }: ComponentFieldsProps) {
  if (component.kind === "seats") return <SeatsMore {...rest} component={component} />;
  if (component.kind === "usage") return <UsageMore {...rest} component={component} />;
  return null;
}
