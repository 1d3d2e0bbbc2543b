/* The pages of questions and of search, where there is no server. */
import { bound } from "./resolving.js";

const still = window.treatygraphStill;
const el = (name, props = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), props);
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
};

/** Return the answer to a question of the catalogue: columns, and rows of plain values. */
export async function answer(name, values) {
  const [questions, names] = await Promise.all([still.load("questions"), still.load("names")]);
  const { query, terms } = bound(names, questions[name], values);
  const { columns, rows } = await select(query);
  const notes = [...unknown(columns, rows), ...(await emptiness(questions[name], terms, names, rows)), ...(await coverage(questions[name], terms, names)), questions[name].notes].filter(Boolean);
  return { columns, headings: questions[name].headings, rows, query, notes };
}
async function select(query) {
  const got = JSON.parse((await still.ask(query)).text);
  return { columns: got.head.vars, rows: got.results.bindings.map((row) => got.head.vars.map((name) => plain(row[name]))) };
}

/* ── what an answer relies on; the words of `treatygraph.ask`, held to them by a test ──── */
function unknown(columns, rows) {
  const at = columns.indexOf("answer");
  const count = at < 0 ? 0 : rows.filter((row) => row[at] === "cannot tell").length;
  return count ? [`Cannot tell for ${count} of ${rows.length} rows: nobody states it, and the text was not read for it.`] : [];
}
const given = (question, terms, type) =>
  question.params.filter(([name, kind]) => kind === type && terms[name]).map(([name]) => terms[name]);
async function emptiness(question, terms, names, rows) {
  if (rows.length) return [];
  if (question.coverage.includes("positions"))
    return ["Empty is not no: nothing recorded here answers this; who is silent here may have spoken all the same."];
  for (const draft of given(question, terms, "draft"))
    for (const aspect of question.coverage)
      if ((await known(draft, aspect, names)).some(([state]) => state !== "complete"))
        return ["Empty is not no: nothing that answers this is registered, and what the answer relies on is known in part."];
  return [];
}
async function known(draft, aspect, names) {
  const { rows } = await select(`SELECT ?state ?covered ?total ?note WHERE {
    ?coverage a tg:Coverage ; tg:inDraft ${draft} ; tg:coverageAspect <${names.base}scheme/coverage/${aspect}> ; tg:coverageState ?state .
    OPTIONAL { ?coverage tg:covered ?covered ; tg:total ?total } OPTIONAL { ?coverage tg:note ?note } } ORDER BY DESC(?total) ?note ?coverage`);
  return rows;
}
async function division(chapter) {
  const { rows } = await select(`SELECT ?label ?draft ?role WHERE {
    ${chapter} rdfs:label ?label ; tg:inDraft/rdfs:label ?draft .
    OPTIONAL { ${chapter} tg:chapterRole/skos:prefLabel ?role . FILTER(LANGMATCHES(LANG(?role), "en")) } } ORDER BY ?label ?draft ?role`);
  return rows.map(([label, draft, role]) => `Asked of ${label} (${draft}); it is for ${role ?? "what its sections say"}.`);
}
async function coverage(question, terms, names) {
  const of = (type) => given(question, terms, type);
  const notes = [], drafts = of("draft"), [chapter] = of("chapter");
  if (chapter && question.coverage.includes("references")) {
    const { rows: [[total, covered]] } = await select(`SELECT (COUNT(DISTINCT ?article) AS ?total) (COUNT(DISTINCT ?read) AS ?covered)
      WHERE { ?article a tg:Article ; tg:inChapter ${chapter} . OPTIONAL { ?article tg:referencesRead true . BIND(?article AS ?read) } }`);
    notes.push(`References were read from the official text in ${covered} of ${total} articles of this chapter.`);
  }
  if (chapter) notes.push(...(await division(chapter)));
  for (const draft of drafts) {
    const name = drafts.length > 1 ? draft.slice(draft.lastIndexOf("/") + 1, -1) : "this draft";
    for (const aspect of question.coverage) {
      for (const [state, covered, total, note] of await known(draft, aspect, names))
        notes.push(total !== null ? `Coverage of ${name}: ${aspect} read in ${covered} of ${total} articles.` : `Coverage of ${name}, ${aspect}: ${state}. ${note ?? ""}`.trimEnd());
    }
  }
  return [...new Set(notes)];
}
function plain(term) {
  if (!term) return null;
  const kind = term.datatype?.split("#")[1];
  if (["integer", "decimal", "double", "float"].includes(kind)) return Number(term.value);
  if (kind === "boolean") return term.value === "true" || term.value === "1";
  return term.value;
}

/** Return a text in parts, what stands between backticks as code. */
function ticked(text) {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? el("code", { textContent: part }) : part));
}

export function begin(path) {
  const asked = new URLSearchParams(location.search);
  if (path === "/search") return search(asked.get("q") ?? "");
  const values = Object.fromEntries([...asked].filter(([, value]) => value));
  if (Object.keys(values).length) return question(path.slice("/questions/".length), values);
}

