/* The query page: the editor of YASGUI, and the answer as table, chart, graph and text. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("sparql-data").textContent);
  var Yasqe = window.Yasqe && (window.Yasqe.default || window.Yasqe.Yasqe || window.Yasqe);
  function $(id) { return document.getElementById(id); }
  function el(name, attributes) {
    var made = document.createElement(name);
    Object.entries(attributes || {}).forEach(function (a) { if (a[0] === "text") { made.textContent = a[1]; } else { made.setAttribute(a[0], a[1]); } });
    for (var i = 2; i < arguments.length; i++) { if (arguments[i]) { made.append(arguments[i]); } }
    return made;
  }
  /* The server declares the usual prefixes, so that a name with one of them is no fault. */
  var mode = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", function (config, options) {
    var made = mode(config, options), fresh = made.startState;
    made.startState = function () { return Object.assign(fresh(), { prefixes: Object.assign({}, data.prefixes) }); };
    return made;
  });
  /* Names are completed from the graph, not from lists on the web. */
  var known = { "class": data.terms["class"], property: data.terms.property, prefixes: Object.entries(data.prefixes).map(function (p) { return p[0] + ": <" + p[1] + ">"; }) };
  Yasqe.defaults.autocompleters = ["variables"];
  Object.keys(known).forEach(function (kind) {
    Yasqe.forkAutocompleter(kind, { name: "our-" + kind, bulk: true, persistenceId: null, get: known[kind] });
  });
  var editor = new Yasqe($("editor"), {
    persistenceId: null, createShareableLink: null, showQueryButton: false, resizeable: false,
    requestConfig: { endpoint: "/sparql" }, pluginButtons: function () { return ""; }, lineWrapping: true,
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, Tab: false, "Shift-Tab": false }
  });
  var input = $("editor").querySelector("textarea");
  if (input) { input.setAttribute("aria-label", tongue("Query")); input.id = "query"; }
  var pane = $("editor").querySelector(".CodeMirror-scroll");
  if (pane) { pane.tabIndex = 0; pane.setAttribute("role", "region"); pane.setAttribute("aria-label", tongue("Query, scrolled")); }
  var shared = new URLSearchParams(location.hash.slice(1)).get("query");
  editor.setValue(shared || data.query);
  data.examples.forEach(function (e, i) { void i; e.size = e.query.length; });

  $("examples").addEventListener("change", function () {
    var chosen = data.examples[Number(this.value)];
    if (this.value !== "" && chosen) { editor.setValue(chosen.query); run(); }
  });
  $("add-prefixes").addEventListener("click", function () {
    var text = editor.getValue();
    var used = Object.keys(data.prefixes).filter(function (p) { return new RegExp("(^|[^\\w-])" + p + ":").test(text) && !new RegExp("PREFIX\\s+" + p + ":", "i").test(text); });
    editor.setValue(used.map(function (p) { return "PREFIX " + p + ": <" + data.prefixes[p] + ">"; }).join("\n") + (used.length ? "\n" : "") + text);
  });
  $("share").addEventListener("click", function () {
    var here = window.treatygraphStill ? window.treatygraphStill.file("/sparql") : "/sparql";
    var link = new URL(here, location.href) + "#" + new URLSearchParams({ query: editor.getValue() });
    history.replaceState(null, "", link);
    navigator.clipboard.writeText(link).then(function () { say(tongue("The link is copied.")); }, function () { say(tongue("The link is in the address.")); });
  });
  $("run").addEventListener("click", run);
  function say(text) { $("state").textContent = text; }

  function address(form) { return "/sparql?" + new URLSearchParams({ query: asked, format: form, download: "answer" }); }
  /* An answer belongs to the query that it came from. */
  var count = 0, asked = null;
  function stale() {
    var old = asked !== null && editor.getValue() !== asked;
    $("stale").hidden = !old;
    $("answer").classList.toggle("old", old);
  }
  $("restore").addEventListener("click", function () { editor.setValue(asked); });
  /* Names of known prefixes that the graph does not have, with the nearest that it has. */
  function bare(text) {
    return text.replace(/"""[^]*?"""|\'\'\'[^]*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*/g, function (found) { return found[0] === "<" ? found : " "; });
  }
  function distance(a, b) {
    var row = Array.from({ length: b.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= a.length; i++) {
      var before = row[0]; row[0] = i;
      for (var j = 1; j <= b.length; j++) { var here = row[j]; row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1)); before = here; }
    }
    return row[b.length];
  }
  function nearest(prefix, name, names) {
    var said = prefix === "tg" && data.meant[name];
    if (said) { return said; }
    var low = name.toLowerCase(), best = "", least = Infinity;
    names.forEach(function (n) { var d = distance(low, n.toLowerCase()); if (d < least) { least = d; best = n; } });
    return least <= Math.max(2, Math.ceil(name.length / 3)) ? prefix + ":" + best : "";
  }
  function unknown(text) {
    var plain = bare(text), spaces = Object.assign({}, data.prefixes), found = new Map(), m;
    var declared = /\bPREFIX\s+([\w-]*):\s*<([^>]*)>/gi, used = /(^|[^\w:?$@.<\/-])([A-Za-z][\w-]*):([A-Za-z_](?:[\w.-]*[\w-])?)/g;
    while ((m = declared.exec(plain))) { spaces[m[1]] = m[2]; }
    plain = plain.replace(/\bPREFIX\s+[\w-]*:\s*<[^>]*>|<[^>]*>/gi, " ");
    while ((m = used.exec(plain))) {
      var names = data.names[spaces[m[2]]];
      if (spaces[m[2]] === undefined) { found.set(m[2] + ":", { undeclared: true }); }
      else if (names && names.indexOf(m[3]) < 0) { found.set(m[2] + ":" + m[3], { near: nearest(m[2], m[3], names) }); }
    }
    return found;
  }
  var marks = [];
  function tell() {
    var found = unknown(editor.getValue()), box = $("unknown");
    marks.forEach(function (mark) { mark.clear(); });
    marks = [];
    box.replaceChildren();
    box.hidden = !found.size;
    found.forEach(function (what, name) {
      var line = el("p", {}, el("code", { text: name }), what.undeclared ? tongue(" is a prefix that is not declared.") : tongue(" does not occur in this graph."));
      if (what.near) {
        var mend = el("button", { type: "button", text: what.near });
        mend.addEventListener("click", function () { editor.setValue(editor.getValue().replace(new RegExp("(^|[^\\w:-])" + name.replace(/[.]/g, "\\.") + "(?![\\w-])", "g"), "$1" + what.near)); });
        line.append(tongue(" Did you mean "), mend, "?");
      }
      box.append(line);
      editor.eachLine(function (at) {
        var start = at.text.indexOf(name), end = start + name.length;
        if (start >= 0 && !/[\w-]/.test(at.text[end] || " ")) { marks.push(editor.markText({ line: editor.getLineNumber(at), ch: start }, { line: editor.getLineNumber(at), ch: end }, { className: "unknown-term", title: "not in this graph" })); }
      });
    });
  }
  var waiting = 0;
  editor.on("change", function () { stale(); clearTimeout(waiting); waiting = setTimeout(tell, 250); });
  tell();
  function run() {
    var query = editor.getValue(), mine = ++count, begun = performance.now();
    say(tongue("Asking …"));
    tell();
    fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" }, body: query })
      .then(function (r) { return r.text().then(function (text) { return { ok: r.ok, type: r.headers.get("Content-Type") || "", text: text }; }); })
      .then(function (got) {
        if (mine !== count) { return; }
        var took = Math.round(performance.now() - begun) + " ms";
        if (!got.ok) { var p = {}; try { p = JSON.parse(got.text); } catch (error) { p = { detail: got.text }; } say(p.detail || tongue("The server refused the query.")); $("answer").hidden = true; asked = null; stale(); return; }
        asked = query;
        stale();
        $("answer").hidden = false;
        $("pane-raw").firstElementChild.textContent = got.text;
        if (got.type.indexOf("json") >= 0) { table(JSON.parse(got.text), took); } else { triples(got.text, took); }
      }, function () { say(tongue("The server did not answer.")); });
  }
  function downloads(forms) {
    $("downloads").replaceChildren();
    forms.forEach(function (f, i) { $("downloads").append(i ? ", " : "", el("a", { href: address(f), download: "", text: f.toUpperCase() })); });
  }
  function short(iri) {
    var best = "";
    Object.keys(data.prefixes).forEach(function (p) { if (iri.indexOf(data.prefixes[p]) === 0 && data.prefixes[p].length > (data.prefixes[best] || "").length) { best = p; } });
    return best ? best + ":" + iri.slice(data.prefixes[best].length) : iri;
  }
  function page(iri) {
    if (iri.indexOf(data.base + "ontology#") === 0) { return "/ontology#" + iri.split("#")[1]; }
    return iri.indexOf(data.base) === 0 ? "/page/" + iri.slice(data.base.length) : "/describe?iri=" + encodeURIComponent(iri);
  }
  function cell(term) {
    if (!term) { return el("td"); }
    if (term.type === "uri") { return el("td", {}, el("a", { href: page(term.value), text: short(term.value) })); }
    return el("td", term["xml:lang"] ? { lang: term["xml:lang"] } : {}, term.value, term["xml:lang"] ? el("small", { text: " @" + term["xml:lang"] }) : null);
  }
  function grid(names, rows) {
    var head = el("tr"), body = el("tbody");
    names.forEach(function (n) { head.append(el("th", { scope: "col", text: n })); });
    rows.slice(0, 1000).forEach(function (row) { var tr = el("tr"); row.forEach(function (t) { tr.append(cell(t)); }); body.append(tr); });
    $("pane-table").replaceChildren(el("table", {}, el("thead", {}, head), body));
    if (rows.length > 1000) { $("pane-table").append(el("p", { "class": "soft", text: tongue("The first 1,000 of %(count)s rows; download has them all.", { count: rows.length }) })); }
  }
  function table(json, took) {
    if (typeof json.boolean === "boolean") {
      downloads(["json", "xml", "csv"]);
      $("pane-table").replaceChildren(el("p", { text: json.boolean ? tongue("Yes") : tongue("No") }));
      shown = { names: [], rows: [] };
      say((json.boolean ? tongue("Yes") : tongue("No")) + ", " + took); show("table"); return;
    }
    downloads(["csv", "tsv", "json", "xml"]);
    var names = json.head.vars, rows = json.results.bindings.map(function (b) { return names.map(function (n) { return b[n]; }); });
    grid(names, rows);
    shown = { names: names, rows: rows };
    say(rows.length + (rows.length === 1 ? " row, " : " rows, ") + took);
    show("table");
  }
  function triples(text, took) {
    downloads(["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"]);
    shown = { names: ["subject", "predicate", "object"], rows: [] };
    var of = asked;
    fetch("/sparql?" + new URLSearchParams({ query: of, format: "ntriples" })).then(function (r) { return r.text(); }).then(function (nt) {
      if (of !== asked) { return; }
      shown.rows = nt.split("\n").filter(Boolean).map(function (line) {
        var m = /^(<[^>]*>|_:\S+) <([^>]*)> (.*) \.$/.exec(line);
        return m ? [m[1], "<" + m[2] + ">", m[3]].map(term) : [];
      }).filter(function (r) { return r.length; });
      grid(shown.names, shown.rows);
      say(shown.rows.length + " triples, " + took);
    });
    show("table");
  }
  function term(text) {
    if (text[0] === "<") { return { type: "uri", value: text.slice(1, -1) }; }
    var m = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+))?/.exec(text);
    return m ? { type: "literal", value: unescape_(m[1]), "xml:lang": m[2] } : { type: "bnode", value: text };
  }
  function unescape_(t) { return t.replace(/\\u([0-9A-F]{4})|\\U([0-9A-F]{8})|\\(.)/g, function (_, a, b, c) { return a || b ? String.fromCodePoint(parseInt(a || b, 16)) : ({ n: "\n", r: "\r", t: "\t" }[c] || c); }); }

  /* Tabs */
  var shown = { names: [], rows: [] }, tabs = ["table", "chart", "graph", "raw"];
  function show(name) {
    tabs.forEach(function (t) { var on = t === name; $("tab-" + t).setAttribute("aria-selected", String(on)); $("tab-" + t).tabIndex = on ? 0 : -1; $("pane-" + t).hidden = !on; });
    if (name === "chart") { chart(); }
    if (name === "graph") { graph(); }
  }
  tabs.forEach(function (t, i) {
    $("tab-" + t).addEventListener("click", function () { show(t); });
    $("tab-" + t).addEventListener("keydown", function (e) {
      var step = e.key === "ArrowRight" ? 1 : (e.key === "ArrowLeft" ? 3 : 0);
      if (step) { var next = tabs[(i + step) % 4]; show(next); $("tab-" + next).focus(); }
    });
  });
  function chart() {
    var pane = $("pane-chart"), rows = shown.rows, number = -1, words = -1;
    shown.names.forEach(function (_, i) {
      var values = rows.map(function (r) { return r[i]; }).filter(Boolean);
      var numeric = values.length && values.every(function (v) { return v.value !== "" && !isNaN(Number(v.value)); });
      if (numeric) { number = i; } else if (words < 0) { words = i; }
    });
    if (number < 0 || words < 0) { pane.replaceChildren(el("p", { "class": "note", text: tongue("A chart needs one column of numbers and one of names, such as SELECT ?kind (COUNT(*) AS ?n).") })); return; }
    var top = rows.slice(0, 60), max = Math.max.apply(null, top.map(function (r) { return Number(r[number] ? r[number].value : 0); })), NS = "http://www.w3.org/2000/svg";
    function shape(name, attributes, text) { var s = document.createElementNS(NS, name); Object.entries(attributes).forEach(function (a) { s.setAttribute(a[0], a[1]); }); if (text !== undefined) { s.textContent = text; } return s; }
    var svg = shape("svg", { viewBox: "0 0 760 " + (top.length * 28 + 10), "class": "plot", role: "img", "aria-label": shown.names[number] + " by " + shown.names[words] });
    top.forEach(function (r, i) {
      var v = Number(r[number] ? r[number].value : 0), t = r[words] ? r[words].value : "", name = r[words] && r[words].type === "uri" ? short(t) : t;
      svg.append(shape("text", { x: 250, y: i * 28 + 20, "text-anchor": "end", "font-size": 13 }, name.length > 34 ? name.slice(0, 33) + "…" : name));
      svg.append(shape("rect", { x: 258, y: i * 28 + 5, width: Math.max(1, 440 * v / (max || 1)), height: 20, fill: "var(--accent)" }));
      svg.append(shape("text", { x: 264 + 440 * v / (max || 1), y: i * 28 + 20, "font-size": 13 }, String(v)));
    });
    pane.replaceChildren(svg);
  }
  /* Columns from left to right: what nothing points to first, then what it points to. */
  function place(nodes, edges) {
    var depth = new Map(), sizes = [], aims = new Set(edges.map(function (e) { return e.to; }));
    nodes.forEach(function (n) { depth.set(n.id, aims.has(n.id) ? 1 : 0); });
    for (var turn = 0; turn < 4; turn++) { edges.forEach(function (e) { if (aims.has(e.from) && e.from !== e.to && depth.get(e.to) === depth.get(e.from) && turn === depth.get(e.from) - 1) { depth.set(e.to, depth.get(e.from) + 1); } }); }
    nodes.forEach(function (n) { sizes[depth.get(n.id)] = (sizes[depth.get(n.id)] || 0) + 1; });
    var rows = Math.max(10, Math.ceil(Math.sqrt(nodes.length) * 1.6)), left = [], x = 0, seen = [];
    for (var d = 0; d < sizes.length; d++) { left[d] = x; if (sizes[d]) { x += Math.ceil(sizes[d] / rows) * 284 + 90; } }
    nodes.forEach(function (n) {
      var band = depth.get(n.id), i = seen[band] || 0, tall = Math.min(sizes[band], rows);
      seen[band] = i + 1;
      n.x = left[band] + Math.floor(i / rows) * 284; n.y = (i % rows - (tall - 1) / 2) * 52;
    });
  }
  function graph() {
    var pane = $("pane-graph");
    if (!window.vis) {
      var script = el("script", { src: "/assets/vendor/vis-network.min.js" });
      script.addEventListener("load", graph); document.head.append(script); return;
    }
    var nodes = new Map(), edges = [];
    function node(t) { if (!nodes.has(t.value)) { nodes.set(t.value, { id: t.value, label: (t.type === "uri" ? short(t.value).split("/").slice(-2).join("/") : t.value).slice(0, 40) }); } return t.value; }
    shown.rows.slice(0, 400).forEach(function (r) {
      if (shown.names.join() === "subject,predicate,object") { if (r[2].type === "uri") { edges.push({ from: node(r[0]), to: node(r[2]), label: short(r[1].value).split(":").pop() }); } return; }
      var things = r.filter(function (t) { return t && t.type === "uri"; });
      things.forEach(function (t, i) { node(t); if (i) { edges.push({ from: things[i - 1].value, to: t.value }); } });
    });
    if (!nodes.size) { pane.replaceChildren(el("p", { "class": "note", text: tongue("A graph needs things in the answer, not only words and numbers.") })); return; }
    var style = getComputedStyle(document.documentElement), ink = style.getPropertyValue("--ink").trim(), line = style.getPropertyValue("--strong-line").trim();
    place(Array.from(nodes.values()), edges);
    var network = new vis.Network(pane, { nodes: Array.from(nodes.values()), edges: edges }, {
      layout: { improvedLayout: false }, physics: false, interaction: { keyboard: { enabled: true, bindToWindow: false } },
      nodes: { shape: "box", margin: 7, widthConstraint: { minimum: 200, maximum: 240 }, scaling: { label: { drawThreshold: 3 } }, color: { background: style.getPropertyValue("--surface").trim(), border: line }, font: { color: ink, face: "system-ui", size: 15 } },
      edges: { arrows: "to", color: { color: line, opacity: 0.6 }, font: { color: ink, size: 11, strokeWidth: 0, face: "system-ui" }, smooth: false }
    });
    network.fit({ animation: false });
    network.on("doubleClick", function (p) { if (p.nodes[0]) { location.href = page(p.nodes[0]); } });
  }
  if (shared) { run(); }
})();
