// Counts what readers from npm find: node count.js READER FILE, one number on the output.
"use strict";
const fs = require("fs");
const { createRequire } = require("module");
const need = createRequire(process.argv[4] + "/");
const [, , reader, file] = process.argv;
const text = fs.readFileSync(file, "utf8");

const term = (t) => (t.termType === "Literal" ? JSON.stringify([t.value, t.language, t.datatype.value]) : t.value);
const key = (q) => [q.subject, q.predicate, q.object, q.graph].map(term).join(" ");

function streamed(parser) {
  return new Promise((done, failed) => {
    const found = new Set();
    parser.on("data", (quad) => found.add(key(quad)));
    parser.on("error", failed);
    parser.on("end", () => done(found.size));
    parser.write(text);
    parser.end();
  });
}

function network(library) {
  const graph = need(library).parse(need("graphology"), text, { addMissingNodes: false });
  return graph.order + graph.size;
}

const readers = {
  n3: () => new Set(new (need("n3").Parser)().parse(text).map(key)).size,
  jsonld: async () => new Set((await need("jsonld").toRDF(JSON.parse(text))).map(key)).size,
  "jsonld-streaming-parser": () => {
    const { JsonLdParser } = need("jsonld-streaming-parser");
    return streamed(new JsonLdParser({ dataFactory: undefined }));
  },
  "rdfxml-streaming-parser": () => {
    const { RdfXmlParser } = need("rdfxml-streaming-parser");
    return streamed(new RdfXmlParser());
  },
  "graphology-graphml": () => network("graphology-graphml"),
  "graphology-gexf": () => network("graphology-gexf"),
  cytoscape: () => {
    const cy = need("cytoscape")({ headless: true, ...JSON.parse(text) });
    if (cy.nodes().some((n) => /^[a-z]+:\/\//.test(n.data("name")))) throw new Error("an IRI as name");
    return cy.nodes().length + cy.edges().length;
  },
};

Promise.resolve()
  .then(readers[reader])
  .then((count) => console.log(count))
  .catch((error) => {
    console.error(String(error));
    process.exit(1);
  });
