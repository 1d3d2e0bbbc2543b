/* The picture itself: nodes and edges on a canvas, in the theme's colours, standing still.
   Data comes from the page (nodes, edges and options made by pyvis); labels are text. */
(function () {
  "use strict";
  var source = document.getElementById("graph-data");
  if (!source || !window.vis) { return; }
  var data = JSON.parse(source.textContent);
  var look = data.look;
  var stage = document.getElementById("canvas");
  var byId = new Map(), byKey = new Map(), near = new Map();

  data.nodes.forEach(function (n) { byId.set(n.id, n); byKey.set(n.key, n); near.set(n.id, []); });
  data.edges.forEach(function (e, i) {
    e.id = i;
    near.get(e.from).push({ id: e.to, edge: e, out: true });
    near.get(e.to).push({ id: e.from, edge: e, out: false });
  });

  function theme() { return document.documentElement.dataset.theme === "dark" ? "dark" : "light"; }
  function rgba(hex, alpha) {
    var v = parseInt(hex.slice(1), 16);
    return "rgba(" + (v >> 16) + "," + ((v >> 8) & 255) + "," + (v & 255) + "," + alpha + ")";
  }

  var far = false;                       // semantic zoom: numbers from afar, headings nearby
  function fontSize(n) {
    if (data.form !== "draft") { return far ? 19 : 13; }
    if (n.kind === "chapter") { return folded.has(n.id) && far ? Math.max(19, Math.min(90, 12 / wide)) : (far ? 19 : 15); }
    if (n.kind === "article") { return far ? 25 : 11.5; }
    if (n.kind === "stakeholder") { return far ? 19 : 14; }
    return n.kind === "point" ? 11 : (far ? 19 : 14);
  }
  /* Words from right to left keep their numbers and brackets in place, line by line. */
  function turned(text) {
    return String(text || "").split("\n").map(function (line) { return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(line) ? "\u2067" + line + "\u2069" : line; }).join("\n");
  }
  function label(n, bright) {
    if (folded.has(n.id)) { return (n.label || n.name) + "  (" + near.get(n.id).filter(function (x) { return x.edge.kind === "part" && !x.out; }).length + ")"; }
    if (far && n.kind === "article" && n.number && data.form === "draft") { return n.number; }
    if (far && data.form !== "draft") { return lines(n.afar || n.name, 20, 2); }
    if (!far && n.long) { return n.long; }
    if (!n.label && bright === "named") { return wrap(n.name, 26, 90); }
    return n.label;
  }
  function wrap(text, width, limit) {
    var cut = text.length > limit ? text.slice(0, limit - 1).replace(/\s+\S*$/, "") + "…" : text;
    return cut.split(" ").reduce(function (lines, word) {
      var last = lines[lines.length - 1];
      if (last && (last + " " + word).length > width) { lines.push(word); }
      else { lines[lines.length - 1] = last ? last + " " + word : word; }
      return lines;
    }, [""]).join("\n");
  }
  function lines(text, width, most) {
    var all = wrap(text, width, 400).split("\n");
    return all.slice(0, most).join("\n") + (all.length > most ? "…" : "");
  }
  /* Things are coloured by kind, or by what became of them or their basis where they have such. */
  function colours(n) {
    var by = window.TG && window.TG.state && window.TG.state.colour;
    if (!by || n.kind === "chapter") { return look.kinds[n.kind][theme()]; }
    return look.looks[look.colours[by][n[by]] || "none"][theme()];
  }
  function mix(from, to, share) {
    var a = parseInt(from.slice(1), 16), b = parseInt(to.slice(1), 16);
    return "#" + [16, 8, 0].map(function (at) { var x = (a >> at) & 255, y = (b >> at) & 255; return Math.round(x + (y - x) * share).toString(16).padStart(2, "0"); }).join("");
  }
  /* What steps back keeps words that can be read: without a fill, in soft ink, with a thin border. */
  function faded(c) { return { fill: mix(ground(), c.fill, 0.1), border: mix(ground(), c.border, 0.35), font: theme() === "dark" ? "#93a1b0" : "#5b6671" }; }
  function nodeView(n, bright) {
    var faint = bright === "faint", c = faint ? faded(colours(n)) : colours(n);
    var named = bright === "named" || bright === "chosen";
    var outside = ["diamond", "dot", "triangle", "hexagon", "square"].indexOf(n.shape) >= 0;
    var ink = outside && !faint ? look.kinds.article[theme()].font : c.font;
    var edge = bright === "chosen" ? focusColour() : (marks && marks.found.has(n.id) ? markColour() : c.border);
    return {
      id: n.id, label: turned(label(n, named ? "named" : bright)) || " ", hidden: Boolean(n.off),
      faint: faint,
      color: { background: c.fill, border: edge, highlight: { background: c.fill, border: focusColour() }, hover: { background: c.fill, border: focusColour() } },
      borderWidth: marks && marks.found.has(n.id) ? 4 : (bright === "chosen" ? 3 : (n.strong ? 2 : 1)), borderWidthSelected: 3,
      font: { size: fontSize(n), face: "system-ui, 'Noto Sans', sans-serif", color: ink, strokeWidth: outside ? 3 : 0, strokeColor: ground() }
    };
  }
  /* The answer of a question, drawn on the map: what it found, and what it asked about. */
  var marks = null;
  if (data.marks) {
    var ids = function (keys) { return new Set(keys.map(function (k) { return byKey.get(k); }).filter(Boolean).map(function (n) { return n.id; })); };
    marks = { found: ids(data.marks.found), words: data.marks.words };
    marks.shown = new Set([...marks.found, ...ids(data.marks.about)]);
  }
  function markColour() { return theme() === "dark" ? "#ff8f85" : "#b3261e"; }
  function focusColour() { return theme() === "dark" ? "#ffb454" : "#b35c00"; }
  function ground() { return theme() === "dark" ? "#10161d" : "#faf9f6"; }
  function litPath() { return Boolean(window.TG && window.TG.state && window.TG.state.to !== null); }
  function edgeView(e, bright) {
    var style = look.edges[e.kind], base = style[theme()];
    var quiet = data.edges.length > 400 ? 0.12 : 0.26;
    if (typeof e.id === "string") { quiet = 0.06; }
    var alpha = bright === "bright" ? 0.95 : (bright === "faint" ? 0.04 : quiet);
    var shown = bright === "bright" || ((!style.hidden || data.form !== "draft") && !e.off);
    return {
      id: e.id, hidden: !shown || byId.get(e.from).off || byId.get(e.to).off,
      color: { color: rgba(base, alpha), highlight: rgba(base, 0.95), hover: rgba(base, 0.95) },
      width: (style.width || 1) * (bright === "bright" ? (litPath() ? 3.4 : 2.4) : 1),
      dashes: style.dashes || false
    };
  }

  data.nodes.forEach(function (n) { n.off = Boolean(n.hidden); n.detail = n.off; delete n.color; });
  function fixed(n) {
    var made = { margin: 5 };
    ["x", "y", "shape", "size", "widthConstraint", "heightConstraint", "shapeProperties"].forEach(function (name) { if (n[name] !== undefined) { made[name] = n[name]; } });
    return made;
  }

  /* A large treaty starts with its chapters folded; what is folded is not drawn at all. */
  var folded = new Set(), shownCount = data.nodes.filter(function (n) { return !n.off; }).length;
  if (shownCount > 600) { data.nodes.forEach(function (n) { if (n.kind === "chapter") { folded.add(n.id); } }); }
  function home(n) { return (n.kind === "article" || n.kind === "point") && byKey.get(n.block); }
  function inFold(n) {
    for (var h = home(n); h; h = home(h)) { if (folded.has(h.id)) { return h; } }
    return null;
  }
  function wanted(n) { return n.x !== undefined && (!n.detail || n.parent !== undefined || n.revealed) && !inFold(n); }
  function estimate() {
    var box = [Infinity, Infinity, -Infinity, -Infinity];
    data.nodes.forEach(function (n) { if (wanted(n)) { box = [Math.min(box[0], n.x), Math.min(box[1], n.y), Math.max(box[2], n.x), Math.max(box[3], n.y)]; } });
    return Math.min(stage.clientWidth / (box[2] - box[0] + 400), stage.clientHeight / (box[3] - box[1] + 120), 1);
  }
  var wide = estimate();
  far = (data.form === "draft" && stage.clientWidth < 700 && shownCount <= 600 ? stage.clientWidth / 600 : wide) < 0.74;

  var nodes = new vis.DataSet(), edges = new vis.DataSet(), inside = new Set(), drawn = new Set();
  function sync() {
    var now = data.nodes.filter(wanted), ids = new Set(now.map(function (n) { return n.id; }));
    var fresh = now.filter(function (n) { return !inside.has(n.id); });
    var gone = Array.from(inside).filter(function (id) { return !ids.has(id); });
    var lines = new Map();
    data.edges.forEach(function (e) {
      var a = byId.get(e.from), b = byId.get(e.to), fa = inFold(a), fb = inFold(b);
      if (!fa && !fb) { if (ids.has(e.from) && ids.has(e.to)) { lines.set(e.id, e); } return; }
      var from = fa ? fa.id : e.from, to = fb ? fb.id : e.to, key = "fold-" + from + "-" + to;
      if (from !== to && ids.has(from) && ids.has(to) && !look.edges[e.kind].hidden) { lines.set(key, { id: key, from: from, to: to, kind: e.kind, arrows: e.arrows }); }
    });
    var removed = Array.from(drawn).filter(function (id) { return !lines.has(id); });
    var added = Array.from(lines.values()).filter(function (e) { return !drawn.has(e.id); });
    drawn = new Set(lines.keys());
    if (fresh.length) { nodes.add(fresh.map(function (n) { return Object.assign(fixed(n), nodeView(n)); })); }
    inside = ids;                        // each change draws at once: name only what is there
    if (removed.length) { edges.remove(removed); }
    if (gone.length) { nodes.remove(gone); }
    if (added.length) { edges.add(added.map(function (e) { return Object.assign({ from: e.from, to: e.to, arrows: e.arrows ? { to: { enabled: true, scaleFactor: 0.5 } } : "" }, edgeView(e)); })); }
  }
  sync();
  var network = new vis.Network(stage, { nodes: nodes, edges: edges }, data.options);
  function place(id) { return inside.has(id) ? network.getPosition(id) : null; }

  /* Chapters stand on a quiet ground of their own. */
  network.on("beforeDrawing", function (ctx) {
    if (data.form !== "draft") { return; }
    var boxes = new Map();
    data.nodes.forEach(function (n) {
      if (n.off || !inside.has(n.id) || (n.kind !== "article" && n.kind !== "chapter")) { return; }
      var key = n.kind === "chapter" ? n.key : n.block;
      if (!byKey.has(key) || folded.has(byKey.get(key).id)) { return; }
      var b = boxes.get(key) || [Infinity, Infinity, -Infinity, -Infinity];
      var w = n.kind === "chapter" ? 272 : 68, p = network.getPosition(n.id);
      boxes.set(key, [Math.min(b[0], p.x - w), Math.min(b[1], p.y - 26), Math.max(b[2], p.x + w), Math.max(b[3], p.y + 28)]);
    });
    ctx.fillStyle = theme() === "dark" ? "rgba(140,165,190,.10)" : "rgba(34,48,63,.055)";
    boxes.forEach(function (b) { ctx.beginPath(); ctx.roundRect(b[0] - 6, b[1] - 4, b[2] - b[0] + 12, b[3] - b[1] + 8, 12); ctx.fill(); });
  });

  function fold(id) { if (byId.get(id).kind === "chapter") { folded.add(id); sync(); nodes.update(nodeView(byId.get(id))); } }
  function unfold(id) { if (folded.delete(id)) { sync(); nodes.update(nodeView(byId.get(id))); } }

  /* Neighbours that are hidden at first take places around the thing they belong to. */
  function expand(id) {
    var centre = place(id);
    if (!centre) { return 0; }
    var hidden = near.get(id).map(function (x) { return byId.get(x.id); }).filter(function (n, i, all) { return !wanted(n) && n.detail && !inFold(n) && all.indexOf(n) === i; });
    hidden.forEach(function (n, i) {
      var turn = (i + 0.5) / hidden.length * 2 * Math.PI, r = 110 + 9 * hidden.length;
      n.off = false; n.parent = id; n.x = centre.x + r * Math.cos(turn); n.y = centre.y + r * Math.sin(turn);
    });
    sync();
    return hidden.length;
  }
  function collapse(id) {
    var shown = data.nodes.filter(function (n) { return n.parent === id; });
    shown.forEach(function (n) { n.off = true; delete n.parent; delete n.revealed; });
    sync();
    return shown.length;
  }
  function hiddenNear(id) { return near.get(id).filter(function (x) { var n = byId.get(x.id); return n.detail && !wanted(n); }).length; }

  function paint(nodeState, edgeState) {
    nodes.update(data.nodes.filter(function (n) { return inside.has(n.id); }).map(function (n) { return nodeView(n, nodeState ? nodeState(n) : ""); }));
    edges.update(data.edges.filter(function (e) { return drawn.has(e.id); }).map(function (e) { return edgeView(e, edgeState ? edgeState(e) : ""); }));
  }
  /* Columns of things that stand apart, from left to right: [left, right, top, bottom, articles]. */
  function columns() {
    var found = [];
    data.nodes.filter(function (n) { return inside.has(n.id) && !n.off; }).map(function (n) {
      var w = n.widthConstraint ? n.widthConstraint.maximum / 2 + 20 : n.size;
      return [n.x - w, n.x + w, n.y - 20, n.y + 20, n.kind === "article" || n.kind === "chapter"];
    }).sort(function (a, b) { return a[0] - b[0]; }).forEach(function (b) {
      var last = found[found.length - 1];
      if (!last || b[0] - last[1] > 20) { found.push(b); return; }
      found[found.length - 1] = [last[0], Math.max(last[1], b[1]), Math.min(last[2], b[2]), Math.max(last[3], b[3]), last[4] || b[4]];
    });
    return found;
  }
  /* The articles and as many whole columns beside them as can be read: none is cut by the edge. */
  function whole() {
    var all = columns(), from = all.findIndex(function (c) { return c[4]; });
    if (from < 0) { return; }
    var to = all.length - 1;
    while (!all[to][4]) { to -= 1; }
    var tall = stage.clientHeight / (all.slice(from, to + 1).reduce(function (most, c) { return Math.max(most, c[3]); }, 0) + 90);
    function edges(a, b) { return [a ? (all[a][0] + all[a - 1][1]) / 2 : all[a][0] - 14, b < all.length - 1 ? (all[b][1] + all[b + 1][0]) / 2 : all[b][1] + 14]; }
    function scale(a, b) { var e = edges(a, b); return stage.clientWidth / (e[1] - e[0]); }
    for (var left = true; scale(from, to) > tall && (from || to < all.length - 1); left = !left) {
      if ((left && from) || to === all.length - 1) { from -= 1; } else { to += 1; }
    }
    var side = edges(from, to), size = Math.min(scale(from, to), 1);
    network.moveTo({ position: { x: (side[0] + side[1]) / 2, y: stage.clientHeight / size / 2 - 46 }, scale: size, animation: false });
  }
  function begin() {
    network.fit({ animation: false });
    var narrow = stage.clientWidth < 700;
    if (!narrow && data.form === "draft" && shownCount <= 600 && network.getScale() < 0.5) { whole(); }
    if (narrow && data.form === "draft" && shownCount <= 600) {
      var scale = stage.clientWidth / 600;
      network.moveTo({ position: { x: 204, y: stage.clientHeight / scale / 2 - 40 }, scale: scale, animation: false });
    }
    zoomed();
  }
  function zoomed() {
    var scale = network.getScale(), was = far;
    far = far ? scale < 0.78 : scale < 0.7;
    if (was !== far) { window.TG.repaint(); }
  }
  network.on("zoom", zoomed);
  window.TG = {
    data: data, look: look, nodes: nodes, edges: edges, network: network, stage: stage, byId: byId, byKey: byKey, near: near,
    theme: theme, rgba: rgba, paint: paint, repaint: function () { paint(); }, expand: expand, collapse: collapse, hiddenNear: hiddenNear, sync: sync, place: place, inFold: inFold,
    fold: fold, unfold: unfold, folded: folded, begin: begin, zoomed: zoomed, wrap: wrap, ground: ground, colours: colours, columns: columns,
    marks: marks, markColour: markColour
  };
  begin();
})();
