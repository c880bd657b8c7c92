// Starts one sandbox per test file, for both Node suites.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));

/** The seeded records of every sandbox, as in `plain-sandbox/src/workspace/seed.rs`. */
export const seed = {
  customerId: "c_01H14DFQ4PDYBH398J1E99TWSS",
  emailAddress: "jane@acme.com",
  externalId: "jane",
  threadId: "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
  userId: "u_01H14DFQ4PDYBH398J1E99TWT3",
  userEmailAddress: "david@acme.com",
  machineUserId: "mu_01HBZM0TZAKAZPJ47NX7X7XMDY",
};

/** Starts a sandbox before the tests and stops it after them. */
export function startSandbox() {
  let program = run("127.0.0.1:0");
  const sandbox = {
    /** Replaces it by an empty one on the same address. */
    async restart() {
      program.kill();
      await once(program, "exit");
      program = run(new URL(sandbox.apiUrl).host);
      await readAddress(program, sandbox);
    },
  };
  // Node runs the hooks of a file concurrently, so hooks that need the sandbox await this.
  sandbox.started = readAddress(program, sandbox);
  before(() => sandbox.started);
  after(() => program.kill());
  return sandbox;
}

function run(address) {
  // `.ci/run` builds the program and sets its path.
  const [program, ...options] = process.env.PLAIN_SANDBOX
    ? [process.env.PLAIN_SANDBOX]
    : ["cargo", "run", "--quiet", "--locked", "-p", "plain-sandbox", "--"];
  return spawn(program, [...options, "--listen", address], {
    cwd: WORKSPACE,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

async function readAddress(program, sandbox) {
  let output = "";
  for await (const line of createInterface({ input: program.stderr })) {
    output += `${line}\n`;
    const [, name, value] = line.match(/(PLAIN_API_URL|PLAIN_API_KEY)=(\S+)/) ?? [];
    if (name === "PLAIN_API_URL") sandbox.apiUrl = value;
    if (name === "PLAIN_API_KEY") sandbox.apiKey = value;
    if (sandbox.apiUrl && sandbox.apiKey) return;
  }
  throw new Error(`the sandbox did not start:\n${output}`);
}
