// `npm start` and `npm run dev`. Plain Node without dependencies: nothing may be installed yet.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Choba needs Node 20.9 or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Loaded late, so that an old Node fails above and not over syntax it does not know.
const { main } = await import("./bootstrap/choba.mjs");
await main({ dev: process.argv.includes("--dev") });
