// Sends an event with one text with each of the official SDKs, for comparing the request bodies:
//
//   node one.js URL
//
// A `*` in URL is replaced by the name of the SDK.

import { PlainClient as GraphqlClient } from "@team-plain/graphql";
import { PlainClient as SdkClient, uiComponent as sdkComponent } from "@team-plain/typescript-sdk";
import { uiComponent } from "@team-plain/ui-components";

const [url] = process.argv.slice(2);
const settings = (name) => ({ apiUrl: url.replace("*", name), apiKey: "plainApiKey_benchmark" });
const input = ({ text }) => ({
  title: "API key generated",
  customerIdentifier: { emailAddress: "jane@acme.com" },
  components: [
    text({
      text: "New API key was added with the fingerprint **3b7896975ee9fd15eeb7** with 4 associated roles.",
    }),
  ],
  externalId: "api-key-1",
});

await new SdkClient(settings("typescript-sdk")).createCustomerEvent(input(sdkComponent));
await new GraphqlClient(settings("graphql")).mutation.createCustomerEvent({
  input: input(uiComponent),
});
process.exit();
