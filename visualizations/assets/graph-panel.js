/* What stands beside the picture: search, filters, legend, and the panel of one thing. */
(function () {
  "use strict";
  var TG = window.TG;
  if (!TG) { return; }
  var panel = document.getElementById("panel"), offline = TG.stage.dataset.offline === "1";
  function $(id) { return document.getElementById(id); }
  function el(name, attributes) {
    var made = document.createElement(name);
    Object.entries(attributes || {}).forEach(function (a) { if (a[0] === "text") { made.textContent = a[1]; } else { made.setAttribute(a[0], a[1]); } });
    for (var i = 2; i < arguments.length; i++) { if (arguments[i]) { made.append(arguments[i]); } }
    return made;
  }
  function href(key) { return offline ? key : (key.indexOf(TG.stage.dataset.base) === 0 ? "/page/" + TG.short(key) : "/describe?iri=" + encodeURIComponent(key)); }

  var SHAPES = {
    ellipse: '<ellipse cx="10" cy="8" rx="9" ry="6"/>',
    diamond: '<path d="M10 1l8 7-8 7-8-7z"/>', dot: '<circle cx="10" cy="8" r="6"/>', triangle: '<path d="M10 1l8 14H2z"/>',
    hexagon: '<path d="M5 2h10l4 6-4 6H5L1 8z"/>', square: '<rect x="4" y="2" width="12" height="12"/>'
  };
  /* The values of what is coloured by, in their colours; of kinds only the shapes say more then. */
  function coloured(list) {
    var by = TG.state.colour, there = new Set(TG.data.nodes.map(function (n) { return n[by]; }));
    Object.keys(TG.look.colours[by]).forEach(function (value) {
      if (there.has(value)) { list.append(el("li", { "class": "coloured" }, symbol("article", TG.look.looks[TG.look.colours[by][value]][TG.theme()]), word(value))); }
    });
  }
  function symbol(kind, given) {
    var style = TG.look.kinds[kind], plain = TG.state.colour && kind !== "chapter" ? TG.look.looks.none : style, c = given || plain[TG.theme()];
    var holder = el("span");
    holder.innerHTML = '<svg viewBox="0 0 20 16" aria-hidden="true" fill="' + c.fill + '" stroke="' + c.border + '" stroke-width="1.4">' + (SHAPES[style.shape] || '<rect x="1" y="2" width="18" height="12" rx="' + Math.min(6, style.radius === undefined ? 3 : style.radius) + '"/>') + "</svg>";
    return holder.firstChild;
  }
  function legend() {
    var list = $("legend"); list.replaceChildren();
    if (TG.marks) {
      var frame = el("span");
      frame.innerHTML = '<svg viewBox="0 0 20 16" aria-hidden="true"><rect x="2" y="2" width="16" height="12" rx="3" fill="none" stroke="' + TG.markColour() + '" stroke-width="3"/></svg>';
      list.append(el("li", { "class": "marked" }, frame.firstChild, TG.marks.found.size + ": " + TG.marks.words));
    }
    if (TG.state.colour) { coloured(list); }
    var kinds = new Set(TG.data.nodes.filter(function (n) { return !n.detail; }).map(function (n) { return n.kind; }));
    Object.keys(TG.look.kinds).forEach(function (k) { if (kinds.has(k)) { list.append(el("li", {}, symbol(k), TG.look.kinds[k].label)); } });
    var lines = new Set(TG.data.edges.map(function (e) { return e.kind; }));
    Object.keys(TG.look.edges).forEach(function (k) {
      var s = TG.look.edges[k];
      if (!lines.has(k) || (TG.data.form === "draft" && (s.hidden || k === "lineage"))) { return; }
      var holder = el("span");
      holder.innerHTML = '<svg viewBox="0 0 20 16" aria-hidden="true"><path d="M0 8h20" stroke="' + s[TG.theme()] + '" stroke-width="2.2" stroke-dasharray="' + (s.dashes ? s.dashes.join(" ") : "") + '"/></svg>';
      list.append(el("li", {}, holder.firstChild, s.label));
    });
  }

  function word(text) { return TG.data.words[text] || text; }
  function tag(basis) { return basis ? el("span", { "class": "tag", "data-is": basis, text: word(basis) }) : null; }
  var CHIPS = { done: "pass", undone: "fail", unknown: "cannot-tell" };
  function chip(n) { return n.outcome ? el("span", { "class": "verdict", "data-is": CHIPS[TG.look.colours.outcome[n.outcome]] || "none-told", text: word(n.outcome) }) : null; }
  function fill(id, steps) {
    panel.replaceChildren();
    panel.hidden = id === null;
    if (id === null) { TG.network.redraw(); return; }
    var n = TG.byId.get(id), d = TG.data.details[id];
    var close = el("button", { "class": "close quiet", "aria-label": tongue("Close the panel"), text: "✕" });
    close.addEventListener("click", function () { TG.choose(null); TG.stage.querySelector("canvas").parentNode.focus(); });
    panel.append(el("span", { "class": "kind" }, symbol(n.kind), TG.look.kinds[n.kind].label), close, el("h2", { text: n.name, tabindex: "-1", id: "panel-title" }));
    var line = el("p", {});
    if (n.role) { line.append(el("span", { "class": "tag bare", text: word(n.role) }), " "); }
    if (n.basis) { line.append(tag(n.basis)); }
    if (n.outcome) { line.append(" " + tongue("What became of it:") + " ", chip(n)); }
    panel.append(line);
    d.facts.forEach(function (f) { panel.append(el("div", {}, el("small", { text: f[0] + ": " }), f[1])); });
    actions(n);
    if (steps) { route(n, steps); }
    relations(id);
    panel.append(el("h3", { text: tongue("Evidence") }));
    if (!d.evidence.length) { panel.append(el("p", { "class": "soft", text: tongue("None of its own; see what it is part of.") })); }
    var list = el("ul", { "class": "evidence" });
    d.evidence.forEach(function (e) { list.append(el("li", {}, tag(e[0]), " " + [e[1], e[2]].filter(Boolean).join(", "), e[3] ? el("small", { text: " " + e[3] }) : null)); });
    panel.append(list);
  }
  function actions(n) {
    var box = el("div", { "class": "actions" });
    var words = n.kind === "value";
    if (!words) { box.append(el("a", { "class": "button primary", href: href(n.key), text: offline ? tongue("Its IRI") : tongue("Open its page") })); }
    function button(text, pressed, act) { var b = el("button", { text: text }); if (pressed !== null) { b.setAttribute("aria-pressed", String(pressed)); } b.addEventListener("click", act); box.append(b); }
    var line = TG.near.get(n.id).find(function (x) { return x.edge.kind === "lineage" && TG.byId.get(x.id).kind === "lineage"; });
    if (line && n.kind === "article") { box.append(el("a", { "class": "button", href: href(TG.byId.get(line.id).key), text: tongue("Asked, and what became of it") })); }
    button(tongue("Focus"), TG.state.focus, function () { TG.state.focus = !TG.state.focus; TG.choose(n.id, true); });
    var hidden = TG.hiddenNear(n.id);
    if (hidden) { button(tongue("Expand (%(count)s)", { count: hidden }), null, function () { TG.expand(n.id); TG.choose(n.id, true); }); }
    if (TG.data.nodes.some(function (x) { return x.parent === n.id; })) { button(tongue("Collapse"), null, function () { TG.collapse(n.id); TG.choose(n.id, true); }); }
    if (n.kind === "chapter") {
      button(TG.folded.has(n.id) ? tongue("Unfold chapter") : tongue("Fold chapter"), null, function () { if (TG.folded.has(n.id)) { TG.unfold(n.id); } else { TG.fold(n.id); } TG.choose(n.id, true); });
    }
    if (!offline && !words) { box.append(el("a", { "class": "button", href: "/explore?around=" + encodeURIComponent(TG.short(n.key)), text: tongue("Alone") })); }
    button(tongue("Path to …"), null, function () { TG.picking = true; TG.say(tongue("Choose the other end: click it, or find it by name.")); $("find").focus(); });
    panel.append(box);
  }
  function words(edge, out) { return out ? edge.words : edge.back; }
  function route(n, steps) {
    panel.append(el("h3", { text: tongues("Shortest path, %(num)s step", "Shortest path, %(num)s steps", steps.length) }));
    var list = el("ol", {});
    steps.forEach(function (s) { list.append(el("li", {}, el("small", { text: words(s.edge, s.out) + " " }), jump(TG.byId.get(s.id)))); });
    panel.append(list);
  }
  function jump(n) {
    var b = el("button", { "class": "quiet", text: n.name });
    b.addEventListener("click", function () { TG.show(n.id); });
    return b;
  }
  function proof(edge) {
    if (!edge.fact) { return tag(edge.basis); }
    return el("a", { "class": "proof", href: href(edge.fact), "aria-label": tongue("Evidence: %(basis)s", { basis: word(edge.basis) || tongue("open") }) }, tag(edge.basis || tongue("evidence")));
  }
  function relations(id) {
    var groups = new Map();
    TG.near.get(id).forEach(function (x) {
      var name = words(x.edge, x.out);
      if (!groups.has(name)) { groups.set(name, []); }
      groups.get(name).push({ n: TG.byId.get(x.id), edge: x.edge });
    });
    groups.forEach(function (found, name) {
      panel.append(el("h3", { text: name + " (" + found.length + ")" }));
      var list = el("ul", { "class": "near" });
      found.forEach(function (f) {
        var holder = f.edge.kind === "targets" && TG.near.get(f.n.id).find(function (x) { return x.edge.kind === "held" && x.out; });
        list.append(el("li", {}, jump(f.n), holder ? el("small", { text: (TG.byId.get(holder.id).label || TG.byId.get(holder.id).name) + " " }) : null, chip(f.n), chip(f.n) ? " " : null, proof(f.edge)));
      });
      panel.append(list);
    });
  }
  window.addEventListener("chosen", function (e) { fill(e.detail.id, e.detail.steps); });

  /* Search: a combobox over all names; arrows choose, Enter goes there. */
  var find = $("find"), options = $("suggestions"), at = -1, hits = [];
  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }
  function suggest() {
    var q = fold(find.value.trim());
    hits = !q ? [] : TG.data.nodes.map(function (n) {
      var name = fold(n.name), i = name.indexOf(q);
      var exact = n.number && (q === n.number.toLowerCase() || name.indexOf(q + ".") === 0);
      return { n: n, rank: exact ? -1 : (i < 0 ? Infinity : i + (n.detail ? 100 : 0)) };
    }).filter(function (h) { return h.rank < Infinity; }).sort(function (a, b) { return a.rank - b.rank; }).slice(0, 12);
    at = hits.length ? 0 : -1;
    draw();
  }
  function draw() {
    options.replaceChildren();
    options.hidden = !hits.length;
    find.setAttribute("aria-expanded", String(hits.length > 0));
    hits.forEach(function (h, i) {
      var row = el("li", { role: "option", id: "hit-" + i, "aria-selected": String(i === at) }, el("small", { text: TG.look.kinds[h.n.kind].label }), h.n.name);
      row.addEventListener("mousedown", function (e) { e.preventDefault(); go(i); });
      options.append(row);
    });
    if (at >= 0) { find.setAttribute("aria-activedescendant", "hit-" + at); } else { find.removeAttribute("aria-activedescendant"); }
  }
  function go(i) {
    var n = hits[i].n;
    hits = []; draw(); find.value = "";
    if (TG.picking) { TG.picking = false; TG.state.to = n.id; TG.choose(TG.state.at, true); if (!TG.path(TG.state.at, n.id)) { TG.say(tongue("No path joins the two in this picture.")); } return; }
    TG.show(n.id);
    var title = $("panel-title"); if (title) { title.focus(); }
  }
  find.addEventListener("input", suggest);
  var leaving;
  find.addEventListener("focus", function () { clearTimeout(leaving); });
  find.addEventListener("blur", function () { leaving = setTimeout(function () { hits = []; draw(); }, 150); });
  find.addEventListener("keydown", function (e) {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); if (hits.length) { at = (at + (e.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length; draw(); } }
    else if (e.key === "Enter" && at >= 0) { e.preventDefault(); go(at); }
    else if (e.key === "Escape") { hits = []; TG.picking = false; draw(); }
  });

  /* Filters */
  function filters() {
    var box = $("filter-kinds"); box.replaceChildren(el("legend", { text: tongue("Show") }));
    var kinds = new Set(TG.data.nodes.filter(function (n) { return !n.detail; }).map(function (n) { return n.kind; }));
    kinds.forEach(function (k) {
      var input = el("input", { type: "checkbox" });
      input.checked = !TG.state.off.has(k);
      input.addEventListener("change", function () { if (input.checked) { TG.state.off.delete(k); } else { TG.state.off.add(k); } TG.refresh(); });
      box.append(el("label", {}, input, symbol(k), TG.look.kinds[k].plural));
    });
    [["role", "filter-role"], ["basis", "filter-basis"]].forEach(function (pair) {
      var select = $(pair[1]), values = Array.from(new Set(TG.data.nodes.map(function (n) { return n[pair[0]]; }).filter(Boolean)));
      select.replaceChildren(el("option", { value: "", text: tongue("any") }));
      values.forEach(function (v) { select.append(el("option", { value: v, text: word(v) })); });
      select.value = TG.state[pair[0]];
      select.onchange = function () { TG.state[pair[0]] = select.value; TG.refresh(); };
    });
  }
  function colouring() {
    var select = $("colour-by");
    select.value = TG.state.colour;
    select.onchange = function () { TG.state.colour = select.value; legend(); filters(); TG.refresh(); if (TG.state.at !== null) { TG.choose(TG.state.at, true); } };
  }
  function view(name) {
    TG.state.view = name;
    document.querySelector(".explore").dataset.view = name || "picture";
    $("view-table").setAttribute("aria-pressed", String(name === "table"));
  }
  $("view-table").addEventListener("click", function () { view(TG.state.view === "table" ? "" : "table"); TG.write(); if (!TG.state.view) { TG.network.redraw(); } });
  $("zoom-in").addEventListener("click", function () { TG.network.moveTo({ scale: TG.network.getScale() * 1.35 }); TG.zoomed(); });
  $("zoom-out").addEventListener("click", function () { TG.network.moveTo({ scale: TG.network.getScale() / 1.35 }); TG.zoomed(); });
  $("zoom-fit").addEventListener("click", function () { TG.network.fit(); TG.zoomed(); });
  var draft = $("graph-draft");
  if (draft) { draft.addEventListener("change", function () { var to = "/explore?draft=" + encodeURIComponent(draft.value); location.href = window.treatygraphStill ? window.treatygraphStill.file(to) : to; }); }
  document.addEventListener("keydown", function (e) { if (e.key === "Escape" && !e.defaultPrevented && e.target !== find) { document.querySelectorAll(".graph-bar details[open]").forEach(function (d) { d.open = false; }); } });
  document.addEventListener("click", function (e) { document.querySelectorAll(".graph-bar details[open]").forEach(function (d) { if (!d.contains(e.target)) { d.open = false; } }); });
  window.addEventListener("stateread", function () { colouring(); legend(); filters(); view(TG.state.view); });
  window.addEventListener("themechange", function () { legend(); filters(); });
  legend();
  TG.start();
})();
