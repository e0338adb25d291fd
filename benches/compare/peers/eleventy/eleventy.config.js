import markdownIt from "markdown-it";
import markdownItFootnote from "markdown-it-footnote";

const slug = (s) => s.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// Heading ids and the page's table of contents come from the token stream: Eleventy has neither.
function headings(md) {
  md.core.ruler.push("heading_ids", (state) => {
    const seen = new Map();
    const toc = [];
    for (let i = 0; i < state.tokens.length; i++) {
      const t = state.tokens[i];
      if (t.type !== "heading_open") continue;
      const text = state.tokens[i + 1].content;
      let id = slug(text);
      const n = seen.get(id) || 0;
      seen.set(id, n + 1);
      if (n) id += "-" + n;
      t.attrSet("id", id);
      toc.push({ level: t.tag === "h2" ? 2 : 3, id, text });
    }
    state.env.toc = toc;
  });
}

export default function (config) {
  const md = markdownIt({ html: true }).use(markdownItFootnote).use(headings);
  config.setLibrary("md", md);
  config.setQuietMode(true);
  config.ignores.add("README.md");

  config.addCollection("articles", (api) =>
    api.getFilteredByGlob("content/*/*.md").filter((p) => !p.data.isSection));
  config.addCollection("sections", (api) =>
    api.getFilteredByGlob("content/*/index.md").sort((a, b) => a.data.order - b.data.order));
  config.addCollection("bySection", (api) => {
    const by = {};
    for (const p of api.getFilteredByGlob("content/*/*.md")) {
      if (!p.data.isSection) (by[p.data.section] ||= []).push(p);
    }
    for (const k in by) by[k].sort((a, b) => a.data.order - b.data.order);
    return by;
  });
  config.addCollection("byUrl", (api) => {
    const m = {};
    for (const p of api.getFilteredByGlob("content/**/*.md")) m[p.url] = p;
    return m;
  });
  config.addCollection("topics", (api) => {
    const m = {};
    for (const p of api.getFilteredByGlob("content/*/*.md"))
      for (const t of p.data.tags || []) (m[t] ||= []).push(p);
    return Object.keys(m).sort().map((name) => ({ name, pages: m[name] }));
  });

  config.addFilter("human", (d) =>
    new Date(d).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  config.addFilter("iso", (d) => new Date(d).toISOString().slice(0, 10));
  config.addFilter("toc", (html) => {
    let out = "<ul>", open = 0, item = 0;
    for (const [, level, id, text] of html.matchAll(/<h([23]) id="([^"]+)">(.*?)<\/h\1>/g)) {
      if (level === "2") {
        if (open) out += "</ul>";
        if (item) out += "</li>\n";
        open = 0;
        out += `<li><a href="#${id}">${text}</a>`;
        item = 1;
      } else {
        if (!open) out += "<ul>";
        open = 1;
        out += `<li><a href="#${id}">${text}</a></li>`;
      }
    }
    if (open) out += "</ul>";
    if (item) out += "</li>";
    return out + "</ul>";
  });

  return {
    dir: { input: ".", includes: "_includes", output: "_site" },
    markdownTemplateEngine: "liquid",
    htmlTemplateEngine: "njk",
  };
}
