// `npm test`: installs what the tests need and runs all of them. Parts: `npm test -- --unit`, `-- --e2e`.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Choba needs Node 20.9 or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { testAll } = await import("./bootstrap/tests.mjs");
await testAll(process.argv.slice(2));
