/* What people write for a parameter (`IV`, `36`, `24(2)`, a key, a name, an IRI) → one thing.

   The same rules as `treatygraph.ask`, over names.json; a test holds both to the same answers. */
const fold = (text) => text.toLowerCase();

function point(value) {
  const [head, ...points] = value.replace(/[) ]/g, "").split("(");
  const levels = ["para", "subpara", "item"];
  return [`art-${head}`, ...points.slice(0, 3).map((one, at) => `${levels[at]}-${one}`)].join("/");
}

function match(things, value) {
  const wanted = fold(value.trim());
  const forms = new Set([wanted, wanted.replaceAll("(", "/").replaceAll(")", "")]);
  for (const [word, step] of [["article ", "art-"], ["art. ", "art-"], ["chapter ", "ch-"], ["", "art-"], ["", "ch-"]]) {
    if (!wanted.startsWith(word)) continue;
    const rest = wanted.slice(word.length);
    [rest, step + rest, point(rest)].forEach((form) => forms.add(form));
  }
  const exact = things.filter((thing) => (thing.n ?? []).some((name) => forms.has(fold(name))));
  const articles = exact.filter((thing) => thing.a);
  return exact.length > 1 && articles.length ? articles : exact;
}

function iriOf(names, value) {
  if (/^https?:\/\//.test(value)) return value;
  const [, prefix, local] = /^([^:]*):(.*)$/s.exec(value) ?? [];
  return prefix in names.prefixes ? names.prefixes[prefix] + local : null;
}

function lineagesByNumber(names, value, draft) {
  const [, head, rest] = /^([^/]*)\/(.*)$/s.exec(value) ?? [null, "", ""];
  const named = head ? match(names.draft, head).map((one) => one.i) : [];
  const drafts = named.length ? named : draft ? [draft] : names.negotiated;
  const parts = drafts.flatMap((one) => match(names.provision.filter((p) => p.d === one), named.length ? rest : value));
  const found = new Set(parts.flatMap((part) => part.l ?? []));
  return names.lineage.filter((one) => found.has(one.i));
}

function one(names, [name, type], value, draft) {
  if (type === "text") return JSON.stringify(value);
  if (type === "integer") {
    if (!/^-?\d+$/.test(value)) throw new Error(`${name}=${value} is not a whole number.`);
    return value;
  }
  const iri = iriOf(names, value);
  if (type === "iri") return `<${iri ?? value}>`;
  let things = names[type];
  if ((type === "chapter" || type === "provision") && draft) things = things.filter((thing) => thing.d === draft);
  let found = iri ? things.filter((thing) => thing.i === iri) : match(things, value);
  if (!found.length && type === "provision" && draft) {
    const lineages = new Set(match(names.lineage, value).map((thing) => thing.i));
    found = things.filter((thing) => thing.d === draft && (thing.l ?? []).some((line) => lineages.has(line)));
  }
  if (!found.length && type === "lineage") found = lineagesByNumber(names, value, draft);
  if (found.length === 1) return `<${found[0].i}>`;
  const near = found.slice(0, 5).map((thing) => thing.n.at(-1)).join("; ");
  throw new Error(found.length ? `${name}=${value} names ${found.length} things: ${near}.` : `There is no ${type} “${value}”${draft ? " in this draft" : ""}.`);
}

/** Return the query of a question with its parameters bound, each by a VALUES block of its own, and their terms. */
export function bound(names, question, values) {
  const known = new Map(question.params.map((param) => [param[0], param]));
  for (const name of Object.keys(values)) if (!known.has(name)) throw new Error(`The question has no parameter ${name}.`);
  const blocks = [], terms = {};
  let draft = null;
  const ordered = [...question.params].sort((a, b) => (a[1] !== "draft") - (b[1] !== "draft"));
  for (const param of ordered) {
    const [name, type, standard] = param;
    const value = values[name] ?? standard;
    if (!value) {
      if (name in values || standard !== "" || type !== "treaty") throw new Error(`Say what is meant by ${name}.`);
      continue;
    }
    const term = one(names, param, value, draft);
    blocks.push(` VALUES (?${name}) { (${term}) }`);
    terms[name] = term;
    if (type === "draft" && !draft) draft = term.slice(1, -1);
  }
  const bare = question.query.replace(/<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, (text) => " ".repeat(text.length));
  const at = /\bWHERE\s*\{/i.exec(bare) ?? /\{/.exec(bare);
  const end = at.index + at[0].length;
  return { query: question.query.slice(0, end) + blocks.join("") + question.query.slice(end), terms };
}
