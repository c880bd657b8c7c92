// Sends events with one of the official SDKs and prints their cost as a line of JSON:
//
//   node load.js SDK URL IN_FLIGHT EVENTS
//
// SDK is `typescript-sdk` or `graphql`.

import { PlainClient as GraphqlClient } from "@team-plain/graphql";
import { PlainClient as SdkClient, uiComponent as sdkComponent } from "@team-plain/typescript-sdk";
import { uiComponent } from "@team-plain/ui-components";

const [sdk, apiUrl, inFlight, events] = process.argv.slice(2);
const settings = { apiUrl, apiKey: "plainApiKey_benchmark" };

function input(components, number) {
  const key = 1_000_000_000 + number;
  return {
    title: "API key generated",
    customerIdentifier: { emailAddress: "jane@acme.com" },
    components: [
      components.text({
        text: `New API key was added with the fingerprint **${key}** with ${number} associated roles.`,
      }),
      components.spacer({ size: "M" }),
      components.linkButton({
        label: "View in admin",
        url: `https://admin.your-app.com/keys/${key}`,
      }),
    ],
    externalId: `api-key-${key}`,
  };
}

const senders = {
  "typescript-sdk": () => {
    const client = new SdkClient(settings);
    return async (number) => {
      const { data, error } = await client.createCustomerEvent(input(sdkComponent, number));
      if (error) throw new Error(JSON.stringify(error));
      return data;
    };
  },
  graphql: () => {
    const client = new GraphqlClient(settings);
    return async (number) => {
      const { customerEvent, error } = await client.mutation.createCustomerEvent({
        input: input(uiComponent, number),
      });
      if (error) throw new Error(JSON.stringify(error));
      return customerEvent;
    };
  },
};

async function sendAll(send, count) {
  let next = 0;
  const worker = async () => {
    for (let number = next++; number < count; number = next++) {
      const created = await send(number);
      if (created.title !== "API key generated") throw new Error("unexpected event in the response");
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, worker));
}

const send = senders[sdk]();
// Warm-up: establishes the connections and lets the JIT compile hot code.
await sendAll(send, Math.max(200, 4 * Number(inFlight)));

const cpuBefore = process.cpuUsage();
const start = process.hrtime.bigint();
await sendAll(send, Number(events));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const cpu = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({
    events_per_second: events / seconds,
    cpu_microseconds_per_event: (cpu.user + cpu.system) / events,
  }),
);
// Open connections would keep Node running.
process.exit();