async function question(name, values) {
  const main = document.getElementById("main");
  const form = main.querySelector("form");
  for (const [key, value] of Object.entries(values)) if (form?.elements[key]) fill(form.elements[key], value);
  main.querySelectorAll(".note, .scroller, .table-tools, p[role=status], p:has(> a[href*='explore'])").forEach((old) => old.remove());
  const status = el("p", { textContent: "Asking the graph in your browser …" });
  status.setAttribute("role", "status");
  (form ?? main.querySelector(".lead")).after(status);
  try {
    const labels = await still.load("labels");
    const got = await answer(name, values);
    status.replaceChildren(el("strong", { textContent: `${got.rows.length} row${got.rows.length === 1 ? "" : "s"}` }));
    if (got.notes.length) {
      const list = el("ul", {}, ...got.notes.map((note) => el("li", {}, ...ticked(note))));
      status.before(el("div", { className: "note" }, list));
    }
    status.after(table(got, labels));
    document.querySelector("details pre").textContent = got.query;
    document.querySelectorAll("table[data-table=answer]").forEach((one) => one.tBodies[0].rows.length && window.treatygraphTables?.begin(one));
  } catch (error) {
    status.replaceChildren(el("strong", { textContent: error.message }));
  }
}
/* A draft is chosen by its key alone as well. */
function fill(control, value) {
  control.value = value;
  if (control.value === value || !control.options) return;
  const found = [...control.options].find((option) => option.value.split("/").pop() === value.split("/").pop());
  if (found) control.value = found.value;
}
function table(got, labels) {
  const names = (iri) => labels[iri] ?? iri.split(/[/#]/).pop();
  const cell = (value) => {
    if (value === null) return el("td");
    if (typeof value === "string" && /^https?:\/\//.test(value)) return el("td", {}, el("a", { href: link(value, labels), textContent: names(value) }));
    return el("td", { textContent: value === true ? "yes" : value === false ? "no" : String(value) });
  };
  const head = el("tr", {}, ...got.headings.map((text) => { const th = el("th", { textContent: text }); th.scope = "col"; return th; }));
  const made = el("table", { className: "stack" }, el("thead", {}, head), el("tbody", {}, ...got.rows.map((row) => el("tr", {}, ...row.map(cell)))));
  made.dataset.table = "answer";
  made.dataset.facets = "auto";
  const holder = el("div", { className: "scroller", tabIndex: 0 }, made);
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "Answer");
  return holder;
}
let base = "";
still.load("names").then((names) => (base = names.base));
function link(iri, labels) {
  return iri in labels && iri.startsWith(base) ? still.file(`/page/${iri.slice(base.length)}`) : iri;
}

/* ── search: names first, then words, as the server ranks ─────────────────────────────── */
export async function find(q) {
  const wanted = q.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  if (!wanted) return [];
  const words = wanted.split(" ");
  const tier = ([, label, , , text, more]) => {
    const names = [label.toLowerCase(), ...more.split("\n").filter(Boolean)];
    const heads = names.map((name) => name.split(". ")[0]);
    const numbers = heads.filter((head) => head.split(" ").length === 2).map((head) => head.split(" ")[1]);
    if (names.includes(wanted) || heads.includes(wanted) || numbers.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    if (names.some((name) => name.includes(` ${wanted}`))) return 2;
    if (words.every((word) => names.join("\n").includes(word))) return 3;
    return words.every((word) => `${names.join("\n")} ${text.toLowerCase()}`.includes(word)) ? 4 : 9;
  };
  return (await still.load("search")).map((entry, at) => [tier(entry), at, entry])
    .filter(([rank]) => rank < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , entry]) => entry);
}
async function search(q) {
  const main = document.getElementById("main");
  main.querySelectorAll("input[type=search]").forEach((input) => (input.value = q));
  document.querySelectorAll("#q").forEach((input) => (input.value = q));
  if (!q) return;
  const hits = await find(q);
  main.querySelector("h1").textContent = `Found for “${q}”`;
  main.querySelectorAll("p.soft, .hits").forEach((old) => old.remove());
  const status = el("p", { className: "soft", textContent: hits.length > 60 ? `The first 60 of ${hits.length} things` : `${hits.length} thing${hits.length === 1 ? "" : "s"}` });
  status.setAttribute("role", "status");
  const lines = hits.slice(0, 60).map(([href, label, kind, draft, text]) => el("li", {}, el("a", { href: still.file(href), textContent: label }), " ",
    draft ? el("span", { className: "tag bare", textContent: draft }) : null, " ", el("small", { textContent: kind }),
    text ? el("br") : null, text ? el("small", { textContent: text.slice(0, 160) }) : null));
  main.append(status, el("ul", { className: "hits" }, ...lines));
}
