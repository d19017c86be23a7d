// `npm run lock:complete`: puts the packages of other systems back into package-lock.json. npm drops them if
// the registry in use does not offer them, and then the lock file works only on the systems that it offers.
// The package that needs them pins their versions. The first npm that can read a digest adds it.
import fs from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../package-lock.json", import.meta.url));

/** @typedef {{ [at: string]: { [field: string]: unknown, optionalDependencies?: Record<string, string> } }} Packages */

/** Where npm would find `name` from the package at `from`. */
function resolve(packages, from, name) {
  for (let at = from; ; ) {
    const place = `${at ? `${at}/` : ""}node_modules/${name}`;
    if (place in packages || at === "") return place;
    const parent = at.lastIndexOf("/node_modules/");
    at = parent < 0 ? "" : at.slice(0, parent);
  }
}

/** The optional packages that are required somewhere and have no entry. */
export function missingPackages(packages) {
  return Object.entries(packages).flatMap(([askedBy, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .map(([name, version]) => ({ place: resolve(packages, askedBy, name), version, askedBy }))
      .filter(({ place }) => !(place in packages)),
  );
}

const OS = /-(android|darwin|freebsd|linux|win32)(?=-|$)/;
const CPU = /-(arm64|arm|x64|ia32|ppc64|s390x|riscv64|wasm32)(?=-|$)/;

/** What the name of a platform package says about where it runs. */
export function systemOf(name) {
  const [, os] = OS.exec(name) ?? [];
  const [, cpu] = CPU.exec(name) ?? [];
  const libc =
    os === "linux" ? (/musl$/.test(name) ? "musl" : /gnu$/.test(name) ? "glibc" : undefined) : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

function complete() {
  const lock = JSON.parse(fs.readFileSync(FILE, "utf8"));
  const missing = missingPackages(lock.packages);
  for (const { place, version, askedBy } of missing) {
    if (!/^\d/.test(version)) throw new Error(`${place} is not pinned to one version: ${version}`);
    const asking = lock.packages[askedBy];
    lock.packages[place] = {
      version,
      ...systemOf(place),
      ...(asking.dev && { dev: true }),
      ...(asking.license && { license: asking.license }),
      optional: true,
    };
  }
  const sorted = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(sorted.map((place) => [place, lock.packages[place]]));
  fs.writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages of other systems put back.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) complete();
