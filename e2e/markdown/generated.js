// Generated texts with values, rendered by the runtime of the macros.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WORKSPACE = fileURLToPath(new URL("../..", import.meta.url));

/** Number of texts, unless the environment has another. */
const CASES = "3000";

/** Lets `tests/packages/escaping` write addresses as values and generated texts, and reads them. */
export function generate() {
  const folder = mkdtempSync(join(tmpdir(), "plain-markdown-"));
  const file = join(folder, "texts.jsonl");
  try {
    const arguments_ = ["test", "--workspace", "--locked", "--quiet", "--test", "escaping"];
    const { status, stdout, stderr } = spawnSync(
      "cargo",
      [...arguments_, "texts_are_written", "--", "--ignored"],
      {
        cwd: WORKSPACE,
        encoding: "utf8",
        env: { PLAIN_ESCAPING_CASES: CASES, ...process.env, PLAIN_ESCAPING_FILE: file },
      },
    );
    assert.equal(status, 0, `${stdout}${stderr}`);
    return split(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function split(file) {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  return {
    addresses: lines.filter(({ address }) => address !== undefined),
    texts: lines.filter(({ address }) => address === undefined),
  };
}

/** A text without character references, which HTML displays as their characters. */
function decoded(text) {
  for (;;) {
    const next = text.replace(/&#([1-9]\d*);/g, (_, code) => String.fromCodePoint(code));
    if (next === text) return text;
    text = next;
  }
}

/**
 * A text without white space and control characters, which a reference does not display, and without
 * characters that differ in code.
 */
function shown(text, { emphasis }, { mayBeCode, hasReferences }) {
  text = hasReferences ? decoded(text) : text;
  text = text.replaceAll("`", "'").replaceAll("~", "-").replace(/[\s\p{Cc}\u{feff}\u{fffd}]/gu, "");
  if (emphasis) text = text.replace(/[*_~-]/g, "");
  return mayBeCode ? text.replaceAll("\\", "") : text;
}

/** Which of the bare links are e-mail addresses. */
const kinds = ({ bareLinks }) => bareLinks.map((link) => link.startsWith("mailto:")).join();

/** Describes the difference between a text with values and one with words, or returns nothing. */
function difference(parse, text, reference, leniency) {
  const found = parse(text.markdown, leniency);
  const expected = parse(reference.markdown, leniency);
  for (const link of found.bareLinks) {
    // Part of the link that a value contains if it makes the link.
    const address = /.@.?/u.exec(link)?.[0] ?? link.replace(/^http:\/\/(?=www\.)/, "");
    const isOfAuthor =
      link.includes("x.example") || link.includes("@.") || link.includes("jane@") ||
      expected.bareLinks.includes(link) ||
      ((text.hasHost || text.hasEmail) && reference.displayed.every(([, value]) => !value.includes(address)));
    if (!isOfAuthor) return `link: ${link}`;
  }
  // The value decides whether the author's address is a link, which contains the marks after it.
  if (kinds(found) !== kinds(expected)) return undefined;
  if (found.structure !== expected.structure) {
    return `structure: ${found.structure}\nexpected:  ${expected.structure}`;
  }
  let shownText = shown(expected.text, leniency, text);
  for (const [word, value] of reference.displayed) {
    shownText = shownText.replaceAll(shown(word, leniency, text), () => shown(value, leniency, text));
  }
  const shownFound = shown(found.text, leniency, text);
  return shownFound === shownText ? undefined : `text:     ${shownFound}\nexpected: ${shownText}`;
}

/** The first difference that a value makes to a text, with the text. */
export function fault(parse, text) {
  const bareLinks = text.hasHost || text.hasEmail;
  const hosts = text.choosesHost;
  const references = [[text.words, text.edges !== null || text.hasHost]];
  if (text.edges !== null) references.push([text.edges, false]);
  for (const [reference, emphasis] of references) {
    const found = difference(parse, text, reference, { emphasis, bareLinks, hosts });
    if (found !== undefined) {
      const markdown = [text.markdown, reference.markdown].map((it) => JSON.stringify(it)).join("\n");
      return `${found}\n${markdown}`;
    }
  }
  return undefined;
}
