/* What a page of files does in the place of the server: links, forms, SPARQL. */
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const home = new URL(root, location.href);
  const SECONDS = 60, ROWS = 100000;

  /* ── addresses of the server → files; the same rules as the writer's ───────────────── */
  const scripted = (path) => path === "/search" || path === "/sparql" || path.startsWith("/questions/");
  function file(address) {
    const url = new URL(address, "http://server");
    const path = decodeURIComponent(url.pathname);
    const name = path.replace(/^\/+|\/+$/g, "") || "index";
    const pairs = [...url.searchParams].filter(([, value]) => value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const encoded = (text) => text.split("/").map(encodeURIComponent).join("/");
    if (path === "/describe") return url.searchParams.get("iri");
    if (/^\/(data|assets|dumps|brief)\//.test(path)) return root + encoded(name) + url.hash;
    if (scripted(path)) return `${root}${encoded(name)}.html${url.search}${url.hash}`;
    const parts = pairs.map(([key, value]) => `${key}-${value.replace(/[^A-Za-z0-9_.,-]+/g, "_")}`);
    return `${root}${encoded([name, ...parts].join("--"))}.html${url.hash}`;
  }

  /* ── SPARQL in a worker; a query that takes too long ends with its worker ─────────── */
  let worker = null, count = 0;
  const waiting = new Map();
  function begin() {
    worker = new Worker(new URL("assets/still/worker.js", home), { type: "module" });
    worker.onmessage = ({ data }) => {
      const one = waiting.get(data.id);
      if (!one) return;
      if (data.begun) {
        one.clock = setTimeout(() => end(`The query took more than ${SECONDS} seconds.`), SECONDS * 1000);
        return;
      }
      clearTimeout(one.clock);
      waiting.delete(data.id);
      if (data.error) one.fail(new Error(data.error));
      else one.give(data);
    };
    worker.onerror = (event) => end(`The query engine cannot run here: ${event.message ?? "no module workers"}`);
  }
  function end(why) {
    worker?.terminate();
    worker = null;
    waiting.forEach((one) => { clearTimeout(one.clock); one.fail(new Error(why)); });
    waiting.clear();
  }
  const json = new Map();
  const load = (name) => {
    if (!json.has(name)) json.set(name, fetch(new URL(`assets/still/${name}.json`, home)).then((r) => r.json()));
    return json.get(name);
  };
  async function ask(query, results = "application/sparql-results+json", triples = "text/turtle") {
    const names = await load("names");
    const head = Object.entries(names.prefixes)
      .filter(([name]) => !new RegExp(`PREFIX\\s+${name}:`, "i").test(query))
      .map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
    if (!worker) begin();
    const id = ++count;
    const answer = new Promise((give, fail) => waiting.set(id, { give, fail }));
    worker.postMessage({ id, query: head + query, results, triples, base: names.base });
    return answer;
  }

  /* ── the endpoint's address, for the query page ───────────────────────────────────── */
  const FORMS = { json: "application/sparql-results+json", xml: "application/sparql-results+xml", csv: "text/csv", tsv: "text/tab-separated-values",
    turtle: "text/turtle", ntriples: "application/n-triples", nquads: "application/n-quads", trig: "application/trig", rdfxml: "application/rdf+xml", jsonld: "application/ld+json" };
  const ENDS = { turtle: "ttl", ntriples: "nt", nquads: "nq", rdfxml: "rdf" };
  async function endpoint(address, options = {}) {
    const params = new URL(address, "http://server").searchParams;
    const form = FORMS[params.get("format")];
    try {
      const got = await ask(params.get("query") ?? options.body, form, form);
      if (got.form === FORMS.json && JSON.parse(got.text).results?.bindings.length > ROWS) throw new Error(`The answer has more than ${ROWS} rows.`);
      return new Response(got.text, { headers: { "Content-Type": got.form } });
    } catch (error) {
      const body = JSON.stringify({ title: "refused", detail: error.message });
      return new Response(body, { status: 400, headers: { "Content-Type": "application/problem+json" } });
    }
  }
  const fetched = window.fetch.bind(window);
  window.fetch = (input, options) =>
    typeof input === "string" && /^\/sparql(\?|$)/.test(input) ? endpoint(input, options) : fetched(input, options);

  /* ── forms, links made by scripts, downloads ──────────────────────────────────────── */
  function go(form) {
    const query = new URLSearchParams(new FormData(form)).toString();
    location.href = file(`${form.dataset.action || serverPath()}${query ? `?${query}` : ""}`);
  }
  /* The server's path of this page, for forms that ask the page they stand on. */
  function serverPath() {
    const here = decodeURIComponent(location.pathname).slice(decodeURIComponent(home.pathname).length);
    return `/${here.replace(/\.html$/, "").replace(/--.*$/, "").replace(/^index$/, "")}`;
  }
  document.addEventListener("submit", (event) => {
    if ((event.target.method || "get").toLowerCase() !== "get") return;
    event.preventDefault();
    go(event.target);
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-server]");
    if (!link) return;
    event.preventDefault();
    const address = link.dataset.server, form = new URL(address, "http://server").searchParams.get("format");
    const answer = await endpoint(address);
    const made = document.createElement("a");
    made.href = URL.createObjectURL(await answer.blob());
    made.download = `answer.${ENDS[form] ?? form}`;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 1000);
  });
  const mend = (link) => {
    const address = link.getAttribute("href");
    if (!address?.startsWith("/") || address.startsWith("//")) return;
    if (/^\/sparql\?/.test(address) && /[?&]format=/.test(address)) { link.dataset.server = address; link.setAttribute("href", "#"); }
    else link.setAttribute("href", file(address));
  };
  const watch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") mend(change.target);
      change.addedNodes.forEach((node) => {
        if (node.nodeType !== 1) return;
        if (node.matches("a[href^='/']")) mend(node);
        node.querySelectorAll("a[href^='/']").forEach(mend);
      });
    }
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });

  window.treatygraphStill = { root, file, ask, load, serverPath };
  const path = () => serverPath();
  document.addEventListener("DOMContentLoaded", () => {
    if (path() === "/search" || path().startsWith("/questions/")) import(new URL("assets/still/asking.js", home)).then((m) => m.begin(path()));
  });
})();
