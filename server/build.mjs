// `npm run build`: builds what is out of date and starts nothing. For a container image or a machine of your
// own.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./bootstrap/build.mjs";
import { killPrograms } from "./bootstrap/program.mjs";
import { explain } from "./bootstrap/say.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    killPrograms();
    process.exit(1);
  });
}
try {
  await ensureBuilt(ROOT, path.join(ROOT, "build", "logs")).all;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
