"use client";

import { useTranslations } from "next-intl";
import { NativeSelect } from "@/components/ui/native-select";
import { currentZoneName, groupedZones, zoneLabel } from "@/lib/domain/time/zone-names";

type Props = {
  chosen: string;
  /** These stand first: those of the country that was chosen, under its name. */
  first?: { label: string; zones: readonly string[] };
};

/** Some 400 zones that the browser knows, by their part of the world. */
export function TimeZoneSelect({ chosen, first }: Props) {
  const t = useTranslations("tenantSettings.zoneRegions");
  const known = groupedZones([chosen, ...Intl.supportedValuesOf("timeZone"), "UTC"]);
  const near = first?.zones.map(currentZoneName) ?? [];
  return (
    <NativeSelect defaultValue={currentZoneName(chosen)}>
      {first && near.length > 0 && (
        <optgroup label={first.label}>
          {near.map((zone) => (
            <Zone key={zone} name={zone} />
          ))}
        </optgroup>
      )}
      {known.map(({ region, zones }) => (
        <optgroup key={region} label={t(region)}>
          {zones
            .filter((zone) => !near.includes(zone))
            .map((zone) => (
              <Zone key={zone} name={zone} />
            ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}

const Zone = ({ name }: { name: string }) => <option value={name}>{zoneLabel(name)}</option>;
