/* What is chosen, filtered and followed; the state stands in the address. */
(function () {
  "use strict";
  var TG = window.TG;
  if (!TG) { return; }
  var state = { at: null, focus: false, to: null, off: new Set(), role: "", basis: "", colour: "", view: "" };
  var base = TG.stage.dataset.base || "";
  var said = document.getElementById("said");

  function say(text) { said.textContent = text; clearTimeout(say.timer); say.timer = setTimeout(function () { said.textContent = ""; }, 4200); }
  function short(key) { return key.indexOf(base) === 0 ? key.slice(base.length) : key; }
  function long(key) { return /^[a-z]+:/.test(key) ? key : base + key; }

  /* A choice is a step that Back takes back; what only follows from the address is none. */
  function write() {
    var p = new URLSearchParams();
    if (state.at !== null) { p.set("at", short(TG.byId.get(state.at).key)); }
    if (state.to !== null) { p.set("to", short(TG.byId.get(state.to).key)); }
    if (state.focus) { p.set("focus", "1"); }
    if (state.off.size) { p.set("without", Array.from(state.off).join(".")); }
    ["role", "basis", "colour", "view"].forEach(function (name) { if (state[name]) { p.set(name, state[name]); } });
    var text = p.toString().replace(/%2F/g, "/");
    var address = location.pathname + location.search + (text ? "#" + text : "");
    if (address === location.pathname + location.search + location.hash) { return; }
    history[started ? "pushState" : "replaceState"](null, "", address);
  }
  function read() {
    var p = new URLSearchParams(location.hash.slice(1));
    var at = TG.byKey.get(long(p.get("at") || "")), to = TG.byKey.get(long(p.get("to") || ""));
    state.at = at ? at.id : null;
    state.to = to ? to.id : null;
    state.focus = p.get("focus") === "1";
    state.off = new Set((p.get("without") || "").split(".").filter(Boolean));
    state.role = p.get("role") || "";
    state.basis = p.get("basis") || "";
    state.colour = TG.look.colours[p.get("colour")] ? p.get("colour") : "";
    state.view = p.get("view") || "";
  }

  var started = false;

  /* Two steps for those who speak and what is spoken of: statements, and their other end. */
  function further(n, found) {
    TG.near.get(n.id).forEach(function (x) {
      var said = n.kind === "stakeholder" ? x.edge.kind === "held" : x.edge.kind === "targets" && !x.out;
      if (!said) { return; }
      TG.near.get(x.id).forEach(function (y) {
        if (n.kind === "stakeholder" ? y.edge.kind === "targets" && y.out : y.edge.kind === "held") { found.add(y.id); }
      });
    });
  }
  function neighbours(id) {
    var found = new Set([id]);
    TG.near.get(id).forEach(function (x) { found.add(x.id); });
    var n = TG.byId.get(id);
    if (n.kind === "article") {            // what its points say counts as its own
      TG.near.get(id).forEach(function (x) { if (x.edge.kind === "part" && !x.out) { TG.near.get(x.id).forEach(function (y) { found.add(y.id); }); } });
    }
    if (n.kind === "stakeholder" || n.kind === "article") { further(n, found); }
    return found;
  }
  function path(from, to) {
    var before = new Map([[from, null]]), queue = [from];
    while (queue.length) {
      var id = queue.shift();
      if (id === to) { break; }
      TG.near.get(id).forEach(function (x) { if (!before.has(x.id)) { before.set(x.id, { id: id, edge: x.edge, out: x.out }); queue.push(x.id); } });
    }
    if (!before.has(to)) { return null; }
    var steps = [];
    for (var at = to; before.get(at); at = before.get(at).id) { steps.unshift({ id: at, edge: before.get(at).edge, out: before.get(at).out }); }
    return steps;
  }

  function allowed(n) {
    if (state.off.has(n.kind)) { return false; }
    if (state.role && n.role && n.role !== state.role) { return false; }
    if (state.basis && n.basis && n.basis !== state.basis) { return false; }
    return true;
  }
  function refresh() {
    var steps = state.at !== null && state.to !== null ? path(state.at, state.to) : null;
    var lit = null, litEdges = null;
    if (steps) {
      lit = new Set([state.at]); litEdges = new Set();
      steps.forEach(function (s) { lit.add(s.id); litEdges.add(s.edge.id); });
    } else if (state.at !== null) { lit = neighbours(state.at); }
    TG.data.nodes.forEach(function (n) {
      var revealed = !n.detail || n.parent !== undefined || Boolean(steps && lit.has(n.id));
      if (steps && lit.has(n.id) && n.detail && !n.parent) { var p = TG.place(state.at) || { x: 0, y: 0 }; n.revealed = true; if (n.x === undefined) { n.x = p.x + 90; n.y = p.y + 90; } }
      if (steps && lit.has(n.id)) { var chapter = TG.inFold(n); if (chapter) { TG.folded.delete(chapter.id); } }
      n.off = !revealed || !(allowed(n) || n.id === state.at) || Boolean(state.focus && lit && !lit.has(n.id));
    });
    TG.sync();
    var two = state.at !== null && ["stakeholder", "article"].indexOf(TG.byId.get(state.at).kind) >= 0;
    TG.paint(function (n) {
      if (!lit) { return TG.marks && !TG.marks.shown.has(n.id) ? "faint" : ""; }
      if (n.id === state.at || n.id === state.to) { return "chosen"; }
      return lit.has(n.id) ? (lit.size <= 14 ? "named" : "") : "faint";
    }, function (e) {
      if (!lit) { return TG.marks ? "faint" : ""; }
      if (two && lit.has(e.from) && lit.has(e.to) && (e.kind === "held" || e.kind === "targets")) { return "bright"; }
      if (litEdges) { return litEdges.has(e.id) ? "bright" : "faint"; }
      var held = TG.look.edges[e.kind].hidden && TG.byId.get(state.at).kind === "chapter";
      return (e.from === state.at || e.to === state.at) && !held ? "bright" : "faint";
    });
    write();
    painted = true;
    return steps;
  }
  var painted = false;

  function choose(id, keep) {
    if (!keep) { state.to = null; }
    state.at = id;
    if (id !== null) {
      var n = TG.byId.get(id), home = TG.inFold(n);
      if (home) { TG.unfold(home.id); }
      if (n.detail && !TG.place(id)) { revealOne(n); }
      if (TG.place(id)) { TG.network.selectNodes([id], false); }
    } else { TG.network.unselectAll(); state.focus = false; }
    var steps = refresh();
    if (steps) { frame(steps.map(function (s) { return s.id; }).concat([id])); }
    window.dispatchEvent(new CustomEvent("chosen", { detail: { id: id, steps: steps } }));
  }
  function revealOne(n) {
    var owner = TG.near.get(n.id).map(function (x) { return TG.byId.get(x.id); }).find(function (o) { return TG.place(o.id); });
    if (owner) { TG.expand(owner.id); }
  }
  function calm() { return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350 }; }
  /* Brings things into view once the panel has taken its place. */
  function frame(ids) {
    setTimeout(function () {
      TG.network.fit({ nodes: ids.filter(function (id) { return TG.place(id); }), maxZoomLevel: 1, animation: calm() });
      setTimeout(TG.zoomed, 400);
    }, 60);
  }
  /* The scale at which things would all be in view, and whether one is. */
  function spread(ids) {
    var box = [Infinity, Infinity, -Infinity, -Infinity];
    ids.forEach(function (id) { var p = TG.place(id); box = [Math.min(box[0], p.x), Math.min(box[1], p.y), Math.max(box[2], p.x), Math.max(box[3], p.y)]; });
    return Math.min(TG.stage.clientWidth / (box[2] - box[0] + 200), TG.stage.clientHeight / (box[3] - box[1] + 80));
  }
  function seen(id) {
    var at = TG.network.canvasToDOM(TG.place(id));
    return at.x > 30 && at.x < TG.stage.clientWidth - 30 && at.y > 15 && at.y < TG.stage.clientHeight - 15;
  }
  function show(id) {
    choose(id);
    var n = TG.byId.get(id);
    if (!TG.place(id)) { return; }
    var animation = calm();
    var group = Array.from(neighbours(id)).filter(function (other) { return TG.place(other) && !TG.byId.get(other).off; });
    if (TG.data.form === "draft" && TG.stage.clientWidth >= 700 && spread(group) < 0.45) { if (!seen(id)) { TG.network.focus(id, { scale: TG.network.getScale(), animation: animation }); } }
    else if (TG.stage.clientWidth < 700 || group.length < 3) { TG.network.focus(id, { scale: Math.max(TG.network.getScale(), n.kind === "chapter" ? 0.75 : 0.9), animation: animation }); }
    else { TG.network.fit({ nodes: group, maxZoomLevel: 1, animation: animation }); }
    setTimeout(TG.zoomed, 400);
  }

  TG.repaint = refresh;
  TG.state = state; TG.choose = choose; TG.show = show; TG.refresh = refresh; TG.say = say; TG.short = short; TG.path = path; TG.write = write;

  TG.network.on("click", function (p) {
    var id = p.nodes[0];
    if (TG.folded.has(id) && !TG.picking) { TG.unfold(id); choose(id); return; }
    if (TG.picking && id !== undefined) { TG.picking = false; state.to = id; choose(state.at, true); return; }
    choose(id === undefined ? null : id);
  });
  TG.network.on("doubleClick", function (p) { if (typeof p.nodes[0] === "number") { TG.expand(p.nodes[0]); refresh(); } });
  var tip = document.getElementById("tip");
  TG.network.on("hoverNode", function (p) {
    var n = TG.byId.get(p.node);
    if (!n) { return; }
    var at = TG.network.canvasToDOM(TG.network.getPosition(p.node));
    tip.textContent = n.name; tip.hidden = false;
    tip.style.left = Math.min(at.x + 14, TG.stage.clientWidth - 330) + "px";
    tip.style.top = (at.y + 22) + "px";
  });
  TG.network.on("blurNode", function () { tip.hidden = true; });
  TG.network.on("dragStart", function () { tip.hidden = true; });
  window.addEventListener("themechange", refresh);
  window.addEventListener("hashchange", function () { read(); window.dispatchEvent(new Event("stateread")); if (state.at !== null) { show(state.at); } else { choose(null); } });
  TG.start = function () {
    read();
    window.dispatchEvent(new Event("stateread"));
    if (state.at !== null) { var to = state.to; show(state.at); if (to !== null) { state.to = to; choose(state.at, true); } } else if (TG.marks) { refresh(); if (!Array.from(TG.marks.shown).filter(function (id) { return TG.place(id); }).every(seen)) { frame(Array.from(TG.marks.shown)); } } else if (painted || state.off.size || state.role || state.basis || state.colour) { refresh(); }
    started = true;
    TG.stage.dataset.ready = "1";
    performance.mark("graph-interactive");
  };
})();
