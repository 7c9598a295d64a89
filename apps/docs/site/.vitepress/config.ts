import { defineConfig, type UserConfig } from "vitepress";
import { apiSidebar } from "./apiSidebar.ts";
import { baseUrl } from "./baseUrl.ts";
import { highlightOnce } from "./highlightOnce.ts";
import { leanFormulas } from "./leanFormulas.ts";

/** The parts of the article, in the order they are read. */
const article = [
  { text: "What lazy and rich mean", link: "/article/lazy-and-rich" },
  { text: "One neuron and what it conserves", link: "/article/one-neuron" },
  { text: "The exact solution", link: "/article/exact-solution" },
  { text: "Function space and the kernel", link: "/article/function-space" },
  { text: "Implicit bias", link: "/article/implicit-bias" },
  { text: "Wide and deep linear networks", link: "/article/linear-networks" },
  { text: "Piecewise-linear networks", link: "/article/piecewise-linear" },
  { text: "Deep networks", link: "/article/deep-networks" },
  { text: "What to remember", link: "/article/summary" },
];

const guides = [
  { text: "Install one package", link: "/guides/install" },
  { text: "Solve your own problem", link: "/guides/solve" },
  { text: "Train a network", link: "/guides/train" },
  { text: "Run a sweep, here or with Slurm", link: "/guides/sweep" },
  { text: "Is my network lazy?", link: "/guides/is-my-network-lazy" },
  { text: "Diagnose a network in the page", link: "/guides/diagnose" },
  { text: "A task, a model, a measure of your own", link: "/guides/your-own-parts" },
  { text: "Read results in Python and R", link: "/guides/python-and-r" },
  { text: "In a page, a notebook, an online editor", link: "/guides/elsewhere" },
  { text: "Add a figure", link: "/guides/add-a-figure" },
  { text: "Cite", link: "/guides/cite" },
];

const reference = [
  { text: "Command line", link: "/reference/command-line" },
  { text: "Theory", link: "/reference/theory" },
  { text: "Numerical method and accuracy", link: "/reference/accuracy" },
  { text: "Performance", link: "/reference/performance" },
  { text: "Packages", link: "/reference/api/", items: apiSidebar() },
];

/** What is sought on a page: no formulas, and in the reference the words under each name, without its program and tables. */
function searchedText(source: string, path: string): string {
  const text = source.replaceAll(/\$\$[^$]*\$\$|\$[^$\n]+\$/g, " ");
  if (!path.startsWith("reference/api/")) return text;
  return text.replaceAll(/^```.*?^```$/gms, "").replaceAll(/^(?:\|.*|####.*|\*\*\*)$/gm, "");
}

/** d3 re-exports what Observable Plot does not use; that is no news. */
const onwarn = <W extends { code?: string | undefined }>(warning: W, warn: (warning: W) => void): void => {
  if (warning.code !== "UNUSED_EXTERNAL_IMPORT") warn(warning);
};

/** What draws figures, which few pages do: loaded where it is used. VitePress would put into every page whatever the theme's imports could reach. */
const figures: NonNullable<NonNullable<UserConfig["vite"]>["plugins"]>[number] = {
  name: "figures-apart",
  outputOptions(options) {
    const { manualChunks } = options;
    if (typeof manualChunks !== "function") return null;
    return {
      ...options,
      manualChunks(id, meta) {
        // the charts of demos have ticks by it
        if (/\/node_modules\/(?:d3-array|internmap)\//.test(id)) return "d3-array";
        if (/\/packages\/plot\/dist\/(?:figure|legends|marks|space)\//.test(id)) return "figures";
        if (
          /\/node_modules\/(?:@observablehq\/plot|d3(?:-[a-z-]+)?|isoformat|interval-tree-1d|binary-search-bounds)\//.test(
            id,
          )
        )
          return "figures";
        return manualChunks(id, meta);
      },
    };
  },
};

export default defineConfig({
  title: "lazyrich",
  description: "Lazy and rich learning, explained with exact solutions that run in the page.",
  lang: "en",
  base: baseUrl,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${baseUrl}favicon.svg` }]],
  transformHead: ({ assets }) =>
    assets
      .filter((asset) => asset.includes("latin-wght"))
      .map((href) => ["link", { rel: "preload", href, as: "font", type: "font/woff2", crossorigin: "" }]),
  outDir: "../dist",
  cacheDir: "../node_modules/.cache/vitepress",
  cleanUrls: false,
  lastUpdated: false,
  // to keep colours from fading over, the whole page would be styled anew three times at its start
  appearance: { disableTransition: false },
  markdown: {
    math: true,
    config(markdown) {
      leanFormulas(markdown);
      highlightOnce(markdown);
    },
  },
  vite: {
    plugins: [figures],
    worker: { format: "es" },
    build: { chunkSizeWarningLimit: 1200, rollupOptions: { onwarn } },
  },
  // the pages of packages are long: an outline stands beside them
  transformPageData({ relativePath, frontmatter }) {
    const isOfPackages = relativePath.startsWith("reference/api/");
    if (isOfPackages || relativePath === "reference/command-line.md")
      Object.assign(frontmatter, {
        aside: true,
        outline: [2, 3],
        pageClass: isOfPackages ? "api-page" : "command-page",
      });
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        _render: (source, env, md) =>
          env.frontmatter?.search === false || /^---\nsearch: false/.test(source)
            ? ""
            : md.render(searchedText(source, env.relativePath), env),
        miniSearch: {
          options: {
            // words that say nothing are neither kept nor sought, and a name is found by its parts; runs in the page, so it is written as one
            processTerm: (term: string) => {
              if (
                /^(?:a|an|and|are|can|compute|do|does|find|for|get|how|i|in|is|it|make|of|on|or|the|to|what|which|with)$/i.test(
                  term,
                )
              )
                return null;
              const parts = term
                .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
                .toLowerCase()
                .split(" ");
              return parts.length > 1 ? [parts.join(""), ...parts] : parts[0];
            },
          },
          searchOptions: {
            // the article before the lists of functions, and these before the types that they take and give
            boostDocument: (id: string, _term: string, stored?: Record<string, unknown>) => {
              if (!id.includes("/reference/api/")) return 1;
              return /^(?:Types|Interfaces)$/.test((stored?.titles as string[] | undefined)?.at(-1) ?? "")
                ? 0.35
                : 0.55;
            },
          },
        },
      },
    },
    aside: false,
    nav: [
      { text: "Article", link: "/article/lazy-and-rich", activeMatch: "/article/" },
      { text: "Guides", link: "/guides/install", activeMatch: "/guides/" },
      { text: "Reference", link: "/reference/command-line", activeMatch: "/reference/" },
    ],
    sidebar: {
      "/article/": [{ text: "Lazy and rich learning", items: article }],
      "/guides/": [{ text: "Guides", items: guides }],
      "/reference/": [{ text: "Reference", items: reference }],
    },
    outline: false,
    docFooter: { prev: "Before", next: "Next" },
  },
});
