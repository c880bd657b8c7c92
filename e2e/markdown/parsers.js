// Structure and text of Markdown, as the parsers of Node.js read it.

import MarkdownIt from "markdown-it";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const EMPHASIS = new Set(["emphasis", "strong", "delete", "em_open", "strong_open", "s_open"]);

/** Markup without a meaning of its own, which a value may contain. */
const TRANSPARENT = new Set(["root", "paragraph", "break"]);

/**
 * Parsed Markdown: its markup, its text, and the texts of the links without markup. With
 * `leniency`, emphasis, such links and the hosts of others are not part of the markup.
 */
class Document {
  structure = "";
  text = "";
  bareLinks = [];

  constructor(leniency) {
    this.leniency = leniency;
  }

  open(name, url, isBare) {
    if (this.leniency.emphasis && EMPHASIS.has(name)) return;
    if (isBare && this.leniency.bareLinks) {
      this.bareLinks.push(url);
      return;
    }
    this.structure += `${url === undefined || this.leniency.hosts ? "" : host(url)}${name} `;
  }
}

/** Host of a URL, which a value never changes unless it is in the host. */
function host(url) {
  const found = url.split("://")[1]?.split(/[/?#]/)[0] ?? "";
  return found.endsWith(".example") ? `${found} ` : "";
}

function addNode(document, node) {
  if (node.type === "text") {
    document.text += node.value;
    return;
  }
  if (!TRANSPARENT.has(node.type)) {
    const child = node.children?.[0]?.value;
    const isBare =
      node.type === "link" && child !== undefined &&
      ["", "http://", "mailto:"].some((scheme) => node.url === scheme + child);
    document.open(node.checked === undefined || node.checked === null ? node.type : "task", node.url, isBare);
  }
  document.text += node.value ?? node.alt ?? "";
  for (const child of node.children ?? []) addNode(document, child);
}

function readTree(tree, leniency) {
  const document = new Document(leniency);
  addNode(document, tree);
  return document;
}

function addTokens(document, tokens) {
  for (const token of tokens) {
    if (token.type === "inline") {
      addTokens(document, token.children);
    } else if (token.type === "image") {
      document.open("image", token.attrGet("src"));
      addTokens(document, token.children);
    } else {
      const isTransparent =
        token.nesting === -1 || /^(text|softbreak|hardbreak|paragraph_open|tbody_open)/.test(token.type);
      if (!isTransparent) {
        document.open(token.type, token.attrGet("href") ?? undefined, token.markup === "linkify");
      }
      document.text += token.info && token.type === "fence" ? token.info : "";
      document.text += token.nesting === 0 ? token.content : "";
    }
  }
}

const markdownIt = new MarkdownIt({ html: true, linkify: true });
// The text of a bare address stays as written.
markdownIt.normalizeLinkText = (url) => url;
// A host without a scheme, `acme.com`, is not escaped.
markdownIt.linkify.set({ fuzzyLink: false });

// mdast-util-gfm searches the unescaped text for addresses. micromark does not.
const withoutSearch = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

const remark = unified().use(remarkParse).use(remarkGfm);

/** Parsers by name, each a function of a text and a leniency. */
export const parsers = {
  "markdown-it": (text, leniency) => {
    const document = new Document(leniency);
    addTokens(document, markdownIt.parse(text, {}));
    return document;
  },
  micromark: (text, leniency) =>
    readTree(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: withoutSearch }), leniency),
  commonmark: (text, leniency) => readTree(fromMarkdown(text), leniency),
  "remark-gfm": (text, leniency) => readTree(remark.parse(text), leniency),
};
