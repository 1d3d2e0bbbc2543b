/* SPARQL in the browser: Oxigraph, compiled to WebAssembly, over the dump beside the pages. */
import init, { Store } from "../vendor/oxigraph.js";

const ready = (async () => {
  const [, answer] = await Promise.all([
    init({ module_or_path: new URL("../vendor/oxigraph_bg.wasm", import.meta.url) }),
    fetch(new URL("../../dumps/graph.nq.gz", import.meta.url)),
  ]);
  if (!answer.ok) throw new Error(`The dump is not there: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  /* Some hosts unpack it on the way. */
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = packed
    ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text()
    : new TextDecoder().decode(bytes);
  const store = new Store();
  store.load(text, { format: "application/n-quads", lenient: true, no_transaction: true });
  return store;
})();

/* npm oxigraph 0.4.11 to 0.5.11 reads `a - b + c` as `a - (b + c)`, and `a / b / c` alike.  A wrong
   number is worse than none, so such a chain is refused until it has brackets. */
const bare = (query) => query.replace(/<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g, "_");
const CHAIN = /\s-\s[^(){};.,]*\s[-+]\s|[?$]\w+\s*\/\s*[^(){};.]*\s*[*/]\s*[?$\d]|\d\s*\/\s*\d+\s*[*/]|\d\s*-\s*\d+\s*[-+]/;

onmessage = async ({ data: { id, query, results, triples, base } }) => {
  try {
    const store = await ready;
    postMessage({ id, begun: true });
    if (CHAIN.test(bare(query))) throw new Error("The engine in your browser reads a - b + c as a - (b + c), and a / b / c alike: write brackets, as (a - b) + c.");
    const own = /(^|[^\w?$:])FROM\b/i.test(bare(query));
    const kind = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare(query))?.[1].toUpperCase();
    const form = kind === "SELECT" || kind === "ASK" ? results : triples;
    const text = store.query(query, { results_format: form, use_default_graph_as_union: !own, base_iri: base });
    postMessage({ id, text, form });
  } catch (error) {
    postMessage({ id, error: String(error.message ?? error) });
  }
};
