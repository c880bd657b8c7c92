// A captured value adds no markup, whichever parser reads it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { marked } from "marked";

import { fault, generate } from "./generated.js";
import { parsers } from "./parsers.js";

const { addresses, texts } = generate();

/** Texts with an author's table or footnote, which are other markup without GitHub's extensions. */
const hasTable = ({ markdown }) => /-\||\|-/.test(markdown);
const hasFootnote = ({ markdown }) => markdown.includes("[^1]:");

const excluded = {
  "markdown-it": hasFootnote,
  micromark: () => false,
  commonmark: (text) => hasTable(text) || hasFootnote(text),
};

const links = (name) =>
  addresses
    .filter(({ markdown }) => parsers[name](markdown, {}).structure.includes("link"))
    .map(({ address }) => address);

for (const [name, isExcluded] of Object.entries(excluded)) {
  test(`values stay text in ${name}`, () => {
    const read = texts.filter((text) => !isExcluded(text));
    assert.ok(read.length > texts.length / 2);
    const faults = read
      .map((text) => fault(parsers[name], text))
      .filter((found) => found !== undefined);
    assert.equal(faults.length, 0, `${faults.length} faults\n\n${faults.slice(0, 10).join("\n\n")}`);
  });

  test(`addresses in values are not links in ${name}`, () => {
    assert.deepEqual(links(name), []);
  });
}

// marked deviates from CommonMark in other places, so that generated texts differ.
test("addresses in values are not links in marked", () => {
  const found = addresses.filter(({ markdown }) => marked(markdown).includes("<a"));
  assert.deepEqual(found, []);
});

// A known limit: it searches the text for addresses after unescaping it.
test("remark-gfm links addresses in values regardless", () => {
  assert.deepEqual(links("remark-gfm"), addresses.map(({ address }) => address));
});
